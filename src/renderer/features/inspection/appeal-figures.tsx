import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AppealFigure, AppealFigureKind } from '#shared/inspection/appeal.schema.ts';
import { MINIMUM_SAMPLE } from '#shared/statistics/interval.ts';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const states = ['raised', 'open', 'accepted', 'rejected', 'withdrawn'] as const;
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** How appeals came out by item, inspector or unit; each number opens its appeals. */
export function AppealFigures({ by }: { by: AppealFigureKind }) {
  const { t } = useTranslation();
  const { unitId } = usePeriodScope();
  const scoped = useScopedPath();
  const isEnglish = usePreferences().language === 'en';
  const figures = useQuery(orpc.inspection.appealFigures.queryOptions({ input: { by, unitId } }));
  const columns = useMemo((): ColDef<AppealFigure>[] => {
    const behind = (row: AppealFigure, state: string) =>
      scoped('/inspection/appeal', {
        ...(state === 'raised' ? {} : { state }),
        ...(by === 'item' ? { card: row.scorecardCode ?? '', itemCode: row.key } : {}),
        ...(by === 'inspector' ? { inspector: row.key } : {}),
        ...(by === 'unit' ? { unit: row.key } : {}),
      });
    return [
      {
        headerName: t(`appeal.${by}`),
        flex: 1,
        minWidth: 200,
        valueGetter: ({ data }) => {
          const title = isEnglish ? data?.titleEn : data?.titleZh;
          return by === 'item' ? `${data?.scorecardCode} · ${data?.key} ${title}` : title;
        },
      },
      ...states.map(
        (state): ColDef<AppealFigure> => ({
          headerName: t(`appeal.figures.${state}`),
          width: 90,
          type: 'rightAligned',
          cellRenderer: ({ data }: { data: AppealFigure }) =>
            data[state] === 0 ? '0' : <Link to={behind(data, state)}>{data[state]}</Link>,
        }),
      ),
      {
        headerName: t('appeal.figures.rate'),
        width: 100,
        type: 'rightAligned',
        cellDataType: false,
        valueGetter: ({ data }) => (data?.rate == null ? '—' : percent(data.rate)),
      },
      {
        headerName: t('appeal.figures.interval'),
        width: 250,
        type: 'rightAligned',
        cellDataType: false,
        valueGetter: ({ data }) => {
          if (!data?.interval) return '—';
          const small = data.accepted + data.rejected < MINIMUM_SAMPLE ? ` · ${t('appeal.figures.small')}` : '';
          return `${percent(data.interval.low)} – ${percent(data.interval.high)}${small}`;
        },
      },
    ];
  }, [t, by, isEnglish, scoped]);
  return (
    <Panel style={{ flex: 1 }} foot={<span>{t('appeal.figures.foot')}</span>}>
      {figures.isPending && <Skeleton rows={8} />}
      {figures.error && <ErrorPanel error={figures.error} onRetry={() => figures.refetch()} />}
      {figures.data?.length === 0 && <EmptyState text={t('appeal.empty')} />}
      {figures.data && figures.data.length > 0 && (
        <Grid<AppealFigure>
          rowData={figures.data}
          columnDefs={columns}
          getRowId={({ data }) => `${data.scorecardCode ?? ''} ${data.key}`}
        />
      )}
    </Panel>
  );
}
