import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionListRow } from '#shared/inspection/list.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { gradeTones } from './grade.ts';

/** One page of what waits, to be chosen from; Enter or a double click opens a sheet. */
export function QueueGrid({
  rows,
  onChoose,
  onOpen,
}: {
  rows: InspectionListRow[];
  onChoose(rows: InspectionListRow[]): void;
  onOpen(inspectionId: string): void;
}) {
  const { t } = useTranslation();
  const isEnglish = usePreferences().language === 'en';
  const scoped = useScopedPath();
  const columns = useMemo(
    (): ColDef<InspectionListRow>[] => [
      {
        headerName: t('inspection.list.number'),
        width: 140,
        cellRenderer: ({ data }: { data: InspectionListRow }) => (
          <Link to={scoped(`/inspection/${data.inspectionId}`)}>{data.number}</Link>
        ),
      },
      { headerName: t('inspection.list.unit'), field: 'unitName', flex: 1, minWidth: 160 },
      {
        headerName: t('inspection.list.card'),
        flex: 1,
        minWidth: 160,
        valueGetter: ({ data }) => data && `${isEnglish ? data.cardTitleEn : data.cardTitleZh} v${data.cardVersion}`,
      },
      { headerName: t('inspection.list.inspectedOn'), field: 'inspectedOn', width: 100, cellDataType: 'text' },
      { headerName: t('inspection.list.inspector'), field: 'inspectorName', width: 90 },
      {
        headerName: t('review.page.submittedAt'),
        width: 130,
        valueGetter: ({ data }) => (data?.submittedAt ? formatInstant(data.submittedAt) : ''),
      },
      {
        headerName: t('inspection.list.points'),
        width: 90,
        type: 'rightAligned',
        cellDataType: false,
        valueGetter: ({ data }) => (data?.points == null ? '—' : formatPoints(data.points)),
      },
      {
        headerName: t('inspection.list.grade'),
        width: 100,
        cellRenderer: ({ data }: { data: InspectionListRow }) => (
          <StateTag tone={gradeTones(data.grade)}>
            {(isEnglish ? data.gradeTitleEn : data.gradeTitleZh) ?? data.grade ?? '—'}
          </StateTag>
        ),
      },
    ],
    [t, isEnglish, scoped],
  );
  return (
    <Grid<InspectionListRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.inspectionId}
      rowSelection={{ mode: 'multiRow', enableClickSelection: false }}
      selectionColumnDef={{ width: 34 }}
      onSelectionChanged={({ api }) => onChoose(api.getSelectedRows())}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.inspectionId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.inspectionId)}
    />
  );
}
