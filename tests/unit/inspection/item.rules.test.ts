import { describe, expect, it } from 'vitest';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import { parseResult, resultText } from '#shared/inspection/entry.words.ts';
import { entryFits, scoreItem } from '#shared/inspection/item.rules.ts';
import { roundHalfUp } from '#shared/inspection/rational.ts';
import { emptyEntry, type ItemEntry, type ItemResult } from '#shared/inspection/result.schema.ts';
import type { ScorecardItem, ScoringRule } from '#shared/standard/scorecard.schema.ts';

const text = { zh: '例', en: 'example' };
const percent = { zh: '%', en: '%' };
const job = { zh: '单', en: 'order' };
const item = (rule: ScoringRule, more: Partial<ScorecardItem> = {}): ScorecardItem => ({
  code: '1',
  title: text,
  clause: { code: 'A1', text, source: text },
  guidance: [],
  fullPoints: 5000,
  rule,
  notApplicable: 'spread',
  evidence: { demand: 'never', least: 1 },
  critical: null,
  ...more,
});
const entry = (result: ItemResult | null, more: Partial<ItemEntry> = {}): ItemEntry => ({
  ...emptyEntry('1'),
  result,
  ...more,
});
/** Lost points of 1/1000 and the sentence that explains them. */
function outcome(rule: ScoringRule, result: ItemResult, more: Partial<ScorecardItem> = {}) {
  const exact = scoreItem(item(rule, more), entry(result));
  return exact && [roundHalfUp(exact.lost), deductionSentence(exact.arithmetic, 'zh')];
}

const timely: ScoringRule = {
  kind: 'linear',
  measure: 'share',
  direction: 'atLeast',
  target: 98_000,
  step: 1000,
  perPoints: 200,
  stepping: 'exact',
  unit: percent,
};
const counted: ScoringRule = { kind: 'deductPerOccurrence', perPoints: 500, unit: job, floorPoints: 0 };
const falsified: ScoringRule = { ...counted, doubling: { factor: 2, title: { zh: '虚报', en: 'false reports' } } };

