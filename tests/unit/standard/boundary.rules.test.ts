import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryCases, curveRange, ruleCurve } from '#shared/standard/boundary.rules.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { anyCard, itemsOf } from '../inspection/card.arbitrary.ts';

const text = { zh: '及时率', en: 'on time' };
const rate: ScorecardItem = {
  code: '4.2',
  title: text,
  clause: { code: 'E11', text, source: text },
  guidance: [],
  fullPoints: 5000,
  rule: {
    kind: 'linear',
    measure: 'share',
    direction: 'atLeast',
    target: 98_000,
    step: 100,
    perPoints: 200,
    stepping: 'exact',
    unit: { zh: '%', en: '%' },
    floorPoints: 0,
  },
  notApplicable: 'spread',
  evidence: { demand: 'onFailure', least: 1 },
  critical: null,
};

describe('boundary cases', () => {
  it('are those of the mockup for 98 % and 0.2 off for each 0.1', () => {
    expect(boundaryCases(rate).map(({ shown, says, points, isGood }) => [shown.zh, says.zh, points, isGood])).toEqual([
      ['100%', '超过目标', 5000, true],
      ['98%', '恰好达标', 5000, true],
      ['97.9%', '差 0.1', 4800, true],
      ['97.85%', '差 0.15，按比例', 4700, true],
      ['95.5%', '恰到零分线', 0, true],
      ['95.4%', '更差，不再扣', 0, true],
      ['无业务量', '分值摊给本节其余项', null, true],
    ]);
  });

  it('are good for every rule that can be published: the engine keeps to the words of the rule', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        for (const item of itemsOf(card))
          for (const each of boundaryCases(item))
            expect(each, `${JSON.stringify(item.rule)} of ${item.fullPoints}`).toMatchObject({ isGood: true });
      }),
      { numRuns: 300 },
    );
  });

  it('see an engine that gives something else', () => {
    const wrong = { ...rate, rule: { ...rate.rule, floorPoints: 9000 } } as ScorecardItem;
    expect(boundaryCases(wrong).some((each) => !each.isGood)).toBe(true);
  });
});

describe('curve of a rule', () => {
  it('runs from the zero line to the target', () => {
    const range = curveRange(rate);
    expect(range?.marks).toEqual([95_500, 98_000]);
    const curve = ruleCurve(rate, 94_000, 100_000);
    expect(curve[0]).toEqual([94_000, 0]);
    expect(curve.at(-1)).toEqual([100_000, 5000]);
    expect(curve.find(([at]) => at === 98_000)?.[1]).toBe(5000);
    expect(curve.every(([, points], i) => i === 0 || points >= (curve[i - 1]?.[1] ?? 0))).toBe(true);
  });
  it('is drawn only for rules that measure one value', () => {
    expect(curveRange({ ...rate, rule: { kind: 'passFail' } })).toBeNull();
  });
});
