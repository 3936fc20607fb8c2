import { scoreItem } from '../inspection/item.rules.ts';
import { roundHalfUp } from '../inspection/rational.ts';
import { emptyEntry, type ItemResult } from '../inspection/result.schema.ts';
import { formatQuantity } from './rule.words.ts';
import type { Bilingual, ScorecardItem, ScoringRule } from './scorecard.schema.ts';

/** One result at an edge of a rule, what the engine gives for it, and what it has to give. Points are 1/1000. */
export interface BoundaryCase {
  /** the result as it is read, e.g. `97.9%` */
  readonly shown: Bilingual;
  readonly says: Bilingual;
  /** null: not applicable, left empty */
  readonly points: number | null;
  readonly wanted: number | null;
  readonly isGood: boolean;
}

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Points the engine gives for a result, rounded to 1/1000. */
export function pointsFor(item: ScorecardItem, result: ItemResult): number {
  const { critical: _hit, ...plain } = item;
  const exact = scoreItem({ ...plain, critical: null }, { ...emptyEntry(item.code), result });
  return exact ? roundHalfUp(exact.earned) : 0;
}

const value = (at: number): ItemResult => ({ kind: 'value', value: at });
const isMeasured = (rule: ScoringRule): rule is Extract<ScoringRule, { kind: 'linear' | 'bands' | 'interpolation' }> =>
  rule.kind === 'linear' || rule.kind === 'bands' || rule.kind === 'interpolation';

/** Where a linear rule stops taking: the value from which nothing above the floor is left. */
function zeroLine(item: ScorecardItem, rule: Extract<ScoringRule, { kind: 'linear' }>): number {
  const steps = Math.ceil((item.fullPoints - (rule.floorPoints ?? 0)) / rule.perPoints);
  const exactly = ((item.fullPoints - (rule.floorPoints ?? 0)) * rule.step) / rule.perPoints;
  const span = rule.stepping === 'exact' ? Math.ceil(exactly) : steps * rule.step;
  return rule.direction === 'atLeast' ? rule.target - span : rule.target + span;
}

/**
 * The range of values worth drawing, and the marks on it.
 * @returns null for rules that don't measure one value
 */
export function curveRange(item: ScorecardItem): { from: number; to: number; marks: number[] } | null {
  const { rule } = item;
  if (!isMeasured(rule)) return null;
  const marks =
    rule.kind === 'linear'
      ? [Math.max(0, zeroLine(item, rule)), rule.target]
      : rule.kind === 'bands'
        ? rule.bands.map((band) => band.limit)
        : rule.knots.map((knot) => knot.at);
  const [low, high] = [Math.min(...marks), Math.max(...marks)];
  const margin = Math.max(100, Math.round((high - low) * 0.5), Math.round(high * 0.01));
  const isPercent = rule.measure === 'share' || rule.unit.zh === '%';
  const top = high + margin;
  return {
    from: Math.max(0, low - margin),
    to: isPercent && high <= 100_000 ? Math.min(100_000, Math.max(top, high)) : top,
    marks: [...new Set(marks)].sort((a, b) => a - b),
  };
}

/** Points over a range of values, by the engine: where a rule jumps both sides are drawn. Both axes in 1/1000. */
export function ruleCurve(item: ScorecardItem, from: number, to: number, count = 160): [at: number, points: number][] {
  const own = curveRange(item);
  const ats = new Set<number>();
  for (let i = 0; i <= count; i++) ats.add(Math.round(from + ((to - from) * i) / count));
  for (const mark of own?.marks ?? [])
    for (const at of [mark - 1, mark, mark + 1]) if (at >= from && at <= to) ats.add(at);
  return [...ats].sort((a, b) => a - b).map((at) => [at, pointsFor(item, value(at))]);
}

interface Draft {
  shown: Bilingual;
  says: Bilingual;
  result: ItemResult | null;
  wanted: number | null;
}

