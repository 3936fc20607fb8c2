import { describe, expect, it } from 'vitest';
import { pChart, uChart } from '#shared/statistics/control-chart.ts';
import { outsideChance } from '#shared/statistics/false-alarm.ts';
import { laneyChart, laneyFactor } from '#shared/statistics/laney.ts';

/** Montgomery, orange juice cans: nonconforming among 50, trial samples 1–30. */
const juice = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
].map((count) => ({ count, size: 50 }));

describe('Laney', () => {
  const plain = pChart(juice, { rules: [1] });

  it('gives σz of the orange juice cans', () => {
    expect(laneyFactor(plain)).toBeCloseTo(1.6603086219, 9);
  });

  it('multiplies the limits by it and looks at the rules anew', () => {
    const chart = laneyChart(plain, { rules: [1] });
    const reach = 0.4102391186 - 0.2313333333;
    expect(chart.points[0]?.upper).toBeCloseTo(0.2313333333 + 1.6603086219 * reach, 8);
    expect(chart.points[0]?.lower).toBe(0);
    expect(chart.points[14]?.z).toBeCloseTo((plain.points[14]?.z as number) / 1.6603086219, 8);
    expect(chart.points.some((point) => point.rules.includes(1))).toBe(false);
    expect(chart.points[0]?.value).toBe(plain.points[0]?.value);
  });

  it('keeps the plain limits where it would narrow them, if asked', () => {
    const even = uChart(Array.from({ length: 12 }, () => ({ count: 40, size: 10 })));
    expect(laneyFactor(even)).toBe(0);
    expect(laneyChart(even).points[3]).toMatchObject({ z: 0, rules: [] });
    const kept = laneyChart(even, { least: 1 });
    expect(kept.factor).toBe(1);
    expect(kept.points[3]?.upper).toBeCloseTo(4 + 3 * Math.sqrt(0.4), 9);
  });

  it('sees slow swings by ranges over more than one step', () => {
    // four weeks high, four weeks low, and so on: neighbours are alike
    const slow = uChart(Array.from({ length: 40 }, (_, i) => ({ count: i % 8 < 4 ? 60 : 40, size: 1 })));
    expect(laneyFactor(slow)).toBeLessThan(0.8);
    expect(laneyFactor(slow, { lag: 4 })).toBeGreaterThan(2);
  });
});

describe('chance to fall outside', () => {
  const limits = (mean: number, factor = 1) => ({
    centre: mean,
    lower: Math.max(0, mean - 3 * factor * Math.sqrt(mean)),
    upper: mean + 3 * factor * Math.sqrt(mean),
  });

  it('is 0.27 % for great counts and more for small ones', () => {
    expect(outsideChance('u', limits(1_000_000), 1)).toBeCloseTo(0.0027, 4);
    // Poisson table: P(X > 19 | 10); the upper limit is 19.49, below 0.51 only the count 0 falls
    expect(outsideChance('u', limits(10), 1)).toBeCloseTo(0.003454342 + Math.exp(-10), 7);
    expect(outsideChance('u', limits(4), 1)).toBeCloseTo(0.002839766, 7);
  });

  it('follows the wider limits of counts that vary more', () => {
    const wide = outsideChance('u', limits(16, 1.5), 1, 1.5);
    expect(wide).toBeGreaterThan(0.0027);
    expect(wide).toBeLessThan(0.02);
    expect(outsideChance('u', limits(1_000_000, 1.5), 1, 1.5)).toBeCloseTo(0.0027, 3);
  });

  it('is that of the binomial for shares', () => {
    const [share, n] = [0.9, 200];
    const reach = 3 * Math.sqrt((share * (1 - share)) / n);
    let exact = 0;
    let term = share ** n;
    for (let hits = n; hits >= 0; hits -= 1) {
      if (hits / n > share + reach || hits / n < share - reach) exact += term;
      term *= (hits / (n - hits + 1)) * ((1 - share) / share);
    }
    const found = outsideChance('p', { centre: share, lower: share - reach, upper: Math.min(1, share + reach) }, n);
    expect(found).toBeCloseTo(exact, 9);
    expect(outsideChance('p', { centre: 1, lower: 1, upper: 1 }, 50)).toBe(0);
  });
});
