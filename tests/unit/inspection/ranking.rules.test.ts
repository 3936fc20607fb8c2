import { describe, expect, it } from 'vitest';
import { monthsBetween, previousSpan, shiftMonth, wholeMonths } from '#shared/inspection/month-span.ts';
import { changeOf, rankRanges, summarize } from '#shared/inspection/ranking.rules.ts';
import { clusteredRate, severityVerdict } from '#shared/inspection/severity.rules.ts';

describe('points of a unit', () => {
  it('sums up counted points as if each sheet stood alone', () => {
    const summary = summarize([
      { points: 90_000, grade: 'a', count: 2 },
      { points: 80_000, grade: 'b', count: 1 },
      { points: 70_000, grade: 'b', count: 1 },
    ]);
    expect(summary).toMatchObject({ n: 4, mean: 82_500, median: 85_000, grades: { a: 2, b: 2 } });
    // sd of 90 90 80 70 is 9.5743; t(0.975, 3) = 3.18245
    expect(summary.sd).toBeCloseTo(9574.271, 2);
    expect(summary.interval?.low).toBeCloseTo(82_500 - (3.182_446 * 9574.271) / 2, 0);
  });

  it('has no interval of one sheet, and nothing at all of none', () => {
    expect(summarize([{ points: 1000, grade: null, count: 1 }])).toMatchObject({ n: 1, mean: 1000, interval: null });
    expect(summarize([])).toMatchObject({ n: 0, mean: null, median: null });
  });
});

describe('places', () => {
  const row = (low: number, high: number) => ({ interval: { low, high } });
  it('orders only what does not overlap', () => {
    expect(rankRanges([row(90, 95), row(80, 85), row(60, 70)])).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 2 },
      { from: 3, to: 3 },
    ]);
    expect(rankRanges([row(88, 95), row(80, 90), row(60, 70)])).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
      { from: 3, to: 3 },
    ]);
  });
  it('takes touching intervals and equal ones as tied', () => {
    expect(rankRanges([row(80, 90), row(70, 80)])).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
    expect(rankRanges([row(80, 80), row(80, 80)])[0]).toEqual({ from: 1, to: 2 });
  });
  it('leaves every place open without an interval', () => {
    expect(rankRanges([row(90, 95), { interval: null }, row(60, 70)])).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 3 },
    ]);
  });
  it('gives a change no verdict below the least number', () => {
    const few = summarize([{ points: 90_000, grade: null, count: 1 }]);
    const many = summarize([
      { points: 90_000, grade: null, count: 5 },
      { points: 91_000, grade: null, count: 5 },
    ]);
    const worse = summarize([
      { points: 70_000, grade: null, count: 5 },
      { points: 71_000, grade: null, count: 5 },
    ]);
    expect(changeOf(few, many, 3)?.verdict).toBe('sampleTooSmall');
    expect(changeOf(worse, many, 3)).toMatchObject({ verdict: 'decreased', difference: -20_000 });
    expect(changeOf(many, many, 3)?.verdict).toBe('withinError');
    expect(changeOf(many, summarize([]), 3)).toBeNull();
  });
});

describe('months', () => {
  it('goes over the year', () => {
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(shiftMonth('2025-12', 13)).toBe('2027-01');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(wholeMonths({ startOn: '2024-02-10', endOn: '2024-02-11' })).toEqual({
      startOn: '2024-02-01',
      endOn: '2024-02-29',
    });
  });
  it('finds the span before: months before months, days before days', () => {
    expect(previousSpan('2026-01-01', '2026-03-31')).toEqual({ startOn: '2025-10-01', endOn: '2025-12-31' });
    expect(previousSpan('2024-03-01', '2024-03-31')).toEqual({ startOn: '2024-02-01', endOn: '2024-02-29' });
    expect(previousSpan('2026-03-08', '2026-03-14')).toEqual({ startOn: '2026-03-01', endOn: '2026-03-07' });
  });
});

describe('severity of inspectors', () => {
  const sheets = (count: number, failed: number) => Array.from({ length: count }, () => ({ scored: 50, failed }));
  it('takes sheets, not items, as what was drawn', () => {
    const mixed = [...sheets(10, 0), ...sheets(10, 10)];
    const found = clusteredRate(mixed);
    expect(found?.rate).toBeCloseTo(0.1, 9);
    // sd of 0 and 10 among 20 sheets is 5.13; t(0.975, 19) = 2.093; over 50 items
    expect(found?.interval?.high).toBeCloseTo(0.1 + (2.093_02 * 5.129_89) / Math.sqrt(20) / 50, 4);
    expect(clusteredRate([])).toBeNull();
    expect(clusteredRate(sheets(1, 3))?.interval).toBeNull();
  });
  it('names who differs from the others, and nobody on a few sheets', () => {
    const strict = [...sheets(10, 9), ...sheets(10, 11)];
    expect(severityVerdict(strict, 0.08, 60)).toBe('strict');
    expect(severityVerdict(strict, 0.5, 60)).toBe('lenient');
    expect(severityVerdict(strict, 0.2, 60)).toBe('usual');
    expect(severityVerdict(strict.slice(0, 5), 0.08, 60)).toBe('usual');
  });
});