function linearCases(item: ScorecardItem, rule: Extract<ScoringRule, { kind: 'linear' }>): Draft[] {
  const { target, step, direction, stepping, perPoints } = rule;
  const up = direction === 'atLeast';
  const sign = up ? -1 : 1;
  const full = item.fullPoints;
  const floor = rule.floorPoints ?? 0;
  const at = (by: number) => target + sign * by;
  // what is left in whole numbers and rounded half-up, by the words of the rule, beside the engine's fractions
  const left = (missed: number) => {
    const taken = stepping === 'begun' ? Math.ceil(missed / step) * step : missed;
    return Math.max(floor, Math.floor((2 * (full * step - taken * perPoints) + step) / (2 * step)));
  };
  const show = (v: number) => w(`${formatQuantity(v)}${rule.unit.zh}`, `${formatQuantity(v)} ${rule.unit.en}`.trim());
  const list: Draft[] = [];
  const add = (v: number, says: Bilingual, wanted: number) => {
    if (v >= 0 && !list.some((each) => (each.result as { value: number }).value === v))
      list.push({ shown: show(v), says, result: value(v), wanted });
  };
  const percent = rule.measure === 'share' || rule.unit.zh === '%';
  add(
    up ? (percent ? Math.max(target, 100_000) : target + step) : Math.max(0, target - step),
    up ? w('超过目标', 'beyond the target') : w('优于目标', 'better than the target'),
    full,
  );
  add(target, w('恰好达标', 'exactly on target'), full);
  add(at(step), w(`差 ${formatQuantity(step)}`, `${formatQuantity(step)} off`), left(step));
  const part = step + Math.floor(step / 2);
  if (step > 1)
    add(
      at(part),
      w(
        `差 ${formatQuantity(part)}，${stepping === 'begun' ? '不足按一步' : '按比例'}`,
        `${formatQuantity(part)} off, ${stepping === 'begun' ? 'begun step whole' : 'in proportion'}`,
      ),
      left(part),
    );
  const zero = zeroLine(item, rule);
  add(zero, floor === 0 ? w('恰到零分线', 'exactly on the zero line') : w('恰到保底', 'exactly on the floor'), floor);
  add(zero + sign * step, w('更差，不再扣', 'worse, nothing more is taken'), floor);
  return list;
}

function bandCases(rule: Extract<ScoringRule, { kind: 'bands' }>): Draft[] {
  const sign = rule.direction === 'atLeast' ? -1 : 1;
  const show = (v: number) => w(`${formatQuantity(v)}${rule.unit.zh}`, `${formatQuantity(v)} ${rule.unit.en}`.trim());
  return rule.bands.flatMap((band, i): Draft[] => {
    const next = rule.bands[i + 1]?.points ?? 0;
    const beyond = band.limit + sign;
    return [
      {
        shown: show(band.limit),
        says: w(`恰到第 ${i + 1} 档`, `exactly on band ${i + 1}`),
        result: value(band.limit),
        wanted: band.points,
      },
      ...(beyond < 0
        ? []
        : [
            {
              shown: show(beyond),
              says: w(`差一点到第 ${i + 1} 档`, `just missing band ${i + 1}`),
              result: value(beyond),
              wanted: next,
            },
          ]),
    ];
  });
}

function knotCases(rule: Extract<ScoringRule, { kind: 'interpolation' }>): Draft[] {
  const show = (v: number) => w(`${formatQuantity(v)}${rule.unit.zh}`, `${formatQuantity(v)} ${rule.unit.en}`.trim());
  const list: Draft[] = rule.knots.map((knot, i) => ({
    shown: show(knot.at),
    says: w(`折点 ${i + 1}`, `knot ${i + 1}`),
    result: value(knot.at),
    wanted: knot.points,
  }));
  rule.knots.slice(1).forEach((knot, i) => {
    const before = rule.knots[i] as { at: number; points: number };
    if ((before.at + knot.at) % 2 !== 0) return;
    const middle = (before.at + knot.at) / 2;
    const wanted = Math.floor((before.points + knot.points + 1) / 2);
    list.push({ shown: show(middle), says: w('两折点正中', 'half way between knots'), result: value(middle), wanted });
  });
  const last = rule.knots.at(-1) as { at: number; points: number };
  list.push({
    shown: show(last.at + 1000),
    says: w('超出最后折点', 'beyond the last knot'),
    result: value(last.at + 1000),
    wanted: last.points,
  });
  return list;
}

function meanCases(item: ScorecardItem, rule: Extract<ScoringRule, { kind: 'meanAndMax' }>): Draft[] {
  const { meanLimit, maxLimit, meanStep, meanStepPoints, maxPoints } = rule;
  const full = item.fullPoints;
  const both = (mean: number, max: number) => ({
    shown: w(
      `均 ${formatQuantity(mean)} / 最长 ${formatQuantity(max)}`,
      `mean ${formatQuantity(mean)} / longest ${formatQuantity(max)}`,
    ),
    result: { kind: 'meanAndMax' as const, count: 1, mean, max: Math.max(mean, max) },
  });
  const top = Math.max(meanLimit, maxLimit);
  // a mean above its limit may not be above the longest
  const longest = Math.max(maxLimit, meanLimit + meanStep);
  const alone = longest > maxLimit ? maxPoints : 0;
  return [
    {
      ...both(meanLimit, top),
      says: w('恰好都在限内', 'both exactly within'),
      wanted: Math.max(0, full - (top > maxLimit ? maxPoints : 0)),
    },
    {
      ...both(meanLimit + 1, longest),
      says: w('均值刚超', 'mean just above'),
      wanted: Math.max(0, full - meanStepPoints - alone),
    },
    {
      ...both(meanLimit + meanStep, longest),
      says: w('均值超一步', 'mean one step above'),
      wanted: Math.max(0, full - meanStepPoints - alone),
    },
    {
      ...both(Math.min(meanLimit, maxLimit), maxLimit + 1),
      says: w('最长刚超', 'longest just above'),
      wanted: Math.max(0, full - maxPoints),
    },
  ];
}

