import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, InputNumber, Segmented, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloseRequirement } from '#shared/complaint/act.rules.ts';
import {
  assessmentAspects,
  conclusions,
  type PlainAct,
  suspendReasons,
  visitResults,
} from '#shared/complaint/complaint.enums.ts';
import type { ActInput } from '#shared/complaint/complaint.schema.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { listSearch } from '../../ui/initials.ts';
import { useCatalogue } from './catalogue.ts';
import { shanghai } from './complaint.format.ts';
import { HandlerFields } from './handler-fields.tsx';
import { NewerEvents } from './newer-events.tsx';
import { useSeen } from './use-seen.ts';

type Values = Partial<Omit<ActInput, 'happenedAt' | 'amountCents'>> & { happenedAt?: Dayjs | null; yuan?: number };

/** Acts whose note is the substance, not a remark. */
const needsNote: readonly PlainAct[] = [
  'note',
  'inform',
  'handBack',
  'respond',
  'return',
  'transfer',
  'escalate',
  'exhaust',
  'requestSuspension',
  'refuseSuspension',
  'refuseCompensation',
  'reopen',
  'withdraw',
];
const needsUnit: readonly PlainAct[] = ['assign', 'transfer'];

/** Fields of one act, in the drawer's foot. Ctrl+Enter sends, Esc gives up. */
export function ActForm({ detail, act, onDone }: { detail: ComplaintDetail; act: PlainAct; onDone(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const seen = useSeen(detail);
  const isAllowed = detail.acts.includes(act);
  const head = useRef<HTMLElement>(null);
  // Typing begins where the form does: at the unit, the reason, the result; at the note where nothing comes before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another act is another form
  useEffect(() => head.current?.closest('form')?.querySelector<HTMLElement>('input, textarea')?.focus(), [act]);
  const send = useMutation({
    mutationFn: ({ happenedAt, yuan, ...values }: Values) =>
      client.complaint.act({
        ...values,
        amountCents: yuan ? Math.round(yuan * 100) : null,
        complaintId: detail.row.complaintId,
        lastSeq: seen.lastSeq,
        act,
        happenedAt: shanghai(happenedAt),
      }),
    onSuccess: (answer) => {
      queries.setQueryData(
        orpc.complaint.get.queryOptions({ input: { complaintId: detail.row.complaintId } }).queryKey,
        answer,
      );
      queries.invalidateQueries({ queryKey: orpc.complaint.list.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.counts.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.todo.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.warnings.key() });
      onDone();
    },
    onError: seen.onError,
  });
  const closing = act === 'close' || act === 'respond';
  const initial: Values = closing
    ? {
        conclusion: detail.conclusion,
        causeCode: detail.causeCode,
        measure: detail.measure,
        correction: detail.correction,
        prevention: detail.prevention,
      }
    : { reason: detail.suspensionRequest?.reason };
  return (
    <Form
      form={form}
      key={act}
      className="complaint-act-form"
      layout="vertical"
      size="small"
      initialValues={initial}
      scrollToFirstError={{ block: 'nearest', focus: true }}
      onFinish={(values) => send.mutate(values)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) form.submit();
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone();
        }
      }}
    >
      <b ref={head}>{t(`complaint.act.${act}`)}</b>
      {act === 'followUp' && <p className="t3 fs">{t('complaint.visitHint')}</p>}
      {needsUnit.includes(act) && <HandlerFields />}
      {act === 'assess' && <Levels />}
      {(act === 'suspend' || act === 'requestSuspension') && <ReasonField />}
      {act === 'proposeCompensation' && <CompensationFields />}
      {act === 'followUp' && (
        <Form.Item name="visitResult" label={t('complaint.field.visitResult')} rules={[{ required: true }]}>
          <Segmented options={visitResults.map((value) => ({ value, label: t(`complaint.visit.${value}`) }))} />
        </Form.Item>
      )}
      {closing && <Closing required={act === 'close'} missing={detail.missingForClose} />}
      {(act === 'respond' || (act === 'close' && detail.missingForClose.includes('evidence'))) && (
        <Form.Item
          name="evidence"
          label={t('complaint.field.evidence')}
          rules={[{ required: act === 'close', whitespace: true }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={t(needsNote.includes(act) ? `complaint.field.note_${act}` : 'complaint.field.note')}
        rules={[{ required: needsNote.includes(act), whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={20_000} />
      </Form.Item>
      <NewerEvents events={seen.newer} allowed={isAllowed} />
      {send.error !== null && errorCode(send.error) !== 'COMPLAINT_CHANGED' && (
        <Alert type="error" showIcon title={errorText(send.error, t)} />
      )}
      <div className="row complaint-act-send">
        {act !== 'close' && (
          <Form.Item name="happenedAt" noStyle>
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              format="YYYY-MM-DD HH:mm"
              placeholder={t('complaint.field.happenedAt')}
            />
          </Form.Item>
        )}
        <span className="sp" />
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!isAllowed} loading={send.isPending}>
          {t('complaint.send', { act: t(`complaint.act.${act}`) })} <kbd>Ctrl ↵</kbd>
        </Button>
      </div>
    </Form>
  );
}

function Levels() {
  const { t } = useTranslation();
  const options = [1, 2, 3].map((value) => ({ value, label: t(`complaint.level.${value}`) }));
  return (
    <div className="complaint-levels">
      {assessmentAspects.map((aspect) => (
        <Form.Item key={aspect} name={['levels', aspect]} label={t(`complaint.aspect.${aspect}`)} initialValue={1}>
          <Segmented options={options} />
        </Form.Item>
      ))}
    </div>
  );
}

function ReasonField() {
  const { t } = useTranslation();
  return (
    <Form.Item name="reason" label={t('complaint.field.reason')} rules={[{ required: true }]}>
      <Select options={suspendReasons.map((value) => ({ value, label: t(`complaint.suspendReason.${value}`) }))} />
    </Form.Item>
  );
}

function CompensationFields() {
  const { t } = useTranslation();
  return (
    <div className="complaint-pair">
      <Form.Item name="yuan" label={t('complaint.field.amount')} rules={[{ required: true }]}>
        <InputNumber min={0.01} max={10_000_000} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="form" label={t('complaint.field.form')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
    </div>
  );
}

/** @param missing what the complaint itself doesn't tell yet; correction and prevention only of founded ones */
function Closing({ required, missing }: { required: boolean; missing: readonly CloseRequirement[] }) {
  const { t } = useTranslation();
  const isFounded = Form.useWatch('conclusion') !== 'notFounded';
  const { causes } = useCatalogue();
  return (
    <>
      <div className="complaint-pair">
        <Form.Item name="conclusion" label={t('complaint.field.conclusion')} rules={[{ required }]}>
          <Select
            allowClear={!required}
            options={conclusions.map((value) => ({ value, label: t(`complaint.conclusion.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="causeCode" label={t('complaint.field.cause')} rules={[{ required }]}>
          <Select allowClear={!required} showSearch={listSearch} options={causes} popupMatchSelectWidth={false} />
        </Form.Item>
      </div>
      <Form.Item name="measure" label={t('complaint.field.measure')} rules={[{ required, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={20_000} />
      </Form.Item>
      {required &&
        (['correction', 'prevention'] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`complaint.field.${name}`)}
            rules={[{ required: isFounded && missing.includes(name), whitespace: true }]}
          >
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={20_000} />
          </Form.Item>
        ))}
    </>
  );
}
