import { lastWorkingDay } from '#shared/inspection/appeal.rules.ts';
import { type Day, dayOf } from '#shared/kernel/dates.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { Database } from '../database/dialect.ts';
import { readReviewSettings } from './review.repository.ts';

/**
 * The last day for an appeal against what is published, by today's settings and the calendar in force.
 * @returns by the instant of a publication; throws DomainError CALENDAR_YEAR_MISSING when the time runs into a year
 *   without a calendar
 */
export async function appealTerm(db: Database): Promise<(publishedAt: string) => Day> {
  const { appealDays } = await readReviewSettings(db);
  const { calendar } = await loadTimeFrame(db);
  const known = new Map<Day, Day>();
  return (publishedAt) => {
    const day = dayOf(publishedAt);
    const until = known.get(day) ?? lastWorkingDay(calendar, day, appealDays);
    known.set(day, until);
    return until;
  };
}
