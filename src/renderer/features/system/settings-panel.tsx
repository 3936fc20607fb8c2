import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

export function SettingsPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const state = useQuery(orpc.system.state.queryOptions({ input: {} }));
  const save = useMutation({
    mutationFn: (values: { organizationName: string; idleMinutes: number }) => client.system.updateSettings(values),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.system.state.key() });
      message.success(t('system.settings.saved'));
    },
  });
  const remove = useMutation({
    mutationFn: () => client.system.removeSample({}),
    onSuccess: () => message.info(t('system.settings.removing')),
  });
  if (!state.data) return <Skeleton />;
  const confirmRemoval = () =>
    modal.confirm({
      title: t('system.settings.removeSample'),
      content: t('system.settings.removeSampleConfirm'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutate(),
    });
  return (
    <Panel title={t('system.tabs.settings')} style={{ flex: 'none' }}>
      <Form layout="vertical" style={{ padding: 12, width: 380 }} initialValues={state.data} onFinish={save.mutate}>
        <Form.Item
          name="organizationName"
          label={t('system.settings.organizationName')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="idleMinutes" label={t('system.settings.idleMinutes')}>
          <InputNumber min={1} max={480} />
        </Form.Item>
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
          {state.data.hasSample && (
            <Button danger onClick={confirmRemoval} loading={remove.isPending}>
              {t('system.settings.removeSample')}
            </Button>
          )}
        </div>
      </Form>
    </Panel>
  );
}

export function AboutPanel() {
  const { t } = useTranslation();
  const state = useQuery(orpc.system.state.queryOptions({ input: {} }));
  if (!state.data) return <Skeleton />;
  return (
    <Panel title={t('frame.brand')} style={{ flex: 'none' }}>
      <Descriptions
        size="small"
        column={1}
        style={{ padding: 12 }}
        items={[
          { key: 'version', label: t('system.about.version'), children: state.data.version },
          {
            key: 'database',
            label: t('system.about.database'),
            children: t(`system.about.${state.data.databaseKind}`),
          },
          { key: 'method', label: '', children: t('system.about.method') },
        ]}
      />
    </Panel>
  );
}
