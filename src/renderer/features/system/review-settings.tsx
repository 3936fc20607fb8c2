import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ReviewSettings, reviewLevels } from '#shared/inspection/review.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** At which levels sheets are reviewed, and the times of appeals. */
export function ReviewSettingsPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const settings = useQuery(orpc.inspection.reviewSettings.queryOptions({ input: {} }));
  const save = useMutation({
    // whatever order the boxes were ticked in, a sheet goes upwards
    mutationFn: (values: ReviewSettings) =>
      client.inspection.saveReviewSettings({
        ...values,
        levels: reviewLevels.filter((level) => values.levels.includes(level)),
      }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.inspection.reviewSettings.key() });
      message.success(t('review.settings.saved'));
    },
  });
  if (settings.error) return <ErrorPanel error={settings.error} onRetry={() => settings.refetch()} />;
  if (!settings.data) return <Skeleton />;
  const number = (name: 'appealDays' | 'decideDays' | 'rounds', max: number) => (
    <Form.Item
      name={name}
      label={t(`review.settings.${name}`)}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <InputNumber min={1} max={max} precision={0} />
    </Form.Item>
  );
  return (
    <Panel title={t('review.settings.title')} style={{ flex: 'none' }}>
      <Form layout="vertical" style={{ padding: 12, width: 520 }} initialValues={settings.data} onFinish={save.mutate}>
        <Form.Item name="levels" label={t('review.settings.levels')} extra={t('review.settings.levelsHint')}>
          <Checkbox.Group options={reviewLevels.map((value) => ({ value, label: t(`review.level.${value}`) }))} />
        </Form.Item>
        {number('appealDays', 60)}
        {number('decideDays', 60)}
        {number('rounds', 5)}
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </Panel>
  );
}
