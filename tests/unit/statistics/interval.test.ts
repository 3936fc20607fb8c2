import { describe, expect, it } from 'vitest';
import {
  differenceOfMeans,
  meanInterval,
  normalQuantile,
  poissonInterval,
  studentQuantile,
  wilsonInterval,
} from '#shared/statistics/interval.ts';
import { incompleteGamma, logGamma, normalCdf } from '#shared/statistics/special.ts';

describe('quantiles', () => {
  it('matches published normal quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9);
  });

  it('matches the t table and its limits', () => {
    // R: qt(0.975, c(1, 2, 5, 29, 249))
    const table: [number, number][] = [
      [1, 12.706204736432095],
      [2, 4.302652729911275],
      [5, 2.570581835636314],
      [29, 2.045229642132703],
      [249, 1.969536867538226],
    ];
    for (const [df, t] of table) expect(studentQuantile(0.975, df)).toBeCloseTo(t, 7);
    expect(studentQuantile(0.025, 29)).toBeCloseTo(-2.045229642132703, 9);
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 5);
  });

  it('keeps the special functions on known values', () => {
    expect(Math.exp(logGamma(5))).toBeCloseTo(24, 9);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(incompleteGamma(1, 2)).toBeCloseTo(1 - Math.exp(-2), 13);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 12);
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  });
});

describe('Wilson interval', () => {
  // Newcombe 1998, Table I, method 3.
  it.each([
    [81, 263, 0.2552885199, 0.366209577],
    [15, 148, 0.0623863995, 0.1604872417],
    [0, 20, 0, 0.1611251581],
    [1, 29, 0.0061132143, 0.1717552188],
  ])('gives the published limits for %i of %i', (successes, n, low, high) => {
    const interval = wilsonInterval(successes, n);
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });

  it('stays inside 0–1 and has no answer without trials', () => {
    expect(wilsonInterval(20, 20)?.high).toBe(1);
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});

describe('Poisson interval', () => {
  it('gives the exact limits of Garwood 1936', () => {
    expect(poissonInterval(10)?.low).toBeCloseTo(4.795389, 5);
    expect(poissonInterval(10)?.high).toBeCloseTo(18.390356, 5);
    expect(poissonInterval(0)).toEqual({ low: 0, high: expect.closeTo(3.688879, 5) });
    expect(poissonInterval(10, 5)?.high).toBeCloseTo(18.390356 / 5, 6);
    expect(poissonInterval(3, 0)).toBeNull();
  });
});

describe('means', () => {
  it('uses t, not the normal, and says nothing from one value', () => {
    const interval = meanInterval(71.9703703704, 14.7240713386, 250);
    expect(interval?.high).toBeCloseTo(71.9703703704 + (1.969536867538226 * 14.7240713386) / Math.sqrt(250), 6);
    expect(meanInterval(70, 0, 1)).toBeNull();
  });

  it("matches Welch's test of R's sleep data", () => {
    // t.test(extra ~ group, data = sleep): df = 17.776, 95 % −3.3654832 … 0.2054832
    const result = differenceOfMeans({ n: 10, mean: 0.75, sd: 1.789009967 }, { n: 10, mean: 2.33, sd: 2.002249154 });
    expect(result.degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(result.interval?.low).toBeCloseTo(-3.3654832, 5);
    expect(result.interval?.high).toBeCloseTo(0.2054832, 5);
    expect(result.verdict).toBe('sampleTooSmall');
  });

  it('gives a verdict from the interval when both samples reach the minimum', () => {
    const base = { n: 250, mean: 70, sd: 14 };
    expect(differenceOfMeans({ ...base, mean: 73 }, base).verdict).toBe('increased');
    expect(differenceOfMeans({ ...base, mean: 67 }, base).verdict).toBe('decreased');
    expect(differenceOfMeans({ ...base, mean: 71 }, base).verdict).toBe('withinError');
    expect(differenceOfMeans({ ...base, mean: 99, n: 29 }, base).verdict).toBe('sampleTooSmall');
    expect(differenceOfMeans({ ...base, mean: 99, n: 30 }, base).verdict).toBe('increased');
    expect(differenceOfMeans({ ...base, n: 1 }, base).interval).toBeNull();
  });
});
