import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { endOfTerm, type Term } from '#shared/calendar/term.rules.ts';
import { defaultWorkingHours, workMilliseconds } from '#shared/calendar/working-hours.ts';
import { formatInstant, instantAt } from '#shared/kernel/dates.ts';

const years = [2024, 2025, 2026];
const edition = (year: number): CalendarEdition => ({
  ...(JSON.parse(
    readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
  ) as CalendarEdition),
  number: 1,
});
const calendar = buildCalendar(years.map(edition));
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
const end = (term: Term, start: string, pauses: [string, string][] = []) =>
  endOfTerm(
    term,
    at(start),
    pauses.map(([a, b]) => ({ from: Date.parse(at(a)), to: Date.parse(at(b)) })),
    calendar,
    defaultWorkingHours,
  );
const due = (term: Term, start: string, pauses: [string, string][] = []) =>
  formatInstant(end(term, start, pauses).dueAt);

/** The twelve cases of the reference's deadline_cases.csv (rules.md R13): start, unit, amount, rolling, first moment too late. */
const published: [string, string, Term['unit'], number, Term['extend'], string][] = [
  ['自然日15,末日非休', '2025-09-25 10:00', 'naturalDays', 15, 'holiday', '2025-10-11 00:00'],
  ['自然日15,末日在国庆(顺延到10-09)', '2025-09-22 09:00', 'naturalDays', 15, 'holiday', '2025-10-10 00:00'],
  ['自然日15,末日为周六,只顺延法定节假日', '2025-10-10 16:30', 'naturalDays', 15, 'holiday', '2025-10-26 00:00'],
  ['同上,按休息日也顺延(周一10-27)', '2025-10-10 16:30', 'naturalDays', 15, 'restday', '2025-10-28 00:00'],
  ['工作日5(河南)跨国庆含补班', '2025-09-26 17:59', 'workDays', 5, 'none', '2025-10-11 00:00'],
  ['工作日15(重庆)跨国庆含两次补班', '2025-09-26 08:00', 'workDays', 15, 'none', '2025-10-24 00:00'],
  ['工作日5(申诉受理)', '2025-10-13 23:59', 'workDays', 5, 'none', '2025-10-21 00:00'],
  ['自然小时48不因节假日顺延', '2025-09-30 20:15', 'hours', 48, 'none', '2025-10-02 20:15'],
  ['自然小时72', '2025-09-30 20:15', 'hours', 72, 'none', '2025-10-03 20:15'],
  ['月5(收费争议申诉时效)对应日不存在取月末', '2025-09-30 12:00', 'months', 5, 'none', '2026-03-01 00:00'],
  ['月24(其他申诉时效)', '2024-02-29 12:00', 'months', 24, 'none', '2026-03-01 00:00'],
  ['自然日30停机(逾期起)', '2025-09-01 00:00', 'naturalDays', 30, 'holiday', '2025-10-10 00:00'],
];

describe('the published deadline cases', () => {
  test.each(published)('%s', (_name, start, unit, amount, extend, expected) => {
    expect(due({ amount, unit, extend }, start)).toBe(expected);
  });
});

/** Worked by hand on the 2026 calendar: National Day 10-01..10-07, make-up 09-20 and 10-10; Spring Festival 02-15..02-23, make-up 02-14 and 02-28. */
const workedByHand: [string, string, Term['unit'], number, Term['extend'], string][] = [
  ['2 工作小时跨下班', '2026-11-19 16:20', 'workHours', 2, 'none', '2026-11-20 09:20'],
  ['12 工作小时跨周末', '2026-11-19 16:20', 'workHours', 12, 'none', '2026-11-23 11:50'],
  ['工作小时从周六起算', '2026-11-21 10:00', 'workHours', 1, 'none', '2026-11-23 09:30'],
  ['午休不计', '2026-11-20 11:30', 'workHours', 1, 'none', '2026-11-20 14:00'],
  ['恰在下班时满', '2026-11-20 15:30', 'workHours', 2, 'none', '2026-11-20 17:30'],
  ['补班周日计工作时间', '2026-09-19 09:00', 'workHours', 3, 'none', '2026-09-20 11:30'],
  ['90 工作分钟', '2026-11-20 16:30', 'workMinutes', 90, 'none', '2026-11-23 09:00'],
  ['国庆前 5 工作日', '2026-09-28 09:00', 'workDays', 5, 'none', '2026-10-11 00:00'],
  ['春节前 3 工作日', '2026-02-13 09:00', 'workDays', 3, 'none', '2026-02-26 00:00'],
  ['春节补班周六算工作日', '2026-02-26 09:00', 'workDays', 2, 'none', '2026-03-01 00:00'],
  ['末日春节顺延', '2026-02-01 09:00', 'naturalDays', 15, 'holiday', '2026-02-25 00:00'],
  ['月末 1 月', '2026-01-31 09:00', 'months', 1, 'none', '2026-03-01 00:00'],
  ['分钟跨夜', '2026-11-22 23:50', 'minutes', 20, 'none', '2026-11-23 00:10'],
];
describe('cases worked by hand', () => {
  test.each(workedByHand)('%s', (_name, start, unit, amount, extend, expected) => {
    expect(due({ amount, unit, extend }, start)).toBe(expected);
  });
});

