import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Segmented, TreeSelect } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { largestSeed } from '#shared/complaint/closure.rules.ts';
import type { ClosureAuditItem, ClosureAuditView } from '#shared/complaint/closure.schema.ts';
import { type AuditResult, auditResults } from '#shared/complaint/complaint.enums.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useUnitTree } from './catalogue.ts';

const tones = { confirmed: 'good', flawed: 'warning', paper: 'bad' } as const;
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** 办结质量抽查: audits drawn so far, and the complaints of the one that is open. */
export function ClosureAuditTab() {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useUrlState('audit');
  const [drawing, setDrawing] = useState(false);
  const audits = useQuery(orpc.complaint.closureAudits.queryOptions({ input: {} }));
  const draw = may('complaint:approve') && (
    <Button size="small" type="primary" icon={<PlusOutlined />} onClick={() => setDrawing(true)}>
      {t('closure.audit.draw')}
    </Button>
  );
  const shown = open || audits.data?.[0]?.closureAuditId;
  return (
    <div className="closure-audit">
      <Panel title={t('closure.audit.list')} extra={draw}>
        {audits.error && <ErrorPanel error={audits.error} onRetry={() => audits.refetch()} />}
        {audits.isPending && <Skeleton rows={8} />}
        {audits.data?.length === 0 && <EmptyState text={t('closure.audit.none')} action={draw || null} />}
        <ul className="closure-list">
          {audits.data?.map((audit) => (
            <li key={audit.closureAuditId}>
              <button
                type="button"
                aria-current={audit.closureAuditId === shown}
                onClick={() => setOpen(audit.closureAuditId)}
              >
                <span className="row">
                  <b className="el sp">{audit.name}</b>
                  <span className="t3 fs">
                    {audit.estimate.checked}/{audit.size}
                  </span>
                </span>
                <span className="t3 fs el">
                  {audit.unitName ?? t('closure.audit.everywhere')} · {audit.closedFrom} – {audit.closedTo}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      {shown && <Audit closureAuditId={shown} />}
      {drawing && (
        <DrawModal
          onClose={() => setDrawing(false)}
          onDone={(id) => {
            setDrawing(false);
            setOpen(id);
          }}
        />
      )}
    </div>
  );
}

function Audit({ closureAuditId }: { closureAuditId: string }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const [checking, setChecking] = useState<ClosureAuditItem | null>(null);
  const query = useQuery(
    orpc.complaint.closureAudit.queryOptions({ input: closureAuditId ? { closureAuditId } : skipToken }),
  );
  if (query.error)
    return (
      <Panel>
        <ErrorPanel error={query.error} onRetry={() => query.refetch()} />
      </Panel>
    );
  if (!query.data)
    return (
      <Panel>
        <Skeleton rows={10} />
      </Panel>
    );
  const audit = query.data;
  const out = () =>
    client.complaint
      .exportClosureAudit({ closureAuditId, language: i18n.language === 'en' ? 'en' : 'zh' })
      .then(({ fileId }) => saveFileAs(fileId))
      .catch((error: unknown) => message.error(errorText(error, t)));
  return (
    <Panel
      title={<Finding audit={audit} />}
      extra={
        <Button size="small" icon={<DownloadOutlined />} onClick={out}>
          {t('closure.audit.export')}
        </Button>
      }
      foot={t('closure.audit.drawn', {
        person: audit.drawnByName,
        at: formatInstant(audit.drawnAt),
        population: audit.population,
        size: audit.size,
        seed: audit.seed,
      })}
    >
      <div className="closure-scroll">
        <table className="closure-table">
          <thead>
            <tr>
              <th className="num">{t('closure.audit.position')}</th>
              <th>{t('closure.audit.number')}</th>
              <th>{t('closure.unit')}</th>
              <th>{t('closure.audit.closer')}</th>
              <th>{t('closure.audit.closedAt')}</th>
              <th>{t('closure.audit.result')}</th>
              <th>{t('closure.audit.note')}</th>
              <th>{t('closure.audit.checker')}</th>
            </tr>
          </thead>
          <tbody>
            {audit.items.map((item) => (
              <tr key={item.position}>
                <td className="num">{item.position}</td>
                <td className="nw">
                  <Link to={`/complaint?view=all&id=${item.complaintId}`}>{item.number}</Link>
                </td>
                <td className="el">{item.unitName}</td>
                <td>{item.closerName ?? '—'}</td>
                <td className="nw">{item.closedAt ? formatInstant(item.closedAt) : '—'}</td>
                <td className="nw">
                  {item.result ? (
                    <StateTag tone={tones[item.result]}>{t(`closure.result.${item.result}`)}</StateTag>
                  ) : may('complaint:approve') && item.mayCheck ? (
                    <Button size="small" onClick={() => setChecking(item)}>
                      {t('closure.audit.check')}
                    </Button>
                  ) : (
                    <span className="t3 fs">{t('closure.audit.open')}</span>
                  )}
                </td>
                <td className="wrap">{item.note}</td>
                <td className="nw t3 fs">
                  {item.checkedByName}
                  {item.checkedAt && ` ${formatInstant(item.checkedAt).slice(5)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {checking && <CheckModal closureAuditId={closureAuditId} item={checking} onClose={() => setChecking(null)} />}
    </Panel>
  );
}

/** What was found, as a sentence: never a share without its interval. */
function Finding({ audit }: { audit: ClosureAuditView }) {
  const { t } = useTranslation();
  const { checked, paper, interval, low, high } = audit.estimate;
  if (!interval) return t('closure.audit.untouched', { size: audit.size });
  return t('closure.audit.finding', {
    checked,
    paper,
    low: percent(interval.low),
    high: percent(interval.high),
    from: low,
    to: high,
  });
}

function DrawModal({ onClose, onDone }: { onClose(): void; onDone(id: string): void }) {
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
      <p className="t2">{t('closure.audit.drawHint')}</p>
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
      >
        <Form.Item name="name" label={t('closure.audit.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} autoFocus />
        </Form.Item>
        <Form.Item name="days" label={t('closure.audit.days')} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} allowClear={false} />
        </Form.Item>
        <Form.Item name="unitId" label={t('closure.unit')}>
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={units}
            placeholder={t('closure.audit.everywhere')}
          />
        </Form.Item>
        <div className="complaint-pair">
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

function CheckModal({
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
  return (
    <Modal
      open
      title={t('closure.audit.checkOf', { number: item.number })}
      okText={t('closure.audit.checkSend')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: result !== 'confirmed' && !note.trim() }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="t2">
        {t('closure.audit.checkHint')}{' '}
        <Link to={scoped('/complaint', { view: 'all', id: item.complaintId })} target="_blank">
          {t('closure.audit.look')}
        </Link>
      </p>
      <Form layout="vertical">
        <Form.Item label={t('closure.audit.result')}>
          <Segmented
            value={result}
            onChange={setResult}
            options={auditResults.map((value) => ({ value, label: t(`closure.result.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('closure.audit.note')} required={result !== 'confirmed'}>
          <Input.TextArea
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
