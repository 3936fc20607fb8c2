import { addDays, type Day, dayOf, type Instant, instantAt, isDay } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import { isWorkingDay, type WorkCalendar, workingDaysBetween } from './calendar.rules.ts';

/**
 * Working time of a working day in Asia/Shanghai, spans in order, `HH:mm` each; `24:00` may end the last one. Spans with a
 * `since` are in force from that day on and replace all before them (夏令、冬令作息), those without have always been.
 */
export type WorkingHours = readonly { from: string; to: string; since?: Day | undefined }[];

/** 08:30–12:00, 13:30–17:30: the default of the setting `calendar.workingHours`. */
export const defaultWorkingHours: WorkingHours = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** Working hours as they were in force from a day on; null: always, until the next ones. */
export interface HoursPeriod {
  since: Day | null;
  hours: WorkingHours;
}

const knownPeriods = new WeakMap<WorkingHours, readonly HoursPeriod[]>();

/** Working hours by the days they are in force from, the oldest first. */
export function periodsOf(hours: WorkingHours): readonly HoursPeriod[] {
  const known = knownPeriods.get(hours);
  if (known) return known;
  const byDay = Map.groupBy(hours, ({ since }) => since ?? null);
  const periods = [...byDay]
    .map(([since, spans]) => ({ since, hours: spans.map(({ from, to }) => ({ from, to })) }))
    .sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1));
  knownPeriods.set(hours, periods);
  return periods;
}

/** Puts periods together again. */
export const joinPeriods = (periods: readonly HoursPeriod[]) =>
  periods.flatMap(({ since, hours }) =>
    hours.map(({ from, to }) => (since === null ? { from, to } : { from, to, since })),
  );

/** The hours in force on a day: one period's; none before the first that begins on a day. */
export const hoursOn = (hours: WorkingHours, day: Day): WorkingHours =>
  periodsOf(hours).findLast(({ since }) => since === null || since <= day)?.hours ?? [];

/** The periods in force on any of some days. */
export function periodsWithin(hours: WorkingHours, from: Day, to: Day): HoursPeriod[] {
  const periods = periodsOf(hours);
  return periods.filter(({ since }, i) => (since ?? '') <= to && (periods[i + 1]?.since ?? '9') > from);
}

/** A stretch of time in epoch milliseconds; `to` does not belong to it. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Refuses working hours that overlap, run backwards or are empty, in any of their periods, and those that leave days
 * before a first period without any.
 * @throws CALENDAR_HOURS_INVALID
 */
export function checkWorkingHours(hours: WorkingHours): void {
  const periods = periodsOf(hours);
  if (periods[0]?.since !== null) throw new DomainError('CALENDAR_HOURS_INVALID', { span: '' });
  for (const { since, hours: spans } of periods) {
    let before = '';
    for (const span of spans) {
      const formed = /^([01]\d|2[0-3]):[0-5]\d$/.test(span.from) && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(span.to);
      if (!formed || span.from >= span.to || span.from < before || (since !== null && !isDay(since)))
        throw new DomainError('CALENDAR_HOURS_INVALID', { span: `${span.from}–${span.to}` });
      before = span.to;
    }
  }
}

/**
 * Reads working hours as people write them: `8:30-12:00，13:30–17:30`.
 * @throws CALENDAR_HOURS_INVALID with the piece that can't be read, and those of checkWorkingHours
 */
export function readWorkingHours(text: string): { from: string; to: string }[] {
  const pieces = text
    .normalize('NFKC')
    .replace(/\s*(?:[-–—~]|至|到)\s*/g, '–')
    .split(/[,、;\s]+/)
    .filter(Boolean);
  const hours = pieces.map((piece) => {
    const m = /^(\d{1,2}:\d{2})–(\d{1,2}:\d{2})$/.exec(piece);
    if (!m) throw new DomainError('CALENDAR_HOURS_INVALID', { span: piece });
    return { from: (m[1] as string).padStart(5, '0'), to: (m[2] as string).padStart(5, '0') };
  });
  checkWorkingHours(hours);
  return hours;
}

/** Working minutes of one full working day, of the hours of one period. */
export function minutesPerDay(hours: WorkingHours): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return hours.reduce((sum, span) => sum + minutes(span.to) - minutes(span.from), 0);
}

