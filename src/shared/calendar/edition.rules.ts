import { addDays, type Day, isDay } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import { type CalendarDay, type DayKind, plainKind } from './calendar.rules.ts';

/** What can be wrong with a day of a year's calendar. */
export const dayFaults = [
  'CALENDAR_DAY_INVALID',
  'CALENDAR_DAY_OUTSIDE_YEAR',
  'CALENDAR_DAY_CONTRADICTORY',
  'CALENDAR_DAY_TWICE',
  'CALENDAR_MAKEUP_ON_WEEKDAY',
] as const;
export type DayFault = (typeof dayFaults)[number];

export interface DayProblem {
  fault: DayFault;
  /** the day as it was given */
  day: string;
  year: number;
}

/**
 * Everything that is wrong with the days of a year: what is no date, days of another year, a day both holiday and
 * make-up working day, a day given twice, a make-up working day on a weekday that is one anyway.
 * @returns in the order of the days; nothing when they can be put in force
 */
export function dayProblems(year: number, days: readonly CalendarDay[]): DayProblem[] {
  const seen = new Map<string, CalendarDay['kind']>();
  const problems: DayProblem[] = [];
  const fault = (day: string, which: DayFault) => problems.push({ fault: which, day, year });
  for (const { on, kind } of days) {
    if (!isDay(on)) {
      fault(on, 'CALENDAR_DAY_INVALID');
      continue;
    }
    if (!on.startsWith(`${year}-`)) fault(on, 'CALENDAR_DAY_OUTSIDE_YEAR');
    const before = seen.get(on);
    if (before) fault(on, before === kind ? 'CALENDAR_DAY_TWICE' : 'CALENDAR_DAY_CONTRADICTORY');
    if (kind === 'makeup' && plainKind(on) === 'workday') fault(on, 'CALENDAR_MAKEUP_ON_WEEKDAY');
    seen.set(on, kind);
  }
  return problems;
}

/**
 * Refuses days that can't be put in force.
 * @throws DomainError the first of dayProblems, naming the day
 */
export function requireSoundDays(year: number, days: readonly CalendarDay[]): void {
  const [first] = dayProblems(year, days);
  if (first) throw new DomainError(first.fault, { day: first.day, year });
}

/** A day as a calendar has it: what it is, and the festival it belongs to. */
export interface NamedKind {
  kind: DayKind;
  name: string;
}
/** A day that two calendars of a year see differently. `isRenamed`: only the festival's name differs. */
export interface DayChange {
  on: Day;
  before: NamedKind;
  after: NamedKind;
  isRenamed: boolean;
}

/** What a day is by the days of its year. */
export function kindIn(days: ReadonlyMap<Day, CalendarDay>, on: Day): NamedKind {
  const special = days.get(on);
  return special ? { kind: special.kind, name: special.name } : { kind: plainKind(on), name: '' };
}

export const daysByDate = (days: readonly CalendarDay[]): Map<Day, CalendarDay> =>
  new Map(days.map((day) => [day.on, day]));

/** The days that differ, in their order. */
export function dayChanges(before: readonly CalendarDay[], after: readonly CalendarDay[]): DayChange[] {
  const [old, now] = [daysByDate(before), daysByDate(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((on) => {
    const [was, is] = [kindIn(old, on), kindIn(now, on)];
    if (was.kind === is.kind && was.name === is.name) return [];
    return [{ on, before: was, after: is, isRenamed: was.kind === is.kind }];
  });
}

/** The year's days with one of them changed, in order; an ordinary day is not kept. */
export function withDay(days: readonly CalendarDay[], on: Day, kind: DayKind, name: string): CalendarDay[] {
  const others = days.filter((day) => day.on !== on);
  if (kind === 'workday' || kind === 'weekend') return others;
  return [...others, { on, kind, name }].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** What a day may be: a make-up working day is one only on a weekend. */
export const kindsOf = (on: Day): DayKind[] =>
  plainKind(on) === 'weekend' ? ['weekend', 'makeup', 'holiday'] : ['workday', 'holiday'];

/** The next of the things a day may be, around and around. */
export function nextKind(on: Day, kind: DayKind): DayKind {
  const kinds = kindsOf(on);
  return kinds[(kinds.indexOf(kind) + 1) % kinds.length] as DayKind;
}

const nearDays = 16;

/** The name of the nearest named day within some two weeks; make-up days lie close to their festival. */
export function nameNear(days: readonly CalendarDay[], on: Day): string {
  const named = new Map(days.filter((day) => day.name).map((day) => [day.on, day.name]));
  for (let distance = 0; distance <= nearDays; distance += 1) {
    const found = named.get(addDays(on, distance)) ?? named.get(addDays(on, -distance));
    if (found) return found;
  }
  return '';
}

/** Festivals that fall on the same day every year (《全国年节及纪念日放假办法》 art. 2): 元旦, 劳动节, 国庆节. */
const fixedFestivals = ['01-01', '05-01', '10-01', '10-02', '10-03'];

/** Statutory festivals of fixed date that a calendar doesn't have off: most likely a slip, worth a question. */
export function festivalsAtWork(year: number, days: readonly CalendarDay[]): Day[] {
  const byDate = daysByDate(days);
  return fixedFestivals.map((day) => `${year}-${day}`).filter((on) => kindIn(byDate, on).kind !== 'holiday');
}
