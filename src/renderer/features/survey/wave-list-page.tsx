import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Button, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type SurveyBusiness, surveyBusinesses, type WaveRow } from '#shared/survey/survey.schema.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { count, decimal, range, signed, signedRange } from './survey.format.ts';
import './survey.css';
import { Verdict } from './verdict.tsx';
import { WaveDrawer } from './wave-drawer.tsx';
import { WaveState } from './wave-state.tsx';

/** All waves of the scope, newest first, each with its index, interval and change. */
export default function WaveListPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { period, unitId } = usePeriodScope();
  const [span, setSpan] = useUrlState('span', 'all');
  const [business, setBusiness] = useUrlState('business');
  const [create, setCreate] = useUrlState('create');
  const days = span === 'period' ? { startOn: period.startOn, endOn: period.endOn } : {};
  const chosen = business ? { business: business as SurveyBusiness } : {};
  const query = useQuery(orpc.survey.waves.queryOptions({ input: { unitId, ...days, ...chosen, limit: 500 } }));
  const open = (waveId: string) => navigate(scoped(`/survey/${waveId}`));
  const isEmpty = query.data?.total === 0;
  return (
    <div className="page">
      <PageHead title={t('survey.title')}>
        {may('survey:write') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreate('1')}>
            {t('survey.list.create')}
          </Button>
        )}
      </PageHead>
      <div className="survey-filter">
        <Segmented
          value={span}
          onChange={setSpan}
          options={[
            { value: 'all', label: t('survey.list.allPeriods') },
            { value: 'period', label: t('survey.list.thisPeriod') },
          ]}
        />
        <Select
          aria-label={t('survey.list.business')}
          value={business}
          onChange={setBusiness}
          style={{ width: 136 }}
          options={[
            { value: '', label: t('survey.list.allBusinesses') },
            ...surveyBusinesses.map((value) => ({ value, label: t(`survey.business.${value}`) })),
          ]}
        />
        <span className="t3 fs">{query.data && t('survey.list.finding', { count: query.data.total })}</span>
      </div>
      <div className="page-body">
        <Panel style={{ flex: 1 }} foot={t('survey.list.foot')}>
          {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
          {query.isPending && <Skeleton rows={10} />}
          {isEmpty && (
            <Nothing
              isFiltered={span === 'period' || business !== ''}
              onAll={() => navigate(scoped('/survey'))}
              onCreate={() => setCreate('1')}
            />
          )}
          {query.data && !isEmpty && <WaveGrid rows={query.data.rows} onOpen={open} />}
        </Panel>
      </div>
      <WaveDrawer isOpen={create !== ''} onClose={() => setCreate(undefined)} onSaved={open} />
    </div>
  );
}

function Nothing({ isFiltered, onAll, onCreate }: { isFiltered: boolean; onAll(): void; onCreate(): void }) {
  const { t } = useTranslation();
  const may = useMay();
  if (isFiltered)
    return (
      <EmptyState
        text={t('survey.list.emptyPeriod')}
        action={<Button onClick={onAll}>{t('survey.list.allPeriods')}</Button>}
      />
    );
  if (!may('survey:write')) return <EmptyState text={t('survey.list.emptyReader')} />;
  return (
    <EmptyState
      text={t('survey.list.empty')}
      action={
        <Button type="primary" onClick={onCreate}>
          {t('survey.list.create')}
        </Button>
      }
    />
  );
}

function WaveGrid({ rows, onOpen }: { rows: WaveRow[]; onOpen(waveId: string): void }) {
  const { t } = useTranslation();
  const columns = useMemo((): ColDef<WaveRow>[] => {
    const number = { type: 'rightAligned', cellDataType: false } as const;
    return [
      {
        headerName: t('survey.list.name'),
        flex: 2,
        minWidth: 200,
        cellRenderer: ({ data }: { data: WaveRow }) => (
          <a
            href={`#/survey/${data.waveId}`}
            onClick={(event) => {
              event.preventDefault();
              onOpen(data.waveId);
            }}
          >
            {data.name}
          </a>
        ),
      },
      {
        headerName: t('survey.list.business'),
        width: 92,
        valueGetter: ({ data }) => t(`survey.business.${data?.business}`),
      },
      { headerName: t('survey.list.unit'), field: 'unitName', width: 124 },
      {
        headerName: t('survey.list.period'),
        width: 184,
        valueGetter: ({ data }) => `${data?.startOn} – ${data?.endOn}`,
      },
      {
        ...number,
        headerName: t('survey.list.submissions'),
        width: 84,
        valueGetter: ({ data }) => count(data?.submissions ?? 0),
      },
      {
        ...number,
        headerName: t('survey.list.index'),
        width: 100,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => decimal(data?.index.mean),
      },
      {
        ...number,
        headerName: t('survey.list.interval'),
        width: 100,
        valueGetter: ({ data }) => range(data?.index.interval ?? null),
      },
      {
        ...number,
        headerName: t('survey.list.change'),
        width: 80,
        valueGetter: ({ data }) => signed(data?.comparison.difference ?? null),
        tooltipValueGetter: ({ data }) => (data ? signedRange(data.comparison) : ''),
      },
      {
        headerName: t('survey.list.verdict'),
        width: 104,
        cellRenderer: ({ data }: { data: WaveRow }) => <Verdict verdict={data.comparison.verdict} />,
      },
      {
        headerName: t('survey.list.state'),
        width: 104,
        cellRenderer: ({ data }: { data: WaveRow }) => <WaveState state={data.state} />,
      },
    ];
  }, [t, onOpen]);
  return (
    <Grid<WaveRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.waveId}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.waveId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.waveId)}
    />
  );
}
