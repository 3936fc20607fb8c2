import type { SampleMoments } from './interval.ts';

/**
 * Count, mean and sample standard deviation in two passes, which keeps the variance exact
 * where the one-pass formula would cancel. `sd` is 0 for fewer than two values; mean is NaN for none.
 */
export function moments(values: readonly number[]): SampleMoments {
  const n = values.length;
  if (n === 0) return { n: 0, mean: Number.NaN, sd: 0 };
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  if (n === 1) return { n, mean, sd: 0 };
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { n, mean, sd: Math.sqrt(squares / (n - 1)) };
}

/** Standard error of a mean; null below two observations. */
export function standardError(sample: SampleMoments): number | null {
  return sample.n < 2 ? null : sample.sd / Math.sqrt(sample.n);
}

/**
 * Sample quantile by linear interpolation between order statistics (Hyndman & Fan type 7, as Excel PERCENTILE.INC).
 * @returns null for no values
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, p));
  const below = Math.floor(position);
  const lower = sorted[below] as number;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return lower + (upper - lower) * (position - below);
}

/** Median; null for no values. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** Pearson correlation of two equally long series; null where one of them doesn't vary. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const first = moments(a);
  const second = moments(b);
  if (a.length !== b.length || first.n < 2 || first.sd === 0 || second.sd === 0) return null;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] as number) - first.mean) * ((b[i] as number) - second.mean);
  return sum / ((first.n - 1) * first.sd * second.sd);
}
