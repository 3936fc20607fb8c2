import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Drawer, Form, Input, Radio, Select, TreeSelect } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type InspectionMethod, inspectionMethods } from '#shared/inspection/inspection.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { unitTree } from '../../ui/unit-tree.ts';

export interface StartValues {
  unitId: string;
  scorecardVersionId: string;
  method: InspectionMethod;
  inspectedOn: Dayjs;
  companionNames?: string;
  inspecteeNames?: string;
  samplingNote?: string;
  reference?: string;
}
/** What is chosen already: by the sheet before, or by the code on a printed card. */
export type StartChoice = Partial<Pick<StartValues, 'unitId' | 'scorecardVersionId' | 'method'>>;

/** Which unit, by which card, how and when: then the sheet opens. */
export function StartForm({
  isOpen,
  initial = {},
  onClose,
  onStarted,
}: {
  isOpen: boolean;
  initial?: StartChoice;
  onClose(): void;
  onStarted(inspectionId: string): void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: ({
      inspectedOn,
      companionNames = '',
      inspecteeNames = '',
      samplingNote = '',
      reference = '',
      ...rest
    }: StartValues) =>
      client.inspection.start({
        ...rest,
        companionNames,
        inspecteeNames,
        samplingNote,
        reference,
        inspectedOn: inspectedOn.format('YYYY-MM-DD'),
      }),
    onSuccess: ({ inspectionId }) => {
      queries.invalidateQueries({ queryKey: orpc.inspection.key() });
      onStarted(inspectionId);
    },
  });
  return (
    <Drawer open={isOpen} onClose={onClose} size={420} mask={false} destroyOnHidden title={t('inspection.start.title')}>
      {start.error && <Alert type="error" showIcon title={errorText(start.error, t)} style={{ marginBottom: 12 }} />}
      <Fields initial={initial} isSaving={start.isPending} onSubmit={(values) => start.mutate(values)} />
    </Drawer>
  );
}

function Fields({
  initial,
  isSaving,
  onSubmit,
}: {
  initial: StartChoice;
  isSaving: boolean;
  onSubmit(values: StartValues): void;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { unitId: scope } = usePeriodScope();
  const [form] = Form.useForm<StartValues>();
  const unitId = Form.useWatch('unitId', form);
  const units = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 300_000 }));
  const cards = useQuery({
    ...orpc.standard.scorecards.queryOptions({ input: {} }),
    select: (all) => all.filter((card) => card.retiredAt === null),
  });
  const tree = useMemo(() => unitTree(units.data ?? []), [units.data]);
  // a card that was scanned waits for its unit; a unit chosen first offers its cards
  const scanned = cards.data?.find((card) => card.scorecardVersionId === initial.scorecardVersionId);
  const line = units.data?.find((unit) => unit.unitId === unitId)?.line ?? scanned?.line;
  const fitting = useMemo(() => (cards.data ?? []).filter((card) => card.line === line), [cards.data, line]);
  const choose = (id: string | undefined) => {
    const chosen = units.data?.find((unit) => unit.unitId === id);
    if (chosen && chosen.line === scanned?.line) return;
    form.setFieldValue(
      'scorecardVersionId',
      cards.data?.find((card) => card.line === chosen?.line)?.scorecardVersionId,
    );
  };
  const required = [{ required: true, message: t('common.required') }];
  const today = dayOf(Date.now());
  return (
    <Form<StartValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={onSubmit}
      initialValues={{
        method: 'announced',
        inspectedOn: dayjs(today),
        ...(scope && !initial.scorecardVersionId ? { unitId: scope } : {}),
        ...initial,
      }}
    >
      <Form.Item name="unitId" label={t('inspection.start.unit')} rules={required}>
        <TreeSelect autoFocus treeData={tree} loading={units.isPending} showSearch={treeSearch} onChange={choose} />
      </Form.Item>
      <Form.Item
        name="scorecardVersionId"
        label={t('inspection.start.card')}
        rules={required}
        extra={line && fitting.length === 0 ? t('inspection.start.noCard') : t('inspection.start.pinned')}
      >
        <Select
          disabled={!line}
          placeholder={line ? undefined : t('inspection.start.chooseUnit')}
          options={fitting.map((card) => ({
            value: card.scorecardVersionId,
            label: `${language === 'en' ? card.titleEn : card.titleZh} · ${t('inspection.start.version', { version: card.version })}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="method" label={t('inspection.start.method')}>
        <Radio.Group options={inspectionMethods.map((value) => ({ value, label: t(`inspection.method.${value}`) }))} />
      </Form.Item>
      <Form.Item name="inspectedOn" label={t('inspection.start.inspectedOn')} rules={required}>
        <DatePicker allowClear={false} maxDate={dayjs(today)} />
      </Form.Item>
      <Form.Item name="reference" label={t('inspection.head.reference')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="companionNames" label={t('inspection.start.companions')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="inspecteeNames" label={t('inspection.start.inspectees')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="samplingNote" label={t('inspection.start.sampling')}>
        <Input.TextArea maxLength={400} autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {t('inspection.start.go')}
      </Button>
    </Form>
  );
}
