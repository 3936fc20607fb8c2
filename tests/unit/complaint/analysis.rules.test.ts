import { describe, expect, it } from 'vitest';
import {
  ageBucketOf,
  ageSpans,
  changeOf,
  dueBucketOf,
  dueSpans,
  paretoOf,
  shareOf,
  volumeOf,
} from '#shared/complaint/analysis.rules.ts';
import { observe } from '#shared/complaint/analysis-closing.rules.ts';
import { elapsedIn, judgeMean } from '#shared/complaint/analysis-mean.rules.ts';
import { sameMix } from '#shared/statistics/contingency.ts';
import { rateRatio } from '#shared/statistics/interval.ts';

describe('rates', () => {
  it('are per 10,000 users and month, with the exact Poisson interval', () => {
    // 38 complaints of 10,000 users in a month; Garwood 1936: 26.89–52.16
    const figure = volumeOf(38, 10_000);
    expect(figure).toMatchObject({ count: 38, exposure: 1, rate: 38 });
    expect(figure.interval?.low).toBeCloseTo(26.891, 2);
    expect(figure.interval?.high).toBeCloseTo(52.158, 2);
    expect(volumeOf(76, 20_000).rate).toBe(38);
    expect(volumeOf(5, null)).toEqual({ count: 5, exposure: null, rate: null, interval: null });
    expect(volumeOf(5, 0).rate).toBeNull();
  });

  it('compare by exposure, so that half a month can stand beside a whole one', () => {
    const whole = { count: 100, userMonths: 10_000, days: 30 };
    expect(changeOf({ count: 50, userMonths: 5_000, days: 15 }, whole)).toMatchObject({
      ratio: expect.closeTo(1, 12),
      verdict: 'withinError',
    });
    expect(changeOf({ count: 90, userMonths: 5_000, days: 15 }, whole)).toMatchObject({
      ratio: expect.closeTo(1.8, 9),
      verdict: 'increased',
    });
    expect(changeOf({ count: 50, userMonths: 10_000, days: 30 }, whole).verdict).toBe('decreased');
    expect(changeOf({ count: 29, userMonths: 10_000, days: 30 }, whole).verdict).toBe('sampleTooSmall');
  });

  it('compare by days where users are not known for both', () => {
    const change = changeOf({ count: 60, userMonths: 10_000, days: 15 }, { count: 60, userMonths: null, days: 30 });
    expect(change).toMatchObject({ ratio: 2, rate: null, verdict: 'increased' });
  });

  it('say nothing about a change from or to nothing', () => {
    expect(changeOf({ count: 40, userMonths: null, days: 30 }, { count: 0, userMonths: null, days: 30 })).toMatchObject(
      {
        ratio: null,
        verdict: 'sampleTooSmall',
      },
    );
    expect(
      changeOf({ count: 0, userMonths: null, days: 30 }, { count: 0, userMonths: null, days: 30 }).interval,
    ).toBeNull();
    expect(rateRatio({ count: 1, exposure: 0 }, { count: 1, exposure: 1 })).toBeNull();
  });

  it('give the interval of a ratio by the share of both counts', () => {
    // 60 of 100 counts: Wilson 0.5020–0.6906, odds 1.0081–2.2321, over twice the exposure half of it
    const result = rateRatio({ count: 60, exposure: 2 }, { count: 40, exposure: 1 });
    expect(result?.ratio).toBeCloseTo(0.75, 9);
    expect(result?.interval.low).toBeCloseTo(1.0081 / 2, 3);
    expect(result?.interval.high).toBeCloseTo(2.2321 / 2, 3);
  });

  it('share: hits of n with Wilson, nothing of nothing', () => {
    expect(shareOf(15, 148).interval?.high).toBeCloseTo(0.1604872417, 9);
    expect(shareOf(0, 0)).toEqual({ hits: 0, n: 0, rate: null, interval: null });
  });
});

describe('the mix of two periods', () => {
  it('is compared by χ²', () => {
    // 2×2 of Agresti's aspirin study: χ² 25.01, df 1
    const result = sameMix([189, 10845], [104, 10933]);
    expect(result?.chiSquare).toBeCloseTo(25.0139, 3);
    expect(result?.degreesOfFreedom).toBe(1);
    expect(result?.p).toBeLessThan(1e-6);
    expect(sameMix([50, 30, 20], [50, 30, 20])).toMatchObject({ chiSquare: 0, degreesOfFreedom: 2, p: 1 });
  });

  it('is not compared where there is too little', () => {
    expect(sameMix([5], [5])).toBeNull();
    expect(sameMix([0, 0], [3, 4])).toBeNull();
    expect(sameMix([1, 0, 40], [0, 1, 40])).toBeNull();
    expect(sameMix([10, 0], [12, 0])).toBeNull();
  });
});

describe('Pareto', () => {
  const row = (code: string | null, top: string | null, count: number, previous = 0) => ({
    code,
    zh: code ?? '未填',
    en: code ?? 'Not given',
    top,
    count,
    previous,
  });
  const rows = [row('a.x', 'a', 30), row('a.y', 'a', 20), row('b', 'b', 45), row(null, null, 5), row('c', 'c', 0, 7)];

  it('sums to the first level, with names of its own, and keeps what there was before', () => {
    const bars = paretoOf(rows, 'top', (code) => ({ zh: `类${code}`, en: code }));
    expect(bars.map(({ zh, count, filter, running }) => [zh, count, filter, running])).toEqual([
      ['类a', 50, 'a', 0.5],
      ['类b', 45, 'b', 0.95],
      ['未填', 5, '-', 1],
      ['类c', 0, 'c', 1],
    ]);
    expect(bars[3]?.previous).toBe(7);
  });

  it('names a first-level code alone where it stands beside deeper ones', () => {
    const bars = paretoOf(rows, 'leaf', () => undefined);
    expect(bars.map(({ code, filter }) => [code, filter])).toEqual([
      ['b', '=b'],
      ['a.x', 'a.x'],
      ['a.y', 'a.y'],
      [null, '-'],
      ['c', '=c'],
    ]);
  });
});

