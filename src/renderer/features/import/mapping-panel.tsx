import { CheckOutlined, MinusOutlined, WarningOutlined } from '@ant-design/icons';
import { AutoComplete, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportColumnView, ImportSessionView } from '#shared/import/import.schema.ts';
import { leftColumns, type Review, useWordLanguage } from './import.queries.ts';

/** What each column of the file is written to, and how that was found. */
export function MappingPanel({
  session,
  review,
  field,
  onField,
}: {
  session: ImportSessionView;
  review: Review;
  field: string | null;
  onField(field: string): void;
}) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const mapped = session.columns.filter((column) => column.field !== null).length;
  const labelOf = (key: string) => session.target.fields.find((f) => f.key === key)?.labels[language] ?? key;
  return (
    <>
      <div className="head">
        <h2 className="nw">{t('import.mapping.title')}</h2>
        <span className="t3 fs nw">{t('import.mapping.count', { columns: session.columns.length, mapped })}</span>
        {session.isRemembered && <span className="tag info">{t('import.mapping.rememberedTag')}</span>}
        <span className="sp" />
        {session.target.hasSources && (
          <SourceName key={`${session.sessionId}-${session.sourceName}`} session={session} review={review} />
        )}
      </div>
      {session.missingFields.length > 0 && (
        <p className="import-missing er fs" role="alert">
          <WarningOutlined />{' '}
          {t('import.mapping.missing', {
            fields: session.missingFields.map(labelOf).join(t('common.comma')),
          })}
        </p>
      )}
      <div className="import-scroll">
        <table className="import-table import-mapping">
          <thead>
            <tr>
              <th aria-label={t('import.mapping.state')} />
              <th>{t('import.mapping.column')}</th>
              <th>{t('import.mapping.field')}</th>
              <th>{t('import.mapping.note')}</th>
            </tr>
          </thead>
          <tbody>
            {session.columns.map((column) => (
              <MappingRow
                key={column.index}
                column={column}
                session={session}
                review={review}
                isOn={column.field !== null && column.field === field}
                onField={onField}
              />
            ))}
          </tbody>
        </table>
      </div>
      <LeftColumns session={session} />
    </>
  );
}

/** Columns that will not be written, by their names. */
function LeftColumns({ session }: { session: ImportSessionView }) {
  const { t } = useTranslation();
  const left = leftColumns(session);
  if (left.length === 0) return null;
  const names = left.join(t('common.comma'));
  return (
    <p className="import-left-columns t3 fs el" title={names}>
      {t('import.mapping.leftColumns', { count: left.length, names })}
    </p>
  );
}

/** The system the file comes from: numbers are unique and decisions remembered within it. */
function SourceName({ session, review }: { session: ImportSessionView; review: Review }) {
  const { t } = useTranslation();
  const [name, setName] = useState(session.sourceName);
  const take = (next: string) => {
    if (next.trim() !== session.sourceName) review.change({ source: next.trim() });
  };
  return (
    <AutoComplete
      size="small"
      className="import-source"
      value={name}
      options={session.sources.map((value) => ({ value }))}
      disabled={review.isBusy}
      placeholder={t('import.source.placeholder')}
      title={t('import.source.hint')}
      aria-label={t('import.source.label')}
      maxLength={40}
      onChange={setName}
      onSelect={take}
      onBlur={() => take(name)}
      onKeyDown={(event) => event.key === 'Enter' && take(name)}
    />
  );
}

function MappingRow({
  column,
  session,
  review,
  isOn,
  onField,
}: {
  column: ImportColumnView;
  session: ImportSessionView;
  review: Review;
  isOn: boolean;
  onField(field: string): void;
}) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const isOpen = column.distinct !== null && column.matched !== null && column.matched < column.distinct;
  const pick = () => column.field !== null && column.distinct !== null && onField(column.field);
  const unused = session.target.keepsExtra ? t('import.mapping.kept') : t('import.mapping.none');
  const options = [
    { value: '', label: unused },
    ...session.target.fields.map((f) => ({
      value: f.key,
      label: f.isRequired ? `${f.labels[language]} *` : f.labels[language],
    })),
  ];
  return (
    <tr className={isOn ? 'on' : ''} onClick={pick}>
      <td className="c">
        {column.field === null ? (
          <MinusOutlined className="t3" />
        ) : isOpen || column.errorCount > 0 ? (
          <WarningOutlined className="wa" />
        ) : (
          <CheckOutlined className="ok" />
        )}
      </td>
      <td className="el" title={[column.header, ...column.samples].join('\n')}>
        {column.index === session.sheetColumn ? <i>{t('import.mapping.sheetName')}</i> : column.header}
      </td>
      <td>
        <Select
          size="small"
          className="import-select"
          value={column.field ?? ''}
          options={options}
          disabled={review.isBusy}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={200}
          aria-label={t('import.mapping.fieldOf', { column: column.header })}
          onChange={(value) =>
            review.change({ mapping: [{ column: column.index, field: value === '' ? null : value }] })
          }
        />
      </td>
      <td className="el fs">
        <MappingNote column={column} isOpen={isOpen} onOpen={pick} />
      </td>
    </tr>
  );
}

function MappingNote({ column, isOpen, onOpen }: { column: ImportColumnView; isOpen: boolean; onOpen(): void }) {
  const { t } = useTranslation();
  if (column.field === null) return null;
  if (column.distinct !== null && column.matched !== null) {
    const text = t('import.mapping.values', { matched: column.matched, distinct: column.distinct });
    return (
      <button type="button" className={isOpen ? 'wa import-opens' : 't2 import-opens'} onClick={onOpen}>
        {text}
      </button>
    );
  }
  if (column.errorCount > 0)
    return <span className="er">{t('import.mapping.errors', { count: column.errorCount })}</span>;
  if (column.isDayOnly)
    return (
      <span className="wa" title={t('import.mapping.dayOnlyHint')}>
        {t('import.mapping.dayOnly')}
      </span>
    );
  if (column.dayOrder !== null && column.source !== 'content')
    return <span className="t2">{t(`import.order.${column.dayOrder}`)}</span>;
  return (
    <span className={column.source === 'content' || column.source === 'likeness' ? 'pr' : 't2'}>
      {t(`import.match.${column.source}`)}
    </span>
  );
}
