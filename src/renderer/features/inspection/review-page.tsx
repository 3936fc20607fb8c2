import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { InspectionListRow } from '#shared/inspection/list.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { gradeTones } from './grade.ts';
import { PublicationGrid } from './publication-grid.tsx';
import { ReviewActions } from './review-actions.tsx';
import './review.css';

const pageSize = 1000;
const tabs = ['submitted', 'reviewed', 'publications'] as const;
type Tab = (typeof tabs)[number];

/** What waits for review and for publication, to be handled in bulk, and what has been published. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const [tab, setTab] = useUrlState('tab', 'submitted');
  const shown: Tab = (tabs as readonly string[]).includes(tab) ? (tab as Tab) : 'submitted';
  const counts = useQuery(orpc.inspection.counts.queryOptions({ input: { unitId, q: '' } }));
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
          onChange={setTab}
          items={tabs.map((key) => ({ key, label: t(`review.page.tabs.${key}`, { count: numbers[key] }) }))}
          tabBarStyle={{ marginBottom: 0 }}
        />
        {shown === 'publications' ? <PublicationGrid /> : <Queue key={shown} stage={shown} />}
      </div>
    </div>
  );
}

/** Sheets of one stage, oldest change first, with those chosen for one act together. */
function Queue({ stage }: { stage: 'submitted' | 'reviewed' }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const [chosen, choose] = useState<InspectionListRow[]>([]);
  const list = useQuery({
    ...orpc.inspection.list.queryOptions({
      input: { stage, unitId, q: '', sort: 'updated', descending: false, offset: 0, limit: pageSize },
    }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows ?? [];
  const isEmpty = list.data?.total === 0;
  return (
    <>
      <ReviewActions
        stage={stage}
        inspectionIds={chosen.map((row) => row.inspectionId)}
        filter={{ unitId }}
        onDone={() => choose([])}
      />
      <Panel style={{ flex: 1 }} foot={<span>{t('review.page.keys')}</span>}>
        {list.isPending && <Skeleton rows={10} />}
        {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
        {isEmpty && <EmptyState text={t(`review.page.empty${stage === 'submitted' ? 'Submitted' : 'Reviewed'}`)} />}
        {rows.length > 0 && (
          <QueueGrid rows={rows} onChoose={choose} onOpen={(id) => navigate(scoped(`/inspection/${id}`))} />
        )}
      </Panel>
    </>
  );
}

function QueueGrid({
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
      { headerName: t('inspection.list.inspector'), field: 'inspectorName', width: 100 },
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
      onSelectionChanged={({ api }) => onChoose(api.getSelectedRows())}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.inspectionId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.inspectionId)}
    />
  );
}
