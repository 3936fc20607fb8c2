import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffView, UnitView } from '#shared/organization/organization.schema.ts';
import { pageOfList, usePageOfList, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { ListPager } from '../../ui/list-pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StaffForm } from './staff-form.tsx';

const pageSize = 100;

/** People of the selected unit and everything below it. */
export function StaffGrid({
  unitId,
  unitName,
  units,
  mayWrite,
}: {
  unitId: string | undefined;
  unitName: string | undefined;
  units: readonly UnitView[];
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  const mayRead = useMay()('inspection:read');
  const scoped = useScopedPath();
  const [search, setSearch] = useUrlState('find', '', pageOfList);
  const [page, setPage] = usePageOfList();
  const [editing, setEditing] = useState<StaffView>();
  const offset = page * pageSize;
  const staff = useQuery({
    ...orpc.organization.staff.queryOptions({
      input: { ...(unitId ? { unitId } : {}), search, offset, limit: pageSize },
    }),
    placeholderData: keepPreviousData,
  });
  const columns = useMemo<ColDef<StaffView>[]>(
    () => [
      { field: 'code', headerName: t('organization.staffCode'), width: 130 },
      {
        field: 'name',
        headerName: t('organization.staffName'),
        width: 130,
        cellRenderer: ({ data }: { data?: StaffView }) =>
          data && (mayRead ? <Link to={scoped(`/inspection/staff/${data.staffId}`)}>{data.name}</Link> : data.name),
      },
      { field: 'post', headerName: t('organization.post'), width: 150 },
      { field: 'unitName', headerName: t('common.unit'), flex: 1, minWidth: 160 },
      {
        field: 'isActive',
        headerName: t('organization.isActive'),
        width: 80,
        valueFormatter: ({ value }) => t(value ? 'common.active' : 'common.inactive'),
        cellDataType: 'text',
      },
      ...(mayWrite
        ? [
            {
              headerName: '',
              width: 80,
              cellRenderer: ({ data }: { data?: StaffView }) =>
                data && (
                  <Button type="link" size="small" onClick={() => setEditing(data)}>
                    {t('common.edit')}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, mayWrite, mayRead, scoped],
  );
  return (
    <Panel
      title={`${unitName ?? t('organization.allStaff')} · ${t('organization.staff')}`}
      style={{ flex: 1 }}
      extra={
        <Input.Search
          size="small"
          allowClear
          style={{ width: 200 }}
          placeholder={t('organization.findStaff')}
          aria-label={t('organization.findStaff')}
          defaultValue={search}
          onSearch={(value) => setSearch(value.trim() || undefined)}
        />
      }
      foot={<ListPager page={page} pageSize={pageSize} total={staff.data?.total} onPage={setPage} />}
    >
      {staff.isPending && <Skeleton rows={10} />}
      {staff.error && <ErrorPanel error={staff.error} onRetry={() => staff.refetch()} />}
      {staff.data?.total === 0 && <EmptyState text={t('organization.noStaff')} />}
      {staff.data && staff.data.total > 0 && (
        <Grid<StaffView> rowData={staff.data.rows} columnDefs={columns} getRowId={({ data }) => data.staffId} />
      )}
      {editing && <StaffForm units={units} staff={editing} onClose={() => setEditing(undefined)} />}
    </Panel>
  );
}
