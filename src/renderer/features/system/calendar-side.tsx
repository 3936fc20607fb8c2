import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEditionView } from '#shared/calendar/calendar.schema.ts';
import { dayChanges } from '#shared/calendar/edition.rules.ts';
import { periodsOf, type WorkingHours } from '#shared/calendar/working-hours.ts';
import { useMay } from '../../app/session.tsx';
import { hoursText, lengthText, WorkingHoursForm } from './calendar-hours.tsx';
import { ChangeList, EditionList, FestivalList } from './calendar-lists.tsx';

/** Beside a year being looked at: what differs from the compared edition, all editions, working hours, festivals. */
export function CalendarSide({
  editions,
  shown,
  against,
  hours,
  onShow,
  onCompare,
}: {
  editions: readonly CalendarEditionView[];
  shown: CalendarEditionView | undefined;
  against: CalendarEditionView | undefined;
  hours: WorkingHours;
  onShow(editionId: string): void;
  onCompare(editionId: string | undefined): void;
}) {
  const { t } = useTranslation();
  const mayWrite = useMay()('calendar:write');
  const [isChangingHours, setChangingHours] = useState(false);
  const compared = against && shown ? dayChanges(against.days, shown.days) : [];
  return (
    <>
      <div className="calendar-side">
        {shown && against && (
          <section>
            <h3>
              {compared.length > 0
                ? t('calendar.differences', { number: against.number, count: compared.length })
                : t('calendar.noDifferences', { number: against.number })}
            </h3>
            <ChangeList changes={compared} />
          </section>
        )}
        {shown && (
          <section>
            <h3>
              {t('calendar.editions')}
              <span className="t3">{t('calendar.editionCount', { count: editions.length })}</span>
            </h3>
            <EditionList editions={editions} shown={shown} against={against} onShow={onShow} onCompare={onCompare} />
          </section>
        )}
        <section>
          <h3>{t('calendar.workingHours')}</h3>
          <div className="row">
            <span>
              {periodsOf(hours).map(({ since, hours: spans }) => (
                <div key={since}>
                  {since && <span className="t2">{t('calendar.hoursSince', { day: since })} </span>}
                  {hoursText(spans, '，')}
                  <span className="t3">　{t('calendar.perDay', { time: lengthText(spans) })}</span>
                </div>
              ))}
            </span>
            <span className="sp" />
            {mayWrite && (
              <Button type="link" size="small" onClick={() => setChangingHours(true)}>
                {t('calendar.edit')}
              </Button>
            )}
          </div>
          {!mayWrite && <p className="t3">{t('calendar.adminOnly')}</p>}
        </section>
        {shown && (
          <section>
            <h3>{t('calendar.daysOff')}</h3>
            <FestivalList days={shown.days} />
          </section>
        )}
      </div>
      {isChangingHours && <WorkingHoursForm hours={hours} onClose={() => setChangingHours(false)} />}
    </>
  );
}
