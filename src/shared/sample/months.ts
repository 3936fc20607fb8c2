import { addDays, type Day, instantAt } from '../kernel/dates.ts';
import { type Period, parsePeriod, shiftPeriod } from '../kernel/period.ts';

/** The months of a sample, oldest first, and the instant after which nothing has happened yet. */
export interface SampleSpan {
  readonly months: readonly Period[];
  /** epoch milliseconds; rows and events after it are left out */
  readonly cutoff: number;
}

/**
 * The months that end with `endMonth`.
 * @param endMonth `YYYY-MM`, the last month
 * @param count how many months
 * @param cutoffAt an instant inside the last month to stop at; the end of the month when left out
 * @throws RangeError when endMonth is no month
 */
export function spanOf(endMonth: string, count: number, cutoffAt?: string): SampleSpan {
  const last = parsePeriod(endMonth);
  if (last?.kind !== 'month') throw new RangeError(`not a month: ${endMonth}`);
  const months = Array.from({ length: count }, (_, index) => shiftPeriod(last, index - count + 1));
  const end = startOf(addDays(last.endOn, 1));
  return { months, cutoff: cutoffAt === undefined ? end : Math.min(end, Date.parse(cutoffAt)) };
}

/** Epoch milliseconds of the first moment of a day in Shanghai. */
export function startOf(day: Day): number {
  return Date.parse(instantAt(day));
}

/**
 * Index of the latest month with a given number that lies at least so many months before the last one: planted events
 * keep their season whatever month the sample ends with. −1 when there is none.
 */
export function seasonIndex(months: readonly Period[], month: number, atLeastMonthsAgo: number): number {
  return months.findLastIndex(
    (period, index) => period.index === month && months.length - 1 - index >= atLeastMonthsAgo,
  );
}
