import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Alert, Button, Drawer, Form, Input, Select, Switch, TreeSelect } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/account/account.schema.ts';
import { type Role, roles } from '#shared/kernel/permissions.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { treeSearch } from '../../ui/initials.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { unitTree } from '../../ui/unit-tree.ts';

/** Users, their roles and scopes. */
export function AccountGrid() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<AccountView | 'new'>();
  const accounts = useQuery(orpc.account.list.queryOptions({ input: {} }));
  const columns = useMemo<ColDef<AccountView>[]>(
    () => [
      { field: 'loginName', headerName: t('account.list.loginName'), width: 160 },
      { field: 'displayName', headerName: t('account.list.displayName'), width: 160 },
      {
        field: 'role',
        headerName: t('account.list.role'),
        width: 140,
        valueFormatter: ({ value }) => t(`role.${value}`),
      },
      {
        field: 'unitName',
        headerName: t('account.list.unit'),
        flex: 1,
        valueFormatter: ({ value }) => value ?? t('account.list.everything'),
      },
      {
        field: 'isActive',
        headerName: t('account.list.state'),
        width: 100,
        cellDataType: 'text',
        valueFormatter: ({ value }) => t(value ? 'common.active' : 'common.inactive'),
      },
      {
        headerName: '',
        width: 90,
        cellRenderer: ({ data }: { data?: AccountView }) =>
          data && (
            <Button type="link" size="small" onClick={() => setEditing(data)}>
              {t('common.edit')}
            </Button>
          ),
      },
    ],
    [t],
  );
  return (
    <Panel
      title={t('account.list.title')}
      style={{ flex: 1 }}
      extra={
        <Button type="primary" size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
          {t('account.list.create')}
        </Button>
      }
    >
      {accounts.isPending && <Skeleton />}
      {accounts.error && <ErrorPanel error={accounts.error} onRetry={() => accounts.refetch()} />}
      {accounts.data && (
        <Grid<AccountView> rowData={accounts.data} columnDefs={columns} getRowId={({ data }) => data.accountId} />
      )}
      {editing && (
        <AccountForm account={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Panel>
  );
}

interface Values {
  loginName: string;
  displayName: string;
  role: Role;
  unitId?: string | null;
  isActive: boolean;
  password?: string;
}

function AccountForm({ account, onClose }: { account: AccountView | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const units = useQuery(orpc.organization.units.queryOptions({ input: {} }));
  const tree = useMemo(() => unitTree(units.data ?? []), [units.data]);
  const save = useMutation({
    mutationFn: ({ loginName, displayName, role, unitId = null, isActive, password }: Values) =>
      account
        ? client.account.update({
            accountId: account.accountId,
            displayName,
            role,
            unitId,
            isActive,
            ...(password ? { password } : {}),
          })
        : client.account.create({ loginName, displayName, role, unitId, password: password ?? '' }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.account.list.key() });
      onClose();
    },
  });
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Drawer open size={400} title={t(account ? 'account.list.edit' : 'account.list.create')} onClose={onClose}>
      <Form<Values>
        layout="vertical"
        initialValues={account ?? { role: 'inspector', isActive: true }}
        onFinish={(values) => save.mutate(values)}
        requiredMark={false}
      >
        <Form.Item name="loginName" label={t('account.list.loginName')} rules={required}>
          <Input disabled={account !== undefined} autoFocus={!account} maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="displayName" label={t('account.list.displayName')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="role" label={t('account.list.role')}>
          <Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
        <Form.Item name="unitId" label={t('account.list.unit')}>
          <TreeSelect treeData={tree} allowClear showSearch={treeSearch} placeholder={t('account.list.everything')} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t(account ? 'account.list.newPassword' : 'account.list.password')}
          rules={account ? [] : required}
          extra={t('account.firstRun.passwordHint')}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="isActive" label={t('account.list.isActive')} valuePropName="checked" hidden={!account}>
          <Switch />
        </Form.Item>
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </Drawer>
  );
}
