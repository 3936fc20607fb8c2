import { addDays, type Day } from './dates.ts';

export type PeriodKind = 'month' | 'quarter' | 'half' | 'year';

/** A reporting period: `2026-11`, `2026-Q3`, `2026-H1` or `2026`. Both days belong to it. */
export interface Period {
  readonly key: string;
  readonly kind: PeriodKind;
  readonly year: number;
  /** 1-based number of the month, quarter or half inside the year; 1 for a year */
  readonly index: number;
  readonly startOn: Day;
  readonly endOn: Day;
}

const monthsOf: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };
const pad = (n: number) => String(n).padStart(2, '0');

/** Makes the period of a kind by year and 1-based index. */
export function makePeriod(kind: PeriodKind, year: number, index: number): Period {
  const span = monthsOf[kind];
  const first = (index - 1) * span;
  const startOn = `${year}-${pad(first + 1)}-01`;
  const next = first + span;
  const endOn = addDays(`${year + Math.floor(next / 12)}-${pad((next % 12) + 1)}-01`, -1);
  const key = {
    month: `${year}-${pad(index)}`,
    quarter: `${year}-Q${index}`,
    half: `${year}-H${index}`,
    year: `${year}`,
  }[kind];
  return { key, kind, year, index, startOn, endOn };
}

/**
 * Reads a period key.
 * @returns undefined when the text is no period
 */
export function parsePeriod(key: string): Period | undefined {
  const m = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(key);
  if (!m) return undefined;
  const year = Number(m[1]);
  if (m[2]) return makePeriod('month', year, Number(m[2]));
  if (m[3]) return makePeriod('quarter', year, Number(m[3]));
  if (m[4]) return makePeriod('half', year, Number(m[4]));
  return makePeriod('year', year, 1);
}

/** The period of a kind that holds a day. */
export function periodOfDay(kind: PeriodKind, day: Day): Period {
  const month = Number(day.slice(5, 7));
  return makePeriod(kind, Number(day.slice(0, 4)), Math.ceil(month / monthsOf[kind]));
}

/** The period `count` steps away (negative: earlier), of the same kind. */
export function shiftPeriod(period: Period, count: number): Period {
  const perYear = 12 / monthsOf[period.kind];
  const n = period.year * perYear + (period.index - 1) + count;
  return makePeriod(period.kind, Math.floor(n / perYear), (((n % perYear) + perYear) % perYear) + 1);
}

/** 上期 (环比). */
export const previousPeriod = (period: Period) => shiftPeriod(period, -1);
/** 去年同期 (同比). */
export const sameLastYear = (period: Period) => makePeriod(period.kind, period.year - 1, period.index);
