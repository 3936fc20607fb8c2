import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { endOfTerm, type Term } from '#shared/calendar/term.rules.ts';
import {
  checkWorkingHours,
  defaultWorkingHours,
  hoursOn,
  joinPeriods,
  minutesPerDay,
  periodsOf,
  periodsWithin,
  type WorkingHours,
  workInstantBefore,
  workMilliseconds,
  workSpansOf,
} from '#shared/calendar/working-hours.ts';
import { addDays, dayOf, formatInstant, instantAt } from '#shared/kernel/dates.ts';

const calendar = buildCalendar(
  [2025, 2026].map((year) => ({
    ...(JSON.parse(
      readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
    ) as CalendarEdition),
    number: 1,
  })),
);
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
/** 7:30 a day; in summer the afternoon is an hour later and half an hour shorter; from October as before. */
const seasons: WorkingHours = [
  ...defaultWorkingHours,
  { from: '08:30', to: '12:00', since: '2026-05-06' },
  { from: '14:30', to: '18:00', since: '2026-05-06' },
  { from: '08:30', to: '12:00', since: '2026-10-08' },
  { from: '13:30', to: '17:30', since: '2026-10-08' },
];
const work = (from: string, to: string, hours = seasons) =>
  workMilliseconds(calendar, hours, at(from), at(to)) / 60_000;
const due = (term: Term, start: string, hours = seasons) =>
  formatInstant(endOfTerm(term, at(start), [], calendar, hours).dueAt);

describe('working hours with a day they are in force from', () => {
  test('each day has those of its own time', () => {
    const on = (day: string) => hoursOn(seasons, day).at(-1)?.to;
    expect(['2000-01-01', '2026-05-05', '2026-05-06', '2026-10-07', '2026-10-08'].map(on)).toEqual([
      '17:30',
      '17:30',
      '18:00',
      '18:00',
      '17:30',
    ]);
    expect(hoursOn(defaultWorkingHours, '2026-05-06')).toEqual(defaultWorkingHours);
    expect(periodsWithin(seasons, '2026-05-05', '2026-05-06').map(({ since }) => since)).toEqual([null, '2026-05-06']);
    expect(periodsWithin(seasons, '2026-05-06', '2026-10-07').map(({ since }) => since)).toEqual(['2026-05-06']);
    expect(joinPeriods(periodsOf(seasons))).toEqual(seasons);
  });
  test('working time of a stretch is that of its days: 04-30 has 7:30, 05-06 has 7:00', () => {
    // 05-01 to 05-05 are off
    expect(work('2026-04-30 00:00', '2026-05-07 00:00')).toBe(450 + 420);
    expect(work('2026-04-30 17:00', '2026-05-06 15:00')).toBe(30 + 210 + 30);
    // whole days between: 05-06 and 05-07 of 7:00, then half of 05-08
    expect(work('2026-04-30 17:00', '2026-05-08 12:00')).toBe(30 + 420 + 420 + 210);
  });
  test('deadlines follow the hours of each day, and close with them', () => {
    const hours = (amount: number): Term => ({ amount, unit: 'workHours', extend: 'none' });
    // 04-30 16:30 to 17:30; 05-06 3:30 in the morning and 3:30 from 14:30
    expect(due(hours(8), '2026-04-30 16:30')).toBe('2026-05-06 18:00');
    expect(due(hours(8), '2026-04-30 16:30', defaultWorkingHours)).toBe('2026-05-06 17:00');
    const closing: Term = { amount: 1, unit: 'workDays', extend: 'none', dayEnd: 'closeOfBusiness' };
    expect([due(closing, '2026-04-29 09:00'), due(closing, '2026-04-30 09:00')]).toEqual([
      '2026-04-30 17:30',
      '2026-05-06 18:00',
    ]);
    expect(formatInstant(workInstantBefore(calendar, seasons, at('2026-05-06 15:00'), 5 * 3_600_000))).toBe(
      '2026-04-30 16:30',
    );
  });
  test('new hours from a day on change nothing before it', () => {
    const moments = fc.integer({ min: 0, max: 60 * 24 * 480 });
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const moment = (minutes: number) =>
          new Date(Date.parse(at('2025-01-01 00:00')) + minutes * 60_000).toISOString();
        const [from, to] = [Math.min(a, b), Math.max(a, b)].map(moment) as [string, string];
        if (to > at('2026-05-06 00:00')) return;
        expect(workMilliseconds(calendar, seasons, from, to)).toBe(
          workMilliseconds(calendar, defaultWorkingHours, from, to),
        );
      }),
    );
  });
  test('working time adds up over any moment between, and is the sum of its days', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 60 * 24 * 700 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(moments, (list) => {
        const [a, b, c] = list
          .toSorted((x, y) => x - y)
          .map((minutes) => new Date(Date.parse(at('2025-01-01 00:00')) + minutes * 60_000).toISOString()) as [
          string,
          string,
          string,
        ];
        const whole = workMilliseconds(calendar, seasons, a, c);
        expect(workMilliseconds(calendar, seasons, a, b) + workMilliseconds(calendar, seasons, b, c)).toBe(whole);
        let sum = 0;
        for (let day = dayOf(a); day <= dayOf(c); day = addDays(day, 1))
          for (const span of workSpansOf(calendar, seasons, day))
            sum += Math.max(0, Math.min(span.to, Date.parse(c)) - Math.max(span.from, Date.parse(a)));
        expect(whole).toBe(sum);
      }),
    );
  });
  test('are refused where a period is wrong, or the days before the first have none', () => {
    const refused = (hours: WorkingHours) => expect(() => checkWorkingHours(hours)).toThrow('CALENDAR_HOURS_INVALID');
    expect(() => checkWorkingHours(seasons)).not.toThrow();
    refused(seasons.slice(2));
    refused([...defaultWorkingHours, { from: '14:00', to: '09:00', since: '2026-05-06' }]);
    refused([...defaultWorkingHours, { from: '09:00', to: '14:00', since: '2026-02-30' }]);
    // spans of two periods do not overlap: they are never in force together
    expect(minutesPerDay(hoursOn(seasons, '2026-06-01'))).toBe(420);
  });
});
