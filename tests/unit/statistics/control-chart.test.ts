import { describe, expect, it } from 'vitest';
import { cChart, D2_OF_TWO, D4_OF_TWO, pChart, uChart, xmrChart } from '#shared/statistics/control-chart.ts';

/** Montgomery, orange juice cans: nonconforming among 50, trial samples 1–30. */
const juice = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
].map((count) => ({ count, size: 50 }));

describe('p chart', () => {
  it("gives Montgomery's limits and finds samples 15 and 23", () => {
    const chart = pChart(juice, { rules: [1] });
    expect(chart.centre).toBeCloseTo(0.2313333333, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(0.0524275481, 9);
    expect(chart.points[0]?.upper).toBeCloseTo(0.4102391186, 9);
    const out = chart.points.flatMap((point, index) => (point.rules.includes(1) ? [index + 1] : []));
    expect(out).toEqual([15, 23]);
  });

  it('recomputes without the excluded samples but still plots them', () => {
    const chart = pChart(juice, { baseline: (index) => index !== 14 && index !== 22 });
    expect(chart.centre).toBeCloseTo(0.215, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(0.04070284, 8);
    expect(chart.points[0]?.upper).toBeCloseTo(0.38929716, 8);
    expect(chart.points).toHaveLength(30);
  });

  it('never goes below 0 or above 1', () => {
    const chart = pChart([
      { count: 1, size: 20 },
      { count: 19, size: 20 },
      { count: 0, size: 2 },
    ]);
    expect(Math.min(...chart.points.map((point) => point.lower))).toBe(0);
    expect(Math.max(...chart.points.map((point) => point.upper))).toBe(1);
  });
});

describe('u chart', () => {
  it("gives Montgomery's personal computer limits", () => {
    const counts = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5];
    const chart = uChart(counts.map((count) => ({ count, size: 5 })));
    expect(chart.centre).toBeCloseTo(1.93, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(0.066133052, 8);
    expect(chart.points[0]?.upper).toBeCloseTo(3.793866948, 8);
  });

  it('gives each dyed cloth roll its own limits', () => {
    const rolls: [number, number][] = [
      [14, 10],
      [12, 8],
      [20, 13],
      [11, 10],
      [7, 9.5],
      [10, 10],
      [21, 12],
      [16, 10.5],
      [19, 12],
      [23, 12.5],
    ];
    const chart = uChart(rolls.map(([count, size]) => ({ count, size })));
    expect(chart.centre).toBeCloseTo(1.423255814, 9);
    const published = [
      [0.2914739301, 2.5550376978],
      [0.1578852, 2.6886264279],
      [0.4306174366, 2.4158941913],
      [0.2914739301, 2.5550376978],
      [0.2620721019, 2.584439526],
      [0.2914739301, 2.5550376978],
      [0.390085034, 2.4564265939],
      [0.318749791, 2.5277618369],
      [0.390085034, 2.4564265939],
      [0.4109593228, 2.4355523051],
    ];
    for (const [i, [lower, upper]] of published.entries()) {
      expect(chart.points[i]?.lower, `roll ${i + 1}`).toBeCloseTo(lower as number, 9);
      expect(chart.points[i]?.upper, `roll ${i + 1}`).toBeCloseTo(upper as number, 9);
    }
  });
});

describe('c chart', () => {
  it("gives Montgomery's limits of defects on circuit boards, and finds samples 6 and 20", () => {
    const boards = [
      21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
    ];
    const chart = cChart(boards, { rules: [1] });
    expect(chart.centre).toBeCloseTo(19.8461538462, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(6.4814471672, 9);
    expect(chart.points[0]?.upper).toBeCloseTo(33.2108605251, 9);
    expect(chart.points.flatMap(({ rules }, i) => (rules.length > 0 ? [i + 1] : []))).toEqual([6, 20]);
  });
});

describe('XmR chart', () => {
  it('has the constants of the tables', () => {
    expect(3 / D2_OF_TWO).toBeCloseTo(2.6586807764, 9);
    expect(D4_OF_TWO).toBe(3.266532);
  });

  it("gives Montgomery's viscosity limits", () => {
    const chart = xmrChart([
      33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54, 33.12, 33.84,
    ]);
    expect(chart.centre).toBeCloseTo(33.5233333333, 9);
    expect(chart.meanMovingRange).toBeCloseTo(0.4807142857, 9);
    expect(chart.points[0]?.lower).toBeCloseTo(32.2448378926, 8);
    expect(chart.points[0]?.upper).toBeCloseTo(34.8018287741, 8);
    expect(chart.movingRangeUpper).toBeCloseTo(1.5702685971, 6);
    expect(chart.points.every((point) => point.rules.length === 0)).toBe(true);
  });

  it('stays quiet on one value', () => {
    expect(xmrChart([5]).points[0]).toMatchObject({ lower: 5, upper: 5, z: 0, rules: [] });
  });
});
