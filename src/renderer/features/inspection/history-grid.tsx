import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { GradeBand, HistorySheet } from '#shared/inspection/analysis.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { pointsText } from './analysis.format.ts';
import { gradeTones } from './grade.ts';
import { stageTones } from './inspection-grid.tsx';

type Cell = ICellRendererParams<HistorySheet>;

/** Sheets of a history, newest first, each with how many answers it shares with the one before. */
export function HistoryGrid({
  sheets,
  bands,
  withUnit,
}: {
  sheets: readonly HistorySheet[];
  bands: readonly GradeBand[];
  withUnit: boolean;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const scoped = useScopedPath();
  const navigate = useNavigate();
  const rows = useMemo(() => [...sheets].reverse(), [sheets]);
  const columns = useMemo((): ColDef<HistorySheet>[] => {
    const en = language === 'en';
    const right = { type: 'rightAligned', cellDataType: false } as const;
    const grade = (code: string) => {
      const band = bands.find((each) => each.code === code);
      return band ? (en ? band.titleEn : band.titleZh) : code;
    };
    return [
      { headerName: t('inspection.list.inspectedOn'), field: 'inspectedOn', width: 100, cellDataType: 'text' },
      {
        headerName: t('inspection.list.number'),
        width: 132,
        cellRenderer: ({ data }: Cell) =>
          data && <Link to={scoped(`/inspection/${data.inspectionId}`)}>{data.number}</Link>,
      },
      {
        headerName: t('inspection.table.stage'),
        width: en ? 96 : 80,
        cellRenderer: ({ data }: Cell) =>
          data && <StateTag tone={stageTones[data.stage]}>{t(`inspection.stage.${data.stage}`)}</StateTag>,
      },
      { headerName: t('inspection.list.unit'), field: 'unitName', flex: 1, minWidth: 140, hide: !withUnit },
      {
        headerName: t('inspection.list.card'),
        flex: 1,
        minWidth: 150,
        valueGetter: ({ data }) => (en ? data?.titleEn : data?.titleZh),
      },
      { headerName: t('inspection.list.inspector'), field: 'inspectorName', width: 90 },
      {
        ...right,
        headerName: t('inspection.list.points'),
        width: 80,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => pointsText(data?.points ?? null),
      },
      {
        ...right,
        headerName: t('inspection.history.original'),
        width: en ? 110 : 80,
        valueGetter: ({ data }) => (data && data.originalPoints !== data.points ? pointsText(data.originalPoints) : ''),
      },
      {
        headerName: t('inspection.table.grade'),
        width: en ? 92 : 66,
        cellRenderer: ({ data }: Cell) =>
          data?.grade && <StateTag tone={gradeTones(data.grade)}>{grade(data.grade)}</StateTag>,
      },
      {
        headerName: t('inspection.history.same'),
        headerTooltip: t('inspection.history.sameTitle'),
        width: en ? 120 : 110,
        cellRenderer: ({ data }: Cell) =>
          data?.same == null ? (
            ''
          ) : data.same === data.compared ? (
            <StateTag tone="warning">{t('inspection.history.allSame')}</StateTag>
          ) : (
            <span>
              {data.same}/{data.compared}
            </span>
          ),
      },
    ];
  }, [t, language, scoped, bands, withUnit]);
  return (
    <Grid<HistorySheet>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.inspectionId}
      onRowDoubleClicked={({ data }) => data && navigate(scoped(`/inspection/${data.inspectionId}`))}
    />
  );
}
