import { Descriptions, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import { type FieldChange, fieldChanges } from './change-words.ts';

/** An entry of the change log as the backend tells it. */
export interface ChangeRow {
  readonly sequence: number;
  readonly occurredAt: string;
  readonly accountName: string;
  readonly entity: string;
  readonly entityId: string;
  readonly action: string;
  readonly beforeJson: string | null;
  readonly afterJson: string | null;
}

/** The fields of an entry in words. */
export const changesOf = (row: ChangeRow, t: Parameters<typeof fieldChanges>[2]): FieldChange[] =>
  fieldChanges(row.beforeJson, row.afterJson, t, row.entity === 'setting' ? row.entityId : '');

/** One entry of the change log: field by field, before and after, and as it is stored. */
export function ChangeDetail({ row, onClose }: { row: ChangeRow; onClose(): void }) {
  const { t } = useTranslation();
  const word = (group: 'entity' | 'action') => t(`system.${group}.${row[group]}`, { defaultValue: row[group] });
  const changes = changesOf(row, t);
  return (
    <Modal
      open
      footer={null}
      width={760}
      onCancel={onClose}
      title={`#${row.sequence} ${word('entity')} · ${word('action')}`}
    >
      <Descriptions
        size="small"
        column={2}
        items={[
          { key: 'when', label: t('system.changes.when'), children: formatInstant(row.occurredAt, true) },
          { key: 'who', label: t('system.changes.who'), children: whoOf(row, t) },
          { key: 'id', label: t('system.changes.id'), span: 2, children: row.entityId },
        ]}
      />
      {changes.length > 0 && (
        <div className="change-table">
          <table>
            <thead>
              <tr>
                <th>{t('system.changes.field')}</th>
                <th>{t('system.changes.before')}</th>
                <th>{t('system.changes.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, before, after }) => (
                <tr key={field}>
                  <td className="t2">{field}</td>
                  <td>{before ?? '–'}</td>
                  <td>{after ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details className="change-stored">
        <summary>{t('system.changes.stored')}</summary>
        <pre>{[row.beforeJson, row.afterJson].filter((json) => json !== null).join('\n')}</pre>
      </details>
    </Modal>
  );
}

/** Who did it: a person's name, or the program itself. */
export const whoOf = (row: ChangeRow, t: Parameters<typeof fieldChanges>[2]): string =>
  row.accountName === 'system' ? t('system.changes.program') : row.accountName;
