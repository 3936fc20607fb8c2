import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Drawer, Form, Input, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type InspectionDetail,
  type InspectionHead,
  inspectionMethods,
  type ScoredStaff,
} from '#shared/inspection/inspection.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { headDifferences, headOf } from './sheet-head-values.ts';
import { HeadConflict, type Sheet } from './sheet-state.ts';

type Values = Omit<InspectionHead, 'inspectedOn'> & { inspectedOn: Dayjs };
const valuesOf = (head: InspectionHead): Values => ({ ...head, inspectedOn: dayjs(head.inspectedOn) });

/** What stands on top of the sheet; saved as a whole, on the revision it was read at. */
export function HeadForm({
  detail,
  sheet,
  onClose,
  onSaved,
}: {
  detail: InspectionDetail;
  sheet: Sheet;
  onClose(): void;
  onSaved(): Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [base, setBase] = useState(() => headOf(detail));
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const method = Form.useWatch('method', form);
  const impression = Form.useWatch('impression', form) ?? '';
  const demanded = detail.card.content.mystery;
  const save = async ({ inspectedOn, ...rest }: Values) => {
    setBusy(true);
    setFault(undefined);
    try {
      await sheet.saveHead({ ...rest, inspectedOn: inspectedOn.format('YYYY-MM-DD') }, base);
      await onSaved();
      onClose();
    } catch (error) {
      setFault(error);
    }
    setBusy(false);
  };
  const label = (field: keyof InspectionHead) => t(`inspection.head.${field}`);
  return (
    <Drawer
      open
      onClose={onClose}
      size={420}
      mask={false}
      title={t('inspection.head.title')}
      footer={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {t('inspection.head.save')} <kbd>Ctrl Enter</kbd>
        </Button>
      }
    >
      {fault instanceof HeadConflict ? (
        <Alert
          type="warning"
          showIcon
          className="head-fault"
          title={t('inspection.head.changed', {
            fields: headDifferences(base, fault.theirs).map(label).join(t('inspection.head.and')),
          })}
          description={
            <div className="row">
              <Button
                size="small"
                onClick={() => {
                  form.setFieldsValue(valuesOf(fault.theirs));
                  setBase(fault.theirs);
                  setFault(undefined);
                }}
              >
                {t('inspection.head.takeTheirs')}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  setBase(fault.theirs);
                  setFault(undefined);
                }}
              >
                {t('inspection.head.keepMine')}
              </Button>
            </div>
          }
        />
      ) : (
        fault !== undefined && <Alert type="error" showIcon className="head-fault" title={errorText(fault, t)} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only passes Ctrl+Enter on to the form's own button */}
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          event.stopPropagation();
          event.nativeEvent.stopImmediatePropagation();
          form.submit();
        }}
      >
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={valuesOf(headOf(detail))}
          onFinish={save}
        >
          <Form.Item name="method" label={label('method')}>
            <Radio.Group
              options={inspectionMethods.map((value) => ({ value, label: t(`inspection.method.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="inspectedOn" label={label('inspectedOn')}>
            <DatePicker allowClear={false} maxDate={dayjs(dayOf(Date.now()))} />
          </Form.Item>
          <Form.Item name="staffIds" label={label('staffIds')} extra={t('inspection.head.staffHelp')}>
            <StaffSelect unitId={detail.unitId} chosen={detail.staff} />
          </Form.Item>
          <Form.Item name="reference" label={label('reference')}>
            <Input maxLength={80} placeholder={t('inspection.head.referenceHint')} />
          </Form.Item>
          <Form.Item name="companionNames" label={label('companionNames')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="inspecteeNames" label={label('inspecteeNames')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="samplingNote" label={label('samplingNote')}>
            <Input.TextArea maxLength={400} autoSize={{ minRows: 2, maxRows: 4 }} />
          </Form.Item>
          <Form.Item
            name="impression"
            label={label('impression')}
            extra={
              method === 'mystery' && demanded
                ? t('inspection.head.mysteryDemand', {
                    minutes: demanded.recordingMinutes,
                    photos: demanded.photos,
                    chars: demanded.impressionChars,
                    written: [...impression.replace(/\s/g, '')].length,
                  })
                : undefined
            }
          >
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} />
          </Form.Item>
        </Form>
      </div>
    </Drawer>
  );
}

/** Staff of the unit and of what is below it; several. */
function StaffSelect({
  unitId,
  chosen,
  ...field
}: {
  unitId: string;
  chosen: readonly ScoredStaff[];
  id?: string;
  value?: string[];
  onChange?(staffIds: string[]): void;
}) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const staff = useQuery(orpc.organization.staff.queryOptions({ input: { unitId, search, offset: 0, limit: 200 } }));
  const known = new Map(chosen.map((person) => [person.staffId, person] as const));
  for (const person of staff.data?.rows ?? []) if (person.isActive) known.set(person.staffId, person);
  return (
    <Select
      {...field}
      mode="multiple"
      autoFocus
      maxCount={30}
      loading={staff.isPending}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      placeholder={t('inspection.head.staffHint')}
      notFoundContent={staff.isPending ? null : t('inspection.head.noStaff')}
      options={[...known.values()].map((person) => ({
        value: person.staffId,
        label: [person.name, person.post].filter(Boolean).join(' '),
        title: person.code,
      }))}
    />
  );
}
