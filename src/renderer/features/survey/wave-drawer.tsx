import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Drawer, Form, Input, Select, TreeSelect } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type SurveyBusiness, surveyBusinesses, type WaveView } from '#shared/survey/survey.schema.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { unitTree } from '../../ui/unit-tree.ts';

interface Values {
  name: string;
  business: SurveyBusiness;
  unitId: string;
  questionnaireVersionId: string;
  days: [Dayjs, Dayjs];
}

interface Props {
  isOpen: boolean;
  /** wave to edit; a new one without */
  wave?: WaveView;
  onClose(): void;
  onSaved(waveId: string): void;
}

const day = (value: Dayjs) => value.format('YYYY-MM-DD');

/** Creates a wave, or renames one and moves its days. */
export function WaveDrawer({ isOpen, wave, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: ({ days: [start, end], ...values }: Values) => {
      const period = { startOn: day(start), endOn: day(end) };
      return wave
        ? client.survey.updateWave({ waveId: wave.waveId, name: values.name, ...period })
        : client.survey.createWave({ ...values, ...period });
    },
    onSuccess: async ({ waveId }) => {
      await queries.invalidateQueries({ queryKey: orpc.survey.key() });
      onClose();
      onSaved(waveId);
    },
  });
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      size={440}
      destroyOnHidden
      mask={false}
      title={t(wave ? 'survey.form.editTitle' : 'survey.form.createTitle')}
    >
      {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} style={{ marginBottom: 12 }} />}
      <WaveForm
        {...(wave ? { wave } : {})}
        isSaving={save.isPending}
        onSubmit={(values) => save.mutate(values)}
        onClose={onClose}
      />
    </Drawer>
  );
}

function WaveForm({
  wave,
  isSaving,
  onSubmit,
  onClose,
}: {
  wave?: WaveView;
  isSaving: boolean;
  onSubmit(values: Values): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { period, unitId } = usePeriodScope();
  const units = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 300_000 }));
  const questionnaires = useQuery(orpc.survey.questionnaires.queryOptions({ input: {} }));
  const tree = useMemo(() => unitTree(units.data ?? []), [units.data]);
  const versions = useMemo(
    () =>
      questionnaires.data?.map((each) => ({
        value: each.questionnaireVersionId,
        label: `${language === 'en' ? each.labelEn : each.labelZh} · ${t('survey.questionnaire.version', { version: each.version })}`,
      })) ?? [],
    [questionnaires.data, language, t],
  );
  if (!units.data || !questionnaires.data) return null;
  const rule = [{ required: true, message: t('common.required') }];
  const initial: Partial<Values> = {
    name: wave?.name ?? '',
    business: wave?.business ?? 'mobile',
    days: [dayjs(wave?.startOn ?? period.startOn), dayjs(wave?.endOn ?? period.endOn)],
  };
  const top = unitId ?? tree[0]?.value;
  if (wave?.unitId ?? top) initial.unitId = wave?.unitId ?? (top as string);
  const version = wave?.questionnaireVersionId ?? versions[0]?.value;
  if (version) initial.questionnaireVersionId = version;
  return (
    <Form<Values> layout="vertical" initialValues={initial} onFinish={onSubmit}>
      <Form.Item name="name" label={t('survey.form.name')} rules={rule}>
        <Input maxLength={80} placeholder={t('survey.form.namePlaceholder')} autoFocus />
      </Form.Item>
      <Form.Item name="business" label={t('survey.form.business')} rules={rule}>
        <Select
          disabled={wave !== undefined}
          options={surveyBusinesses.map((value) => ({ value, label: t(`survey.business.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('survey.form.unit')} rules={rule}>
        <TreeSelect disabled={wave !== undefined} treeData={tree} showSearch={treeSearch} />
      </Form.Item>
      <Form.Item name="days" label={t('survey.form.period')} rules={rule}>
        <DatePicker.RangePicker style={{ width: '100%' }} allowClear={false} />
      </Form.Item>
      <Form.Item
        name="questionnaireVersionId"
        label={t('survey.form.questionnaire')}
        rules={rule}
        extra={t('survey.form.pinned')}
      >
        <Select disabled={wave !== undefined} options={versions} />
      </Form.Item>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
