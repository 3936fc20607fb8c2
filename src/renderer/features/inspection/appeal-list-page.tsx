import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Button, Input, Segmented, Tabs } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type AppealRow, type AppealState, appealStates } from '#shared/inspection/appeal.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { pageOfList, usePageOfList, usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { appealTones } from './appeal.format.ts';
import { AppealDrawer } from './appeal-drawer.tsx';
import { AppealFigures } from './appeal-figures.tsx';
import './review.css';

const pageSize = 100;
const tabs = ['list', 'item', 'inspector', 'unit'] as const;
type Tab = (typeof tabs)[number];

/** Appeals of scores: the list with one open beside it, and how they came out by item, inspector and unit. */
export default function AppealListPage() {
  const { t } = useTranslation();
  const { unitId } = usePeriodScope();
  const scoped = useScopedPath();
  const [tab, setTab] = useUrlState('tab', 'list');
  const count = (state: AppealState, overdue = false) => ({
    input: { state, unitId, limit: 1, ...(overdue ? { overdue } : {}) },
  });
  const open = useQuery(orpc.inspection.appeals.queryOptions(count('open')));
  const late = useQuery(orpc.inspection.appeals.queryOptions(count('open', true)));
  const shown: Tab = (tabs as readonly string[]).includes(tab) ? (tab as Tab) : 'list';
  return (
    <div className="page">
      <PageHead
        crumb={<Link to={scoped('/inspection')}>{t('inspection.title')}</Link>}
        title={t('appeal.title')}
        detail={open.data && late.data && t('appeal.finding', { open: open.data.total, overdue: late.data.total })}
      />
      <div className="page-body">
        <Tabs
          size="small"
          activeKey={shown}
          onChange={setTab}
          items={tabs.map((key) => ({ key, label: t(`appeal.tabs.${key}`) }))}
          tabBarStyle={{ marginBottom: 0 }}
        />
        {shown === 'list' ? <AppealList /> : <AppealFigures by={shown} />}
      </div>
    </div>
  );
}

function AppealList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const [state, setState] = useUrlState('state', '', pageOfList);
  const [find, setFind] = useUrlState('find', '', pageOfList);
  const [inspectorName] = useUrlState('inspector');
  const [scorecardCode] = useUrlState('card');
  const [itemCode] = useUrlState('itemCode');
  const [page, setPage] = usePageOfList();
  const [opened, setOpened] = useUrlState('open');
  const input = {
    unitId,
    q: find,
    ...(state === 'overdue' ? { overdue: true } : state ? { state: state as AppealState } : {}),
    ...(inspectorName ? { inspectorName } : {}),
    ...(scorecardCode ? { scorecardCode } : {}),
    ...(itemCode ? { itemCode } : {}),
    offset: page * pageSize,
    limit: pageSize,
  };
  const list = useQuery({ ...orpc.inspection.appeals.queryOptions({ input }), placeholderData: keepPreviousData });
  const rows = list.data?.rows ?? [];
  const step = useCallback(
    (by: 1 | -1) => {
      const at = rows.findIndex((row) => row.scoreAppealId === opened);
      const next = rows[at + by];
      if (next) setOpened(next.scoreAppealId);
    },
    [rows, opened, setOpened],
  );
  const close = useCallback(() => setOpened(undefined), [setOpened]);
  const isFiltered = Boolean(state || find || inspectorName || scorecardCode || itemCode || unitId);
  return (
    <>
      <div className="review-acts">
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: '', label: t('appeal.all') },
            ...appealStates.map((value) => ({ value, label: t(`appeal.state.${value}`) })),
            { value: 'overdue', label: t('appeal.overdue') },
          ]}
        />
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('appeal.find')}
          aria-label={t('appeal.find')}
          defaultValue={find}
          onSearch={(value) => setFind(value.trim() || undefined)}
        />
        {(inspectorName || itemCode) && (
          <Button size="small" onClick={() => navigate(scoped('/inspection/appeal'))}>
            {[scorecardCode, itemCode, inspectorName].filter(Boolean).join(' ')} ×
          </Button>
        )}
      </div>
      <div className="appeal-page">
        <Panel
          foot={
            <ListPager page={page} pageSize={pageSize} total={list.data?.total} range="appeal.range" onPage={setPage}>
              <span>{t('appeal.keys')}</span>
            </ListPager>
          }
        >
          {list.isPending && <Skeleton rows={10} />}
          {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
          {list.data?.total === 0 && (
            <EmptyState
              text={t(isFiltered ? 'appeal.emptyFiltered' : 'appeal.empty')}
              action={isFiltered && <Button onClick={() => navigate('/inspection/appeal')}>{t('appeal.clear')}</Button>}
            />
          )}
          {rows.length > 0 && <AppealGrid rows={rows} onOpen={setOpened} />}
        </Panel>
        {opened && <AppealDrawer scoreAppealId={opened} onClose={close} onStep={step} />}
      </div>
    </>
  );
}

function AppealGrid({ rows, onOpen }: { rows: AppealRow[]; onOpen(scoreAppealId: string): void }) {
  const { t } = useTranslation();
  const isEnglish = usePreferences().language === 'en';
  const columns = useMemo((): ColDef<AppealRow>[] => {
    const number = { type: 'rightAligned', cellDataType: false } as const;
    const both = (before: number | null, after: number | null, decimals = 2) => {
      const shown = before === null ? '—' : formatPoints(before, decimals);
      return after === null ? shown : `${shown} → ${formatPoints(after, decimals)}`;
    };
    return [
      {
        headerName: t('appeal.number'),
        width: 136,
        cellRenderer: ({ data }: { data: AppealRow }) => (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(data.scoreAppealId)}>
            {data.number}
          </Button>
        ),
      },
      {
        headerName: t('appeal.stateTitle'),
        width: 90,
        cellRenderer: ({ data }: { data: AppealRow }) => (
          <StateTag tone={data.isOverdue ? 'bad' : appealTones[data.state]}>
            {t(data.isOverdue ? 'appeal.overdue' : `appeal.state.${data.state}`)}
          </StateTag>
        ),
      },
      { headerName: t('appeal.decideBy'), field: 'decideBy', width: 96, cellDataType: 'text' },
      { headerName: t('appeal.unit'), field: 'unitName', flex: 1, minWidth: 120 },
      {
        headerName: t('appeal.item'),
        flex: 1,
        minWidth: 140,
        valueGetter: ({ data }) => data && `${data.itemCode} ${isEnglish ? data.itemTitleEn : data.itemTitleZh}`,
      },
      { headerName: t('appeal.inspector'), field: 'inspectorName', width: 90 },
      {
        ...number,
        headerName: t('appeal.lost'),
        width: 110,
        valueGetter: ({ data }) => data && both(data.originalLostPoints, data.revisedLostPoints),
      },
      {
        ...number,
        headerName: t('appeal.points'),
        width: 130,
        valueGetter: ({ data }) => data && both(data.originalPoints, data.revisedPoints),
      },
      { headerName: t('appeal.sheet'), field: 'inspectionNumber', width: 136 },
      {
        headerName: t('appeal.raisedAt'),
        width: 130,
        valueGetter: ({ data }) => data && formatInstant(data.raisedAt),
      },
    ];
  }, [t, isEnglish, onOpen]);
  return (
    <Grid<AppealRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.scoreAppealId}
      onCellKeyDown={({ event, data }) =>
        (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.scoreAppealId)
      }
      onRowDoubleClicked={({ data }) => data && onOpen(data.scoreAppealId)}
    />
  );
}
