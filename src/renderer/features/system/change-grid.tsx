import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import { usePageOfList } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChangeDetail, type ChangeRow, changesOf, whoOf } from './change-detail.tsx';
import './change-detail.css';
import { changeLine } from './change-words.ts';

const pageSize = 100;
/** Who changed what and when; append-only, and its wholeness can be proven. */
export function ChangeGrid() {
  const { t } = useTranslation();
  const [page, setPage] = usePageOfList();
  const changes = useQuery({
    ...orpc.system.changes.queryOptions({ input: { offset: page * pageSize, limit: pageSize } }),
    placeholderData: keepPreviousData,
  });
  const [open, setOpen] = useState<ChangeRow>();
  const verify = useMutation({ mutationFn: () => client.system.verifyChanges({}) });
  const columns = useMemo<ColDef<ChangeRow>[]>(
    () => [
      { field: 'sequence', headerName: '#', width: 80, type: 'rightAligned' },
      {
        field: 'occurredAt',
        headerName: t('system.changes.when'),
        width: 160,
        valueFormatter: ({ value }) => formatInstant(value, true),
      },
      {
        field: 'accountName',
        headerName: t('system.changes.who'),
        width: 120,
        valueGetter: ({ data }) => data && whoOf(data, t),
      },
      {
        field: 'entity',
        headerName: t('system.changes.what'),
        width: 110,
        valueFormatter: ({ value }) => t(`system.entity.${value}`, { defaultValue: value }),
      },
      {
        field: 'action',
        headerName: t('system.changes.action'),
        width: 120,
        valueFormatter: ({ value }) => t(`system.action.${value}`, { defaultValue: value }),
      },
      {
        colId: 'content',
        headerName: t('system.changes.content'),
        flex: 1,
        minWidth: 200,
        valueGetter: ({ data }) => data && changeLine(changesOf(data, t), t),
        tooltipValueGetter: ({ value }) => value,
      },
    ],
    [t],
  );
  return (
    <Panel
      title={t('system.tabs.changes')}
      style={{ flex: 1 }}
      extra={
        <Button size="small" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('system.changes.verify')}
        </Button>
      }
      foot={<ListPager page={page} pageSize={pageSize} total={changes.data?.total} onPage={setPage} />}
    >
      {verify.data && (
        <Alert
          banner
          type={verify.data.isWhole ? 'success' : 'error'}
          title={
            verify.data.isWhole
              ? t('system.changes.whole', { count: verify.data.count })
              : t('system.changes.broken', { at: verify.data.brokenAt })
          }
        />
      )}
      {verify.error && <Alert banner type="error" title={errorText(verify.error, t)} />}
      {open && <ChangeDetail row={open} onClose={() => setOpen(undefined)} />}
      {changes.isPending && <Skeleton rows={14} />}
      {changes.error && <ErrorPanel error={changes.error} onRetry={() => changes.refetch()} />}
      {changes.data && (
        <Grid<ChangeRow>
          rowData={changes.data.rows}
          columnDefs={columns}
          getRowId={({ data }) => String(data.sequence)}
          onRowClicked={({ data }) => setOpen(data)}
          onCellKeyDown={({ event, data }) => (event as KeyboardEvent | null)?.key === 'Enter' && setOpen(data)}
          tooltipShowDelay={400}
        />
      )}
    </Panel>
  );
}
