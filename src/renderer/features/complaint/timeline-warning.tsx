import { WarningOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail, EventView } from '#shared/complaint/detail.schema.ts';
import { stageOf } from '#shared/complaint/warning.rules.ts';
import type { WarningView } from '#shared/complaint/warning.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { stageText, warnedClock } from '../../app/warning-words.ts';
import { dueShort, momentText } from './complaint.format.ts';

export type TimelineItem = { event: EventView } | { warning: WarningView };

/** Events and warnings as they came, newest first. */
export function timelineOf({ events, warnings }: Pick<ComplaintDetail, 'events' | 'warnings'>): TimelineItem[] {
  const waiting = warnings.toReversed();
  const items = events.flatMap((event): TimelineItem[] => {
    const until = waiting.findIndex((warning) => warning.raisedAt < event.recordedAt);
    const newer = waiting.splice(0, until < 0 ? waiting.length : until);
    return [...newer.map((warning) => ({ warning })), { event }];
  });
  return [...items, ...waiting.map((warning) => ({ warning }))];
}

/** A deadline that was warned of, among the events. */
export function TimelineWarning({ warning }: { warning: WarningView }) {
  const { t } = useTranslation();
  const names = [warning.unitName, warning.handlerName].filter(Boolean).join(t('watch.and'));
  const parts = [
    t('watch.dueAt', { at: dueShort(warning.dueAt) }),
    names && t('watch.told', { names }),
    warning.seenBy && t('watch.seenBy', { name: warning.seenBy }),
  ];
  return (
    <li>
      <span className="when t3 fs" title={formatInstant(warning.raisedAt, true)}>
        {momentText(warning.raisedAt, t)}
      </span>
      <span className="dot warning">
        <WarningOutlined />
      </span>
      <div className="sp">
        <div className="row">
          <b>
            {t('watch.event')} {warnedClock(warning, t)} {stageText(warning, t)}
          </b>
          <span className="t3 fs el">{t('watch.system')}</span>
        </div>
        <div className="t2 fs">{parts.filter(Boolean).join(' · ')}</div>
      </div>
    </li>
  );
}

/** Why the program itself escalated; null for what people did. */
export const automaticText = ({ type, data }: EventView, t: TFunction): string | null =>
  type === 'escalated' && data.automatic === true && typeof data.stage === 'string'
    ? t(data.besidePause === true ? 'watch.escalatedBeside' : 'watch.escalated', {
        clock: t(`complaint.clock.${data.clock}`),
        stage: stageText(stageOf(data.stage), t),
      })
    : null;
