import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Segmented, TreeSelect } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { largestSeed } from '#shared/complaint/closure.rules.ts';
import type { ClosureAuditItem } from '#shared/complaint/closure.schema.ts';
import { type AuditResult, auditResults } from '#shared/complaint/complaint.enums.ts';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { useUnitTree } from './catalogue.ts';

const isPlainField = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('.ant-picker,.ant-select') === null;

/** From what, how many, and by which seed. */
export function DrawModal({ onClose, onDone }: { onClose(): void; onDone(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { period, unitId } = usePeriodScope();
  const units = useUnitTree();
  const [form] = Form.useForm();
  const send = useMutation({
    mutationFn: ({ days, ...rest }: { name: string; days: [Dayjs, Dayjs]; size: number; seed?: number | null }) =>
      client.complaint.drawClosureAudit({
        ...rest,
        closedFrom: days[0].format('YYYY-MM-DD'),
        closedTo: days[1].format('YYYY-MM-DD'),
      }),
    onSuccess: (audit) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.closureAudits.key() });
      onDone(audit.closureAuditId);
    },
  });
  return (
    <Modal
      open
      title={t('closure.audit.draw')}
      okText={t('closure.audit.drawSend')}
      cancelText={t('common.cancel')}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="t2 closure-hint">{t('closure.audit.drawHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: t('closure.audit.defaultName', { period: period.startOn.slice(0, 7) }),
          days: [dayjs(period.startOn), dayjs(period.endOn)],
          unitId: unitId ?? null,
          size: 30,
        }}
        onFinish={(values) => send.mutate(values)}
        onKeyDown={(event) => {
          // dates and units take Enter for themselves
          if (event.key === 'Enter' && (event.ctrlKey || isPlainField(event.target))) form.submit();
        }}
      >
        <Form.Item name="name" label={t('closure.audit.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="days" label={t('closure.audit.days')} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} allowClear={false} />
        </Form.Item>
        <Form.Item name="unitId" label={t('closure.unit')}>
          <TreeSelect allowClear showSearch={treeSearch} treeData={units} placeholder={t('closure.audit.everywhere')} />
        </Form.Item>
        <div className="closure-two">
          <Form.Item name="size" label={t('closure.audit.size')} rules={[{ required: true }]}>
            <InputNumber min={1} max={500} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="seed" label={t('closure.audit.seed')}>
            <InputNumber
              min={0}
              max={largestSeed}
              precision={0}
              style={{ width: '100%' }}
              placeholder={t('closure.audit.anySeed')}
            />
          </Form.Item>
        </div>
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}

/** What the check of one drawn complaint found; never changed afterwards. */
export function CheckModal({
  closureAuditId,
  item,
  onClose,
}: {
  closureAuditId: string;
  item: ClosureAuditItem;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const queries = useQueryClient();
  const [result, setResult] = useState<AuditResult>('confirmed');
  const [note, setNote] = useState('');
  const [reopen, setReopen] = useState(true);
  const send = useMutation({
    mutationFn: () => client.complaint.checkClosure({ closureAuditId, position: item.position, result, note, reopen }),
    onSuccess: (audit) => {
      queries.setQueryData(orpc.complaint.closureAudit.queryOptions({ input: { closureAuditId } }).queryKey, audit);
      queries.invalidateQueries({ queryKey: orpc.complaint.closureAudits.key() });
      onClose();
    },
  });
  const maySend = !send.isPending && (result === 'confirmed' || note.trim() !== '');
  return (
    <Modal
      open
      title={t('closure.audit.checkOf', { number: item.number })}
      okText={
        <>
          {t('closure.audit.checkSend')} <kbd>Ctrl ↵</kbd>
        </>
      }
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !maySend }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="t2 closure-hint">
        {t('closure.audit.checkHint')}{' '}
        <Link to={scoped('/complaint', { view: 'all', id: item.complaintId })} target="_blank" className="closure-look">
          {t('closure.audit.look')}
        </Link>
      </p>
      <Form
        layout="vertical"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && maySend) send.mutate();
        }}
      >
        <Form.Item label={t('closure.audit.result')}>
          <Segmented
            aria-label={t('closure.audit.result')}
            value={result}
            onChange={setResult}
            options={auditResults.map((value) => ({ value, label: t(`closure.result.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('closure.audit.note')} htmlFor="closure-note" required={result !== 'confirmed'}>
          <Input.TextArea
            id="closure-note"
            value={note}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        {result === 'paper' && (
          <Checkbox checked={reopen} onChange={(event) => setReopen(event.target.checked)}>
            {t('closure.audit.reopen')}
          </Checkbox>
        )}
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}
