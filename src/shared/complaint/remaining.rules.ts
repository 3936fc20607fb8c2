import { workingDaysBetween } from '../calendar/calendar.rules.ts';
import type { TermUnit } from '../calendar/term.rules.ts';
import { workMilliseconds } from '../calendar/working-hours.ts';
import { addDays, dayOf, formatInstant, type Instant } from '../kernel/dates.ts';
import type { TimeFrame } from './deadline-rule.ts';

/** Units a badge counts in; always the unit family of the rule, so that the number can be compared with the clause. */
export type BadgeUnit = 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';
export interface Remaining {
  /** positive: left; negative: over */
  overdue: boolean;
  amount: number;
  unit: BadgeUnit;
}

const minuteMs = 60_000;
/** `HH:mm:ss` of a moment. */
const timeOf = (at: Instant) => formatInstant(at, true).slice(11);
const scaled = (ms: number, work: boolean): Omit<Remaining, 'overdue'> =>
  ms < 60 * minuteMs
    ? { amount: Math.max(1, Math.floor(ms / minuteMs)), unit: work ? 'workMinute' : 'minute' }
    : { amount: Math.floor(ms / (60 * minuteMs)), unit: work ? 'workHour' : 'hour' };

/**
 * How much is left or over, in the unit of the rule: working hours where it runs in working time, days where it counts
 * days (hours on the last day).
 * @throws CALENDAR_YEAR_MISSING
 */
export function remainingOf(dueAt: Instant, now: Instant, unit: TermUnit, frame: TimeFrame): Remaining {
  const overdue = dueAt <= now;
  const natural = Math.abs(Date.parse(dueAt) - Date.parse(now));
  const [from, to] = overdue ? [dueAt, now] : [now, dueAt];
  if (unit === 'workMinutes' || unit === 'workHours') {
    const work = workMilliseconds(frame.calendar, frame.hours, from, to);
    const days = work / minuteMs / 60;
    return {
      overdue,
      ...(days > 200
        ? { amount: Math.floor(natural / (24 * 60 * minuteMs)), unit: 'day' as const }
        : scaled(work, true)),
    };
  }
  if (unit === 'workDays') {
    // Left: whole days up to the last one, which may end at midnight. Over: as often as the hour of the deadline came again.
    const last = overdue ? addDays(dayOf(now), timeOf(now) < timeOf(dueAt) ? -1 : 0) : dayOf(Date.parse(dueAt) - 1);
    const days = workingDaysBetween(frame.calendar, dayOf(from), last);
    // Over, but only a weekend has passed since: less than one working day, and said so.
    if (days > 0 || (overdue && natural >= 24 * 60 * minuteMs)) return { overdue, amount: days, unit: 'workDay' };
  }
  if (unit === 'minutes' || unit === 'hours' || natural < 24 * 60 * minuteMs)
    return { overdue, ...scaled(natural, false) };
  return { overdue, amount: Math.floor(natural / (24 * 60 * minuteMs)), unit: 'day' };
}
