import {
  CheckOutlined,
  CustomerServiceOutlined,
  DisconnectOutlined,
  ExclamationOutlined,
  FileTextOutlined,
  ForkOutlined,
  ImportOutlined,
  LinkOutlined,
  MergeOutlined,
  PaperClipOutlined,
  PauseOutlined,
  PayCircleOutlined,
  PhoneOutlined,
  RightOutlined,
  RollbackOutlined,
  SafetyOutlined,
  SendOutlined,
  StopOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditResult } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintDetail, EventView } from '#shared/complaint/detail.schema.ts';
import { auditWords, correctedSentence, eventFigures, yuanText } from '#shared/complaint/event.words.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { useCatalogue } from './catalogue.ts';
import { momentText } from './complaint.format.ts';
import { kindOf, type TimelineKind, timelineKinds } from './timeline-kinds.ts';
import { automaticText, TimelineWarning, timelineOf } from './timeline-warning.tsx';

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
  corrected: <FileTextOutlined />,
  ruleMoved: <FileTextOutlined />,
  informed: <PhoneOutlined />,
  handedBack: <RollbackOutlined />,
  exhausted: <PhoneOutlined />,
  suspensionRequested: <PauseOutlined />,
  suspensionRefused: <StopOutlined />,
  compensationProposed: <PayCircleOutlined />,
  compensationApproved: <PayCircleOutlined />,
  compensationRefused: <StopOutlined />,
  attached: <PaperClipOutlined />,
  detached: <PaperClipOutlined />,
  linked: <LinkOutlined />,
  unlinked: <DisconnectOutlined />,
  split: <ForkOutlined />,
  merged: <MergeOutlined />,
  unmerged: <DisconnectOutlined />,
  absorbed: <MergeOutlined />,
  released: <DisconnectOutlined />,
  audited: <SafetyOutlined />,
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

/** Moments at which files were taken over: what was recorded then came with the file and isn't back-dated by anybody. */
const takenOver = (events: readonly EventView[]) =>
  new Map(events.flatMap((event) => (event.type === 'imported' ? [[event.recordedAt, String(event.data.file)]] : [])));

interface Props {
  detail: ComplaintDetail;
  /** what is shown of it; null for everything */
  kind: TimelineKind | null;
  onKind(kind: TimelineKind | null): void;
}

/**
 * The history, newest first, all of it or one kind. What was recorded later than it happened says so, and what came
 * with a file.
 */
export function Timeline({ detail, kind, onKind }: Props) {
  const { t } = useTranslation();
  const imports = takenOver(detail.events);
  const items = timelineOf(detail);
  const shown = kind ? items.filter((item) => kindOf(item) === kind) : items;
  const tab = (value: TimelineKind | 'all', count: number) => ({
    value,
    label: (
      <>
        {t(`complaint.timelineKind.${value}`)} <span className="t3 num">{count.toLocaleString('en-US')}</span>
      </>
    ),
  });
  return (
    <section aria-label={t('complaint.timeline')}>
      <div className="complaint-section">
        <b>{t('complaint.timeline')}</b>
        <span className="sp" />
        <Segmented<TimelineKind | 'all'>
          size="small"
          aria-label={t('complaint.timelineShown')}
          value={kind ?? 'all'}
          onChange={(value) => onKind(value === 'all' ? null : value)}
          options={[
            tab('all', items.length),
            ...timelineKinds.map((one) => tab(one, items.filter((item) => kindOf(item) === one).length)),
          ]}
        />
      </div>
      {shown.length === 0 && <p className="t3 fs complaint-timeline-none">{t('complaint.timelineNone')}</p>}
      <ol className="complaint-timeline">
        {shown.map((item) =>
          'warning' in item ? (
            <TimelineWarning
              key={`${item.warning.raisedAt} ${item.warning.clockKind} ${item.warning.besidePause} ${item.warning.kind}`}
              warning={item.warning}
            />
          ) : (
            <TimelineEvent key={item.event.seq} event={item.event} imports={imports} />
          ),
        )}
      </ol>
    </section>
  );
}

