import { describe, expect, it } from 'vitest';
import {
  alertsOf,
  heatBandsOf,
  monthsBack,
  sumByMonth,
  timelinessSeries,
  volumeSeries,
} from '#shared/home/home.rules.ts';

const months = monthsBack('2026-11-30', 12);
const steady = months.map((month) => ({ month, count: 200, inTime: 196, late: 4 }));

describe('home figures', () => {
  it('counts months back over the turn of the year', () => {
    expect(months[0]).toBe('2025-12');
    expect(months.at(-1)).toBe('2026-11');
    expect(monthsBack('2026-01-15', 2)).toEqual(['2025-12', '2026-01']);
  });

  it('keeps months without complaints', () => {
    expect(sumByMonth([{ month: '2026-11', count: 1, inTime: 1, late: 0 }], months)).toHaveLength(12);
  });

  it('finds a fall below the lower limit', () => {
    // p̄ = (11·196 + 170) / 2400 = 0.969; lower limit 0.969 − 3·√(0.969·0.031/200) = 0.932; 170/200 = 0.85
    const fallen = [...steady.slice(0, 11), { month: '2026-11', count: 200, inTime: 170, late: 30 }];
    const { trend, state } = timelinessSeries(fallen);
    expect(state).toBe('belowLimit');
    expect(trend.at(-1)?.lower).toBeCloseTo(0.9324, 3);
    expect(timelinessSeries(steady).state).toBe('inControl');
    expect(alertsOf([{ unitId: 'u', name: '星渚', group: 'city', months: fallen }])).toMatchObject([
      { metric: 'timeliness', state: 'belowLimit', value: 0.85 },
    ]);
  });

  it('does not judge few cases or few months', () => {
    const few = months.map((month, i) => ({ month, count: 20, inTime: i === 11 ? 0 : 20, late: i === 11 ? 20 : 0 }));
    expect(timelinessSeries(few).state).toBe('tooFew');
    expect(timelinessSeries(steady.slice(0, 3)).state).toBe('tooFew');
  });

  it('sees a flood of complaints', () => {
    const flood = steady.map((m, i) => ({ ...m, count: i === 11 ? 500 : 200 + (i % 2) * 6 }));
    expect(volumeSeries(flood).state).toBe('aboveLimit');
  });

  const rowOf = (...shares: [value: number | null, n: number][]) => ({
    unitId: 'u',
    name: '星渚',
    group: 'city' as const,
    cells: shares.map(([value, n]) => ({ month: '2026-11', value, n, isSignal: false })),
  });

  it('shades around the target where it is reached, else around the mean of all complaints', () => {
    const starts = (...rows: ReturnType<typeof rowOf>[]) => heatBandsOf(rows).bands.map(({ from }) => from);
    expect(starts(rowOf([0.99, 100], [0.985, 200]))).toEqual([0, 95, 97, 98, 99]);
    // (0.9·300 + 1·100) / 400 = 92.5 %; a month without complaints weighs nothing
    expect(starts(rowOf([0.9, 300], [null, 0]), rowOf([1, 100]))).toEqual([0, 90, 92, 93, 94]);
    expect(starts()).toEqual([0, 95, 97, 98, 99]);
    expect(starts(rowOf([0, 5]))).toEqual([0, 1, 3, 4, 5]);
  });
});
