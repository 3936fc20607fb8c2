import { describe, expect, it } from 'vitest';
import { refusalOf } from '#shared/inspection/entry.refusal.ts';
import { parseResult } from '#shared/inspection/entry.words.ts';
import type { ScorecardItem, ScoringRule } from '#shared/standard/scorecard.schema.ts';

const words = { zh: '次', en: 'time' };
const itemOf = (rule: ScoringRule): ScorecardItem => ({
  code: '1.1',
  title: words,
  clause: { code: 'X', text: words, source: words },
  guidance: [],
  fullPoints: 3000,
  rule,
  notApplicable: 'spread',
  evidence: { demand: 'never', least: 1 },
  critical: null,
});
const count = itemOf({ kind: 'deductPerOccurrence', perPoints: 500, unit: words, floorPoints: 0 });
const doubled = itemOf({
  kind: 'deductPerOccurrence',
  perPoints: 500,
  unit: words,
  floorPoints: 0,
  doubling: { factor: 2, title: words },
});
const linear = (measure: 'share' | 'value') =>
  itemOf({
    kind: 'linear',
    measure,
    direction: 'atLeast',
    target: 98_000,
    step: 1000,
    perPoints: 200,
    stepping: 'exact',
    unit: words,
  });
const times = itemOf({
  kind: 'meanAndMax',
  meanLimit: 8000,
  meanStep: 1000,
  meanStepPoints: 500,
  maxLimit: 20_000,
  maxPoints: 1000,
  unit: words,
});
const rating = itemOf({
  kind: 'rating',
  choices: [
    { title: words, points: 3000 },
    { title: words, points: 0 },
  ],
});

describe('what is typed for an item', () => {
  it.each([
    [count, '-1', 'negative'],
    [count, '1.5', 'whole'],
    [count, 'abc', 'whole'],
    [count, '3+1', 'doubling'],
    [count, '12345678', 'tooLarge'],
    [doubled, '1+2', 'doubledAbove'],
    [linear('value'), '97.12345', 'decimals'],
    [linear('value'), '九十', 'number'],
    [linear('share'), '501/500', 'shareAbove'],
    [linear('share'), '5/0', 'shareOfNone'],
    [linear('share'), '487', 'share'],
    [times, '24 10', 'meanAbove'],
    [times, '10.8', 'meanAndMax'],
    [rating, '3', 'choice'],
    [rating, '0', 'choice'],
    [itemOf({ kind: 'passFail' }), '7', 'pass'],
  ])('%# is refused in words', (item, text, reason) => {
    expect(refusalOf(item, text)?.reason).toBe(reason);
  });

  it('is not refused while more typing can make it right', () => {
    for (const [item, text] of [
      [linear('share'), '487'],
      [linear('share'), '487/5'],
      [times, '10.8'],
      [doubled, '3+'],
      [linear('value'), '97.'],
    ] as const)
      expect([text, refusalOf(item, text)?.isUnfinished]).toEqual([text, true]);
    expect(refusalOf(doubled, '1+2')?.isUnfinished).toBe(false);
  });

  it('takes what a Chinese keyboard types', () => {
    expect(parseResult(count, '３')).toEqual({ kind: 'count', count: 3 });
    expect(parseResult(linear('share'), '４８７／５００')).toEqual({ kind: 'share', met: 487, total: 500 });
    expect(parseResult(linear('value'), '９７。４％')).toEqual({ kind: 'value', value: 97_400 });
    expect(parseResult(doubled, '３＋１')).toEqual({ kind: 'count', count: 3, doubled: 1 });
    for (const item of [count, doubled, times, rating]) expect(refusalOf(item, '')).toBeUndefined();
  });
});
