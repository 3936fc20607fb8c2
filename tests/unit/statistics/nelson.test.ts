import { describe, expect, it } from 'vitest';
import { ALL_RULES, expectedSignals, nelsonSignals } from '#shared/statistics/nelson.ts';
import { normalCdf } from '#shared/statistics/special.ts';

describe('Nelson rules', () => {
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
    expect(nelsonSignals(z, ALL_RULES)).toEqual(expected);
  });
});

describe('false alarms', () => {
  const beyond = (limit: number) => 2 * (1 - normalCdf(limit));

  it('are the areas of the normal curve that the rules cut off', () => {
    expect(expectedSignals(1, [1])).toBeCloseTo(beyond(3), 9);
    const [two, one] = [beyond(2) / 2, beyond(1) / 2];
    expect(expectedSignals(3, [5])).toBeCloseTo(2 * two * (1 - (1 - two) ** 2), 6);
    expect(expectedSignals(5, [6])).toBeCloseTo(2 * one * (4 * one ** 3 * (1 - one) + one ** 4), 6);
    expect(expectedSignals(15, [7])).toBeCloseTo((1 - beyond(1)) ** 15, 6);
    expect(expectedSignals(8, [8])).toBeCloseTo(beyond(1) ** 8, 6);
  });

  it('count only points that can complete the rule', () => {
    expect(expectedSignals(8, [2])).toBe(0);
    expect(expectedSignals(10, [2])).toBeCloseTo(2 * 2 * 0.5 ** 9, 12);
    expect(expectedSignals(100, [1, 3])).toBeCloseTo(100 * 0.0026997961 + (95 * 2) / 720, 9);
  });

  it('are what chance alone brings', () => {
    // a fixed sequence of normal values; 200,000 points, so that each count lies within four of its standard errors
    let seed = 7;
    const uniform = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed + 0.5) / 4294967296;
    };
    const z = Array.from(
      { length: 200_000 },
      () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
    );
    const counts = new Map<number, number>();
    for (const { rule } of nelsonSignals(z, ALL_RULES)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    for (const rule of ALL_RULES) {
      const expected = expectedSignals(z.length, [rule]);
      // signals of one run come in clusters: twice the spread of independent counts
      expect(Math.abs((counts.get(rule) ?? 0) - expected), `rule ${rule}`).toBeLessThan(8 * Math.sqrt(expected));
    }
  });
});