function TimelineEvent({ event, imports }: { event: EventView; imports: ReadonlyMap<string, string> }) {
  const { t, i18n } = useTranslation();
  const { categoryName } = useCatalogue();
  return (
    <li>
      <span className="when t3 fs" title={t('complaint.recordedAt', { at: formatInstant(event.recordedAt, true) })}>
        {event.happenedAt ? momentText(event.happenedAt, t) : t('complaint.timeUnknown')}
      </span>
      <span className={`dot ${tones[event.type] ?? ''}`}>{icons[event.type]}</span>
      <div className="sp">
        <div className="row">
          <b>{t(`complaint.event.${event.type}`)}</b>
          <span className="t3 fs el">
            {[event.unitName, event.data.automatic ? t('watch.system') : event.accountName].filter(Boolean).join(' · ')}
          </span>
          {event.type !== 'imported' && imports.has(event.recordedAt) && (
            <StateTag tone="neutral" title={t('complaint.takenOver', { file: imports.get(event.recordedAt) })}>
              {t('complaint.event.imported')}
            </StateTag>
          )}
          {event.backdated && (
            <StateTag tone="warning" title={t('complaint.recordedAt', { at: formatInstant(event.recordedAt) })}>
              {t('complaint.backdated')}
            </StateTag>
          )}
        </div>
        <div className="t2 fs">
          {detailText(event, { t, language: i18n.language === 'en' ? 'en' : 'zh', categoryName })}
        </div>
      </div>
    </li>
  );
}

function linkText({ type, data }: EventView, t: ReturnType<typeof useTranslation>['t']): string {
  if (type === 'linked') return t(`complaint.linkKind.${data.kind}`);
  return t('complaint.labelled', { label: t(`complaint.purpose.${data.purpose}`), text: data.name });
}

interface Reader {
  t: ReturnType<typeof useTranslation>['t'];
  language: 'zh' | 'en';
  categoryName(code: string): string;
}

/** What an event carries beside its note, in words. */
function detailText(event: EventView, { t, language, categoryName }: Reader): string {
  const { data } = event;
  const automatic = automaticText(event, t);
  if (automatic) return automatic;
  const parts: string[] = [];
  if (event.type === 'imported')
    parts.push(
      t('complaint.importedAs', {
        // A file says it in its own words; histories from before that have our code.
        status: t(`complaint.status.${data.sourceStatus}`, {
          defaultValue: data.sourceStatus || t(`complaint.status.${data.status}`),
        }),
        file: data.file,
      }),
    );
  if (event.type === 'suspensionRequested') parts.push(t(`complaint.suspendReason.${data.reason}`));
  if (event.type === 'suspended')
    parts.push(
      t('complaint.suspendedFor', { reason: t(`complaint.suspendReason.${data.reason}`), approver: data.approver }),
    );
  if (event.type === 'assessed' || event.type === 'ruleMoved') parts.push(eventFigures(data, language));
  if (event.type === 'corrected') parts.push(correctedSentence(data, language, categoryName));
  if (event.type === 'followedUp') parts.push(t(`complaint.visit.${data.result}`));
  if (event.type === 'audited') parts.push(auditWords[data.result as AuditResult][language]);
  if (event.handlerName) parts.push(t('complaint.handedTo', { person: event.handlerName }));
  if (typeof data.conclusion === 'string')
    parts.push(t('complaint.concluded', { conclusion: t(`complaint.conclusion.${data.conclusion}`) }));
  if (typeof data.measure === 'string' && data.measure) parts.push(t('complaint.measured', { measure: data.measure }));
  if (typeof data.evidence === 'string' && data.evidence)
    parts.push(t('complaint.evidenced', { evidence: data.evidence }));
  if (typeof data.amountCents === 'number')
    parts.push(t('complaint.compensated', { yuan: yuanText(data.amountCents), form: data.form }));
  if (typeof data.correction === 'string' && data.correction)
    parts.push(t('complaint.labelled', { label: t('complaint.field.correction'), text: data.correction }));
  if (typeof data.prevention === 'string' && data.prevention)
    parts.push(t('complaint.labelled', { label: t('complaint.field.prevention'), text: data.prevention }));
  if (typeof data.number === 'string') parts.push(data.number);
  if (event.type === 'attached' || event.type === 'linked') parts.push(linkText(event, t));
  if (event.note) parts.push(event.note);
  return parts.join(t('complaint.semicolon'));
}
