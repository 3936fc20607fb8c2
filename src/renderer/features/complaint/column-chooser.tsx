import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useColumns } from './complaint-columns.tsx';

/** Which columns the list shows; their order is changed by dragging a head. */
export function ColumnChooser({
  chosen,
  onChoose,
}: {
  chosen: readonly string[];
  onChoose(columns: string[] | null): void;
}) {
  const { t } = useTranslation();
  const all = useColumns(false, '', false).map((column) => column.colId as string);
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="complaint-columns">
          {all.map((id) => (
            <Checkbox
              key={id}
              checked={chosen.includes(id)}
              disabled={id === 'number' || (id === 'due' && chosen.includes(id))}
              onChange={() => toggle(id)}
            >
              {t(`complaint.column.${id}`)}
            </Checkbox>
          ))}
          <Button size="small" type="link" onClick={() => onChoose(null)}>
            {t('complaint.usualColumns')}
          </Button>
        </div>
      }
    >
      <Button size="small" icon={<TableOutlined />}>
        {t('complaint.columns', { shown: chosen.length, all: all.length })}
      </Button>
    </Popover>
  );
}
