import { HistoryOutlined } from '@ant-design/icons';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionListRow, InspectionViewFilter } from '#shared/inspection/list.schema.ts';
import type { InspectionStage } from '#shared/inspection/stage.rules.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { gradeTones } from './grade.ts';

type Cell = ICellRendererParams<InspectionListRow>;
export const stageTones: Readonly<Record<InspectionStage, Tone>> = {
  draft: 'info',
  returned: 'bad',
  submitted: 'warning',
  reviewed: 'neutral',
  published: 'good',
};

interface Props {
  rows: InspectionListRow[];
  sort: InspectionViewFilter['sort'];
  descending: boolean;
  onOpen(inspectionId: string): void;
  onSort(sort: InspectionViewFilter['sort']): void;
  onChecked?(rows: InspectionListRow[]): void;
}
const sortOf: Readonly<Record<string, InspectionViewFilter['sort']>> = { day: 'inspectedOn', points: 'points' };

/** Sheets as rows; Enter or a double click opens one, a click on a head sorts in the backend. */
export function InspectionGrid({ rows, sort, descending, onOpen, onSort, onChecked }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const scoped = useScopedPath();
  const columns = useMemo((): ColDef<InspectionListRow>[] => {
    const right = { type: 'rightAligned', cellDataType: false } as const;
    const arrow = (by: string) => (sort === by ? (descending ? ' ↓' : ' ↑') : '');
    const en = language === 'en';
    return [
      {
        colId: 'number',
        headerName: t('inspection.list.number'),
        width: 132,
        cellRenderer: ({ data }: Cell) =>
          data && <Link to={scoped(`/inspection/${data.inspectionId}`)}>{data.number}</Link>,
      },
      {
        colId: 'stage',
        headerName: t('inspection.table.stage'),
        width: en ? 90 : 80,
        cellRenderer: ({ data }: Cell) =>
          data && <StateTag tone={stageTones[data.stage]}>{t(`inspection.stage.${data.stage}`)}</StateTag>,
      },
      {
        colId: 'unit',
        headerName: t('inspection.list.unit'),
        flex: 1.2,
        minWidth: 130,
        tooltipField: 'unitName',
        cellRenderer: ({ data }: Cell) =>
          data && (
            <span className="inspection-unit">
              <span className="el">{data.unitName}</span>
              <Link
                to={scoped(`/inspection/unit/${data.unitId}`)}
                title={t('inspection.table.history')}
                aria-label={`${t('inspection.table.history')} ${data.unitName}`}
              >
                <HistoryOutlined />
              </Link>
            </span>
          ),
      },
      {
        headerName: t('inspection.list.line'),
        width: 84,
        valueGetter: ({ data }) => t(`line.${data?.line}`),
      },
      {
        headerName: t('inspection.list.card'),
        flex: 1,
        minWidth: 110,
        valueGetter: ({ data }) => `${en ? data?.cardTitleEn : data?.cardTitleZh} v${data?.cardVersion}`,
        tooltipValueGetter: ({ data }) => `${en ? data?.cardTitleEn : data?.cardTitleZh} v${data?.cardVersion}`,
      },
      {
        headerName: t('inspection.list.method'),
        width: en ? 92 : 78,
        valueGetter: ({ data }) => t(`inspection.method.${data?.method}`),
      },
      {
        colId: 'day',
        headerName: `${t('inspection.list.inspectedOn')}${arrow('inspectedOn')}`,
        field: 'inspectedOn',
        width: 104,
        cellDataType: 'text',
      },
      { headerName: t('inspection.list.inspector'), field: 'inspectorName', width: 76 },
      { headerName: t('inspection.table.staff'), field: 'staffNames', width: 92, tooltipField: 'staffNames' },
      {
        ...right,
        headerName: t('inspection.list.progress'),
        width: 66,
        valueGetter: ({ data }) => `${data?.enteredItems}/${data?.totalItems}`,
      },
      {
        ...right,
        colId: 'points',
        headerName: `${t('inspection.list.points')}${arrow('points')}`,
        width: 84,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => (data?.points == null ? '—' : formatPoints(data.points)),
        tooltipValueGetter: ({ data }) =>
          data?.isRevised && data.points !== null
            ? t('inspection.table.revised', {
                before: formatPoints(data.effectivePoints ?? 0),
                after: formatPoints(data.points),
              })
            : '',
      },
      {
        colId: 'grade',
        headerName: t('inspection.table.grade'),
        width: en ? 86 : 64,
        cellRenderer: ({ data }: Cell) =>
          data?.grade && (
            <StateTag tone={gradeTones(data.grade)}>
              {(en ? data.gradeTitleEn : data.gradeTitleZh) ?? data.grade}
              {data.isRevised && ' *'}
            </StateTag>
          ),
      },
    ];
  }, [t, language, scoped, sort, descending]);
  return (
    <Grid<InspectionListRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.inspectionId}
      {...(onChecked && {
        rowSelection: { mode: 'multiRow', checkboxes: true, headerCheckbox: true, enableClickSelection: false },
        selectionColumnDef: { width: 34 },
        onSelectionChanged: (event) => onChecked(event.api.getSelectedRows()),
      })}
      onColumnHeaderClicked={({ column }) => {
        const by = 'getColId' in column ? sortOf[column.getColId()] : undefined;
        if (by) onSort(by);
      }}
      tooltipShowDelay={400}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.inspectionId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.inspectionId)}
    />
  );
}
