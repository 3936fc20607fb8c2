import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { defaultWorkingHours, workInstantBefore, workMilliseconds } from '#shared/calendar/working-hours.ts';
import { instantAt } from '#shared/kernel/dates.ts';

const calendar = buildCalendar(
  [2024, 2025, 2026].map((year) => ({
    ...(JSON.parse(
      readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
    ) as CalendarEdition),
    number: 1,
  })),
);
const hourMs = 3_600_000;
const leftAt = (at: string, ms: number, hours = defaultWorkingHours) => workInstantBefore(calendar, hours, at, ms);
const work = (from: string, to: string, hours = defaultWorkingHours) => workMilliseconds(calendar, hours, from, to);

const moments = fc
  .integer({ min: Date.parse(instantAt('2025-01-05')), max: Date.parse(instantAt('2026-12-20')) })
  .map((ms) => new Date(ms).toISOString());
const lengths = fc.integer({ min: 1, max: 200 * hourMs });
const allHours = fc.constantFrom(
  defaultWorkingHours,
  [{ from: '00:00', to: '24:00' }],
  [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
    { from: '19:00', to: '24:00' },
  ],
);

describe('the moment with so much working time left', () => {
  test('is found through lunch, weekends, holidays and make-up days', () => {
    expect(leftAt(instantAt('2026-11-23', '11:50'), 4 * hourMs)).toBe(instantAt('2026-11-20', '16:50'));
    expect(leftAt(instantAt('2026-11-23', '14:20'), 4 * hourMs)).toBe(instantAt('2026-11-23', '08:50'));
    // Thursday 8 October after National Day (1–7 off); 10 October is a make-up Saturday
    expect(leftAt(instantAt('2026-10-08', '09:30'), 2 * hourMs)).toBe(instantAt('2026-09-30', '16:30'));
    expect(leftAt(instantAt('2026-10-12', '08:30'), hourMs)).toBe(instantAt('2026-10-10', '16:30'));
    // the midnight that ends a year needs no calendar of the next
    expect(leftAt(instantAt('2027-01-01'), 4 * hourMs)).toBe(instantAt('2026-12-31', '13:30'));
    expect(leftAt(instantAt('2026-11-23', '03:00'), 0)).toBe(instantAt('2026-11-23', '03:00'));
  });
  test('has exactly that much left, and any later moment has less', () => {
    fc.assert(
      fc.property(moments, lengths, allHours, (at, ms, hours) => {
        const found = leftAt(at, ms, hours);
        expect(work(found, at, hours)).toBe(ms);
        expect(work(new Date(Date.parse(found) + 1).toISOString(), at, hours)).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });
  test('goes back in steps as in one', () => {
    fc.assert(
      fc.property(moments, lengths, lengths, (at, a, b) => {
        expect(leftAt(leftAt(at, a), b)).toBe(leftAt(at, a + b));
      }),
      { numRuns: 200 },
    );
  });
  test('is not guessed in a year without a calendar', () => {
    expect(() => leftAt(instantAt('2024-01-03', '09:00'), 100 * hourMs)).toThrow('CALENDAR_YEAR_MISSING');
  });
});