function countCases(
  item: ScorecardItem,
  rule: Extract<ScoringRule, { kind: 'deductPerOccurrence' | 'award' }>,
): Draft[] {
  const full = item.fullPoints;
  const isAward = rule.kind === 'award';
  const floor = isAward ? 0 : rule.floorPoints;
  const earned = (n: number) =>
    isAward ? Math.min(full, n * rule.perPoints) : Math.max(floor, full - n * rule.perPoints);
  const last = Math.ceil((full - floor) / rule.perPoints);
  const counts = [...new Set([0, 1, 2, last, last + 1])].sort((a, b) => a - b);
  const list: Draft[] = counts.map((count) => ({
    shown: w(`${count} ${rule.unit.zh}`, `${count} ${rule.unit.en}`),
    says:
      count === 0
        ? w('没有发现', 'nothing found')
        : count === last
          ? isAward
            ? w('恰到上限', 'exactly at the cap')
            : w('恰好扣完', 'just used up')
          : count > last
            ? isAward
              ? w('超出上限', 'beyond the cap')
              : w('扣完为止', 'nothing more is taken')
            : w(`${count} 次`, `${count} times`),
    result: { kind: 'count' as const, count },
    wanted: earned(count),
  }));
  if (rule.kind === 'deductPerOccurrence' && rule.doubling) {
    const { factor, title } = rule.doubling;
    list.push({
      shown: w(`1 ${rule.unit.zh}，${title.zh}`, `1 ${rule.unit.en}, ${title.en}`),
      says: w(`按 ${factor} 倍`, `${factor} times`),
      result: { kind: 'count', count: 1, doubled: 1 },
      wanted: Math.max(floor, full - factor * rule.perPoints),
    });
  }
  return list;
}

function casesOf(item: ScorecardItem): Draft[] {
  const { rule, fullPoints } = item;
  switch (rule.kind) {
    case 'linear':
      return linearCases(item, rule);
    case 'bands':
      return bandCases(rule);
    case 'interpolation':
      return knotCases(rule);
    case 'meanAndMax':
      return meanCases(item, rule);
    case 'rating':
      return rule.choices.map((choice, i) => ({
        shown: choice.title,
        says: w(`第 ${i + 1} 级`, `choice ${i + 1}`),
        result: { kind: 'rating', choice: i },
        wanted: choice.points,
      }));
    case 'passFail':
      return [
        { shown: w('达标', 'met'), says: w('', ''), result: { kind: 'pass', passed: true }, wanted: fullPoints },
        { shown: w('不达标', 'not met'), says: w('', ''), result: { kind: 'pass', passed: false }, wanted: 0 },
      ];
    default:
      return countCases(item, rule);
  }
}

const away: Record<ScorecardItem['notApplicable'], Bilingual> = {
  spread: w('分值摊给本节其余项', 'its points go to the rest of the section'),
  full: w('按满分', 'full marks'),
  zero: w('按零分', 'counts as nothing'),
  notAllowed: w('不允许', 'not allowed'),
};

/**
 * Results at the edges of an item's rule: the engine's points beside those the rule's own words demand, made apart
 * from the engine in whole numbers.
 */
export function boundaryCases(item: ScorecardItem): BoundaryCase[] {
  const list = casesOf(item).map(({ shown, says, result, wanted }): BoundaryCase => {
    const points = result && pointsFor(item, result);
    return { shown, says, points, wanted, isGood: points === wanted && (points ?? 0) <= item.fullPoints };
  });
  const isShare = 'measure' in item.rule && item.rule.measure === 'share';
  const wanted = item.notApplicable === 'full' ? item.fullPoints : item.notApplicable === 'zero' ? 0 : null;
  if (item.notApplicable !== 'notAllowed' && item.rule.kind !== 'award')
    list.push({
      shown: isShare ? w('无业务量', 'no cases') : w('不适用', 'not applicable'),
      says: away[item.notApplicable],
      points: wanted,
      wanted,
      isGood: true,
    });
  return list;
}
