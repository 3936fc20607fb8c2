import { describe, expect, it } from 'vitest';
import { laneyFactor, nelsonSignals, pChart, uChart, xmrChart } from '#shared/statistics/control-chart.ts';

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
    expect(laneyFactor(chart)).toBeCloseTo(1.6603086219, 6);
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
    expect(chart.points[1]?.lower).toBeCloseTo(0.1578852, 7);
    expect(chart.points[1]?.upper).toBeCloseTo(2.6886264279, 9);
    expect(chart.points[9]?.upper).toBeCloseTo(2.4355523051, 9);
  });
});

describe('XmR chart', () => {
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

describe('Nelson rules', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8];
  it.each<[string, number[], { rule: number; index: number }[]]>([
    ['1 outlier', [0.2, -0.5, 3.2, 0.1], [{ rule: 1, index: 2 }]],
    ['2 nine on a side', [0.5, 0.3, 1.2, 0.8, 0.4, 0.6, 0.9, 0.1, 0.7, -0.2], [{ rule: 2, index: 8 }]],
    ['3 six rising', [-1.2, -0.9, -0.3, 0.2, 0.8, 1.5, 1.1], [{ rule: 3, index: 5 }]],
    ['3 not for five', [-1.2, -0.9, -0.3, 0.2, 0.8, 0.7], []],
    [
      '4 alternating',
      [0.5, -0.4, 0.6, -0.3, 0.7, -0.5, 0.4, -0.6, 0.5, -0.4, 0.6, -0.3, 0.5, -0.2],
      [{ rule: 4, index: 13 }],
    ],
    ['5 two of three beyond 2σ', [0.1, 2.2, 0.5, 2.4, 0], [{ rule: 5, index: 3 }]],
    ['5 not on opposite sides', [0.1, 2.2, -2.4, 0.3], []],
    ['6 four of five beyond 1σ', [0.2, 1.2, 1.5, 0.4, 1.1, 1.6, 0], [{ rule: 6, index: 5 }]],
    [
      '7 fifteen within 1σ',
      [0.3, -0.4, 0.5, -0.2, 0.1, -0.6, 0.4, 0.2, -0.3, 0.6, -0.1, 0.5, -0.7, 0.2, 0.3, 1.4],
      [{ rule: 7, index: 14 }],
    ],
    ['8 eight outside 1σ', [1.3, -1.4, 1.6, -1.2, 1.1, -1.5, 1.4, -1.3, 0.2], [{ rule: 8, index: 7 }]],
    ['none on a clean series', [0.3, -0.8, 1.1, -0.2, 0.9, -1.3, 0.4, 0.1, -0.6, 0.7], []],
  ])('%s', (_name, z, expected) => {
    expect(nelsonSignals(z, all)).toEqual(expected);
  });
});
