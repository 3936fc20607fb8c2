import { addDays, type Day, dayOf, type Instant, isDay } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';

/** What a day is: ordinary working day, ordinary weekend, day off by the yearly notice, or make-up working day 调休. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup';

/** A day that differs from its weekday by the yearly notice of the State Council. */
export interface CalendarDay {
  on: Day;
  kind: 'holiday' | 'makeup';
  name: string;
}

/** One numbered edition of one year. The highest number of a year is in force. */
export interface CalendarEdition {
  year: number;
  number: number;
  source: string;
  days: readonly CalendarDay[];
}

/** The editions in force, ready for questions. */
export interface WorkCalendar {
  readonly editions: ReadonlyMap<number, CalendarEdition>;
  readonly days: ReadonlyMap<Day, CalendarDay>;
}

/**
 * Checks one edition on its own.
 * @throws CALENDAR_DAY_INVALID, CALENDAR_DAY_OUTSIDE_YEAR, CALENDAR_DAY_CONTRADICTORY (a day named twice with different kinds)
 */
export function checkEdition(edition: CalendarEdition): void {
  const seen = new Map<Day, CalendarDay['kind']>();
  for (const day of edition.days) {
    if (!isDay(day.on)) throw new DomainError('CALENDAR_DAY_INVALID', { day: day.on });
    if (!day.on.startsWith(`${edition.year}-`))
      throw new DomainError('CALENDAR_DAY_OUTSIDE_YEAR', { day: day.on, year: edition.year });
    const before = seen.get(day.on);
    if (before && before !== day.kind) throw new DomainError('CALENDAR_DAY_CONTRADICTORY', { day: day.on });
    seen.set(day.on, day.kind);
  }
}

/**
 * Joins editions of many years; of several editions of one year the highest number counts.
 * @throws the errors of checkEdition
 */
export function buildCalendar(editions: Iterable<CalendarEdition>): WorkCalendar {
  const latest = new Map<number, CalendarEdition>();
  for (const edition of editions) {
    const known = latest.get(edition.year);
    if (!known || known.number < edition.number) latest.set(edition.year, edition);
  }
  const days = new Map<Day, CalendarDay>();
  for (const edition of latest.values()) {
    checkEdition(edition);
    for (const day of edition.days) days.set(day.on, day);
  }
  return { editions: latest, days };
}

/** Whether the calendar of a day's year is there. */
export function coversDay(calendar: WorkCalendar, day: Day): boolean {
  return calendar.editions.has(Number(day.slice(0, 4)));
}

/**
 * Whether every day of a stretch of time has its calendar, in whichever order its ends are given. The end does not
 * belong to it: 24:00 of 31 December asks nothing of the next year.
 */
export function coversTime(calendar: WorkCalendar, a: Instant, b: Instant): boolean {
  const [from, to] = a <= b ? [a, b] : [b, a];
  const first = Number(dayOf(from).slice(0, 4));
  const last = Math.max(first, Number(dayOf(Date.parse(to) - 1).slice(0, 4)));
  for (let year = first; year <= last; year += 1) if (!calendar.editions.has(year)) return false;
  return true;
}

/**
 * What a day is. A year without a calendar is never guessed.
 * @throws CALENDAR_YEAR_MISSING with the year
 */
export function dayKind(calendar: WorkCalendar, day: Day): DayKind {
  const special = calendar.days.get(day);
  if (special) return special.kind;
  if (!coversDay(calendar, day)) throw new DomainError('CALENDAR_YEAR_MISSING', { year: Number(day.slice(0, 4)) });
  return plainKind(day);
}

/** What a day is by its weekday alone, no notice asked. */
export function plainKind(day: Day): 'workday' | 'weekend' {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : 'workday';
}

/** From this day on the calendar of the next year is missed: the notice of the State Council comes out in autumn. */
const nextYearMissedFrom = '11-01';

/**
 * Years whose calendar should be there by now and isn't: this one, and from 1 November on the next.
 * @param covered years with a calendar
 */
export function missingYears(covered: Iterable<number>, today: Day): number[] {
  const known = new Set(covered);
  const year = Number(today.slice(0, 4));
  const wanted = today.slice(5) >= nextYearMissedFrom ? [year, year + 1] : [year];
  return wanted.filter((one) => !known.has(one));
}

/** Whether people work on a day. */
export function isWorkingDay(calendar: WorkCalendar, day: Day): boolean {
  const kind = dayKind(calendar, day);
  return kind === 'workday' || kind === 'makeup';
}

/** Working days of a year up to and including each of its days; a memo, since lists ask for it a hundred times. */
const yearTables = new WeakMap<WorkCalendar, Map<number, Uint16Array>>();

function yearTable(calendar: WorkCalendar, year: number): Uint16Array {
  const tables = yearTables.get(calendar) ?? new Map<number, Uint16Array>();
  yearTables.set(calendar, tables);
  const known = tables.get(year);
  if (known) return known;
  const table = new Uint16Array(dayOfYear(`${year}-12-31`) + 1);
  let count = 0;
  let day: Day = `${year}-01-01`;
  for (let i = 0; i < table.length; i += 1, day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
    table[i] = count;
  }
  tables.set(year, table);
  return table;
}

const dayOfYear = (day: Day) =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000);

/**
 * Working days among the days after `from` up to and including `to`; negative when `to` lies before `from`.
 * @throws CALENDAR_YEAR_MISSING when a year between has no calendar
 */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  const firstYear = Number(from.slice(0, 4));
  const lastYear = Number(to.slice(0, 4));
  const upTo = (day: Day) => yearTable(calendar, Number(day.slice(0, 4)))[dayOfYear(day)] as number;
  let count = upTo(to) - upTo(from);
  for (let year = firstYear; year < lastYear; year += 1) count += yearTable(calendar, year).at(-1) as number;
  return count;
}

/**
 * The day a number of months later; where that month has no such day, its last one (Civil Code art. 202).
 * @param months 0 or more
 */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index % 12;
  const last = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(date, last))).toISOString().slice(0, 10);
}
