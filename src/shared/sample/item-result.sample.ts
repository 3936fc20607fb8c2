import type { ItemResult } from '../inspection/result.schema.ts';
import type { ScoringRule } from '../standard/scorecard.schema.ts';
import { integerBetween, poisson, type Uniform } from './random.ts';

/**
 * A plausible result of one item by the kind of its rule.
 * @param occurrencesMean mean number of further occurrences where each one counts
 * @param isFound whether something was found: a failure, or for award items a case worth an award
 */
export function resultFor(rng: Uniform, rule: ScoringRule, isFound: boolean, occurrencesMean: number): ItemResult {
  switch (rule.kind) {
    case 'deductPerOccurrence':
      return { kind: 'count', count: isFound ? 1 + poisson(rng, occurrencesMean) : 0 };
    case 'award':
      return { kind: 'count', count: isFound ? 1 : 0 };
    case 'passFail':
      return { kind: 'pass', passed: !isFound };
    case 'linear':
      return measured(rng, rule, rule.target, rule.step, isFound);
    case 'bands': {
      const [best, next] = rule.bands;
      const limit = best?.limit ?? 0;
      return measured(rng, rule, limit, Math.max(1, Math.abs(limit - (next?.limit ?? limit * 0.95))), isFound);
    }
    case 'meanAndMax':
      return times(rng, rule, isFound);
    case 'interpolation':
      return knotted(rng, rule, isFound);
    case 'rating':
      return { kind: 'rating', choice: isFound ? integerBetween(rng, 1, rule.choices.length - 1) : 0 };
  }
}

/** A measured value on the right or wrong side of its target; shares as so many of so many. */
function measured(
  rng: Uniform,
  rule: Extract<ScoringRule, { kind: 'linear' | 'bands' }>,
  target: number,
  step: number,
  isFound: boolean,
): ItemResult {
  const total = integerBetween(rng, 40, 200);
  const away = isFound ? 0.3 + rng() * 2.5 : -rng();
  const sign = rule.direction === 'atLeast' ? -1 : 1;
  const value = Math.max(0, Math.round(target + sign * away * step));
  if (rule.measure === 'value') return { kind: 'value', value };
  const wanted = (Math.min(100_000, value) / 100_000) * total;
  const keeps = rule.direction === 'atLeast' ? Math.ceil(wanted) : Math.floor(wanted);
  const misses = rule.direction === 'atLeast' ? Math.floor(wanted) : Math.ceil(wanted);
  return { kind: 'share', met: Math.min(total, isFound ? misses : keeps), total };
}

/** A value at the best end of the knots, or somewhere on the way to the worst. */
function knotted(rng: Uniform, rule: Extract<ScoringRule, { kind: 'interpolation' }>, isFound: boolean): ItemResult {
  const [first, last] = [rule.knots[0]?.at ?? 0, rule.knots.at(-1)?.at ?? 0];
  const isRising = (rule.knots.at(-1)?.points ?? 0) >= (rule.knots[0]?.points ?? 0);
  const [best, worst] = isRising ? [last, first] : [first, last];
  const value = Math.round(isFound ? best + (worst - best) * (0.1 + 0.8 * rng()) : best);
  if (rule.measure === 'value') return { kind: 'value', value };
  const total = integerBetween(rng, 40, 200);
  return { kind: 'share', met: Math.round((Math.min(100_000, value) / 100_000) * total), total };
}

function times(rng: Uniform, rule: Extract<ScoringRule, { kind: 'meanAndMax' }>, isFound: boolean): ItemResult {
  const count = integerBetween(rng, 5, 40);
  const part = rng();
  if (!isFound) {
    const mean = Math.round(rule.meanLimit * (0.4 + 0.55 * part));
    return { kind: 'meanAndMax', count, mean, max: Math.round(mean + (rule.maxLimit - mean) * rng() * 0.9) };
  }
  const mean = rule.meanLimit + Math.round(rule.meanStep * 2.5 * part);
  return { kind: 'meanAndMax', count, mean, max: Math.max(mean, Math.round(rule.maxLimit * (0.9 + rng() * 0.4))) };
}
