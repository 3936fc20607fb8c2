import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CalendarDay, type CalendarEdition, missingYears } from '#shared/calendar/calendar.rules.ts';
import {
  dayChanges,
  dayProblems,
  festivalsAtWork,
  nameNear,
  nextKind,
  requireSoundDays,
  withDay,
} from '#shared/calendar/edition.rules.ts';

const off = (on: string, name = ''): CalendarDay => ({ on, kind: 'holiday', name });
const work = (on: string, name = ''): CalendarDay => ({ on, kind: 'makeup', name });
const folder = new URL('../../../resources/calendars/', import.meta.url);
const shipped = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CalendarEdition,
);

describe('days that cannot be', () => {
  const faults = (...days: CalendarDay[]) => dayProblems(2027, days).map(({ fault, day }) => `${fault} ${day}`);
  test('are all named, each with its fault', () => {
    expect(faults(off('2027-01-01'), work('2027-01-01'))).toEqual([
      'CALENDAR_DAY_CONTRADICTORY 2027-01-01',
      'CALENDAR_MAKEUP_ON_WEEKDAY 2027-01-01',
    ]);
    expect(faults(off('2027-01-01'), off('2027-01-01'))).toEqual(['CALENDAR_DAY_TWICE 2027-01-01']);
    expect(faults(off('2026-12-31'), off('2028-01-01'))).toEqual([
      'CALENDAR_DAY_OUTSIDE_YEAR 2026-12-31',
      'CALENDAR_DAY_OUTSIDE_YEAR 2028-01-01',
    ]);
    expect(faults(off('2027-02-29'), off('国庆节'), off('2027-1-1'))).toEqual([
      'CALENDAR_DAY_INVALID 2027-02-29',
      'CALENDAR_DAY_INVALID 国庆节',
      'CALENDAR_DAY_INVALID 2027-1-1',
    ]);
    expect(faults(work('2027-01-04'))).toEqual(['CALENDAR_MAKEUP_ON_WEEKDAY 2027-01-04']);
  });
  test('are not found where there are none: weekends may be off or worked', () => {
    expect(faults(off('2027-01-01'), off('2027-01-02'), work('2027-01-03'))).toEqual([]);
    expect(() => requireSoundDays(2027, [off('2027-02-29')])).toThrow(
      expect.objectContaining({ code: 'CALENDAR_DAY_INVALID', data: { day: '2027-02-29', year: 2027 } }),
    );
  });
  test('the shipped calendars are sound and have the fixed festivals off', () => {
    for (const { year, days } of shipped) {
      expect(dayProblems(year, days), String(year)).toEqual([]);
      expect(festivalsAtWork(year, days), String(year)).toEqual([]);
    }
  });
  test('a statutory festival at work is asked about', () => {
    expect(festivalsAtWork(2027, [off('2027-01-01'), off('2027-05-01'), off('2027-10-01')])).toEqual([
      '2027-10-02',
      '2027-10-03',
    ]);
  });
});

describe('two calendars of a year', () => {
  test('differ by days, each way and by name', () => {
    const before = [off('2027-01-01', '元旦'), off('2027-02-06', '春节'), work('2027-02-20', '春节')];
    const after = [off('2027-01-01', '新年'), work('2027-02-06', '春节'), off('2027-03-01', '临时')];
    expect(dayChanges(before, after)).toEqual([
      {
        on: '2027-01-01',
        before: { kind: 'holiday', name: '元旦' },
        after: { kind: 'holiday', name: '新年' },
        isRenamed: true,
      },
      {
        on: '2027-02-06',
        before: { kind: 'holiday', name: '春节' },
        after: { kind: 'makeup', name: '春节' },
        isRenamed: false,
      },
      {
        on: '2027-02-20',
        before: { kind: 'makeup', name: '春节' },
        after: { kind: 'weekend', name: '' },
        isRenamed: false,
      },
      {
        on: '2027-03-01',
        before: { kind: 'workday', name: '' },
        after: { kind: 'holiday', name: '临时' },
        isRenamed: false,
      },
    ]);
    expect(dayChanges(before, [...before].reverse())).toEqual([]);
  });
});

describe('changing a day', () => {
  test('goes around what it may be: no make-up day on a weekday', () => {
    expect(['workday', 'holiday'].map((kind) => nextKind('2027-01-04', kind as 'workday'))).toEqual([
      'holiday',
      'workday',
    ]);
    expect(['weekend', 'makeup', 'holiday'].map((kind) => nextKind('2027-01-03', kind as 'weekend'))).toEqual([
      'makeup',
      'holiday',
      'weekend',
    ]);
  });
  test('keeps the others and their order; an ordinary day is not kept', () => {
    const days = [off('2027-01-01', '元旦'), off('2027-10-01', '国庆')];
    expect(withDay(days, '2027-05-01', 'holiday', '劳动节').map((day) => day.on)).toEqual([
      '2027-01-01',
      '2027-05-01',
      '2027-10-01',
    ]);
    expect(withDay(days, '2027-01-01', 'workday', '').map((day) => day.on)).toEqual(['2027-10-01']);
    expect(withDay(days, '2027-01-01', 'holiday', '新年')[0]?.name).toBe('新年');
  });
  test('takes the name of the festival nearby', () => {
    const days = [off('2027-10-01', '国庆节')];
    expect([nameNear(days, '2027-10-10'), nameNear(days, '2027-09-20'), nameNear(days, '2027-11-20')]).toEqual([
      '国庆节',
      '国庆节',
      '',
    ]);
  });
});

test('the next year is missed from 1 November on', () => {
  const covered = [2025, 2026];
  expect(missingYears(covered, '2026-10-31')).toEqual([]);
  expect(missingYears(covered, '2026-11-01')).toEqual([2027]);
  expect(missingYears(covered, '2026-12-31')).toEqual([2027]);
  expect(missingYears(covered, '2027-01-01')).toEqual([2027]);
  expect(missingYears(covered, '2027-11-01')).toEqual([2027, 2028]);
  expect(missingYears([2026, 2027], '2026-11-01')).toEqual([]);
});