const knownSpans = new WeakMap<WorkCalendar, WeakMap<WorkingHours, Map<Day, readonly Span[]>>>();

/** The working spans of a day: none on a day off. Counted once for each day: deadlines ask for the same days all the time. */
export function workSpansOf(calendar: WorkCalendar, hours: WorkingHours, day: Day): readonly Span[] {
  const byHours = knownSpans.get(calendar) ?? new WeakMap<WorkingHours, Map<Day, readonly Span[]>>();
  knownSpans.set(calendar, byHours);
  const byDay = byHours.get(hours) ?? new Map<Day, readonly Span[]>();
  byHours.set(hours, byDay);
  const known = byDay.get(day);
  if (known) return known;
  const spans = isWorkingDay(calendar, day)
    ? hoursOn(hours, day).map((span) => ({
        from: Date.parse(instantAt(day, span.from)),
        to: Date.parse(instantAt(day, span.to)),
      }))
    : [];
  byDay.set(day, spans);
  return spans;
}

/** Takes the pauses out of spans; both in order. */
export function withoutPauses(spans: readonly Span[], pauses: readonly Span[]): Span[] {
  let left = spans.map((span) => ({ ...span }));
  for (const pause of pauses) {
    left = left.flatMap((span) => {
      if (pause.to <= span.from || pause.from >= span.to) return [span];
      const parts: Span[] = [];
      if (pause.from > span.from) parts.push({ from: span.from, to: pause.from });
      if (pause.to < span.to) parts.push({ from: pause.to, to: span.to });
      return parts;
    });
  }
  return left;
}

/**
 * Working time between two instants, in milliseconds. Additive: work(a,b) + work(b,c) = work(a,c).
 * @throws CALENDAR_YEAR_MISSING when a day between lies in a year without a calendar
 */
export function workMilliseconds(calendar: WorkCalendar, hours: WorkingHours, from: Instant, to: Instant): number {
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (end === start) return 0;
  if (end < start) return -workMilliseconds(calendar, hours, to, from);
  // midnight belongs to the day that ends with it
  const [first, last] = [dayOf(start), dayOf(end - 1)];
  const within = (day: Day) =>
    workSpansOf(calendar, hours, day).reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.to, end) - Math.max(span.from, start)),
      0,
    );
  if (first === last) return within(first);
  return within(first) + wholeDays(calendar, hours, first, addDays(last, -1)) + within(last);
}

/** Working time of the whole days after one day up to and including another, each by the hours in force then. */
function wholeDays(calendar: WorkCalendar, hours: WorkingHours, after: Day, to: Day): number {
  const periods = periodsOf(hours);
  return periods.reduce((sum, period, i) => {
    const next = periods[i + 1]?.since;
    const begin = period.since === null || period.since <= after ? after : addDays(period.since, -1);
    const end = next && next <= to ? addDays(next, -1) : to;
    const days = end > begin ? workingDaysBetween(calendar, begin, end) : 0;
    return sum + days * minutesPerDay(period.hours) * 60_000;
  }, 0);
}

/** Longest walk backwards in days: no wish to know a moment earlier is longer, and a broken calendar must not hang the program. */
const longestWalkDays = 4000;

/**
 * The moment that has so much working time left until an instant: the latest one, so that from there on less is left.
 * @param at the instant that is looked back from
 * @param milliseconds working time, 0 or more
 * @throws CALENDAR_YEAR_MISSING when the walk meets a year without a calendar
 */
export function workInstantBefore(
  calendar: WorkCalendar,
  hours: WorkingHours,
  at: Instant,
  milliseconds: number,
): Instant {
  const end = Date.parse(at);
  let left = milliseconds;
  if (left <= 0) return at;
  // midnight belongs to the day that ends with it
  let day = dayOf(end - 1);
  for (let walked = 0; walked < longestWalkDays; walked += 1, day = addDays(day, -1)) {
    for (const span of workSpansOf(calendar, hours, day).toReversed()) {
      const to = Math.min(span.to, end);
      const take = Math.min(left, Math.max(0, to - span.from));
      left -= take;
      if (left === 0) return new Date(to - take).toISOString();
    }
  }
  throw new RangeError(`${milliseconds} ms of working time are never left before ${at}`);
}
