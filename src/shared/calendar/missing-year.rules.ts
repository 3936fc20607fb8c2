import { addDays, type Day, type Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import { buildCalendar, type CalendarDay, plainKind, type WorkCalendar } from './calendar.rules.ts';
import { endOfTerm, type Term } from './term.rules.ts';
import type { Span, WorkingHours } from './working-hours.ts';

const filledCalendars = new WeakMap<WorkCalendar, Map<number, WorkCalendar>>();

/** The same calendar with a missing year in which people work every day. */
function withEveryDayWorking(calendar: WorkCalendar, year: number): WorkCalendar {
  const filled = filledCalendars.get(calendar) ?? new Map<number, WorkCalendar>();
  filledCalendars.set(calendar, filled);
  const known = filled.get(year);
  if (known) return known;
  const days: CalendarDay[] = [];
  for (let on: Day = `${year}-01-01`; on <= `${year}-12-31`; on = addDays(on, 1))
    if (plainKind(on) === 'weekend') days.push({ on, kind: 'makeup', name: '' });
  const made = buildCalendar([...calendar.editions.values(), { year, number: 0, source: '', days }]);
  filled.set(year, made);
  return made;
}

/**
 * The earliest moment a time limit can come to, whatever the calendars of missing years will say: with every day of them
 * a working day it counts fastest and its last day is moved by nothing. A bound for comparing limits, never a deadline.
 * @param pauses as for `endOfTerm`
 */
export function earliestEndOfTerm(
  term: Term,
  startAt: Instant,
  pauses: readonly Span[],
  calendar: WorkCalendar,
  hours: WorkingHours,
): Instant {
  for (let filled = calendar; ; ) {
    try {
      return endOfTerm(term, startAt, pauses, filled, hours).dueAt;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING')) throw error;
      filled = withEveryDayWorking(filled, Number(error.data.year));
    }
  }
}
