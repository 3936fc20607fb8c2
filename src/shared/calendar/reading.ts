import { addDays, type Day, isDay } from '../kernel/dates.ts';
import type { CalendarDay } from './calendar.rules.ts';

/** What is noticed while days are read from a text or a table. */
export const readingFaults = [
  'unreadable',
  'noSuchDay',
  'noKind',
  'range',
  'noYear',
  'weekday',
  'count',
  'ignored',
] as const;
export type ReadingFault = (typeof readingFaults)[number];

/** Doubts: the days were read, but somebody should look. Everything else means that a day is missing from what was read. */
const doubts: readonly ReadingFault[] = ['weekday', 'count', 'ignored'];
export const isDoubt = (remark: ReadingRemark) => doubts.includes(remark.fault);

export interface ReadingRemark {
  fault: ReadingFault;
  /** line of the table or list it stands in, where there are lines */
  line: number | null;
  /** the words it is about */
  text: string;
  /** what the text says: a weekday (`0` is Sunday), a number of days */
  said: string;
  /** what is true instead: the weekday of that day, the number of days read */
  found: string;
}

/** Days read from a text or file, and what was noticed; nothing is in force by it. */
export interface DayReading {
  /** the year the text says it is about */
  year: number | null;
  /** title and number of the notice, where the text has them */
  source: string;
  days: CalendarDay[];
  remarks: ReadingRemark[];
}

const two = (text: string) => text.padStart(2, '0');

/** Year, month and day as numbers or digits. @returns null when there is no such day */
export function dayFrom(year: string | number, month: string, day: string): Day | null {
  const on = `${year}-${two(month)}-${two(day)}`;
  return isDay(on) ? on : null;
}

/** `2027-1-1`, `2027/01/01`, `2027.1.1`, `2027年1月1日`, `20270101`, also with a time behind, as a day. @returns null when it is none */
export function readDay(text: string): Day | null {
  const m =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return m ? dayFrom(m[1] as string, m[2] as string, m[3] as string) : null;
}

const kindWords: Readonly<Record<string, CalendarDay['kind']>> = {
  休: 'holiday',
  假: 'holiday',
  放假: 'holiday',
  休假: 'holiday',
  放假调休: 'holiday',
  节假日: 'holiday',
  法定节假日: 'holiday',
  holiday: 'holiday',
  off: 'holiday',
  班: 'makeup',
  上班: 'makeup',
  补班: 'makeup',
  调休: 'makeup',
  调休上班: 'makeup',
  makeup: 'makeup',
  'make-up': 'makeup',
  work: 'makeup',
  workday: 'makeup',
};

/** The kind a word stands for, in either language. @returns null for an unknown word */
export const readKind = (word: string): CalendarDay['kind'] | null => kindWords[word.trim().toLowerCase()] ?? null;

/** A day and those after it, both ends included. */
export function daysThrough(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Full-width digits and punctuation as their plain forms. */
export const plainForms = (text: string) => text.normalize('NFKC');
