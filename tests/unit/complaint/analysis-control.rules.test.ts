import { describe, expect, it } from 'vitest';
import { controlSeriesOf, isWorse, lookedAt, signalsOf } from '#shared/complaint/analysis-control.rules.ts';
import { addDays } from '#shared/kernel/dates.ts';

const sample = (i: number, count: number, size = 10) => {
  const startOn = addDays('2026-01-05', 7 * i);
  return { key: startOn, startOn, endOn: addDays(startOn, 6), count, size };
};
const options = { measure: 'volume', step: 'month', rules: [1, 2, 3], laney: true } as const;
const year = { startOn: '2026-01-01', endOn: '2026-12-31' };
const even = [20, 22, 18, 21, 19, 20, 22, 18, 21, 19, 20, 19];

describe('a series', () => {
  it('keeps plain limits beside those widened by σz, and never narrows them', () => {
    const calm = controlSeriesOf(
      null,
      'users',
      even.map((count, i) => sample(i, count)),
      options,
    );
    expect(calm.series.factor).toBe(1);
    expect(calm.series.points[0]?.upper).toBe(calm.series.points[0]?.plainUpper);
    const wild = [20, 60, 10, 55, 15, 70, 12, 66, 18, 50, 14, 62].map((count, i) => sample(i, count));
    const { series } = controlSeriesOf(null, 'users', wild, options);
    expect(series.factor).toBeGreaterThan(4);
    expect(series.points[0]?.upper).toBeGreaterThan(series.points[0]?.plainUpper as number);
    expect(series.points.some((point) => point.rules.includes(1))).toBe(false);
    const plain = controlSeriesOf(null, 'users', wild, { ...options, laney: false });
    expect(plain.series.factor).toBe(1);
    expect(plain.series.points.filter((point) => point.rules.includes(1)).length).toBeGreaterThan(3);
  });

  it('is charted and not judged with too few points or cases', () => {
    const short = controlSeriesOf(
      null,
      'users',
      even.slice(0, 11).map((count, i) => sample(i, count)),
      options,
    );
    expect(short.series.unjudged).toBe('tooFewPoints');
    expect(short.chances).toEqual([]);
    const thin = controlSeriesOf(
      null,
      'users',
      even.map((_, i) => sample(i, i === 5 ? 40 : 1)),
      options,
    );
    expect(thin.series.unjudged).toBe('tooFewCases');
    expect(thin.series.points.every((point) => point.rules.length === 0)).toBe(true);
    const shares = { ...options, measure: 'timeliness' } as const;
    const sure = controlSeriesOf(
      null,
      'cases',
      even.map((_, i) => sample(i, 49, 50)),
      shares,
    );
    expect(sure.series.unjudged).toBe('tooFewCases');
    expect(
      controlSeriesOf(
        null,
        'cases',
        even.map((_, i) => sample(i, 45, 50)),
        shares,
      ).series.unjudged,
    ).toBeNull();
  });

  it('leaves out points without any case or exposure', () => {
    const { series } = controlSeriesOf(null, 'cases', [...even.map((_, i) => sample(i, 9, 20)), sample(12, 0, 0)], {
      ...options,
      measure: 'founded',
    });
    expect(series.points).toHaveLength(12);
  });
});

describe('signals', () => {
  const outlier = even.map((count, i) => sample(i, i === 8 ? 60 : count));

  it('name the point, the direction and whether it lies in the period', () => {
    const judged = controlSeriesOf(null, 'users', outlier, { ...options, laney: false });
    const [signal, ...others] = signalsOf(judged, null, { startOn: '2026-03-01', endOn: '2026-03-31' });
    expect(others).toEqual([]);
    expect(signal).toMatchObject({
      rule: 1,
      direction: 'up',
      isInPeriod: true,
      point: { startOn: '2026-03-02', count: 60 },
    });
    expect(signalsOf(judged, null, { startOn: '2026-04-01', endOn: '2026-04-30' })[0]?.isInPeriod).toBe(false);
  });

  it('name a run once, where it is complete, and say where it goes', () => {
    const rising = [20, 19, 21, 20, 18, 19, 20, 22, 24, 26, 28, 30].map((count, i) => sample(i, count));
    const found = signalsOf(controlSeriesOf(null, 'users', rising, options), null, year);
    expect(found.map(({ rule, direction, point }) => [rule, direction, point.count])).toEqual([[3, 'up', 26]]);
  });

  it('come with how many chance alone would bring', () => {
    const judged = controlSeriesOf(
      null,
      'users',
      even.map((count, i) => sample(i, count)),
      { ...options, rules: [1] },
    );
    const looked = lookedAt([judged, judged], { startOn: '2026-03-02', endOn: '2026-03-15' });
    expect(looked).toMatchObject({ series: 2, points: 24, pointsInPeriod: 4 });
    // counts of 20: a little more than 0.27 % of the points each
    expect(looked.expected).toBeGreaterThan(24 * 0.0027);
    expect(looked.expected).toBeLessThan(24 * 0.0045);
    expect(looked.expectedInPeriod).toBeCloseTo(looked.expected / 6, 9);
  });

  it('are for the worse upwards, and for timeliness downwards', () => {
    expect([isWorse('volume', 'up'), isWorse('founded', 'down'), isWorse('timeliness', 'down')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
