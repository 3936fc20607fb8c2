import { CloseOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Select, TreeSelect } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complaintBusinesses, complaintChannels, customerGrades } from '#shared/complaint/complaint.enums.ts';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import type { SimilarComplaint } from '#shared/complaint/link.schema.ts';
import { useUser } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { codeTreeSearch, listSearch, searchText, treeSearch } from '../../ui/initials.ts';
import { useCatalogue, useHasNoUnits, useUnitTree } from './catalogue.ts';
import './link.css';
import { RegisterCompare } from './register-compare.tsx';
import { draftOf, dropDraft, keepDraft } from './register-draft.ts';
import { SimilarList } from './similar-list.tsx';
import { useSimilar } from './use-similar.ts';

/** A cleared field is undefined in the form and null in the contract. */
const complete = (values: RegisterInput): RegisterInput => ({
  ...values,
  customerName: values.customerName ?? '',
  customerNumber: values.customerNumber ?? '',
  customerGrade: values.customerGrade ?? null,
  business: values.business ?? null,
  categoryCode: values.categoryCode ?? null,
  area: null,
  region: '',
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
};

/** Taking down a complaint: Tab goes through it in the order of a call, Ctrl+Enter registers, Esc gives up. */
export function RegisterPanel({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const user = useUser();
  const units = useUnitTree();
  const hasNoUnits = useHasNoUnits();
  const { categories } = useCatalogue();
  const [form] = Form.useForm<RegisterInput>();
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
  const told = Form.useWatch([], form) as Partial<RegisterInput> | undefined;
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
    mutationFn: ({ values, join }: { values: RegisterInput; join: typeof joinTo }) =>
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
  const words = (list: readonly string[], group: string) =>
    list.map((value) => {
      const label = t(`complaint.${group}.${value}`);
      return { value, label, search: searchText(label) };
    });
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
        <div className="complaint-pair">
          <Form.Item name="categoryCode" label={t('complaint.field.category')}>
            <TreeSelect allowClear showSearch={codeTreeSearch} treeData={categories} />
          </Form.Item>
          <Form.Item name="channel" label={t('complaint.field.channel')} rules={[{ required: true }]}>
            <Select showSearch={listSearch} options={words(complaintChannels, 'channel')} />
          </Form.Item>
          <Form.Item name="business" label={t('complaint.field.business')}>
            <Select allowClear showSearch={listSearch} options={words(complaintBusinesses, 'business')} />
          </Form.Item>
          <Form.Item name="customerGrade" label={t('complaint.field.grade')}>
            <Select allowClear showSearch={listSearch} options={words(customerGrades, 'grade')} />
          </Form.Item>
          <Form.Item name="unitId" label={t('complaint.field.firstUnit')} rules={[{ required: true }]}>
            <TreeSelect showSearch={treeSearch} treeDefaultExpandAll treeData={units} />
          </Form.Item>
          <Form.Item name="assignTo" label={t('complaint.field.assignTo')}>
            <TreeSelect
              allowClear
              showSearch={treeSearch}
              treeDefaultExpandAll
              treeData={units}
              placeholder={t('common.optional')}
            />
          </Form.Item>
          <Form.Item name="city" label={t('complaint.field.city')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="acknowledged" valuePropName="checked" label=" " colon={false}>
            <Checkbox>{t('complaint.field.acknowledged')}</Checkbox>
          </Form.Item>
        </div>
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
