import { addDays, type Day, dayOf, type Instant, instantAt } from '../kernel/dates.ts';
import { addMonths, type DayKind, dayKind, isWorkingDay, type WorkCalendar } from './calendar.rules.ts';
import { type Span, type WorkingHours, withoutPauses, workSpansOf } from './working-hours.ts';

/** Units a time limit is given in. `work…` run only in working hours, the others round the clock. */
export const termUnits = ['minutes', 'hours', 'workMinutes', 'workHours', 'naturalDays', 'workDays', 'months'] as const;
export type TermUnit = (typeof termUnits)[number];

/**
 * Over which days the last day rolls (Civil Code art. 203: 末日为法定休假日的, 以休假结束的次日为末日). Whether ordinary
 * weekends are meant is not said there, so it is a choice: only days off by the yearly notice, or every day off.
 */
export const termExtensions = ['none', 'holiday', 'restday'] as const;
export type TermExtension = (typeof termExtensions)[number];

/**
 * When the last day of a term in days or months ends (Civil Code art. 203: 期间的最后一日的截止时间为二十四时；有业务时间的，
 * 停止业务活动的时间为截止时间). `closeOfBusiness`: with the last working span of that day, at midnight where it has none.
 */
export const dayEnds = ['midnight', 'closeOfBusiness'] as const;
export type DayEnd = (typeof dayEnds)[number];

export interface Term {
  amount: number;
  unit: TermUnit;
  extend: TermExtension;
  /** midnight where left out; terms in minutes and hours don't ask */
  dayEnd?: DayEnd;
}

/** One line of "why this deadline": a day, or a run of like days, and what it used up. */
export interface TermLine {
  on: Day;
  /** last day of the run; equal to `on` for a single day */
  until: Day;
  kind: 'start' | DayKind | 'natural' | 'paused' | 'rolled';
  /** the festival; of a rolled line the one the last day fell on, empty for a weekend */
  name: string;
  /** days used up by this line; a term in months uses up the days to the day it ends on */
  days: number;
  /** minutes used up by this line (terms in minutes and hours) */
  minutes: number;
  /** minutes that would have counted had the clock not been paused */
  pausedMinutes: number;
  /** first and last counted moment of the line, for terms in minutes and hours */
  from: Instant | null;
  to: Instant | null;
}

export interface TermResult {
  /** the first instant that is too late: 24:00 or the close of business of the last day, or the minute itself */
  dueAt: Instant;
  lines: TermLine[];
}

const timed: Partial<Record<TermUnit, number>> = { minutes: 1, hours: 60, workMinutes: 1, workHours: 60 };
/** Longest walk: no limit of the field is longer, and a broken rule must not hang the program. */
const longestWalkDays = 11_000;

const line = (on: Day, kind: TermLine['kind'], rest: Partial<TermLine> = {}): TermLine => ({
  on,
  until: on,
  kind,
  name: '',
  days: 0,
  minutes: 0,
  pausedMinutes: 0,
  from: null,
  to: null,
  ...rest,
});

const untimed = (one: TermLine) => one.minutes === 0 && one.pausedMinutes === 0;

/**
 * Joins consecutive days of the same kind that used up nothing, or whole days only. A last day rolls over a holiday in
 * one step, whatever the festivals in it are called.
 */
function mergeLines(lines: TermLine[]): TermLine[] {
  const merged: TermLine[] = [];
  for (const next of lines) {
    const last = merged.at(-1);
    const alike =
      last &&
      last.kind === next.kind &&
      (last.name === next.name || last.kind === 'rolled') &&
      last.kind !== 'start' &&
      addDays(last.until, 1) === next.on;
    if (alike && untimed(last) && untimed(next)) {
      last.until = next.on;
      last.days += next.days;
      last.name = [...new Set([last.name, next.name].flatMap((name) => name.split('、')))].filter(Boolean).join('、');
    } else merged.push({ ...next });
  }
  return merged;
}

const daysFrom = (from: Day, to: Day) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
const midnightAfter = (day: Day) => Date.parse(instantAt(addDays(day, 1)));
/** A day on whose last moment the clock stands still is not counted: suspended days move the last day by as many. */
function pausedAtEnd(counting: Counting, day: Day): boolean {
  if (counting.pauses.length === 0) return false;
  const end = counting.endOf(day);
  return counting.pauses.some((pause) => pause.from < end && pause.to >= end);
}

/** What a term in days is counted over. */
interface Counting {
  pauses: readonly Span[];
  calendar: WorkCalendar;
  /** the moment a day ends, by the term's `dayEnd` */
  endOf(day: Day): number;
}

/** Hours run from the moment itself (Civil Code art. 201 II), through working hours only where the unit says so. */
function timedTerm(
  term: Term,
  startAt: Instant,
  pauses: readonly Span[],
  calendar: WorkCalendar,
  hours: WorkingHours,
): TermResult {
  const working = term.unit === 'workMinutes' || term.unit === 'workHours';
  const start = Date.parse(startAt);
  let left = term.amount * (timed[term.unit] as number) * 60_000;
  if (left <= 0) return { dueAt: startAt, lines: [] };
  const lines: TermLine[] = [];
  let day = dayOf(start);
  for (let walked = 0; walked < longestWalkDays; walked += 1, day = addDays(day, 1)) {
    const whole = working
      ? workSpansOf(calendar, hours, day)
      : [{ from: Date.parse(instantAt(day)), to: midnightAfter(day) }];
    const open = whole
      .filter((span) => span.to > start)
      .map((span) => ({ from: Math.max(span.from, start), to: span.to }));
    const spans = withoutPauses(open, pauses);
    const length = (list: readonly Span[]) => list.reduce((sum, span) => sum + span.to - span.from, 0);
    let used = 0;
    let end: number | null = null;
    for (const span of spans) {
      const take = Math.min(left, span.to - span.from);
      left -= take;
      used += take;
      end = span.from + take;
      if (left === 0) break;
    }
    const paused =
      left === 0
        ? length(
            open
              .filter((s) => s.from < (end as number))
              .map((s) => ({ from: s.from, to: Math.min(s.to, end as number) })),
          ) - used
        : length(open) - used;
    const from = spans[0] && end !== null ? new Date(spans[0].from).toISOString() : null;
    const kind = working ? dayKind(calendar, day) : 'natural';
    lines.push(
      line(day, kind, {
        name: calendar.days.get(day)?.name ?? '',
        minutes: used / 60_000,
        pausedMinutes: paused / 60_000,
        from,
        to: end === null ? null : new Date(end).toISOString(),
      }),
    );
    if (left === 0) return { dueAt: new Date(end as number).toISOString(), lines: mergeLines(lines) };
  }
  throw new RangeError(`term of ${term.amount} ${term.unit} never ends`);
}

