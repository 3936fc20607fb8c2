import { describe, expect, it } from 'vitest';
import { instantAt } from '#shared/kernel/dates.ts';
import { mondayOf, monthsOfSpan, weeksOfSpan } from '#shared/kernel/spans.ts';
import { sumOfUsers, userMonths, usersIn } from '#shared/organization/users.rules.ts';

const series = [
  { month: '2026-02', users: 28_000 },
  { month: '2026-04', users: 31_000 },
];

describe('months and weeks of a span', () => {
  it('are cut to the span and name their whole', () => {
    expect(monthsOfSpan(instantAt('2026-01-31'), instantAt('2026-03-02', '12:00'))).toMatchObject([
      { key: '2026-01', from: instantAt('2026-01-31'), to: instantAt('2026-02-01'), start: instantAt('2026-01-01') },
      { key: '2026-02', from: instantAt('2026-02-01'), to: instantAt('2026-03-01'), end: instantAt('2026-03-01') },
      { key: '2026-03', to: instantAt('2026-03-02', '12:00'), end: instantAt('2026-04-01') },
    ]);
    expect(monthsOfSpan(instantAt('2026-01-31'), instantAt('2026-01-31'))).toEqual([]);
  });

  it('begin weeks on Monday, over the turn of the year too', () => {
    expect(mondayOf('2026-01-01')).toBe('2025-12-29');
    expect(mondayOf('2025-12-29')).toBe('2025-12-29');
    expect(mondayOf('2026-01-04')).toBe('2025-12-29');
    expect(weeksOfSpan(instantAt('2026-01-01'), instantAt('2026-01-12')).map((week) => week.key)).toEqual([
      '2025-12-29',
      '2026-01-05',
    ]);
  });
});

describe('users', () => {
  it('stand for their month and those after it without a figure, never for those before the first', () => {
    expect(usersIn(series, '2026-01')).toBeNull();
    expect(usersIn(series, '2026-03')).toEqual({ month: '2026-02', users: 28_000 });
    expect(usersIn(series, '2027-01')?.users).toBe(31_000);
  });

  it('become user-months by the share of the month', () => {
    expect(userMonths(series, instantAt('2026-02-01'), instantAt('2026-05-01'))).toBeCloseTo(87_000, 6);
    // a week of February is a quarter of it, and ten days of April a third
    expect(userMonths(series, instantAt('2026-02-02'), instantAt('2026-02-09'))).toBeCloseTo(7_000, 6);
    expect(userMonths(series, instantAt('2026-04-11'), instantAt('2026-04-21'))).toBeCloseTo(31_000 / 3, 6);
    expect(userMonths(series, instantAt('2026-01-31'), instantAt('2026-02-03'))).toBeNull();
    expect(userMonths([], instantAt('2026-02-01'), instantAt('2026-02-03'))).toBeNull();
  });

  it('add up from the month in which all parts are known', () => {
    expect(sumOfUsers([series, [{ month: '2026-03', users: 5 }], []])).toEqual([
      { month: '2026-03', users: 28_005 },
      { month: '2026-04', users: 31_005 },
    ]);
    expect(sumOfUsers([])).toEqual([]);
  });
});
