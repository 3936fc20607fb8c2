import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { skipToken, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClosureAuditItem, ClosureAuditView } from '#shared/complaint/closure.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { CheckModal, DrawModal } from './closure-audit-forms.tsx';

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
  const isEmpty = audits.data?.length === 0;
  const shown = open || audits.data?.[0]?.closureAuditId;
  return (
    <div className={isEmpty ? 'closure-audit bare' : 'closure-audit'}>
      <Panel title={t('closure.audit.list')} extra={!isEmpty && draw}>
        <QueryFault query={audits} />
        {audits.isPending && <Skeleton rows={8} />}
        {isEmpty && <EmptyState text={t('closure.audit.none')} action={draw || null} />}
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
  const scoped = useScopedPath();
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
                  <Link to={scoped('/complaint', { view: 'all', id: item.complaintId })}>{item.number}</Link>
                </td>
                <td className="el">{item.unitName}</td>
                <td>{item.closerName ?? '—'}</td>
                <td className="nw">{item.closedAt ? formatInstant(item.closedAt) : t('closure.audit.timeUnknown')}</td>
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
