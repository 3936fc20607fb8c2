import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { MissingYearView } from '#shared/calendar/calendar.schema.ts';
import { useMay } from './session.tsx';

/** Says loudly that the calendar of a year is missing, and leads whoever may put it in to where that is done. */
export function CalendarWarning({ missing }: { missing: readonly MissingYearView[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay()('calendar:write');
  const [first] = missing;
  if (!first) return null;
  const years = missing.map((one) => one.year);
  const waiting = missing.filter((one) => one.complaints);
  return (
    <Alert
      type="warning"
      showIcon
      className="calendar-warning"
      title={
        <>
          <b>{t('calendar.missingTitle', { years: years.join(t('common.comma')) })}</b>{' '}
          {waiting.length > 0
            ? waiting
                .map(({ year, complaints }) => t('calendar.missingWaiting', { year, count: complaints ?? 0 }))
                .join(' ')
            : t('calendar.missingNext', { year: years.join(t('common.comma')) })}
        </>
      }
      action={
        mayWrite && (
          <Button size="small" onClick={() => navigate(`/system?tab=calendar&year=${first.year}`)}>
            {t('calendar.missingGo')}
          </Button>
        )
      }
    />
  );
}
