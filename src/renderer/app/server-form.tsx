import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DatabaseExamination,
  type DatabaseServer,
  type SharedDatabase,
  tlsModes,
} from '#shared/system/database.schema.ts';
import { errorText } from '../rpc/error-text.ts';

const empty: SharedDatabase = { host: '', port: 5432, database: '', user: '', password: '', tls: 'off' };

/**
 * Address of a shared PostgreSQL: tried first, then used. The password is asked for each time; it never comes back from
 * the backend.
 * @param onExamine really connects; its errors are told under the form
 * @param onUse stores the address and waits for the restart
 */
export function ServerForm({
  server,
  onExamine,
  onUse,
  children,
}: {
  server?: DatabaseServer | null | undefined;
  onExamine(server: SharedDatabase): Promise<DatabaseExamination>;
  onUse(server: SharedDatabase): Promise<unknown>;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<SharedDatabase>();
  const examine = useMutation({ mutationFn: onExamine });
  const use = useMutation({ mutationFn: onUse });
  const isBusy = examine.isPending || use.isPending;
  const forget = () => {
    examine.reset();
    use.reset();
  };
  const test = async () => {
    const values = await form.validateFields().catch(() => undefined);
    if (!values) return;
    forget();
    examine.mutate(values);
  };
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  const host = [...required, { pattern: /^[^\s/@?#\\]*$/, message: t('system.database.hostHint') }];
  const error = use.error ?? examine.error;
  return (
    <Form<SharedDatabase>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...empty, ...server }}
      onFinish={(values) => {
        forget();
        use.mutate(values);
      }}
      onValuesChange={forget}
      disabled={isBusy}
      autoComplete="off"
    >
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 112px', columnGap: 12 }}>
        <Form.Item name="host" label={t('system.database.host')} rules={host}>
          <Input maxLength={253} placeholder="10.20.30.40" />
        </Form.Item>
        <Form.Item
          name="port"
          label={t('system.database.port')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <InputNumber min={1} max={65_535} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
        <Form.Item name="database" label={t('system.database.name')} rules={required}>
          <Input maxLength={63} />
        </Form.Item>
        <Form.Item name="tls" label={t('system.database.tlsLabel')}>
          <Select options={tlsModes.map((value) => ({ value, label: t(`system.database.tls.${value}`) }))} />
        </Form.Item>
        <Form.Item name="user" label={t('system.database.user')} rules={required}>
          <Input maxLength={63} autoComplete="off" />
        </Form.Item>
        <Form.Item name="password" label={t('system.database.password')}>
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </div>
      {error && <Alert type="error" showIcon title={errorText(error, t)} style={{ marginBottom: 12 }} />}
      {examine.data && <Examined found={examine.data} />}
      <div className="row">
        <Button onClick={test} loading={examine.isPending}>
          {t('system.database.test')}
        </Button>
        <Button type="primary" htmlType="submit" loading={use.isPending}>
          {t(use.isPending ? 'system.database.switching' : 'system.database.use')}
        </Button>
        {children}
      </div>
    </Form>
  );
}

/** What the test found, and what that means for the next step. */
function Examined({ found }: { found: DatabaseExamination }) {
  const { t } = useTranslation();
  const people = found.accounts > 0 ? t('system.database.people', { count: found.accounts }) : '';
  return (
    <Alert
      type="success"
      showIcon
      title={t('system.database.connected', { version: found.serverVersion })}
      description={`${t(`system.database.schema.${found.schema}`, { migration: found.migration })}${people}`}
      style={{ marginBottom: 12 }}
    />
  );
}
