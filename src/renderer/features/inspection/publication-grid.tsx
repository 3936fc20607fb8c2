import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicationView } from '#shared/inspection/review.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Batches of published sheets, newest first. */
export function PublicationGrid() {
  const { t } = useTranslation();
  const list = useQuery(orpc.inspection.publications.queryOptions({ input: { limit: 500 } }));
  const columns = useMemo(
    (): ColDef<PublicationView>[] => [
      { headerName: t('review.page.number'), field: 'number', width: 160 },
      { headerName: t('review.page.sheets'), field: 'sheets', width: 90, type: 'rightAligned', cellDataType: 'number' },
      { headerName: t('review.page.publishedBy'), field: 'publishedBy', width: 140 },
      {
        headerName: t('review.page.publishedAt'),
        width: 150,
        valueGetter: ({ data }) => data && formatInstant(data.publishedAt),
      },
      { headerName: t('review.page.note'), field: 'note', flex: 1, minWidth: 200 },
    ],
    [t],
  );
  return (
    <Panel style={{ flex: 1 }}>
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
