import { RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSessionView, ImportValueView } from '#shared/import/import.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { type Review, useWordLanguage } from './import.queries.ts';

/** Values of a column that aren't in our lists: with the nearest of ours, decided once for all equal ones. */
export function ValuePanel({ session, review, field }: { session: ImportSessionView; review: Review; field: string }) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const values = session.values.filter((value) => value.field === field);
  const open = values.filter((value) => value.decision === null && value.own === null);
  const target = session.target.fields.find((f) => f.key === field);
  const suggested = open.filter((value) => value.suggestions.length > 0);
  // an empty cell names no unit that could be made
  const named = open.filter((value) => value.text !== '');
  const rows = open.reduce((sum, value) => sum + value.count, 0);
  const decide = (list: readonly ImportValueView[], decisionOf: (value: ImportValueView) => string | undefined) =>
    review.change({ decisions: list.map((value) => ({ field, word: value.word, value: decisionOf(value) ?? null })) });
  return (
    <div className={open.length > 0 ? 'import-values' : 'import-values decided'}>
      <div className="row">
        <b className="el">
          {open.length > 0
            ? t('import.values.title', { field: target?.labels[language], count: open.length })
            : t('import.values.done', { field: target?.labels[language] })}
        </b>
        <span className="sp" />
        {rows > 0 && <span className="t2 fs nw">{t('import.values.rows', { count: rows })}</span>}
      </div>
      {open.length > 1 && (
        <div className="row">
          {suggested.length > 1 && (
            <Button
              size="small"
              disabled={review.isBusy}
              onClick={() => decide(suggested, (value) => value.suggestions[0]?.value)}
            >
              {t('import.values.takeAll', { count: suggested.length })}
            </Button>
          )}
          {target?.canCreateUnit === true && named.length > 1 && (
            <Button size="small" disabled={review.isBusy} onClick={() => decide(named, () => 'create')}>
              {t('import.values.createAll', { count: named.length })}
            </Button>
          )}
          {target?.isRequired !== true && (
            <Button size="small" disabled={review.isBusy} onClick={() => decide(open, () => 'skip')}>
              {t('import.values.skipAll', { count: open.length })}
            </Button>
          )}
        </div>
      )}
      <div className="import-value-list">
        {values.map((value) => (
          <ValueLine
            key={value.word}
            session={session}
            value={value}
            isBusy={review.isBusy}
            onDecide={(decision) => decide([value], () => decision)}
          />
        ))}
      </div>
    </div>
  );
}

function ValueLine({
  session,
  value,
  isBusy,
  onDecide,
}: {
  session: ImportSessionView;
  value: ImportValueView;
  isBusy: boolean;
  onDecide(decision: string | undefined): void;
}) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const [search, setSearch] = useState('');
  const target = session.target.fields.find((f) => f.key === value.field);
  const isUnit = target?.kind === 'unit';
  const units = useQuery({
    ...orpc.import.units.queryOptions({ input: { sessionId: session.sessionId, search } }),
    enabled: isUnit && search !== '',
  });
  const listed = isUnit
    ? (units.data ?? []).map((unit) => ({ value: unit.unitId, label: unit.name }))
    : (target?.codes ?? []).map((code) => ({ value: code.value, label: code.labels[language] }));
  const near = value.suggestions.map((s) => ({ value: s.value, label: s.labels[language] }));
  const first = [
    ...near,
    ...(value.decisionLabel === null || value.decision === null
      ? []
      : [{ value: value.decision, label: value.decisionLabel[language] }]),
  ];
  const acts = [
    ...(target?.isRequired === true ? [] : [{ value: 'skip', label: t('import.values.skip') }]),
    ...(target?.canCreateUnit === true && value.text !== ''
      ? [{ value: 'create', label: t('import.values.create', { name: value.text }) }]
      : []),
  ];
  const seen = new Set<string>();
  const options = [...first, ...listed, ...acts].filter((option) => !seen.has(option.value) && seen.add(option.value));
  const suggestion = near[0];
  const isOpen = value.decision === null && value.own === null;
  const text = value.text || t('import.values.empty');
  return (
    <div className="import-value">
      <span className="el" title={text}>
        {text}
      </span>
      <span className="t3 fs nw num">{t('common.rows', { count: value.count })}</span>
      <RightOutlined className="t3" />
      <Select
        size="small"
        allowClear={value.decision !== null}
        disabled={isBusy}
        placeholder={
          suggestion === undefined ? t(isUnit ? 'import.values.chooseUnit' : 'import.values.choose') : suggestion.label
        }
        value={value.decision ?? value.own}
        options={options}
        showSearch={isUnit ? { filterOption: false, onSearch: setSearch } : { optionFilterProp: 'label' }}
        notFoundContent={t('import.values.typeToFind')}
        aria-label={t('import.values.decide', { value: text })}
        onChange={(decision: string | undefined) => onDecide(decision === value.own ? undefined : decision)}
      />
      {isOpen && suggestion !== undefined ? (
        <Button size="small" type="primary" disabled={isBusy} onClick={() => onDecide(suggestion.value)}>
          {t('import.values.take')}
        </Button>
      ) : (
        <span className="t3 fs nw">
          {t(
            isOpen ? 'import.values.orError' : value.decision === null ? 'import.values.own' : 'import.values.decided',
          )}
        </span>
      )}
    </div>
  );
}
