import { differenceOfMeans, type Interval, type MeanDifference, meanInterval } from '../statistics/interval.ts';

/** Sheets of one unit or person with the same points and grade. `points` in 1/1000. */
export interface PointCount {
  readonly points: number;
  readonly grade: string | null;
  readonly count: number;
}
export interface PointSummary {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number;
  readonly median: number | null;
  /** 95 %, by Student's t; null below two sheets */
  readonly interval: Interval | null;
  readonly grades: Record<string, number>;
}

/** Number, mean, spread, median and grades of sheets counted by points. */
export function summarize(counts: readonly PointCount[]): PointSummary {
  const sorted = [...counts].sort((a, b) => a.points - b.points);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  const grades: Record<string, number> = {};
  for (const { grade, count } of sorted) if (grade !== null) grades[grade] = (grades[grade] ?? 0) + count;
  if (n === 0) return { n, mean: null, sd: 0, median: null, interval: null, grades };
  const mean = sorted.reduce((sum, { points, count }) => sum + points * count, 0) / n;
  const squares = sorted.reduce((sum, { points, count }) => sum + count * (points - mean) ** 2, 0);
  const sd = n < 2 ? 0 : Math.sqrt(squares / (n - 1));
  const median = (valueAt(sorted, Math.floor((n - 1) / 2)) + valueAt(sorted, Math.floor(n / 2))) / 2;
  return { n, mean, sd, median, interval: meanInterval(mean, sd, n), grades };
}

/** The value at a place (from 0) among all in order. */
function valueAt(sorted: readonly PointCount[], place: number): number {
  let before = 0;
  for (const { points, count } of sorted) {
    before += count;
    if (place < before) return points;
  }
  return sorted.at(-1)?.points ?? 0;
}

/** Best and worst place that can't be ruled out. */
export interface RankRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The places that the 95 % intervals of the means leave open: whoever's interval lies wholly above stands before, whoever's
 * wholly below stands after; between overlapping ones no order is claimed. This claims less than tests of each pair would.
 * @param rows those with enough sheets; without an interval (one sheet) a row shares every place
 * @returns in the order of the rows; from 1
 */
export function rankRanges(rows: readonly { readonly interval: Interval | null }[]): RankRange[] {
  const known = rows.flatMap(({ interval }) => (interval ? [interval] : []));
  const lows = known.map(({ low }) => low).sort((a, b) => a - b);
  const highs = known.map(({ high }) => high).sort((a, b) => a - b);
  return rows.map(({ interval }) => {
    if (!interval) return { from: 1, to: rows.length };
    const above = lows.length - firstAbove(lows, interval.high);
    const below = firstAtLeast(highs, interval.low);
    return { from: above + 1, to: rows.length - below };
  });
}
/** How many of sorted values are at most `value`. */
function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
/** How many of sorted values are below `value`. */
function firstAtLeast(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Change against the period before; no verdict below `least` sheets on either side. */
export function changeOf(now: PointSummary, before: PointSummary, least: number): MeanDifference | null {
  if (now.mean === null || before.mean === null) return null;
  return differenceOfMeans(
    { n: now.n, mean: now.mean, sd: now.sd },
    { n: before.n, mean: before.mean, sd: before.sd },
    { minimum: Math.max(2, least) },
  );
}
