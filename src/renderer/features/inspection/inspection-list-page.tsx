import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Pagination, Segmented, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { InspectionListInput, InspectionState } from '#shared/inspection/inspection.schema.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { InspectionGrid } from './inspection-grid.tsx';
import { StartForm } from './start-form.tsx';
import './inspection.css';

const pageSize = 100;
const sorts = ['inspectedOn', 'points', 'updated'] as const;

/** Filters of the list as they stand in the address. */
function useFilters() {
  const { period, unitId } = usePeriodScope();
  const [state, setState] = useUrlState('state');
  const [span, setSpan] = useUrlState('span', 'all');
  const [find, setFind] = useUrlState('find');
  const [sort, setSort] = useUrlState('sort', 'inspectedOn');
  const [order, setOrder] = useUrlState('order', 'down');
  const [page, setPage] = useUrlState('page', '1');
  const days = span === 'period' ? { startOn: period.startOn, endOn: period.endOn } : {};
  const filter = { unitId, ...days };
  const input = {
    ...filter,
    ...(state ? { state: state as InspectionState } : {}),
    q: find,
    sort: (sorts as readonly string[]).includes(sort) ? (sort as InspectionListInput['sort']) : 'inspectedOn',
    descending: order === 'down',
    offset: (Math.max(1, Number(page) || 1) - 1) * pageSize,
    limit: pageSize,
  } as const;
  const isFiltered = state !== '' || span === 'period' || find !== '' || unitId !== undefined;
  return {
    input,
    filter,
    state,
    setState,
    span,
    setSpan,
    find,
    setFind,
    sort,
    setSort,
    order,
    setOrder,
    page,
    setPage,
    isFiltered,
  };
}

/** All sheets of the scope by state, and the form that starts one. */
export default function InspectionListPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const filters = useFilters();
  const [start, setStart] = useUrlState('start');
  const [card] = useUrlState('card');
  const list = useQuery({
    ...orpc.inspection.list.queryOptions({ input: filters.input }),
    placeholderData: keepPreviousData,
  });
  const open = useCallback(
    (inspectionId: string) => navigate(scoped(`/inspection/${inspectionId}`)),
    [navigate, scoped],
  );
  const mayScore = may('inspection:score');
  const emptyText = filters.isFiltered
    ? 'inspection.list.emptyFiltered'
    : mayScore
      ? 'inspection.list.empty'
      : 'inspection.list.emptyReader';
  return (
    <div className="page">
      <PageHead
        title={t('inspection.title')}
        detail={list.data && t('inspection.list.finding', { count: list.data.total })}
      >
        {mayScore && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setStart('1')}>
            {t('inspection.list.start')} <kbd>Alt J</kbd>
          </Button>
        )}
      </PageHead>
      <FilterBar filters={filters} />
      <div className="page-body">
        <Panel
          style={{ flex: 1 }}
          foot={
            <>
              <span>{t('inspection.list.foot')}</span>
              <span className="sp" />
              <Pagination
                simple
                size="small"
                current={Number(filters.page)}
                pageSize={pageSize}
                total={list.data?.total ?? 0}
                onChange={(next) => filters.setPage(String(next))}
                showSizeChanger={false}
              />
            </>
          }
        >
          {list.isPending && <Skeleton rows={12} />}
          {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
          {list.data?.total === 0 && (
            <EmptyState
              text={t(emptyText)}
              action={
                filters.isFiltered ? (
                  <Button onClick={() => navigate('/inspection')}>{t('inspection.list.clear')}</Button>
                ) : (
                  mayScore && (
                    <Button type="primary" onClick={() => setStart('1')}>
                      {t('inspection.list.start')}
                    </Button>
                  )
                )
              }
            />
          )}
          {list.data && list.data.total > 0 && <InspectionGrid rows={list.data.rows} onOpen={open} />}
        </Panel>
      </div>
      {mayScore && (
        <StartForm
          isOpen={start !== ''}
          initial={card ? { scorecardVersionId: card } : {}}
          onClose={() => setStart(undefined)}
          onStarted={open}
        />
      )}
    </div>
  );
}

function FilterBar({ filters }: { filters: ReturnType<typeof useFilters> }) {
  const { t } = useTranslation();
  const counts = useQuery(orpc.inspection.counts.queryOptions({ input: filters.filter }));
  const label = (state: InspectionState) => `${t(`inspection.state.${state}`)} ${counts.data?.[state] ?? ''}`;
  return (
    <div className="inspection-filter">
      <Segmented
        value={filters.state}
        onChange={filters.setState}
        options={[
          { value: '', label: t('inspection.list.all') },
          { value: 'draft', label: label('draft') },
          { value: 'submitted', label: label('submitted') },
        ]}
      />
      <Segmented
        value={filters.span}
        onChange={filters.setSpan}
        options={[
          { value: 'all', label: t('inspection.list.allPeriods') },
          { value: 'period', label: t('inspection.list.thisPeriod') },
        ]}
      />
      <Input.Search
        allowClear
        style={{ width: 190 }}
        placeholder={t('inspection.list.find')}
        aria-label={t('inspection.list.find')}
        defaultValue={filters.find}
        onSearch={(value) => filters.setFind(value.trim() || undefined)}
      />
      <span className="sp" />
      <Select
        aria-label={t('inspection.list.sort')}
        style={{ width: 120 }}
        value={filters.sort}
        onChange={filters.setSort}
        options={sorts.map((value) => ({ value, label: t(`inspection.list.sorts.${value}`) }))}
      />
      <Select
        aria-label={t('inspection.list.descending')}
        style={{ width: 110 }}
        value={filters.order}
        onChange={filters.setOrder}
        options={[
          { value: 'down', label: t('inspection.list.descending') },
          { value: 'up', label: t('inspection.list.ascending') },
        ]}
      />
    </div>
  );
}
