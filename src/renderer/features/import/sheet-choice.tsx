import { DownOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSessionView } from '#shared/import/import.schema.ts';

/** Which sheets of a workbook are read: several of the same columns at once, the others are named and left alone. */
export function SheetChoice({
  session,
  isBusy,
  onChoose,
}: {
  session: ImportSessionView;
  isBusy: boolean;
  onChoose(sheets: number[]): void;
}) {
  const { t } = useTranslation();
  const taken = session.sheets.flatMap((sheet, i) => (sheet.use === 'taken' ? [i] : []));
  const [chosen, setChosen] = useState(taken);
  const [isOpen, setOpen] = useState(false);
  const toggle = (sheet: number) =>
    setChosen(chosen.includes(sheet) ? chosen.filter((other) => other !== sheet) : [...chosen, sheet]);
  const choose = (sheets: number[]) => {
    setOpen(false);
    onChoose([...sheets].sort((a, b) => a - b));
  };
  const others = session.sheets.filter((sheet) => sheet.use === 'other' && !sheet.hidden).length;
  const first = session.sheets[taken[0] ?? 0]?.name ?? '';
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={(next) => {
        setChosen(taken);
        setOpen(next && !isBusy);
      }}
      content={
        <div className="import-sheets">
          <p className="t3 fs">{t('import.sheets.hint')}</p>
          <ul>
            {session.sheets.map((sheet, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sheets keep their places and may share a name
              <li key={i}>
                {sheet.use === 'taken' || sheet.use === 'alike' ? (
                  <Checkbox checked={chosen.includes(i)} onChange={() => toggle(i)}>
                    {sheet.name}
                  </Checkbox>
                ) : (
                  <>
                    <span className="t3 el">{sheet.name}</span>
                    <span className="t3 fs nw">{t(`import.sheets.${sheet.use}`)}</span>
                    <span className="sp" />
                    <Button size="small" type="link" onClick={() => choose([i])}>
                      {t('import.sheets.instead')}
                    </Button>
                  </>
                )}
                {sheet.hidden && <span className="t3 fs nw">{t('import.sheets.hidden')}</span>}
              </li>
            ))}
          </ul>
          <div className="row">
            <Button size="small" onClick={() => setOpen(false)}>
              {t('common.cancel')}
            </Button>
            <span className="sp" />
            <Button size="small" type="primary" disabled={chosen.length === 0} onClick={() => choose(chosen)}>
              {t('import.sheets.read', { count: chosen.length })}
            </Button>
          </div>
        </div>
      }
    >
      <Button size="small" disabled={isBusy} className="import-sheet-button">
        <span className="el">
          {taken.length > 1 ? t('import.sheets.taken', { count: taken.length, total: session.sheets.length }) : first}
        </span>
        {others > 0 && (
          <span className="t3 fs nw" title={otherNames(session, t('common.comma'))}>
            {t('import.sheets.left', { count: others })}
          </span>
        )}
        <DownOutlined className="t3" />
      </Button>
    </Popover>
  );
}

const otherNames = (session: ImportSessionView, comma: string) =>
  session.sheets.flatMap((sheet) => (sheet.use === 'other' ? [sheet.name] : [])).join(comma);
