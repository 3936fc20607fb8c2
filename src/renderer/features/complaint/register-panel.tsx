import { CloseOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Select, TreeSelect } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complaintBusinesses, complaintChannels, customerGrades } from '#shared/complaint/complaint.enums.ts';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import { useUser } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { useCatalogue, useUnitTree } from './catalogue.ts';
import { momentText } from './complaint.format.ts';

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

/** Taking down a complaint: Tab goes through it in the order of a call, Ctrl+Enter registers, Esc gives up. */
export function RegisterPanel({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const user = useUser();
  const units = useUnitTree();
  const { categories } = useCatalogue();
  const [form] = Form.useForm<RegisterInput>();
  const number = (Form.useWatch('customerNumber', form) ?? '').trim();
  const channel = Form.useWatch('channel', form);
  // Nobody's own unit is the whole organisation: its top is offered, so that a clerk at the centre need not choose.
  const top = user.unitId ?? units[0]?.value;
  useEffect(() => {
    if (top && !form.getFieldValue('unitId')) form.setFieldValue('unitId', top);
  }, [top, form]);
  const send = useMutation({
    mutationFn: (values: RegisterInput) => client.complaint.register(complete(values)),
    onSuccess: (answer) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.list.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.counts.key() });
      onOpen(answer.row.complaintId);
    },
  });
  const words = (list: readonly string[], group: string) =>
    list.map((value) => ({ value, label: t(`complaint.${group}.${value}`) }));
  return (
    <aside className="panel complaint-drawer" aria-label={t('complaint.registerTitle')}>
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
        initialValues={{
          channel: 'hotline',
          unitId: user.unitId,
          acknowledged: true,
          customerGrade: null,
          business: null,
          categoryCode: null,
          area: null,
          region: '',
          city: '',
          demand: '',
          assignTo: null,
        }}
        onFinish={(values) => send.mutate(values)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) form.submit();
          if (event.key === 'Escape') onClose();
        }}
      >
        <div className="complaint-pair">
          <Form.Item name="customerNumber" label={t('complaint.field.customerNumber')} rules={[{ max: 40 }]}>
            <Input autoFocus inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="customerName" label={t('complaint.field.customerName')}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
        <Similar number={number} channel={channel} onOpen={onOpen} />
        <Form.Item name="content" label={t('complaint.field.content')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="demand" label={t('complaint.field.demand')}>
          <Input maxLength={2000} />
        </Form.Item>
        <div className="complaint-pair">
          <Form.Item name="categoryCode" label={t('complaint.field.category')}>
            <TreeSelect allowClear showSearch={{ treeNodeFilterProp: 'title' }} treeData={categories} />
          </Form.Item>
          <Form.Item name="channel" label={t('complaint.field.channel')} rules={[{ required: true }]}>
            <Select options={words(complaintChannels, 'channel')} />
          </Form.Item>
          <Form.Item name="business" label={t('complaint.field.business')}>
            <Select allowClear options={words(complaintBusinesses, 'business')} />
          </Form.Item>
          <Form.Item name="customerGrade" label={t('complaint.field.grade')}>
            <Select allowClear options={words(customerGrades, 'grade')} />
          </Form.Item>
          <Form.Item name="unitId" label={t('complaint.field.firstUnit')} rules={[{ required: true }]}>
            <TreeSelect showSearch={{ treeNodeFilterProp: 'title' }} treeDefaultExpandAll treeData={units} />
          </Form.Item>
          <Form.Item name="assignTo" label={t('complaint.field.assignTo')}>
            <TreeSelect
              allowClear
              showSearch={{ treeNodeFilterProp: 'title' }}
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
        {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
      </Form>
      <div className="complaint-acts">
        <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
          {t('complaint.register')} <kbd>Ctrl ↵</kbd>
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <span className="sp" />
        <span className="t3 fs">{t('complaint.registerHint')}</span>
      </div>
    </aside>
  );
}

/** Complaints of the same number that are open or recent, so that one matter is not taken down twice. */
function Similar({
  number,
  channel,
  onOpen,
}: {
  number: string;
  channel: string | undefined;
  onOpen(id: string): void;
}) {
  const { t, i18n } = useTranslation();
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(number), 250);
    return () => clearTimeout(timer);
  }, [number]);
  const query = useQuery(
    orpc.complaint.similar.queryOptions({
      input: { customerNumber: settled, ...(channel ? { channel } : {}) },
      enabled: settled.length >= 4,
      // always asked anew: a colleague may have taken one down a second ago
      staleTime: 0,
    }),
  );
  const rows = settled.length >= 4 ? (query.data ?? []) : [];
  if (rows.length === 0) return null;
  return (
    <div className="complaint-similar" role="status">
      <b className="wa">{t('complaint.similar', { count: rows.length })}</b>
      {rows.map((row) => (
        <button type="button" key={row.complaintId} onClick={() => onOpen(row.complaintId)} title={row.content}>
          <span className="nw">{row.number}</span>
          <span className="t3 nw">{momentText(row.receivedAt, t)}</span>
          <span className="el sp">{(i18n.language === 'en' ? row.categoryEn : row.categoryZh) ?? row.content}</span>
          {row.otherChannel && <StateTag tone="info">{t('complaint.otherChannel')}</StateTag>}
          <StateTag>{t(`complaint.status.${row.status}`)}</StateTag>
        </button>
      ))}
    </div>
  );
}
