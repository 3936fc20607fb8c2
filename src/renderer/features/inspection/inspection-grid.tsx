import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionRow } from '#shared/inspection/inspection.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { gradeTones } from './grade.ts';

/** Sheets as rows; Enter or a double click opens one. */
export function InspectionGrid({ rows, onOpen }: { rows: InspectionRow[]; onOpen(inspectionId: string): void }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const columns = useMemo((): ColDef<InspectionRow>[] => {
    const number = { type: 'rightAligned', cellDataType: false } as const;
    return [
      {
        headerName: t('inspection.list.number'),
        width: 140,
        cellRenderer: ({ data }: { data: InspectionRow }) => (
          <a
            href={`#/inspection/${data.inspectionId}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen(data.inspectionId);
            }}
          >
            {data.number}
          </a>
        ),
      },
      { headerName: t('inspection.list.unit'), field: 'unitName', flex: 1, minWidth: 170 },
      { headerName: t('inspection.list.line'), width: 90, valueGetter: ({ data }) => t(`line.${data?.line}`) },
      {
        headerName: t('inspection.list.card'),
        flex: 1,
        minWidth: 170,
        valueGetter: ({ data }) => `${language === 'en' ? data?.cardTitleEn : data?.cardTitleZh} v${data?.cardVersion}`,
      },
      {
        headerName: t('inspection.list.method'),
        width: 90,
        valueGetter: ({ data }) => t(`inspection.method.${data?.method}`),
      },
      { headerName: t('inspection.list.inspectedOn'), field: 'inspectedOn', width: 100, cellDataType: 'text' },
      { headerName: t('inspection.list.inspector'), field: 'inspectorName', width: 100 },
      {
        ...number,
        headerName: t('inspection.list.progress'),
        width: 80,
        valueGetter: ({ data }) => `${data?.enteredItems}/${data?.totalItems}`,
      },
      {
        ...number,
        headerName: t('inspection.list.points'),
        width: 80,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => (data?.effectivePoints == null ? '—' : formatPoints(data.effectivePoints)),
        tooltipValueGetter: ({ data }) =>
          data?.rawPoints != null && data.rawPoints !== data.effectivePoints
            ? `${formatPoints(data.rawPoints)} → ${formatPoints(data.effectivePoints ?? 0)}`
            : '',
      },
      {
        headerName: t('inspection.list.state'),
        width: 100,
        cellRenderer: ({ data }: { data: InspectionRow }) => (
          <StateTag tone={data.state === 'draft' ? 'info' : gradeTones(data.effectiveGrade)}>
            {t(`inspection.state.${data.state}`)}
          </StateTag>
        ),
      },
    ];
  }, [t, language, onOpen]);
  return (
    <Grid<InspectionRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.inspectionId}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.inspectionId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.inspectionId)}
    />
  );
}
