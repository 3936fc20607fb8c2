import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ComplaintPolicy, repeatKeys } from '#shared/complaint/policy.schema.ts';
import { provinces, provinceText } from '#shared/complaint/province.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { listSearch, searchText } from '../../ui/initials.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './complaint-policy-panel.css';

/** The form says percent where the policy says shares. */
const percent = (share: number) => Math.round(share * 1000) / 10;
const ascending = (values: readonly (number | string)[]) =>
  [...new Set(values.map(Number).filter((value) => Number.isFinite(value)))].sort((a, b) => a - b);

function shown({ warning, repeat, ...rest }: ComplaintPolicy) {
  return {
    ...rest,
    warning: { ...warning, shares: warning.shares.map(percent) },
    repeat: { ...repeat, similarity: percent(repeat.similarity) },
  };
}
type Values = ReturnType<typeof shown>;

/** Whatever order they were typed in, points and rungs come one after another; a cleared province is none. */
const meant = ({ warning, repeat, province, ...rest }: Values): ComplaintPolicy => ({
  ...rest,
  province: province ?? null,
  warning: {
    ...warning,
    shares: ascending(warning.shares).map((value) => value / 100),
    escalateAfter: ascending(warning.escalateAfter),
  },
  repeat: { ...repeat, similarity: repeat.similarity / 100 },
});

/** The rules of the house for complaints: warnings and the ladder, repeats, conditions for closing, its province. */
export function ComplaintPolicyPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const policy = useQuery(orpc.complaint.policy.queryOptions({ input: {} }));
  const save = useMutation({
    mutationFn: (values: Values) => client.complaint.setPolicy(meant(values)),
    onSuccess: (answer) => {
      queries.setQueryData(orpc.complaint.policy.queryOptions({ input: {} }).queryKey, answer);
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      message.success(t('watch.policy.saved'));
    },
  });
  if (policy.error) return <ErrorPanel error={policy.error} onRetry={() => policy.refetch()} />;
  if (!policy.data) return <Skeleton rows={12} />;
  return (
    <Panel title={t('watch.policy.title')} style={{ flex: 'none' }}>
      <Form layout="vertical" className="complaint-policy" initialValues={shown(policy.data)} onFinish={save.mutate}>
        <div>
          <WarningFields />
          <RepeatFields />
          <div>
            <ClosingFields />
            <DeadlineFields />
          </div>
        </div>
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} />}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Form>
    </Panel>
  );
}

function Count({
  name,
  min,
  max,
  extra,
}: {
  name: [string, string] | string;
  min: number;
  max: number;
  extra?: string;
}) {
  const { t } = useTranslation();
  const key = typeof name === 'string' ? name : name[1];
  return (
    <Form.Item
      name={name}
      label={t(`watch.policy.${key}`)}
      extra={extra}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <InputNumber min={min} max={max} precision={0} />
    </Form.Item>
  );
}

/** Numbers typed one after another, each a tag. */
function Numbers({ name, least, most, count }: { name: [string, string]; least: number; most: number; count: number }) {
  const { t } = useTranslation();
  const isRight = (value: number | string) => Number(value) >= least && Number(value) <= most && String(value).trim();
  return (
    <Form.Item
      name={name}
      label={t(`watch.policy.${name[1]}`)}
      extra={t(`watch.policy.${name[1]}Hint`)}
      rules={[
        {
          validator: async (_rule, values: (number | string)[]) => {
            if (!values.every(isRight)) throw new Error(t('watch.policy.range', { least, most }));
          },
        },
      ]}
    >
      <Select mode="tags" maxCount={count} open={false} suffixIcon={null} tokenSeparators={[' ', '，', ',', '、']} />
    </Form.Item>
  );
}

function DeadlineFields() {
  const { t, i18n } = useTranslation();
  const options = provinces.map((value) => {
    const label = provinceText(value, i18n.language);
    return { value, label, search: searchText(label) };
  });
  return (
    <fieldset>
      <legend>{t('watch.policy.deadlines')}</legend>
      <Form.Item name="province" label={t('watch.policy.province')} extra={t('watch.policy.provinceHint')}>
        <Select allowClear showSearch={listSearch} options={options} placeholder={t('watch.policy.provinceNone')} />
      </Form.Item>
    </fieldset>
  );
}

function WarningFields() {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('watch.policy.warning')}</legend>
      <Numbers name={['warning', 'shares']} least={1} most={100} count={5} />
      <Count name={['warning', 'workHoursLeft']} min={0} max={80} extra={t('watch.policy.workHoursLeftHint')} />
      <Numbers name={['warning', 'escalateAfter']} least={0} most={400} count={4} />
    </fieldset>
  );
}

function RepeatFields() {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('watch.policy.repeat')}</legend>
      <Form.Item
        name={['repeat', 'key']}
        label={t('watch.policy.repeatKey')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Checkbox.Group
          options={repeatKeys.map((value) => ({ value, label: t(`watch.policy.repeatKeyOf.${value}`) }))}
        />
      </Form.Item>
      <Count name={['repeat', 'windowDays']} min={1} max={365} />
      <Count name={['repeat', 'channelHours']} min={1} max={720} />
      <Count name={['repeat', 'similarity']} min={1} max={100} />
    </fieldset>
  );
}

function ClosingFields() {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t('watch.policy.closing')}</legend>
      <Count name={['closing', 'causeDepth']} min={1} max={5} />
      {(['needsEvidence', 'needsPrevention'] as const).map((name) => (
        <Form.Item key={name} name={['closing', name]} valuePropName="checked">
          <Checkbox>{t(`watch.policy.${name}`)}</Checkbox>
        </Form.Item>
      ))}
      <Count name="returnLimit" min={0} max={20} />
    </fieldset>
  );
}
