import type { Bilingual, ScorecardItem, ScoringRule } from '../standard/scorecard.schema.ts';
import type { Arithmetic } from './arithmetic.ts';
import {
  add,
  ceiling,
  compare,
  divide,
  greatest,
  least,
  multiply,
  type Rational,
  rational,
  roundHalfUp,
  subtract,
  zero,
} from './rational.ts';
import { type ItemEntry, type ItemResult, resultKindOf } from './result.schema.ts';

/** Exact outcome of one entered item. Award items lose nothing and earn; others start full and lose. */
export interface ExactItem {
  readonly earned: Rational;
  readonly lost: Rational;
  readonly arithmetic: Arithmetic;
}

type RuleOf<K extends ScoringRule['kind']> = Extract<ScoringRule, { kind: K }>;
type ResultOf<K extends ItemResult['kind']> = Extract<ItemResult, { kind: K }>;

const whole = (value: Rational) => roundHalfUp(value);
const measured = (result: ItemResult): Rational => {
  if (result.kind === 'share') return rational(BigInt(result.met) * 100_000n, result.total);
  return result.kind === 'value' ? rational(result.value) : zero;
};

function occurrence(item: ScorecardItem, rule: RuleOf<'deductPerOccurrence'>, result: ResultOf<'count'>): ExactItem {
  const doubled = rule.doubling ? (result.doubled ?? 0) : 0;
  const times = result.count + doubled * ((rule.doubling?.factor ?? 1) - 1);
  const wanted = rational(BigInt(times) * BigInt(rule.perPoints));
  const limit = rational(item.fullPoints - rule.floorPoints);
  const lost = least(wanted, limit);
  const { unit, perPoints, doubling } = rule;
  const arithmetic: Arithmetic = {
    kind: 'occurrence',
    count: result.count,
    ...(doubling && doubled > 0 && { doubled: { count: doubled, factor: doubling.factor, title: doubling.title } }),
    perPoints,
    unit,
    lostPoints: whole(lost),
    isFloored: compare(wanted, limit) > 0,
  };
  return { lost, earned: subtract(rational(item.fullPoints), lost), arithmetic };
}

function linear(item: ScorecardItem, rule: RuleOf<'linear'>, result: ItemResult): ExactItem {
  const value = measured(result);
  const isBelow = rule.direction === 'atLeast';
  const missed = greatest(
    isBelow ? subtract(rational(rule.target), value) : subtract(value, rational(rule.target)),
    zero,
  );
  const exact = divide(missed, rational(rule.step));
  const steps = rule.stepping === 'begun' ? ceiling(exact) : exact;
  const wanted = multiply(steps, rational(rule.perPoints));
  const lost = least(wanted, rational(item.fullPoints - (rule.floorPoints ?? 0)));
  const { target, step, perPoints, unit, stepping } = rule;
  const shown = { value: whole(value), steps: whole(multiply(steps, rational(1000))), lostPoints: whole(lost) };
  const arithmetic: Arithmetic = {
    kind: 'step',
    ...shown,
    ...(result.kind === 'share' && { share: { met: result.met, total: result.total } }),
    stepping,
    target,
    step,
    perPoints,
    unit,
    isBelow,
    isFloored: compare(wanted, lost) > 0,
  };
  return { lost, earned: subtract(rational(item.fullPoints), lost), arithmetic };
}

function bands(item: ScorecardItem, rule: RuleOf<'bands'>, result: ItemResult): ExactItem {
  const value = measured(result);
  const keeps = (limit: number) =>
    rule.direction === 'atLeast' ? compare(value, rational(limit)) >= 0 : compare(value, rational(limit)) <= 0;
  const earnedPoints = rule.bands.find((band) => keeps(band.limit))?.points ?? 0;
  const lostPoints = item.fullPoints - earnedPoints;
  return {
    lost: rational(lostPoints),
    earned: rational(earnedPoints),
    arithmetic: { kind: 'band', value: whole(value), unit: rule.unit, earnedPoints, lostPoints },
  };
}

/** Points of `value` on the straight line through two knots. */
function between(value: Rational, from: { at: number; points: number }, to: { at: number; points: number }): Rational {
  if (from.at === to.at) return rational(from.points);
  const share = divide(subtract(value, rational(from.at)), rational(to.at - from.at));
  return add(rational(from.points), multiply(share, rational(to.points - from.points)));
}

function interpolation(item: ScorecardItem, rule: RuleOf<'interpolation'>, result: ItemResult): ExactItem {
  const value = measured(result);
  const { knots, unit } = rule;
  const after = knots.findIndex((knot) => compare(value, rational(knot.at)) <= 0);
  const to = (after < 0 ? knots.at(-1) : knots[after]) as { at: number; points: number };
  const isOn = after <= 0 || compare(value, rational(to.at)) === 0;
  const from = (isOn ? to : knots[after - 1]) as { at: number; points: number };
  const earned = between(value, from, to);
  const lost = subtract(rational(item.fullPoints), earned);
  const shown = { value: whole(value), from, to, earnedPoints: whole(earned), lostPoints: whole(lost) };
  return { earned, lost, arithmetic: { kind: 'interpolation', unit, ...shown } };
}