describe('buckets', () => {
  it('of age follow one another without a gap and hold each day once', () => {
    const spans = ageSpans('2026-11-22');
    expect(spans[0]).toEqual({ key: 'day0', from: '2026-11-21', to: '2026-11-22' });
    expect(spans.at(-1)).toEqual({ key: 'day31', from: null, to: '2026-10-22' });
    expect(spans.map(({ from }) => from)).toEqual([
      '2026-11-21',
      '2026-11-19',
      '2026-11-17',
      '2026-11-12',
      '2026-11-07',
      '2026-10-23',
      null,
    ]);
    for (const [day, key] of [
      ['2026-11-22', 'day0'],
      ['2026-11-20', 'day2'],
      ['2026-11-07', 'day11'],
      ['2026-10-23', 'day16'],
      ['2026-10-22', 'day31'],
      ['2020-01-01', 'day31'],
    ] as const)
      expect(ageBucketOf(day, '2026-11-22'), day).toBe(key);
  });

  it('of the deadline: at the deadline itself the time is over', () => {
    const now = '2026-11-22T02:00:00.000Z';
    const spans = dueSpans(now);
    for (const [due, key] of [
      [now, 'over0'],
      ['2026-11-22T02:00:00.001Z', 'left0'],
      ['2026-11-21T02:00:00.000Z', 'over1'],
      ['2026-11-21T02:00:00.001Z', 'over0'],
      ['2026-11-23T02:00:00.000Z', 'left0'],
      ['2026-11-23T02:00:00.001Z', 'left1'],
      ['2026-11-15T02:00:00.000Z', 'over7'],
      ['2026-12-24T02:00:00.000Z', 'left7'],
      ['9996', 'paused'],
      ['9997', 'notRunning'],
      ['9998', 'notRunning'],
    ] as const)
      expect(dueBucketOf(due, spans), due).toBe(key);
  });
});

describe('what is observed of a complaint', () => {
  const asOf = '2026-11-10T00:00:00.000Z';
  const base = { receivedAt: '2026-11-01T00:00:00.000Z', closedAt: null, respondedAt: null };

  it('ends with closing; open, withdrawn and merged ones are censored', () => {
    const closedAt = '2026-11-03T00:00:20.000Z';
    expect(observe({ ...base, status: 'closed', closedAt }, 'closed', asOf)).toEqual({ time: 48, event: true });
    expect(observe({ ...base, status: 'withdrawn', closedAt }, 'closed', asOf)).toEqual({ time: 48, event: false });
    expect(observe({ ...base, status: 'merged', closedAt }, 'closed', asOf)).toEqual({ time: 48, event: false });
    expect(observe({ ...base, status: 'assigned' }, 'closed', asOf)).toEqual({ time: 216, event: false });
    expect(observe({ ...base, status: 'closed' }, 'closed', asOf)).toBeNull();
    // a moment of the past: what has ended since was still open then
    expect(observe({ ...base, status: 'closed', closedAt }, 'closed', '2026-11-02T00:00:00.000Z')).toEqual({
      time: 24,
      event: false,
    });
  });

  it('or with the answer, which a withdrawn one may have had', () => {
    const respondedAt = '2026-11-02T00:00:00.000Z';
    const closedAt = '2026-11-03T00:00:00.000Z';
    expect(observe({ ...base, status: 'withdrawn', respondedAt, closedAt }, 'answered', asOf)).toEqual({
      time: 24,
      event: true,
    });
    expect(observe({ ...base, status: 'withdrawn', closedAt }, 'answered', asOf)).toEqual({ time: 48, event: false });
    expect(observe({ ...base, status: 'closed' }, 'answered', asOf)).toBeNull();
    expect(observe({ ...base, status: 'withdrawn' }, 'answered', asOf)).toBeNull();
    expect(observe({ ...base, status: 'investigating' }, 'answered', asOf)).toEqual({ time: 216, event: false });
  });
});

describe('limits of the average', () => {
  const frame = {
    calendar: { years: new Map([[2026, new Map()]]) },
    hours: [
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
  } as unknown as Parameters<typeof elapsedIn>[4];

  it('measure in the unit of the rule, without pauses', () => {
    const [from, to] = ['2026-11-02T00:00:00.000Z', '2026-11-04T12:00:00.000Z'];
    const pause = { from: Date.parse('2026-11-03T00:00:00.000Z'), to: Date.parse('2026-11-03T12:00:00.000Z') };
    expect(elapsedIn('hours', from, to, [], frame)).toBe(60);
    expect(elapsedIn('hours', from, to, [pause], frame)).toBe(48);
    expect(elapsedIn('naturalDays', from, to, [], frame)).toBe(2.5);
  });

  it('are met or exceeded only where the whole interval lies on one side', () => {
    const at = (mean: number, n = 100) => judgeMean({ amount: 24 }, { n, mean, sd: 10 }).verdict;
    expect(at(20)).toBe('met');
    expect(at(23)).toBe('withinError');
    expect(at(27)).toBe('exceeded');
    expect(at(40, 29)).toBe('sampleTooSmall');
    expect(judgeMean({ amount: 24 }, { n: 0, mean: Number.NaN, sd: 0 })).toEqual({
      n: 0,
      mean: null,
      interval: null,
      verdict: 'sampleTooSmall',
    });
  });
});
