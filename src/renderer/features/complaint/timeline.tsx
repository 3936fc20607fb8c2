import {
  CheckOutlined,
  CustomerServiceOutlined,
  ExclamationOutlined,
  FileTextOutlined,
  ImportOutlined,
  PauseOutlined,
  PhoneOutlined,
  RightOutlined,
  RollbackOutlined,
  SendOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail, EventView } from '#shared/complaint/complaint.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { momentText } from './complaint.format.ts';

const icons: Record<EventView['type'], React.ReactNode> = {
  received: <FileTextOutlined />,
  imported: <ImportOutlined />,
  acknowledged: <PhoneOutlined />,
  assessed: <ExclamationOutlined />,
  assigned: <SendOutlined />,
  accepted: <UserOutlined />,
  noted: <FileTextOutlined />,
  responded: <SendOutlined />,
  followedUp: <CustomerServiceOutlined />,
  closed: <CheckOutlined />,
  returned: <RollbackOutlined />,
  transferred: <SendOutlined />,
  suspended: <PauseOutlined />,
  resumed: <RightOutlined />,
  escalated: <ExclamationOutlined />,
  reopened: <RollbackOutlined />,
  withdrawn: <RollbackOutlined />,
  ruleMoved: <FileTextOutlined />,
};
const tones: Partial<Record<EventView['type'], string>> = {
  acknowledged: 'good',
  closed: 'good',
  escalated: 'warning',
  returned: 'warning',
  reopened: 'warning',
  responded: 'info',
  assigned: 'info',
};

/** The history, newest first. What was recorded later than it happened says so. */
export function Timeline({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('complaint.timeline')}>
      <div className="complaint-section">
        <b>{t('complaint.timeline')}</b>
        <span className="t3 fs">{t('complaint.eventCount', { count: detail.events.length })}</span>
      </div>
      <ol className="complaint-timeline">
        {detail.events.map((event) => (
          <li key={event.seq}>
            <span
              className="when t3 fs"
              title={t('complaint.recordedAt', { at: formatInstant(event.recordedAt, true) })}
            >
              {event.happenedAt ? momentText(event.happenedAt, t) : t('complaint.timeUnknown')}
            </span>
            <span className={`dot ${tones[event.type] ?? ''}`}>{icons[event.type]}</span>
            <div className="sp">
              <div className="row">
                <b>{t(`complaint.event.${event.type}`)}</b>
                <span className="t3 fs el">{[event.unitName, event.accountName].filter(Boolean).join(' · ')}</span>
                {event.backdated && event.type !== 'received' && (
                  <StateTag tone="warning" title={t('complaint.recordedAt', { at: formatInstant(event.recordedAt) })}>
                    {t('complaint.backdated')}
                  </StateTag>
                )}
              </div>
              <div className="t2 fs">{detailText(event, t)}</div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What an event carries beside its note, in words. */
function detailText(event: EventView, t: ReturnType<typeof useTranslation>['t']): string {
  const { data } = event;
  const parts: string[] = [];
  if (event.type === 'imported')
    parts.push(t('complaint.importedAs', { status: t(`complaint.status.${data.status}`), file: data.file }));
  if (event.type === 'suspended')
    parts.push(
      t('complaint.suspendedFor', { reason: t(`complaint.suspendReason.${data.reason}`), approver: data.approver }),
    );
  if (typeof data.result === 'string') parts.push(t(`complaint.visit.${data.result}`));
  if (typeof data.conclusion === 'string')
    parts.push(t('complaint.concluded', { conclusion: t(`complaint.conclusion.${data.conclusion}`) }));
  if (typeof data.measure === 'string' && data.measure) parts.push(t('complaint.measured', { measure: data.measure }));
  if (event.note) parts.push(event.note);
  return parts.join('；');
}
