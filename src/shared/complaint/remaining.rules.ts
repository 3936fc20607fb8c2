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
const dayMs = 24 * 60 * minuteMs;
/** Hours beyond which nobody compares them with a clause any more: days are told. */
const mostHours = 200;
/** `HH:mm:ss` of a moment. */
const timeOf = (at: Instant) => formatInstant(at, true).slice(11);
const scaled = (ms: number, work: boolean): Omit<Remaining, 'overdue'> =>
  ms < 60 * minuteMs
    ? { amount: Math.max(1, Math.floor(ms / minuteMs)), unit: work ? 'workMinute' : 'minute' }
    : { amount: Math.floor(ms / (60 * minuteMs)), unit: work ? 'workHour' : 'hour' };

/**
 * How much is left or over, in the unit of the rule: working hours where it runs in working time, days where it counts
 * days (hours on the last day). More than 200 hours are told in days.
 * @throws CALENDAR_YEAR_MISSING
 */
export function remainingOf(dueAt: Instant, now: Instant, unit: TermUnit, frame: TimeFrame): Remaining {
  const overdue = dueAt <= now;
  const natural = Math.abs(Date.parse(dueAt) - Date.parse(now));
  const [from, to] = overdue ? [dueAt, now] : [now, dueAt];
  if (unit === 'workMinutes' || unit === 'workHours') {
    const work = workMilliseconds(frame.calendar, frame.hours, from, to);
    if (work <= mostHours * 60 * minuteMs) return { overdue, ...scaled(work, true) };
    return { overdue, amount: Math.floor(natural / dayMs), unit: 'day' };
  }
  if (unit === 'workDays') {
    // Left: whole days up to the last one, which may end at midnight. Over: as often as the hour of the deadline came again.
    const last = overdue ? addDays(dayOf(now), timeOf(now) < timeOf(dueAt) ? -1 : 0) : dayOf(Date.parse(dueAt) - 1);
    const days = workingDaysBetween(frame.calendar, dayOf(from), last);
    // Over, but only a weekend has passed since: less than one working day, and said so.
    if (days > 0 || (overdue && natural >= dayMs)) return { overdue, amount: days, unit: 'workDay' };
  }
  const isHours = unit === 'minutes' || unit === 'hours';
  if (natural < dayMs || (isHours && natural <= mostHours * 60 * minuteMs))
    return { overdue, ...scaled(natural, false) };
  return { overdue, amount: Math.floor(natural / dayMs), unit: 'day' };
}
