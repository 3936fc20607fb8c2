import type { Instant } from '../kernel/dates.ts';
import { monthsOfSpan } from '../kernel/spans.ts';

/** Users a unit served in a month. */
export interface UsersOfMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly users: number;
}

/**
 * The figure that stands for a month: its own, or the latest before it.
 * @param series ascending by month
 * @returns null for months before the first figure: they are not guessed
 */
export function usersIn(series: readonly UsersOfMonth[], month: string): UsersOfMonth | null {
  return series.findLast((row) => row.month <= month) ?? null;
}

const milliseconds = (from: Instant, to: Instant) => Date.parse(to) - Date.parse(from);

/**
 * Exposure of a span: users times the share of each month that lies in it, in user-months, so that months, weeks and
 * a month that still runs can be compared.
 * @returns null where some of the span has no figure
 */
export function userMonths(series: readonly UsersOfMonth[], from: Instant, to: Instant): number | null {
  let sum = 0;
  for (const month of monthsOfSpan(from, to)) {
    const known = usersIn(series, month.key);
    if (!known) return null;
    sum += known.users * (milliseconds(month.from, month.to) / milliseconds(month.start, month.end));
  }
  return sum;
}

/**
 * Adds several series: in each month the figures that stand for it; a part that has none yet adds nothing, so a sum
 * begins with the last of its parts.
 */
export function sumOfUsers(all: readonly (readonly UsersOfMonth[])[]): UsersOfMonth[] {
  const known = all.filter((series) => series.length > 0);
  const begin = known.reduce((latest, series) => {
    const first = (series[0] as UsersOfMonth).month;
    return first > latest ? first : latest;
  }, '');
  const months = [...new Set(known.flatMap((series) => series.map((row) => row.month)))].sort();
  return months
    .filter((month) => month >= begin)
    .map((month) => ({ month, users: known.reduce((sum, series) => sum + (usersIn(series, month)?.users ?? 0), 0) }));
}
