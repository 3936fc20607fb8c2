import { ExclamationCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CalendarImpactView } from '#shared/calendar/calendar.schema.ts';
import { errorText } from '../../rpc/error-text.ts';

/** `29,115` */
const number = (value: number) => value.toLocaleString('en-US');

function sentence(impact: CalendarImpactView, t: TFunction): string {
  const rest = impact.candidates - impact.examined;
  const parts = (['earlier', 'later', 'found', 'lost'] as const)
    .filter((part) => impact[part] > 0)
    .map((part) => t(`calendar.impactParts.${part}`, { count: number(impact[part]) }))
    .join(t('calendar.impactBetween'));
  const values = { changed: number(impact.changed), examined: number(impact.examined), rest: number(rest), parts };
  if (impact.candidates === 0) return t('calendar.impactNoneOpen');
  if (rest > 0) return t(impact.changed > 0 ? 'calendar.impactAtLeast' : 'calendar.impactAtLeastNone', values);
  return t(impact.changed > 0 ? 'calendar.impactChanged' : 'calendar.impactNone', values);
}

/** How many running complaints get another deadline, counted or bounded, and which of the two. */
export function CalendarImpact({
  impact,
  isWorking,
  error,
}: {
  impact: CalendarImpactView | undefined;
  isWorking: boolean;
  error: unknown;
}) {
  const { t } = useTranslation();
  if (error) return <p className="calendar-note bad">{errorText(error, t)}</p>;
  if (isWorking || !impact) return <p className="calendar-note t3">{t('calendar.impactWait')}</p>;
  const matters = impact.changed > 0 || impact.candidates > impact.examined;
  return (
    <p className={`calendar-note ${matters ? 'warning' : 'info'}`}>
      {matters ? <ExclamationCircleOutlined /> : <InfoCircleOutlined />} {sentence(impact, t)}
      {impact.overdue > 0 && <b className="er"> {t('calendar.impactOverdue', { count: number(impact.overdue) })}</b>}
      {impact.answered > 0 && (
        <span className="t2"> {t('calendar.impactAnswered', { count: number(impact.answered) })}</span>
      )}
    </p>
  );
}