/** Days: the first one is not counted (Civil Code art. 201 I). */
function countDays(term: Term, startDay: Day, counting: Counting, lines: TermLine[]): Day {
  const { calendar } = counting;
  let left = term.amount;
  let day = startDay;
  for (let walked = 0; left > 0; walked += 1) {
    if (walked > longestWalkDays) throw new RangeError(`term of ${term.amount} ${term.unit} never ends`);
    day = addDays(day, 1);
    const counts = term.unit === 'naturalDays' || isWorkingDay(calendar, day);
    const name = calendar.days.get(day)?.name ?? '';
    if (counts && pausedAtEnd(counting, day)) lines.push(line(day, 'paused', { name }));
    else {
      lines.push(
        line(day, term.unit === 'naturalDays' ? 'natural' : dayKind(calendar, day), {
          days: counts ? 1 : 0,
          name: term.unit === 'naturalDays' ? '' : name,
        }),
      );
      if (counts) left -= 1;
    }
  }
  return day;
}

/**
 * Months end on the day of the same number or the month's last (art. 202). Once that day is known they are that many
 * natural days: suspended days are made up for in the same way, and the lines say the same.
 */
function countMonths(term: Term, startDay: Day, counting: Counting, lines: TermLine[]) {
  const amount = daysFrom(startDay, addMonths(startDay, term.amount));
  return countDays({ ...term, unit: 'naturalDays', amount }, startDay, counting, lines);
}

function rollLastDay(term: Term, last: Day, counting: Counting, lines: TermLine[]): Day {
  const { calendar } = counting;
  if (term.extend === 'none') return last;
  const rolls = (day: Day) =>
    term.extend === 'holiday' ? dayKind(calendar, day) === 'holiday' : !isWorkingDay(calendar, day);
  let day = last;
  while (rolls(day) || (day !== last && pausedAtEnd(counting, day))) {
    const name = calendar.days.get(day)?.name ?? '';
    day = addDays(day, 1);
    lines.push(line(day, 'rolled', { name }));
  }
  return day;
}

/**
 * Ends a time limit and explains it, one line per day or run of like days.
 * @param term amount, unit and rolling of the last day
 * @param startAt the moment the clock starts
 * @param pauses suspended stretches in epoch milliseconds, in order, not overlapping
 * @returns the first instant that is too late (exclusive end)
 * @throws CALENDAR_YEAR_MISSING when the count needs a year without a calendar
 */
export function endOfTerm(
  term: Term,
  startAt: Instant,
  pauses: readonly Span[],
  calendar: WorkCalendar,
  hours: WorkingHours,
): TermResult {
  if (timed[term.unit]) return timedTerm(term, startAt, pauses, calendar, hours);
  const known = dayTermOf(term, dayOf(startAt), pauses, calendar, hours);
  const [start, ...rest] = known.lines as [TermLine, ...TermLine[]];
  return { dueAt: known.dueAt, lines: [{ ...start, from: startAt }, ...rest] };
}

/** Counted day terms of a calendar: a bulk import asks the same few hundred questions a hundred thousand times. */
const countedTerms = new WeakMap<WorkCalendar, Map<string, TermResult>>();

/**
 * A term in days or months depends on the start only by its day. Of pauses it depends on the midnights in them, or where
 * days end at the close of business on their moments and the working hours.
 */
function dayTermOf(
  term: Term,
  startDay: Day,
  pauses: readonly Span[],
  calendar: WorkCalendar,
  hours: WorkingHours,
): TermResult {
  const counted = countedTerms.get(calendar) ?? new Map<string, TermResult>();
  countedTerms.set(calendar, counted);
  const closes = term.dayEnd === 'closeOfBusiness';
  const key = [
    term.amount,
    term.unit,
    term.extend,
    startDay,
    ...(closes ? hours.map(({ to, since = '' }) => `${since} ${to}`) : []),
    ...pauses.flatMap(({ from, to }) => (closes ? [`${from}`, `${to}`] : [dayOf(from), dayOf(to)])),
  ].join('|');
  const known = counted.get(key);
  if (known) return known;
  const lines: TermLine[] = [line(startDay, 'start')];
  const endOf = (day: Day) => (closes && workSpansOf(calendar, hours, day).at(-1)?.to) || midnightAfter(day);
  const counting = { pauses, calendar, endOf };
  const end =
    term.unit === 'months' ? countMonths(term, startDay, counting, lines) : countDays(term, startDay, counting, lines);
  const last = rollLastDay(term, end, counting, lines);
  const result = { dueAt: new Date(endOf(last)).toISOString(), lines: mergeLines(lines) };
  if (counted.size >= 20_000) counted.clear();
  counted.set(key, result);
  return result;
}
