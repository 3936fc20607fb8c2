import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMonths,
  buildCalendar,
  type CalendarEdition,
  dayKind,
  workingDaysBetween,
} from '#shared/calendar/calendar.rules.ts';
import {
  checkWorkingHours,
  defaultWorkingHours,
  minutesPerDay,
  readWorkingHours,
  workMilliseconds,
} from '#shared/calendar/working-hours.ts';
import { addDays } from '#shared/kernel/dates.ts';

const folder = new URL('../../../resources/calendars/', import.meta.url);
const editions = readdirSync(folder).map((name) => ({
  ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CalendarEdition),
  number: 1,
}));
const calendar = buildCalendar(editions);

describe('shipped calendars', () => {
  test('cover 2014–2026 and each hold a National Day week', () => {
    expect([...calendar.editions.keys()].sort()).toEqual([
      2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    for (const year of calendar.editions.keys())
      for (const day of ['01', '02', '03']) expect(dayKind(calendar, `${year}-10-${day}`)).toBe('holiday');
  });
  test('know make-up days', () => {
    for (const day of ['2025-09-28', '2025-10-11', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'])
      expect(dayKind(calendar, day)).toBe('makeup');
    expect(dayKind(calendar, '2026-11-21')).toBe('weekend');
    expect(dayKind(calendar, '2026-11-20')).toBe('workday');
  });
});

test('a year without a calendar is an error', () => {
  expect(() => dayKind(calendar, '2027-01-04')).toThrow(
    expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING', data: { year: 2027 } }),
  );
});
test('the newer edition of a year is in force', () => {
  const corrected = buildCalendar([
    ...editions,
    { year: 2026, number: 2, source: 'correction', days: [{ on: '2026-11-20', kind: 'holiday', name: '临时放假' }] },
  ]);
  expect(dayKind(corrected, '2026-11-20')).toBe('holiday');
  expect(dayKind(corrected, '2026-10-01')).toBe('workday');
});
test('contradictions are refused by name', () => {
  const wrong = (days: CalendarEdition['days']) => () => buildCalendar([{ year: 2027, number: 1, source: '', days }]);
  expect(
    wrong([
      { on: '2027-01-01', kind: 'holiday', name: '' },
      { on: '2027-01-01', kind: 'makeup', name: '' },
    ]),
  ).toThrow(expect.objectContaining({ code: 'CALENDAR_DAY_CONTRADICTORY' }));
  expect(wrong([{ on: '2026-01-01', kind: 'holiday', name: '' }])).toThrow(
    expect.objectContaining({ code: 'CALENDAR_DAY_OUTSIDE_YEAR' }),
  );
  expect(wrong([{ on: '2027-02-30', kind: 'holiday', name: '' }])).toThrow(
    expect.objectContaining({ code: 'CALENDAR_DAY_INVALID' }),
  );
});
test('months end on the last day where the day does not exist', () => {
  expect(addMonths('2025-09-30', 5)).toBe('2026-02-28');
  expect(addMonths('2023-11-30', 3)).toBe('2024-02-29');
  expect(addMonths('2025-12-15', 1)).toBe('2026-01-15');
});
test('working days are counted both ways', () => {
  expect(workingDaysBetween(calendar, '2026-09-28', '2026-10-10')).toBe(5);
  expect(workingDaysBetween(calendar, '2026-10-10', '2026-09-28')).toBe(-5);
});
test('working hours that overlap are refused', () => {
  expect(
    minutesPerDay([
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ]),
  ).toBe(450);
  expect(() =>
    checkWorkingHours([
      { from: '08:30', to: '12:00' },
      { from: '11:30', to: '17:30' },
    ]),
  ).toThrow(expect.objectContaining({ code: 'CALENDAR_HOURS_INVALID' }));
  expect(() => checkWorkingHours([])).toThrow();
});
test('working hours are read as people write them', () => {
  expect(readWorkingHours('8:30-12:00，13:30～17:30')).toEqual(defaultWorkingHours);
  expect(readWorkingHours('00:00 至 24:00')).toEqual([{ from: '00:00', to: '24:00' }]);
  for (const wrong of ['', '8:30', '12:00-8:30', '8:30-12:00, 11:00-17:00', '9:00-25:00', 'abc'])
    expect(() => readWorkingHours(wrong), wrong).toThrow(expect.objectContaining({ code: 'CALENDAR_HOURS_INVALID' }));
});
test('counting over years equals counting day by day', () => {
  for (const [from, to] of [
    ['2015-04-22', '2026-11-22'],
    ['2023-12-29', '2024-01-02'],
    ['2024-02-28', '2024-03-01'],
    ['2026-01-01', '2026-12-31'],
  ] as const) {
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
      if (['workday', 'makeup'].includes(dayKind(calendar, day))) count += 1;
    expect(workingDaysBetween(calendar, from, to), `${from} ${to}`).toBe(count);
  }
  expect(() => workingDaysBetween(calendar, '2026-12-30', '2027-01-02')).toThrow(
    expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING' }),
  );
});
test('working time is additive over random cuts', () => {
  const base = Date.parse('2025-09-20T00:00:00.000Z');
  const at = (minutes: number) => new Date(base + minutes * 60_000).toISOString();
  const moment = fc.integer({ min: 0, max: 60 * 24 * 400 });
  fc.assert(
    fc.property(moment, moment, moment, (a, b, c) => {
      const [x, y, z] = [a, b, c].sort((p, q) => p - q).map(at) as [string, string, string];
      const work = (from: string, to: string) => workMilliseconds(calendar, defaultWorkingHours, from, to);
      expect(work(x, y) + work(y, z)).toBe(work(x, z));
    }),
  );
});
