import { incompleteBeta, incompleteGamma, invertIncreasing, normalCdf } from './special.ts';

/** A two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** Below this many observations the product shows "sample too small" and gives no verdict (interface notes). */
export const MINIMUM_SAMPLE = 30;

/** Quantile of the standard normal distribution, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  // Solved in the lower tail, where Φ keeps its relative accuracy.
  if (p > 0.5) return -normalQuantile(1 - p);
  return invertIncreasing(normalCdf, p, -38, 0);
}

/** Distribution function of Student's t with df > 0 degrees of freedom (need not be whole). */
export function studentCdf(t: number, df: number): number {
  const tail = 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

/** Exact quantile of Student's t by inverting the distribution function, 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentQuantile(1 - p, df);
  let low = -1;
  while (studentCdf(low, df) > p) low *= 2;
  return invertIncreasing((t) => studentCdf(t, df), p, low, 0);
}

/**
 * Wilson score interval of a share (Wilson 1927; Newcombe 1998 method 3).
 * @param successes number of hits, 0 ≤ successes ≤ n
 * @param n number of trials
 * @returns null when n is 0: no trials, no interval
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval | null {
  if (n <= 0) return null;
  const z = normalQuantile(1 - (1 - level) / 2);
  const share = successes / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: successes === 0 ? 0 : (centre - half) / scale,
    high: successes === n ? 1 : (centre + half) / scale,
  };
}

/**
 * Student t interval of a mean from its sample standard deviation (n − 1 in the divisor).
 * @returns null below two observations
 */
export function meanInterval(mean: number, sd: number, n: number, level = 0.95): Interval | null {
  if (n < 2) return null;
  const half = studentQuantile(1 - (1 - level) / 2, n - 1) * (sd / Math.sqrt(n));
  return { low: mean - half, high: mean + half };
}

/** Quantile of the gamma distribution with the given shape and scale 1. */
function gammaQuantile(p: number, shape: number): number {
  let high = shape + 10;
  while (incompleteGamma(shape, high) < p) high *= 2;
  return invertIncreasing((x) => incompleteGamma(shape, x), p, 0, high);
}

/**
 * Exact Poisson interval of a rate (Garwood 1936).
 * @param count observed events
 * @param exposure what the events are counted over (customers, orders); the interval is per one unit of it
 */
export function poissonInterval(count: number, exposure = 1, level = 0.95): Interval | null {
  if (exposure <= 0) return null;
  const alpha = 1 - level;
  const low = count === 0 ? 0 : gammaQuantile(alpha / 2, count);
  return { low: low / exposure, high: gammaQuantile(1 - alpha / 2, count + 1) / exposure };
}

/** One sample, described by what its mean's interval needs. */
export interface SampleMoments {
  n: number;
  mean: number;
  /** Sample standard deviation, n − 1 in the divisor. */
  sd: number;
}

/** What may be said about a difference of two means. */
export type DifferenceVerdict = 'increased' | 'decreased' | 'withinError' | 'sampleTooSmall';

/** Difference of two means with its interval and what may be said about it. */
export interface MeanDifference {
  difference: number;
  interval: Interval | null;
  degreesOfFreedom: number | null;
  verdict: DifferenceVerdict;
}

/**
 * Difference current − previous of two independent means (Welch's t; Satterthwaite degrees of freedom).
 * The verdict is withheld when either sample has fewer than `minimum` observations.
 */
export function differenceOfMeans(
  current: SampleMoments,
  previous: SampleMoments,
  options: { level?: number; minimum?: number } = {},
): MeanDifference {
  const { level = 0.95, minimum = MINIMUM_SAMPLE } = options;
  const difference = current.mean - previous.mean;
  if (current.n < 2 || previous.n < 2) {
    return { difference, interval: null, degreesOfFreedom: null, verdict: 'sampleTooSmall' };
  }
  const a = current.sd ** 2 / current.n;
  const b = previous.sd ** 2 / previous.n;
  const pooled = current.n + previous.n - 2;
  const df = a + b === 0 ? pooled : (a + b) ** 2 / (a ** 2 / (current.n - 1) + b ** 2 / (previous.n - 1));
  const half = studentQuantile(1 - (1 - level) / 2, df) * Math.sqrt(a + b);
  const interval = { low: difference - half, high: difference + half };
  const small = current.n < minimum || previous.n < minimum;
  return { difference, interval, degreesOfFreedom: df, verdict: small ? 'sampleTooSmall' : verdictOf(interval) };
}

function verdictOf(interval: Interval): DifferenceVerdict {
  if (interval.low > 0) return 'increased';
  if (interval.high < 0) return 'decreased';
  return 'withinError';
}

/** A count over what it is counted over. */
export interface CountOverExposure {
  count: number;
  exposure: number;
}

/**
 * Ratio of two Poisson rates, current over previous. Given their sum, the current count is binomial: its Wilson interval
 * becomes that of the ratio (Przyborowski & Wilenski 1940).
 * @returns null where an exposure is 0 or nothing was counted at all; ratio null where nothing was counted before
 */
export function rateRatio(
  current: CountOverExposure,
  previous: CountOverExposure,
  level = 0.95,
): { ratio: number | null; interval: { low: number; high: number | null } } | null {
  const share = wilsonInterval(current.count, current.count + previous.count, level);
  if (!share || current.exposure <= 0 || previous.exposure <= 0) return null;
  const scale = previous.exposure / current.exposure;
  const odds = (p: number) => (p >= 1 ? null : (p / (1 - p)) * scale);
  return {
    ratio: odds(current.count / (current.count + previous.count)),
    interval: { low: odds(share.low) as number, high: odds(share.high) },
  };
}
