import { useQuery } from '@tanstack/react-query';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectorFigure, ItemAnalysisInput } from '#shared/inspection/analysis.schema.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { countText, pointsText, rateText } from './analysis.format.ts';
import type { SheetsPath } from './use-sheets-path.ts';

type Cell = ICellRendererParams<InspectorFigure>;

/** Inspectors by how often they find a failure, and how many of their sheets repeat the one before. */
export function InspectorGrid({ input, sheets }: { input: ItemAnalysisInput; sheets: SheetsPath }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const figures = useQuery(orpc.inspection.itemsByInspector.queryOptions({ input }));
  const columns = useMemo((): ColDef<InspectorFigure>[] => {
    const en = language === 'en';
    const right = { type: 'rightAligned', cellDataType: false, sortable: true } as const;
    return [
      {
        headerName: t('inspection.analysis.inspector'),
        field: 'inspectorName',
        flex: 1,
        minWidth: 110,
        sortable: true,
      },
      {
        ...right,
        headerName: t('inspection.analysis.sheets'),
        width: 90,
        valueGetter: ({ data }) => data?.sheets,
        cellRenderer: ({ data }: Cell) =>
          data && <Link to={sheets({ inspectorName: data.inspectorName })}>{countText(data.sheets)}</Link>,
      },
      {
        ...right,
        headerName: t('inspection.analysis.rate'),
        width: 110,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => data?.failRate ?? null,
        valueFormatter: ({ value }) => rateText(value),
      },
      {
        headerName: t('inspection.analysis.interval'),
        width: 140,
        type: 'rightAligned',
        valueGetter: ({ data }) =>
          data?.interval ? `${rateText(data.interval.low)}–${rateText(data.interval.high)}` : '',
      },
      {
        ...right,
        headerName: t('inspection.analysis.meanPoints'),
        width: 100,
        valueGetter: ({ data }) => data?.meanPoints ?? null,
        valueFormatter: ({ value }) => pointsText(value),
      },
      {
        headerName: t('inspection.analysis.verdict'),
        width: en ? 180 : 140,
        cellRenderer: ({ data }: Cell) =>
          data &&
          (data.verdict === 'usual' ? (
            <span className="t3">{t('inspection.analysis.verdicts.usual')}</span>
          ) : (
            <StateTag tone="warning">{t(`inspection.analysis.verdicts.${data.verdict}`)}</StateTag>
          )),
      },
      {
        cellDataType: false,
        sortable: true,
        headerName: t('inspection.analysis.same'),
        headerTooltip: t('inspection.analysis.sameTitle'),
        width: 150,
        comparator: (a: number, b: number) => a - b,
        valueGetter: ({ data }) => (data && data.compared > 0 ? data.same / data.compared : -1),
        cellRenderer: ({ data }: Cell) =>
          data &&
          (data.same === 0 ? (
            <span className="t3">0 / {countText(data.compared)}</span>
          ) : (
            <Link to={sheets({ inspectorName: data.inspectorName, same: '1' })}>
              {countText(data.same)} / {countText(data.compared)}
            </Link>
          )),
      },
    ];
  }, [t, language, sheets]);
  const named = figures.data?.filter((row) => row.verdict !== 'usual').length ?? 0;
  const count = figures.data?.length ?? 0;
  return (
    <Panel
      style={{ flex: 1 }}
      title={
        figures.data &&
        (named > 0
          ? t('inspection.analysis.inspectorFinding', { count, named })
          : t('inspection.analysis.inspectorNone', { count }))
      }
      foot={<span>{t('inspection.analysis.inspectorNote')}</span>}
    >
      {figures.isPending && <Skeleton rows={14} />}
      {figures.error && <ErrorPanel error={figures.error} onRetry={() => figures.refetch()} />}
      {figures.data && (
        <Grid<InspectorFigure>
          rowData={figures.data}
          columnDefs={columns}
          getRowId={({ data }) => data.inspectorName}
          tooltipShowDelay={400}
        />
      )}
    </Panel>
  );
}
