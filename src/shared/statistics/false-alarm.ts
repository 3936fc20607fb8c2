import type { ControlPoint } from './control-chart.ts';
import { incompleteBeta, incompleteGamma } from './special.ts';

/** Chance that a Poisson count with this mean is at most x; x need not be whole. */
function poissonUpTo(x: number, mean: number): number {
  const whole = Math.floor(x);
  return whole < 0 ? 0 : 1 - incompleteGamma(whole + 1, mean);
}

/** The same for a negative binomial count with a variance of `mean · spread`, spread > 1. */
function negativeBinomialUpTo(x: number, mean: number, spread: number): number {
  const whole = Math.floor(x);
  const shape = mean / (spread - 1);
  return whole < 0 ? 0 : incompleteBeta(shape / (shape + mean), shape, whole + 1);
}

/**
 * The same for a binomial count; with a spread above 1 its numbers are divided by it (as many cases as tell something of
 * their own), with the correction for continuity kept.
 */
function binomialUpTo(x: number, size: number, share: number, spread: number): number {
  const whole = Math.floor(x);
  if (whole < 0) return 0;
  if (whole >= size) return 1;
  const hits = (whole + 0.5) / spread - 0.5;
  const n = size / spread;
  return hits <= -1 ? 0 : incompleteBeta(1 - share, Math.max(n - hits, 1e-9), hits + 1);
}

/**
 * Chance that a point of a process in control falls outside its 3σ limits (Nelson's rule 1). Counts are not normal: small
 * ones have a longer tail above, so that 0.27 % would promise too few false alarms.
 * @param kind p: share of `size` cases; u: events over `size` exposure
 * @param factor σz by which the limits were widened; 1 for plain charts
 */
export function outsideChance(
  kind: 'p' | 'u',
  { centre, lower, upper }: Pick<ControlPoint, 'centre' | 'lower' | 'upper'>,
  size: number,
  factor = 1,
): number {
  const spread = Math.max(1, factor) ** 2;
  const mean = centre * size;
  if (mean <= 0 || (kind === 'p' && centre >= 1)) return 0;
  const upTo = (x: number) =>
    kind === 'p'
      ? binomialUpTo(x, size, centre, spread)
      : spread > 1 + 1e-9
        ? negativeBinomialUpTo(x, mean, spread)
        : poissonUpTo(x, mean);
  // limits are kept as rates: a count on the limit must not fall to either side by rounding
  const above = Number.isFinite(upper) ? 1 - upTo(upper * size + 1e-9) : 0;
  const below = lower > 0 ? upTo(Math.ceil(lower * size - 1e-9) - 1) : 0;
  return above + below;
}