describe('pauses', () => {
  test('the drawer of the design: 12 working hours with one approved hour', () => {
    const result = end({ amount: 12, unit: 'workHours', extend: 'none' }, '2026-11-19 16:20', [
      ['2026-11-20 14:00', '2026-11-20 15:00'],
    ]);
    expect(formatInstant(result.dueAt)).toBe('2026-11-23 14:20');
    expect(result.lines.map((l) => [l.on, l.until, l.kind, l.minutes, l.pausedMinutes])).toEqual([
      ['2026-11-19', '2026-11-19', 'workday', 70, 0],
      ['2026-11-20', '2026-11-20', 'workday', 390, 60],
      ['2026-11-21', '2026-11-22', 'weekend', 0, 0],
      ['2026-11-23', '2026-11-23', 'workday', 260, 0],
    ]);
  });
  test('two nights suspended move five working days by two', () => {
    expect(due({ amount: 5, unit: 'workDays', extend: 'none' }, '2026-11-16 09:00')).toBe('2026-11-24 00:00');
    expect(
      due({ amount: 5, unit: 'workDays', extend: 'none' }, '2026-11-16 09:00', [
        ['2026-11-17 10:00', '2026-11-19 15:00'],
      ]),
    ).toBe('2026-11-26 00:00');
  });
  test('a pause within one day moves no term in days', () => {
    expect(
      due({ amount: 15, unit: 'naturalDays', extend: 'holiday' }, '2026-11-02 09:00', [
        ['2026-11-03 09:00', '2026-11-03 17:00'],
      ]),
    ).toBe('2026-11-18 00:00');
  });
  test('paused days move a term in months', () => {
    expect(
      due({ amount: 1, unit: 'months', extend: 'none' }, '2026-11-02 09:00', [
        ['2026-11-10 09:00', '2026-11-13 09:00'],
      ]),
    ).toBe('2026-12-06 00:00');
  });
});

test('a year without a calendar is said, never guessed', () => {
  for (const unit of ['workDays', 'workHours'] as const) {
    expect(() => end({ amount: 30, unit, extend: 'none' }, '2026-12-30 09:00')).toThrow(
      expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING', data: { year: 2027 } }),
    );
  }
  expect(() => end({ amount: 15, unit: 'naturalDays', extend: 'holiday' }, '2026-12-20 09:00')).toThrow(
    expect.objectContaining({ code: 'CALENDAR_YEAR_MISSING' }),
  );
  expect(due({ amount: 48, unit: 'hours', extend: 'none' }, '2026-12-30 20:00')).toBe('2027-01-01 20:00');
});

test('a paused clock moves by exactly the suspended working time, and lines add up to the amount', () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 60 });
  const base = Date.parse(at('2026-09-01 00:00'));
  fc.assert(
    fc.property(
      minute,
      minute,
      fc.integer({ min: 1, max: 6000 }),
      fc.integer({ min: 1, max: 3000 }),
      (start, pauseAt, pauseLength, amount) => {
        const startAt = new Date(base + start * 60_000).toISOString();
        const pause = { from: base + pauseAt * 60_000, to: base + (pauseAt + pauseLength) * 60_000 };
        const term: Term = { amount, unit: 'workMinutes', extend: 'none' };
        const result = endOfTerm(term, startAt, [pause], calendar, defaultWorkingHours);
        const whole = workMilliseconds(calendar, defaultWorkingHours, startAt, result.dueAt);
        const from = Math.max(pause.from, Date.parse(startAt));
        const to = Math.min(pause.to, Date.parse(result.dueAt));
        const suspended =
          to > from
            ? workMilliseconds(calendar, defaultWorkingHours, new Date(from).toISOString(), new Date(to).toISOString())
            : 0;
        expect((whole - suspended) / 60_000).toBe(amount);
        expect(result.lines.reduce((sum, l) => sum + l.minutes, 0)).toBe(amount);
      },
    ),
    { numRuns: 200 },
  );
});
