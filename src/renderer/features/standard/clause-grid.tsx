import { CheckOutlined } from '@ant-design/icons';
import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { limitSentence } from '#shared/standard/clause.rules.ts';
import type { ClauseFigures, ClauseRow } from '#shared/standard/clause.schema.ts';
import { gradeWords } from '#shared/standard/standard.words.ts';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useWords } from './use-words.ts';

/** Clauses with what is demanded and whether it was met; Enter or a double click opens one. */
export function ClauseGrid({
  rows,
  figures,
  onOpen,
}: {
  rows: ClauseRow[];
  figures: ClauseFigures | undefined;
  onOpen(code: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const columns = useMemo((): ColDef<ClauseRow>[] => {
    const verdict = { met: 'good', failed: 'bad', notInspected: 'neutral' } as const;
    const limits = (row: ClauseRow) =>
      row.limits
        .map(
          (limit) =>
            `${limit.customerGrade === 'all' ? '' : `${gradeWords[limit.customerGrade][words]} `}${limitSentence(limit, row.limitUnit, words)}`,
        )
        .join(words === 'zh' ? '；' : '; ');
    const centred = { cellClass: 'centre', headerClass: 'centre' } as const;
    return [
      {
        headerName: t('standard.clause.code'),
        width: 84,
        cellRenderer: ({ data }: { data: ClauseRow }) => (
          <button type="button" className="std-link" tabIndex={-1} onClick={() => onOpen(data.code)}>
            {data.code}
          </button>
        ),
      },
      {
        headerName: t('standard.clause.title'),
        flex: 3,
        minWidth: 120,
        valueGetter: ({ data }) => (words === 'en' && data?.titleEn) || data?.titleZh,
        tooltipValueGetter: ({ data }) => (words === 'en' && data?.textEn) || data?.textZh,
      },
      {
        headerName: t('standard.clause.verdict'),
        width: words === 'en' ? 108 : 76,
        cellRenderer: ({ data }: { data: ClauseRow }) => {
          const is = figures?.verdicts[data.code] ?? 'notInspected';
          return <StateTag tone={verdict[is]}>{t(`standard.verdict.${is}`)}</StateTag>;
        },
      },
      {
        headerName: t('standard.clause.limit'),
        flex: 2,
        minWidth: 104,
        valueGetter: ({ data }) => data && limits(data),
        tooltipValueGetter: ({ data }) => data && limits(data),
      },
      {
        headerName: t('standard.clause.audience'),
        width: 82,
        valueGetter: ({ data }) => t(`standard.audience.${data?.audience}`),
      },
      {
        headerName: t('standard.clause.class'),
        width: words === 'en' ? 82 : 66,
        valueGetter: ({ data }) => t(`standard.class.${data?.class}`),
      },
      {
        headerName: t('standard.clause.promise'),
        width: 78,
        valueGetter: ({ data }) => t(`standard.promise.${data?.promise}`),
      },
      {
        ...centred,
        headerName: t('standard.clause.edition'),
        width: 54,
        valueGetter: ({ data }) => `v${data?.edition}`,
      },
      { ...centred, headerName: t('standard.clause.items'), width: 58, field: 'items' },
      {
        ...centred,
        headerName: t('standard.clause.verified'),
        width: words === 'en' ? 78 : 58,
        cellRenderer: ({ data }: { data: ClauseRow }) =>
          data.isVerified ? (
            <CheckOutlined className="ok" aria-label={t('standard.clause.isVerified')} />
          ) : (
            <span className="wa">{t('standard.clause.notVerified')}</span>
          ),
      },
    ];
  }, [t, words, figures, onOpen]);
  return (
    <Grid<ClauseRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.code}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.code)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.code)}
    />
  );
}
