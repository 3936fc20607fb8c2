import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PublicationView } from '#shared/inspection/review.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const pageSize = 100;

/** Batches of published sheets, newest first. */
export function PublicationGrid({ page, onPage }: { page: number; onPage(page: number): void }) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const list = useQuery({
    ...orpc.inspection.publications.queryOptions({ input: { offset: page * pageSize, limit: pageSize } }),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo(
    (): ColDef<PublicationView>[] => [
      { headerName: t('review.page.number'), field: 'number', width: 160 },
      {
        headerName: t('review.page.sheets'),
        width: 90,
        type: 'rightAligned',
        cellRenderer: ({ data }: { data: PublicationView }) => (
          <Link to={scoped('/inspection', { publicationNumber: data.number })}>
            {data.sheets.toLocaleString('en-US')}
          </Link>
        ),
      },
      { headerName: t('review.page.publishedBy'), field: 'publishedBy', width: 140 },
      {
        headerName: t('review.page.publishedAt'),
        width: 150,
        valueGetter: ({ data }) => data && formatInstant(data.publishedAt),
      },
      { headerName: t('review.page.note'), field: 'note', flex: 1, minWidth: 200 },
    ],
    [t, scoped],
  );
  return (
    <Panel
      style={{ flex: 1 }}
      foot={
        <ListPager page={page} pageSize={pageSize} total={list.data?.total} range="review.page.range" onPage={onPage} />
      }
    >
      {list.isPending && <Skeleton rows={8} />}
      {list.error && <ErrorPanel error={list.error} onRetry={() => list.refetch()} />}
      {list.data?.total === 0 && <EmptyState text={t('review.page.emptyPublications')} />}
      {list.data && list.data.total > 0 && (
        <Grid<PublicationView>
          rowData={list.data.rows}
          columnDefs={columns}
          getRowId={({ data }) => data.publicationId}
        />
      )}
    </Panel>
  );
}
