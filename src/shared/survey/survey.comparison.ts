import { type DifferenceVerdict, differenceOfMeans, type Interval } from '../statistics/interval.ts';
import type { IndexFigure } from './survey.rules.ts';

/** Difference of two indices and what may be said about it. */
export interface IndexDifference {
  /** Index points, current − previous; null when one of them has no index. */
  difference: number | null;
  interval: Interval | null;
  verdict: DifferenceVerdict | 'noPrevious';
}

/**
 * Compares two independent samples' indices by Welch's t at 95 %.
 * Samples under the minimum get no verdict, whatever the difference.
 */
export function compareIndices(current: IndexFigure, previous: IndexFigure | null): IndexDifference {
  if (previous === null || previous.mean === null || current.mean === null) {
    return { difference: null, interval: null, verdict: 'noPrevious' };
  }
  const { difference, interval, verdict } = differenceOfMeans(
    { n: current.n, mean: current.mean, sd: current.sd ?? 0 },
    { n: previous.n, mean: previous.mean, sd: previous.sd ?? 0 },
  );
  return { difference, interval, verdict };
}

/** One row of a comparison table, as far as a finding needs it. */
export interface ComparedRow {
  label: string;
  comparison: IndexDifference;
}

/** Rows whose change is more than noise, the greatest change first. */
export function significantChanges<T extends ComparedRow>(rows: readonly T[]): T[] {
  return rows
    .filter((row) => row.comparison.verdict === 'increased' || row.comparison.verdict === 'decreased')
    .sort((a, b) => Math.abs(b.comparison.difference ?? 0) - Math.abs(a.comparison.difference ?? 0));
}
