import { CloseOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import type { SimilarComplaint } from '#shared/complaint/link.schema.ts';
import { useUser } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { useHasNoUnits, useUnitTree } from './catalogue.ts';
import { shanghai } from './complaint.format.ts';
import './link.css';
import { RegisterCompare } from './register-compare.tsx';
import { draftOf, dropDraft, keepDraft, type RegisterValues } from './register-draft.ts';
import { RegisterFields } from './register-fields.tsx';
import { SimilarList } from './similar-list.tsx';
import { useSimilar } from './use-similar.ts';

/** A cleared field is undefined in the form and null in the contract. */
const complete = (values: RegisterValues): RegisterInput => ({
  ...values,
  customerName: values.customerName ?? '',
  customerNumber: values.customerNumber ?? '',
  customerGrade: values.customerGrade ?? null,
  business: values.business ?? null,
  categoryCode: values.categoryCode ?? null,
  area: values.area ?? null,
  region: '',
  receivedAt: shanghai(values.receivedAt),
});

/** What a new one begins with. */
const blank = {
  customerNumber: '',
  customerName: '',
  content: '',
  channel: 'hotline' as const,
  acknowledged: true,
  customerGrade: null,
  business: null,
  categoryCode: null,
  area: null,
  region: '',
  city: '',
  demand: '',
  assignTo: null,
  receivedAt: null,
};

/** Taking down a complaint: Tab goes through it in the order of a call, Ctrl+Enter registers, Esc gives up. */
export function RegisterPanel({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const user = useUser();
  const units = useUnitTree();
  const hasNoUnits = useHasNoUnits();
  const [form] = Form.useForm<RegisterValues>();
  const panel = useRef<HTMLElement>(null);
  const { accountId } = user;
  const [restored, setRestored] = useState(() => draftOf(accountId));
  const isRegistered = useRef(false);
  // However the panel is left, Esc or another page, what was typed is there when it is opened again.
  useEffect(
    () => () => {
      if (isRegistered.current) dropDraft(accountId);
      else keepDraft(accountId, form.getFieldsValue(true));
    },
    [accountId, form],
  );
  const told = Form.useWatch([], form) as Partial<RegisterValues> | undefined;
  const similar = useSimilar({
    customerNumber: (told?.customerNumber ?? '').trim(),
    content: (told?.content ?? '').trim(),
    channel: told?.channel ?? null,
    categoryCode: told?.categoryCode ?? null,
    city: (told?.city ?? '').trim(),
  });
  const [compared, setCompared] = useState<SimilarComplaint | null>(null);
  const [joinTo, setJoinTo] = useState<{ row: SimilarComplaint; how: 'link' | 'merge' } | null>(null);
  // Nobody's own unit is the whole organisation: its top is offered, so that a clerk at the centre need not choose.
  const top = user.unitId ?? units[0]?.value;
  useEffect(() => {
    if (top && !form.getFieldValue('unitId')) form.setFieldValue('unitId', top);
  }, [top, form]);
  const send = useMutation({
    mutationFn: ({ values, join }: { values: RegisterValues; join: typeof joinTo }) =>
      client.complaint.register({
        ...complete(values),
        joinTo: join && {
          complaintId: join.row.complaintId,
          how: join.how,
          note: join.how === 'merge' ? t('complaintLink.registered') : '',
        },
      }),
    onSuccess: (answer) => {
      isRegistered.current = true;
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      // a duplicate is worked on where it was merged into
      onOpen(answer.mergedInto?.complaintId ?? answer.row.complaintId);
    },
    onError: () => setCompared(null),
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey && event.key.toLowerCase() === 't') form.getFieldInstance('customerNumber')?.focus();
      if (event.key !== 'Escape' || compared || !(event.target instanceof HTMLElement)) return;
      // an open list is closed first
      const isList = event.target.getAttribute('aria-expanded') === 'true';
      if (!isList && (event.target === document.body || panel.current?.contains(event.target))) onClose();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [compared, form, onClose]);
  const startOver = () => {
    setRestored(undefined);
    form.setFieldsValue({ ...blank, unitId: top });
    form.getFieldInstance('customerNumber')?.focus();
  };
  /** Decides and registers; what is still missing in the form is shown there, the decision stays. */
  const join = (how: 'link' | 'merge') => {
    if (!compared) return;
    const decided = { row: compared, how };
    setJoinTo(decided);
    form
      .validateFields()
      .then((values) => send.mutate({ values, join: decided }))
      .catch(() => setCompared(null));
  };
  return (
    <aside ref={panel} className="panel complaint-drawer" aria-label={t('complaint.registerTitle')}>
      <div className="complaint-drawer-head">
        <h2>{t('complaint.registerTitle')}</h2>
        <span className="sp" />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('common.close')}
          title="Esc"
          onClick={onClose}
        />
      </div>
      <Form
        form={form}
        className="complaint-drawer-body complaint-register"
        layout="vertical"
        size="small"
        scrollToFirstError
        initialValues={{ ...blank, unitId: user.unitId, ...restored }}
        style={compared ? { display: 'none' } : {}}
        onFinish={(values) => send.mutate({ values, join: joinTo })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) form.submit();
          if (event.key.toLowerCase() === 's' && event.altKey) {
            event.preventDefault();
            panel.current?.querySelector<HTMLButtonElement>('.complaint-similar-rows button')?.focus();
          }
        }}
      >
        {hasNoUnits && <Alert type="warning" showIcon title={t('errors.COMPLAINT_UNIT_UNKNOWN')} />}
        {restored && (
          <p className="complaint-restored fs" role="note">
            {t('complaint.restored')}
            <span className="sp" />
            <Button type="link" size="small" tabIndex={-1} onClick={startOver}>
              {t('complaint.startOver')}
            </Button>
          </p>
        )}
        <div className="complaint-pair">
          <Form.Item name="customerNumber" label={t('complaint.field.customerNumber')} rules={[{ max: 40 }]}>
            <Input autoFocus inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="customerName" label={t('complaint.field.customerName')}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="content" label={t('complaint.field.content')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="demand" label={t('complaint.field.demand')}>
          <Input maxLength={2000} />
        </Form.Item>
        <RegisterFields />
      </Form>
      {compared && (
        <RegisterCompare
          told={told ?? {}}
          row={compared}
          isSending={send.isPending}
          onJoin={join}
          onBack={() => setCompared(null)}
        />
      )}
      {!compared && (joinTo || similar.data) && (
        <div className="complaint-register-foot">
          {joinTo ? (
            <div className="complaint-similar complaint-joined" role="status">
              <b className="wa">{t(`complaintLink.joining.${joinTo.how}`, { number: joinTo.row.number })}</b>
              <span className="sp" />
              <Button size="small" onClick={() => setJoinTo(null)}>
                {t('complaintLink.joinNot')}
              </Button>
            </div>
          ) : (
            similar.data && <SimilarList view={similar.data} onChoose={setCompared} />
          )}
        </div>
      )}
      {!compared && send.error && (
        <Alert className="complaint-refused" type="error" showIcon title={errorText(send.error, t)} />
      )}
      {!compared && (
        <div className="complaint-acts">
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            {t('complaint.register')} <kbd>Ctrl ↵</kbd>
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <span className="sp" />
          <span className="t3 fs">{t('complaint.registerHint')}</span>
        </div>
      )}
    </aside>
  );
}
