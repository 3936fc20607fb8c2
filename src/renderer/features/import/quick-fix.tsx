import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRowView, ImportSessionView } from '#shared/import/import.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { type Review, useWordLanguage } from './import.queries.ts';

/** Mends the focused bad cell, or all cells with the same content. A strip below the grid: it never covers a bad cell. */
export function QuickFix({
  session,
  review,
  row,
  column,
}: {
  session: ImportSessionView;
  review: Review;
  row: ImportRowView;
  column: number;
}) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const text = row.cells[column] ?? '';
  const mark = row.marks.find((m) => m.column === column);
  const fieldKey = session.columns[column]?.field;
  const field = session.target.fields.find((f) => f.key === fieldKey);
  const open = session.values.find((value) => value.field === fieldKey && value.text === text);
  const first = open?.suggestions[0]?.labels[language];
  const [value, setValue] = useState(first ?? text);
  const isUnit = field?.kind === 'unit';
  const units = useQuery({
    ...orpc.import.units.queryOptions({ input: { sessionId: session.sessionId, search: value } }),
    enabled: isUnit && value !== '',
  });
  const choices = isUnit
    ? (units.data ?? []).map((unit) => ({ value: unit.name }))
    : (field?.codes ?? []).map((code) => ({ value: code.labels[language] }));
  const mend = (isForAll: boolean) => {
    if (value !== text) review.change({ mends: [{ index: row.index, column, value, isForAll }] });
  };
  const many = open?.count ?? 1;
  return (
    <div className="import-fix">
      <span className="er el">{mark?.words[language]}</span>
      <span className="sp" />
      {field?.kind === 'code' ? (
        <Select
          size="small"
          aria-label={t('import.fix.value')}
          style={{ width: 150 }}
          value={value === '' ? null : value}
          options={choices}
          placeholder={t('import.values.choose')}
          onChange={setValue}
        />
      ) : isUnit ? (
        <AutoComplete
          size="small"
          aria-label={t('import.fix.value')}
          style={{ width: 170 }}
          value={value}
          options={choices}
          placeholder={t('import.values.chooseUnit')}
          onChange={setValue}
        />
      ) : (
        <Input
          size="small"
          style={{ width: 190 }}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onPressEnter={() => mend(false)}
          aria-label={t('import.fix.value')}
        />
      )}
      {many > 1 && (
        <Button size="small" type="primary" disabled={review.isBusy || value === text} onClick={() => mend(true)}>
          {t('import.fix.all', { count: many })}
        </Button>
      )}
      <Button
        size="small"
        type={many > 1 ? 'default' : 'primary'}
        disabled={review.isBusy || value === text}
        onClick={() => mend(false)}
      >
        {t('import.fix.one')}
      </Button>
      {many === 1 && (
        <Button size="small" disabled={review.isBusy || value === text} onClick={() => mend(true)}>
          {t('import.fix.same')}
        </Button>
      )}
    </div>
  );
}