function rating(item: ScorecardItem, rule: RuleOf<'rating'>, result: ResultOf<'rating'>): ExactItem {
  const { title, points } = rule.choices[result.choice] as { title: Bilingual; points: number };
  const lostPoints = item.fullPoints - points;
  return {
    earned: rational(points),
    lost: rational(lostPoints),
    arithmetic: { kind: 'rating', title, earnedPoints: points, lostPoints },
  };
}

function meanAndMax(item: ScorecardItem, rule: RuleOf<'meanAndMax'>, result: ResultOf<'meanAndMax'>): ExactItem {
  const over = Math.max(0, result.mean - rule.meanLimit);
  const steps = ceiling(rational(over, rule.meanStep));
  const maxPoints = result.max > rule.maxLimit ? rule.maxPoints : 0;
  const wanted = add(multiply(steps, rational(rule.meanStepPoints)), rational(maxPoints));
  const lost = least(wanted, rational(item.fullPoints));
  const shown = {
    mean: result.mean,
    max: result.max,
    meanSteps: Number(steps.n) * 1000,
    meanStepPoints: rule.meanStepPoints,
    maxPoints,
  };
  const arithmetic: Arithmetic = {
    kind: 'meanAndMax',
    ...shown,
    unit: rule.unit,
    lostPoints: whole(lost),
    isFloored: compare(wanted, lost) > 0,
  };
  return { lost, earned: subtract(rational(item.fullPoints), lost), arithmetic };
}

function award(item: ScorecardItem, rule: RuleOf<'award'>, result: ResultOf<'count'>): ExactItem {
  const wanted = rational(BigInt(result.count) * BigInt(rule.perPoints));
  const earned = least(wanted, rational(item.fullPoints));
  const shown = { count: result.count, perPoints: rule.perPoints, unit: rule.unit };
  return {
    lost: zero,
    earned,
    arithmetic: { kind: 'award', ...shown, earnedPoints: whole(earned), isCapped: compare(wanted, earned) > 0 },
  };
}

const failed = (item: ScorecardItem, kind: 'failed' | 'critical'): ExactItem => ({
  earned: zero,
  lost: rational(item.fullPoints),
  arithmetic: { kind, lostPoints: item.fullPoints },
});

function byRule(item: ScorecardItem, result: ItemResult): ExactItem {
  const { rule } = item;
  if (rule.kind === 'deductPerOccurrence') return occurrence(item, rule, result as ResultOf<'count'>);
  if (rule.kind === 'linear') return linear(item, rule, result);
  if (rule.kind === 'bands') return bands(item, rule, result);
  if (rule.kind === 'interpolation') return interpolation(item, rule, result);
  if (rule.kind === 'rating') return rating(item, rule, result as ResultOf<'rating'>);
  if (rule.kind === 'meanAndMax') return meanAndMax(item, rule, result as ResultOf<'meanAndMax'>);
  if (rule.kind === 'award') return award(item, rule, result as ResultOf<'count'>);
  if ((result as ResultOf<'pass'>).passed)
    return { earned: rational(item.fullPoints), lost: zero, arithmetic: { kind: 'passed', lostPoints: 0 } };
  return failed(item, 'failed');
}

/** Whether a result can stand for a rule: it is of its kind, names an existing choice, doubles only where that is a rule. */
function resultFits(rule: ScoringRule, result: ItemResult): boolean {
  if (result.kind !== resultKindOf(rule)) return false;
  if (result.kind === 'rating') return rule.kind === 'rating' && result.choice < rule.choices.length;
  if (result.kind !== 'count' || !result.doubled) return true;
  return rule.kind === 'deductPerOccurrence' && rule.doubling !== undefined;
}

/**
 * Whether an entry can stand for an item: the result fits its rule, not-applicable only where allowed and without a
 * result, a critical mark only on critical items.
 */
export function entryFits(item: ScorecardItem, entry: ItemEntry): boolean {
  if (entry.result && !resultFits(item.rule, entry.result)) return false;
  if (entry.isNotApplicable && item.notApplicable === 'notAllowed') return false;
  return !(entry.isCriticalHit && !item.critical);
}

/** Whether something was found that makes the item a critical hit. */
export function isCriticalHit(item: ScorecardItem, entry: ItemEntry, exact: ExactItem | null): boolean {
  if (!item.critical || entry.isNotApplicable) return false;
  if (entry.isCriticalHit) return true;
  if (item.critical.trigger !== 'onFailure' || !exact) return false;
  if (entry.result?.kind === 'pass') return !entry.result.passed;
  return exact.lost.n > 0n;
}

/**
 * Exact points of one item, or null while nothing is entered and for items that don't apply, unless not applying counts
 * as nothing. A critical hit loses the item whole.
 */
export function scoreItem(item: ScorecardItem, entry: ItemEntry): ExactItem | null {
  if (entry.isNotApplicable) {
    if (item.notApplicable !== 'zero') return null;
    const { fullPoints } = item;
    return {
      earned: zero,
      lost: rational(fullPoints),
      arithmetic: { kind: 'notApplicable', lostPoints: fullPoints },
    };
  }
  const exact = entry.result ? byRule(item, entry.result) : null;
  if (!isCriticalHit(item, entry, exact)) return exact;
  return exact && compare(exact.lost, rational(item.fullPoints)) === 0 && item.fullPoints > 0
    ? exact
    : failed(item, 'critical');
}
