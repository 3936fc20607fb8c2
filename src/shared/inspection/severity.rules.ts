import { type Interval, studentQuantile } from '../statistics/interval.ts';

/** What one sheet holds: items it applied to, and how many of them failed. */
export interface SheetShare {
  readonly scored: number;
  readonly failed: number;
}

/**
 * Fail rate over sheets with an interval that knows that items of one sheet fail together (ratio estimator, sheets as
 * clusters; Cochran 1977, 6.4). An interval over items alone would be too narrow by far.
 * @returns null without anything scored; interval null below two sheets
 */
export function clusteredRate(
  sheets: readonly SheetShare[],
  level = 0.95,
): { rate: number; interval: Interval | null } | null {
  const scored = sheets.reduce((sum, sheet) => sum + sheet.scored, 0);
  if (scored === 0) return null;
  const rate = sheets.reduce((sum, sheet) => sum + sheet.failed, 0) / scored;
  const m = sheets.length;
  if (m < 2) return { rate, interval: null };
  const squares = sheets.reduce((sum, sheet) => sum + (sheet.failed - rate * sheet.scored) ** 2, 0);
  const half = (studentQuantile(1 - (1 - level) / 2, m - 1) * Math.sqrt((squares * m) / (m - 1))) / scored;
  return { rate, interval: { low: Math.max(0, rate - half), high: Math.min(1, rate + half) } };
}

/**
 * Whether an inspector finds more or less than the others. The level is shared out over all compared inspectors
 * (Bonferroni), so that among many usual ones hardly any is named by chance.
 * @param fewest sheets below which nothing is said
 */
export function severityVerdict(
  own: readonly SheetShare[],
  othersRate: number | null,
  compared: number,
  fewest = 10,
): 'strict' | 'lenient' | 'usual' {
  const found = clusteredRate(own, 1 - 0.05 / Math.max(1, compared));
  if (!found?.interval || othersRate === null || own.length < fewest) return 'usual';
  if (found.interval.low > othersRate) return 'strict';
  return found.interval.high < othersRate ? 'lenient' : 'usual';
}
