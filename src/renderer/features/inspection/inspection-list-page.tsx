import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { InspectionListRow } from '#shared/inspection/list.schema.ts';
import { ExportButton } from '../../app/export-button.tsx';
import { useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AnalysisNav } from './analysis-nav.tsx';
import { InspectionFilterBar } from './inspection-filter.tsx';
import { InspectionGrid } from './inspection-grid.tsx';
import { isNarrowed, pageSize, useInspectionAddress, useLastPage } from './inspection-url.ts';
import { InspectionViews } from './inspection-views.tsx';
import { ReviewActions } from './review-actions.tsx';
import { ReviewLinks } from './review-links.tsx';
import { StartForm } from './start-form.tsx';

/** All sheets of the scope by stage, with filters, views and export, and the form that starts one. */
export default function InspectionListPage() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const address = useInspectionAddress();
  const { filter, input, page, patch, unitId } = address;
  const [start, setStart] = useUrlState('start');
  const [card] = useUrlState('card');
  const [checked, setChecked] = useState<InspectionListRow[]>([]);
  const list = useQuery({ ...orpc.inspection.list.queryOptions({ input }), placeholderData: keepPreviousData });
  const open = useCallback(
    (inspectionId: string) => navigate(scoped(`/inspection/${inspectionId}`)),
    [navigate, scoped],
  );
  const mayScore = may('inspection:score');
  const isFiltered = isNarrowed(filter) || filter.stage !== undefined || unitId !== undefined;
  const emptyText = isFiltered
    ? 'inspection.list.emptyFiltered'
    : mayScore
      ? 'inspection.list.empty'
      : 'inspection.list.emptyReader';
  const total = list.data?.total ?? 0;
  useLastPage(address, list.isPlaceholderData ? undefined : list.data?.total);
  const { offset: _offset, limit: _limit, ...wanted } = input;
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <div className="page">
      <PageHead
        title={t('inspection.title')}
        detail={list.data && t('inspection.list.finding', { count: list.data.total })}
      >
        <AnalysisNav />
        <ReviewLinks />
        <ExportButton
          label={t('inspection.table.export')}
          disabled={total === 0}
          start={() => client.inspection.exportList({ ...wanted, language })}
        />
        {mayScore && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setStart('1')}>
            {t('inspection.list.start')} <kbd>Alt J</kbd>
          </Button>
        )}
      </PageHead>
      <InspectionViews address={address} />
      <InspectionFilterBar address={address} />
      {checked.length > 0 && (
        <div className="inspection-acts">
          <ReviewActions
            stage={filter.stage === 'submitted' || filter.stage === 'reviewed' ? filter.stage : 'any'}
            inspectionIds={checked.map((row) => row.inspectionId)}
            filter={wanted}
            matching={total}
            onDone={() => {
              queries.invalidateQueries({ queryKey: orpc.inspection.list.key() });
              queries.invalidateQueries({ queryKey: orpc.inspection.counts.key() });
            }}
          />
        </div>
      )}
      <div className="page-body">
        <Panel
          style={{ flex: 1 }}
          foot={
            <ListPager
              page={page}
              pageSize={pageSize}
              total={list.data?.total}
              range="inspection.table.range"
              onPage={(next) => patch({ page: next === 0 ? null : String(next + 1) })}
            >
              {checked.length > 0 && (
                <span className="b t2">{t('inspection.table.checked', { count: checked.length })}</span>
              )}
            </ListPager>
          }
        >
          {list.isPending && <Skeleton rows={12} />}
          {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
          {list.data?.total === 0 && (
            <EmptyState
              text={t(emptyText)}
              action={
                isFiltered ? (
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
          {list.data && list.data.total > 0 && (
            <InspectionGrid
              rows={list.data.rows}
              sort={filter.sort}
              descending={filter.descending}
              onOpen={open}
              onSort={(by) =>
                patch({
                  sort: by === 'inspectedOn' ? null : by,
                  order: filter.sort === by && filter.descending ? 'up' : null,
                })
              }
              onChecked={setChecked}
            />
          )}
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