// worked by hand
describe('one item by its rule', () => {
  it('what is met is not called missed', () => {
    expect(outcome({ kind: 'passFail' }, { kind: 'pass', passed: true })).toEqual([0, '达标 → 不扣分']);
    expect(outcome({ kind: 'passFail' }, { kind: 'pass', passed: false })).toEqual([5000, '不达标 → 扣 5.00']);
  });
  it('每降 1% 扣 0.2', () => {
    expect(outcome(timely, { kind: 'share', met: 963, total: 1000 })).toEqual([
      340,
      '96.3% (963/1000)，低于 98% 1.7 个百分点，每 1% 扣 0.20 → 扣 0.34',
    ]);
    expect(outcome({ ...timely, stepping: 'begun' }, { kind: 'share', met: 963, total: 1000 })).toEqual([
      400,
      '96.3% (963/1000)，低于 98% 1.7 个百分点，每 1% 扣 0.20（不足按 1%，计 2 档） → 扣 0.40',
    ]);
    expect(outcome(timely, { kind: 'share', met: 98, total: 100 })?.[0]).toBe(0);
    // 2/3 = 66.666…%: 31.333… points below, 6.2666… off, floored at the 5.000 of the item
    expect(outcome(timely, { kind: 'share', met: 2, total: 3 })?.[0]).toBe(5000);
    expect(outcome({ ...timely, floorPoints: 1000 }, { kind: 'share', met: 2, total: 3 })?.[0]).toBe(4000);
  });

  it('每发现一次扣 x 分，扣完为止', () => {
    expect(outcome(counted, { kind: 'count', count: 3 })).toEqual([1500, '3 单 × 0.50 → 扣 1.50']);
    expect(outcome(counted, { kind: 'count', count: 30 })).toEqual([5000, '30 单 × 0.50，扣完为止 → 扣 5.00']);
    expect(outcome({ ...counted, floorPoints: 2000 }, { kind: 'count', count: 30 })?.[0]).toBe(3000);
  });

  it('虚报加倍', () => {
    expect(outcome(falsified, { kind: 'count', count: 3, doubled: 1 })).toEqual([
      2000,
      '2 单 × 0.50 + 虚报 1 单 × 0.50 × 2 → 扣 2.00',
    ]);
    expect(outcome(falsified, { kind: 'count', count: 2, doubled: 2 })?.[0]).toBe(2000);
    expect(outcome(falsified, { kind: 'count', count: 9, doubled: 9 })?.[0]).toBe(5000);
    expect(entryFits(item(counted), entry({ kind: 'count', count: 2, doubled: 1 }))).toBe(false);
  });

  it('linear interpolation between knots', () => {
    const rule: ScoringRule = {
      kind: 'interpolation',
      measure: 'value',
      unit: percent,
      knots: [
        { at: 90_000, points: 0 },
        { at: 95_000, points: 3000 },
        { at: 98_000, points: 5000 },
      ],
    };
    expect(outcome(rule, { kind: 'value', value: 96_500 })?.[0]).toBe(1000);
    expect(outcome(rule, { kind: 'value', value: 92_000 })?.[0]).toBe(3800);
    expect(outcome(rule, { kind: 'value', value: 95_000 })?.[0]).toBe(2000);
    expect(outcome(rule, { kind: 'value', value: 80_000 })?.[0]).toBe(5000);
    expect(outcome(rule, { kind: 'value', value: 99_900 })?.[0]).toBe(0);
    expect(outcome(rule, { kind: 'value', value: 96_500 })?.[1]).toBe(
      '96.5% 得 3.00 + (96.5 − 95) ÷ 3 × 2.00 = 4.00 → 扣 1.00',
    );
  });

  it('a rating', () => {
    const choices = [5000, 3500, 0].map((points, i) => ({ title: { zh: '优良差'[i] as string, en: 'x' }, points }));
    expect(outcome({ kind: 'rating', choices }, { kind: 'rating', choice: 1 })).toEqual([
      1500,
      '评为「良」得 3.50 → 扣 1.50',
    ]);
    expect(entryFits(item({ kind: 'rating', choices }), entry({ kind: 'rating', choice: 3 }))).toBe(false);
  });

  it('平均值≤X 且最长≤Y are two conditions', () => {
    const rule: ScoringRule = {
      kind: 'meanAndMax',
      meanLimit: 10_000,
      meanStep: 1000,
      meanStepPoints: 1000,
      maxLimit: 20_000,
      maxPoints: 2000,
      unit: { zh: '分钟', en: 'minutes' },
    };
    expect(outcome(rule, { kind: 'meanAndMax', count: 40, mean: 9900, max: 20_100 })?.[0]).toBe(2000);
    expect(outcome(rule, { kind: 'meanAndMax', count: 40, mean: 10_100, max: 20_000 })?.[0]).toBe(1000);
    expect(outcome(rule, { kind: 'meanAndMax', count: 40, mean: 10_000, max: 20_000 })?.[0]).toBe(0);
  });

  it('counts an item that does not apply as nothing where the card says so', () => {
    const exact = scoreItem(item(counted, { notApplicable: 'zero' }), entry(null, { isNotApplicable: true }));
    expect(exact && [roundHalfUp(exact.lost), deductionSentence(exact.arithmetic, 'zh')]).toEqual([
      5000,
      '不适用，按零分 → 扣 5.00',
    ]);
    expect(scoreItem(item(counted), entry(null, { isNotApplicable: true }))).toBeNull();
  });
});

describe('what is typed', () => {
  it('reads doubled occurrences and choices, and writes them back', () => {
    expect(parseResult(item(falsified), '3+1')).toEqual({ kind: 'count', count: 3, doubled: 1 });
    expect(parseResult(item(falsified), '1+3')).toBeUndefined();
    expect(parseResult(item(counted), '3+1')).toBeUndefined();
    expect(resultText({ kind: 'count', count: 3, doubled: 1 })).toBe('3+1');
    const choices = [5000, 0].map((points) => ({ title: text, points }));
    expect(parseResult(item({ kind: 'rating', choices }), '2')).toEqual({ kind: 'rating', choice: 1 });
    expect(parseResult(item({ kind: 'rating', choices }), '3')).toBeUndefined();
    expect(resultText({ kind: 'rating', choice: 1 })).toBe('2');
  });

  it.each(['-1', 'NaN', '1e3', '∞', '0x10', ' ', '1²', '1.5'])('refuses %j as a number of occurrences', (typed) => {
    expect(parseResult(item(counted), typed) ?? null).toBeNull();
  });
});
