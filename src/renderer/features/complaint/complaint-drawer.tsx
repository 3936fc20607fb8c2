import { CloseOutlined, LinkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainAct } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { areaWords } from '#shared/complaint/rule.words.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { ActBar } from './act-bar.tsx';
import { ActForm } from './act-form.tsx';
import { AttachmentPanel } from './attachment-panel.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { categoryText } from './complaint.format.ts';
import { CorrectForm } from './correct-form.tsx';
import { DeadlineBadge } from './deadline-badge.tsx';
import { LedgerBar } from './ledger-bar.tsx';
import { LinkPanel } from './link-panel.tsx';
import { PrintMenu } from './print-menu.tsx';
import { RiskCell } from './risk-cell.tsx';
import { Timeline } from './timeline.tsx';
import type { TimelineKind } from './timeline-kinds.ts';

interface Props {
  complaintId: string;
  onClose(): void;
}

/** One complaint beside the list: the grid stays live. */
export function ComplaintDrawer({ complaintId, onClose }: Props) {
  const { t } = useTranslation();
  const query = useQuery(orpc.complaint.get.queryOptions({ input: { complaintId }, refetchInterval: 60_000 }));
  const [act, setAct] = useState<PlainAct | 'correct' | null>(null);
  const [kind, setKind] = useState<TimelineKind | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a half-filled act belongs to the complaint it was begun on
  useEffect(() => setAct(null), [complaintId]);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element>(null);
  const begin = (next: PlainAct | 'correct') => {
    opener.current = document.activeElement;
    setAct(next);
  };
  const end = () => setAct(null);
  useEffect(() => {
    if (act !== null || opener.current === null) return;
    // the button of an act went with the bar: the drawer itself keeps the keyboard near
    const place = opener.current.isConnected ? opener.current : panel.current;
    opener.current = null;
    if (document.activeElement === document.body && place instanceof HTMLElement) place.focus();
  }, [act]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input,textarea,[contenteditable],.ant-select,.ant-modal');
      if (event.key === 'Escape' && !typing) onClose();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onClose]);
  const detail = query.data;
  return (
    <aside ref={panel} tabIndex={-1} className="panel complaint-drawer" aria-label={t('complaint.drawer')}>
      <Head detail={detail} onClose={onClose} />
      <div className="complaint-drawer-body">
        <QueryFault query={query} />
        {!detail && !query.error && <Skeleton rows={14} />}
        {detail && (
          <>
            <Facts detail={detail} onCorrect={() => begin('correct')} />
            <ClockPanel detail={detail} />
            <LedgerBar detail={detail} />
            <LinkPanel key={complaintId} detail={detail} />
            <AttachmentPanel detail={detail} />
            <Timeline detail={detail} kind={kind} onKind={setKind} />
          </>
        )}
      </div>
      {detail && act === 'correct' && <CorrectForm detail={detail} onDone={end} />}
      {detail && act && act !== 'correct' && <ActForm detail={detail} act={act} onDone={end} />}
      {detail && !act && <ActBar detail={detail} onAct={begin} />}
    </aside>
  );
}

function Head({ detail, onClose }: { detail: ComplaintDetail | undefined; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    message.success(t('complaint.linkCopied'));
  };
  return (
    <div className="complaint-drawer-head">
      {detail && (
        <>
          <h2>{detail.row.number}</h2>
          <DeadlineBadge badge={detail.row.badge} />
          <StateTag>{t(`complaint.status.${detail.row.status}`)}</StateTag>
          {detail.row.repeatCount > 0 && (
            <StateTag tone="warning" title={t('complaint.repeatTitle', { count: detail.row.repeatCount })}>
              {t('complaint.repeatNth', { count: detail.row.repeatCount + 1 })}
            </StateTag>
          )}
        </>
      )}
      <span className="sp" />
      <span className="complaint-step-keys" title={t('complaint.stepKeys')}>
        <kbd>J</kbd> <kbd>K</kbd>
      </span>
      {detail && <PrintMenu detail={detail} />}
      <Button
        type="text"
        size="small"
        icon={<LinkOutlined />}
        aria-label={t('complaint.copyLink')}
        title={t('complaint.copyLink')}
        onClick={copy}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('common.close')}
        title="Esc"
        onClick={onClose}
      />
    </div>
  );
}

function Facts({ detail, onCorrect }: { detail: ComplaintDetail; onCorrect(): void }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const { row } = detail;
  const [shown, setShown] = useState<{ id: string; name: string; number: string } | null>(null);
  const revealed = shown?.id === row.complaintId ? shown : null;
  const reveal = async () => {
    try {
      const answer = await client.complaint.reveal({ complaintId: row.complaintId });
      setShown({ id: row.complaintId, name: answer.customerName, number: answer.customerNumber });
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const known = [
    revealed?.name ?? row.customerName,
    row.customerGrade && t(`complaint.gradeCard.${row.customerGrade}`, { defaultValue: row.customerGrade }),
    row.business && t(`complaint.business.${row.business}`),
    categoryText(row, i18n.language),
    row.place,
    detail.area && areaWords[detail.area][i18n.language === 'en' ? 'en' : 'zh'],
    t('complaint.via', { channel: t(`complaint.channel.${row.channel}`) }),
    row.externalNumber && t('complaint.external', { number: row.externalNumber }),
  ].filter(Boolean);
  return (
    <section>
      <div className="complaint-facts fs t2">
        {(revealed?.number ?? row.customerNumber) && (
          <span>
            {revealed?.number ?? row.customerNumber}{' '}
            {detail.mayReveal && !revealed && (
              <Button type="link" size="small" onClick={reveal} title={t('complaint.revealHint')}>
                {t('complaint.reveal')}
              </Button>
            )}
          </span>
        )}
        {known.map((part) => (
          <span key={part}>{part}</span>
        ))}
        {detail.acts.includes('correct') && (
          <Button type="link" size="small" onClick={onCorrect} title={t('complaint.correctHint')}>
            {t('complaint.correctShort')}
          </Button>
        )}
      </div>
      <blockquote className="complaint-say">{row.content}</blockquote>
      {detail.demand && (
        <p className="fs t2">
          <span className="t3">{t('complaint.field.demand')}</span> {detail.demand}
        </p>
      )}
      <RiskCell risk={row.risk} labelled />
      <p className="fs t3">
        {t('complaint.receivedLine', {
          at: formatInstant(row.receivedAt),
          unit: detail.firstUnitName,
          person: detail.firstResponder,
        })}{' '}
        ·{' '}
        {detail.handlerName
          ? t('complaint.holderPerson', { unit: row.unitName, person: detail.handlerName })
          : t('complaint.holder', { unit: row.unitName })}
      </p>
    </section>
  );
}
