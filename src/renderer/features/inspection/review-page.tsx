import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { InspectionListRow } from '#shared/inspection/list.schema.ts';
import { useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { InspectionFilterBar } from './inspection-filter.tsx';
import { type InspectionAddress, isNarrowed, pageSize, useInspectionAddress, useLastPage } from './inspection-url.ts';
import { PublicationGrid } from './publication-grid.tsx';
import { QueueGrid } from './queue-grid.tsx';
import { ReviewActions } from './review-actions.tsx';
import './review.css';

const tabs = ['submitted', 'reviewed', 'publications'] as const;
type Tab = (typeof tabs)[number];

/** What waits for review and for publication, to be handled in bulk, and what has been published. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const address = useInspectionAddress();
  const { patch } = address;
  const [tab] = useUrlState('tab', 'submitted');
  const shown: Tab = (tabs as readonly string[]).includes(tab) ? (tab as Tab) : 'submitted';
  const counts = useQuery({
    ...orpc.inspection.counts.queryOptions({ input: matching(address) }),
    placeholderData: keepPreviousData,
  });
  const publications = useQuery(orpc.inspection.publications.queryOptions({ input: { limit: 1 } }));
  const { submitted = 0, reviewed = 0 } = counts.data ?? {};
  const numbers = { submitted, reviewed, publications: publications.data?.total ?? 0 };
  return (
    <div className="page">
      <PageHead
        crumb={<Link to={scoped('/inspection')}>{t('inspection.title')}</Link>}
        title={t('review.title')}
        detail={counts.data && t('review.page.finding', { submitted, reviewed })}
      />
      <div className="page-body">
        <Tabs
          size="small"
          activeKey={shown}
          onChange={(key) => patch({ tab: key === 'submitted' ? null : key })}
          items={tabs.map((key) => ({ key, label: t(`review.page.tabs.${key}`, { count: numbers[key] }) }))}
          tabBarStyle={{ marginBottom: 0 }}
        />
        {shown === 'publications' ? (
          <PublicationGrid
            page={address.page}
            onPage={(page) => patch({ page: page === 0 ? null : String(page + 1) })}
          />
        ) : (
          <Queue key={shown} stage={shown} address={address} />
        )}
      </div>
    </div>
  );
}

/** What of the address narrows, whatever stage the list asks for. */
function matching({ filter, unitId }: InspectionAddress) {
  const { stage: _stage, state: _state, sort: _sort, descending: _descending, ...narrowing } = filter;
  return { ...narrowing, ...(unitId && { unitId }) };
}

/** Sheets of one stage page by page, oldest change first, with those chosen for one act together. */
function Queue({ stage, address }: { stage: 'submitted' | 'reviewed'; address: InspectionAddress }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { filter, page, patch, unitId } = address;
  const [chosen, choose] = useState<InspectionListRow[]>([]);
  const narrowing = matching(address);
  const input = {
    ...narrowing,
    stage,
    sort: 'updated' as const,
    descending: false,
    offset: page * pageSize,
    limit: pageSize,
  };
  const list = useQuery({ ...orpc.inspection.list.queryOptions({ input }), placeholderData: keepPreviousData });
  const rows = list.data?.rows ?? [];
  const total = list.data?.total ?? 0;
  useLastPage(address, list.isPlaceholderData ? undefined : list.data?.total);
  const isFiltered = isNarrowed(filter) || unitId !== undefined;
  const which = stage === 'submitted' ? 'Submitted' : 'Reviewed';
  const turn = (to: number) => patch({ page: to === 0 ? null : String(to + 1) });
  return (
    <>
      <InspectionFilterBar address={address} />
      <ReviewActions
        stage={stage}
        inspectionIds={chosen.map((row) => row.inspectionId)}
        filter={narrowing}
        matching={total}
        onDone={() => choose([])}
      />
      <Panel
        style={{ flex: 1 }}
        foot={
          <ListPager
            page={page}
            pageSize={pageSize}
            total={list.data?.total}
            range="inspection.table.range"
            onPage={turn}
          >
            <span>{t('review.page.keys')}</span>
          </ListPager>
        }
      >
        {list.isPending && <Skeleton rows={10} />}
        {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
        {list.data && total === 0 && (
          <EmptyState
            text={t(isFiltered ? 'inspection.list.emptyFiltered' : `review.page.empty${which}`)}
            action={
              isFiltered && (
                <Button onClick={() => navigate(`/inspection/review${stage === 'reviewed' ? '?tab=reviewed' : ''}`)}>
                  {t('inspection.list.clear')}
                </Button>
              )
            }
          />
        )}
        {rows.length > 0 && (
          <QueueGrid rows={rows} onChoose={choose} onOpen={(id) => navigate(scoped(`/inspection/${id}`))} />
        )}
      </Panel>
    </>
  );
}
