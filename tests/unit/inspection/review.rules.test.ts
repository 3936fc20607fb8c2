import { describe, expect, it } from 'vitest';
import { buildCalendar } from '#shared/calendar/calendar.rules.ts';
import { lastWorkingDay, saysTheSame, standingEntries } from '#shared/inspection/appeal.rules.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { namesIn, reviewHindrance, standsAt } from '#shared/inspection/review.rules.ts';

const calendar = buildCalendar([
  {
    year: 2026,
    number: 1,
    source: 'test',
    days: [
      { on: '2026-10-01', kind: 'holiday', name: '国庆' },
      { on: '2026-10-02', kind: 'holiday', name: '国庆' },
      { on: '2026-10-10', kind: 'makeup', name: '国庆' },
    ],
  },
]);

describe('time of an appeal', () => {
  it('counts working days from the day after, over holidays, with make-up days', () => {
    expect(lastWorkingDay(calendar, '2026-09-30', 1)).toBe('2026-10-05');
    // Friday; Saturday the 10th is worked
    expect(lastWorkingDay(calendar, '2026-10-09', 1)).toBe('2026-10-10');
    expect(lastWorkingDay(calendar, '2026-10-09', 2)).toBe('2026-10-12');
  });
  it('never guesses a year without a calendar', () => {
    expect(() => lastWorkingDay(calendar, '2026-12-30', 5)).toThrow('CALENDAR_YEAR_MISSING');
  });
});

describe('what stands after appeals', () => {
  const count = (itemCode: string, n: number) => ({
    ...emptyEntry(itemCode),
    result: { kind: 'count', count: n } as const,
  });
  it('is the accepted revision of the last round, whatever order they come in', () => {
    const accepted = [
      { itemCode: 'a', round: 2, revisedEntry: count('a', 0) },
      { itemCode: 'a', round: 1, revisedEntry: count('a', 1) },
    ];
    expect(standingEntries([count('a', 3), count('b', 1)], accepted)).toEqual([count('a', 0), count('b', 1)]);
  });
  it('asks what an entry says, not how its fields are ordered or what its note says', () => {
    const other = { ...count('a', 2), result: { count: 2, kind: 'count' } as const, note: 'x' };
    expect(saysTheSame(count('a', 2), other)).toBe(true);
    expect(saysTheSame(count('a', 2), count('a', 1))).toBe(false);
  });
});

describe('who may review', () => {
  const sheet = {
    stage: 'submitted',
    levels: ['city', 'province'],
    passed: 0,
    unitId: 'hall',
    inspectorAccountId: 'a',
    inspectorName: '甲',
    companionNames: '乙、丙 丁；戊',
  } as const;
  const who = { accountId: 'x', displayName: '己', unitId: 'city', unitLevel: 'city' } as const;
  const fresh = { didIt: false, decided: false };
  it('reads names as people write them', () => {
    expect(namesIn(sheet.companionNames)).toEqual(['乙', '丙', '丁', '戊']);
  });
  it('knows each reason', () => {
    const ask = (part: object, past = fresh, at: object = {}) =>
      reviewHindrance({ ...sheet, ...at }, { ...who, ...part }, 'approve', past);
    expect(ask({})).toBeNull();
    expect(ask({ accountId: 'a' })).toBe('inspector');
    expect(ask({ displayName: '丁' })).toBe('companion');
    expect(ask({ unitId: 'hall' })).toBe('ownUnit');
    expect(ask({ unitLevel: 'site' })).toBe('level');
    expect(ask({}, fresh, { passed: 1 })).toBe('level');
    expect(ask({}, { didIt: true, decided: false })).toBe('inspector');
    expect(ask({ unitLevel: null }, { didIt: false, decided: true })).toBe('again');
    expect(ask({}, fresh, { stage: 'reviewed' })).toBe('stage');
  });
  it('stands at a level or above it', () => {
    expect([standsAt('province', 'city'), standsAt('city', 'province'), standsAt(null, 'group')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
