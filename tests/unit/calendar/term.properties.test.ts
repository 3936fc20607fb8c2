import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, buildCalendar, type CalendarEdition, dayKind } from '#shared/calendar/calendar.rules.ts';
import {
  dayEnds,
  endOfTerm,
  type Term,
  type TermResult,
  termExtensions,
  termUnits,
} from '#shared/calendar/term.rules.ts';
import { defaultWorkingHours, type Span } from '#shared/calendar/working-hours.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';

const edition = (year: number): CalendarEdition => ({
  ...(JSON.parse(
    readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
  ) as CalendarEdition),
  number: 1,
});
const editions = [2023, 2024, 2025, 2026].map(edition);
const calendar = buildCalendar(editions);
const minuteMs = 60_000;

/** Most that ends well inside the calendars, from a start before 2026. */
const most: Record<Term['unit'], number> = {
  minutes: 60_000,
  hours: 1000,
  workMinutes: 20_000,
  workHours: 300,
  naturalDays: 90,
  workDays: 60,
  months: 5,
};
const terms = fc
  .tuple(
    fc.constantFrom(...termUnits),
    fc.constantFrom(...termExtensions),
    fc.constantFrom(...dayEnds),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(
    ([unit, extend, dayEnd, share]): Term => ({
      unit,
      extend,
      dayEnd,
      amount: 1 + Math.floor(share * (most[unit] - 1)),
    }),
  );
const firstMoment = Date.parse(instantAt('2024-01-01'));
const moments = fc
  .integer({ min: 0, max: 60 * 60 * 24 * 700 })
  .map((seconds) => new Date(firstMoment + seconds * 1000).toISOString());
/** Suspensions after a moment, in order and apart. */
const pausesAfter = (startAt: string, steps: readonly (readonly [gap: number, length: number])[]): Span[] => {
  let at = Date.parse(startAt);
  return steps.map(([gap, length]) => {
    const from = at + gap * minuteMs;
    at = from + length * minuteMs;
    return { from, to: at };
  });
};
const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 9_000 })), {
  maxLength: 4,
});
const end = (term: Term, startAt: string, pauses: readonly Span[] = [], by = calendar) =>
  endOfTerm(term, startAt, pauses, by, defaultWorkingHours);
const runs = { numRuns: 400 };

describe('a deadline', () => {
  test('is never earlier for a later start', () => {
    fc.assert(
      fc.property(terms, moments, moments, steps, (term, a, b, list) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        // A pause takes a day from the month it lies in: with pauses, only the other units are comparable.
        const pauses = term.unit === 'months' ? [] : pausesAfter(early, list);
        expect(end(term, early, pauses).dueAt <= end(term, late, pauses).dueAt).toBe(true);
      }),
      runs,
    );
  });
  test('is never earlier for a larger amount', () => {
    fc.assert(
      fc.property(terms, moments, steps, fc.integer({ min: 0, max: 20 }), (term, startAt, list, more) => {
        const pauses = pausesAfter(startAt, list);
        const longer = { ...term, amount: term.amount + (term.unit === 'months' ? Math.min(more, 2) : more) };
        expect(end(term, startAt, pauses).dueAt <= end(longer, startAt, pauses).dueAt).toBe(true);
      }),
      runs,
    );
  });
  test('is never earlier for a pause', () => {
    fc.assert(
      fc.property(terms, moments, steps, fc.nat({ max: 3 }), (term, startAt, list, which) => {
        const pauses = pausesAfter(startAt, list);
        const without = pauses.filter((_, i) => i !== which);
        expect(end(term, startAt, without).dueAt <= end(term, startAt, pauses).dueAt).toBe(true);
      }),
      runs,
    );
  });
  test('does not roll to a day it may not end on, and rolls no further than it must', () => {
    fc.assert(
      fc.property(terms, moments, (term, startAt) => {
        if (['minutes', 'hours', 'workMinutes', 'workHours'].includes(term.unit)) return;
        const last = dayOf(Date.parse(end(term, startAt).dueAt) - 1);
        const counted = dayOf(Date.parse(end({ ...term, extend: 'none' }, startAt).dueAt) - 1);
        const rolls = (day: string) =>
          term.extend === 'holiday'
            ? dayKind(calendar, day) === 'holiday'
            : term.extend === 'restday' && !['workday', 'makeup'].includes(dayKind(calendar, day));
        expect(rolls(last)).toBe(false);
        for (let day = counted; day < last; day = addDays(day, 1)) expect(rolls(day), day).toBe(true);
      }),
      runs,
    );
  });
});

/** What the lines together used up. */
const usedUp = ({ lines }: TermResult) => {
  const minutes = Math.round(lines.reduce((sum, one) => sum + one.minutes, 0) * 60) / 60;
  const days = lines.reduce((sum, one) => sum + one.days, 0);
  return { minutes, days };
};
const daysOf = (from: string, to: string) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

describe('the explanation', () => {
  test('adds up exactly to the term', () => {
    fc.assert(
      fc.property(terms, moments, steps, (term, startAt, list) => {
        const result = end(term, startAt, pausesAfter(startAt, list));
        const startDay = dayOf(startAt);
        const expected = {
          minutes: { minutes: term.amount, days: 0 },
          workMinutes: { minutes: term.amount, days: 0 },
          hours: { minutes: term.amount * 60, days: 0 },
          workHours: { minutes: term.amount * 60, days: 0 },
          naturalDays: { minutes: 0, days: term.amount },
          workDays: { minutes: 0, days: term.amount },
          months: { minutes: 0, days: daysOf(startDay, addMonths(startDay, term.amount)) },
        }[term.unit];
        expect(usedUp(result)).toEqual(expected);
        for (const one of result.lines)
          expect(Math.min(one.minutes, one.days, one.pausedMinutes)).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });
  test('names every day from the start to the end once, in order', () => {
    fc.assert(
      fc.property(terms, moments, steps, (term, startAt, list) => {
        const { lines, dueAt } = end(term, startAt, pausesAfter(startAt, list));
        expect(lines[0]?.on).toBe(dayOf(startAt));
        for (const [i, one] of lines.entries()) {
          expect(one.until >= one.on).toBe(true);
          if (i > 0) expect(one.on).toBe(addDays(lines[i - 1]?.until ?? '', 1));
        }
        expect(lines.at(-1)?.until).toBe(dayOf(Date.parse(dueAt) - 1));
      }),
      runs,
    );
  });
});

describe('a new edition', () => {
  test('of a year the term does not touch changes nothing', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 40 });
    const shortTerms = terms.map((term) => ({ ...term, amount: Math.max(1, Math.floor(term.amount / 3)) }));
    fc.assert(
      fc.property(shortTerms, fc.integer({ min: 0, max: 60 * 24 * 200 }), steps, days, (term, offset, list, offs) => {
        const startAt = new Date(Date.parse(instantAt('2025-01-05')) + offset * minuteMs).toISOString();
        const pauses = pausesAfter(startAt, list);
        const before = end(term, startAt, pauses);
        if (dayOf(Date.parse(before.dueAt) - 1) > '2025-12-31') return;
        const other = (year: number): CalendarEdition => ({
          year,
          number: 2,
          source: '',
          days: offs.map((n) => ({ on: addDays(`${year}-01-01`, n), kind: 'holiday', name: '' })),
        });
        const changed = buildCalendar([...editions, other(2024), other(2026)]);
        expect(end(term, startAt, pauses, changed)).toEqual(before);
      }),
      runs,
    );
  });
  test('of the year itself does change it', () => {
    const extra = { on: '2025-03-05', kind: 'holiday' as const, name: '' };
    const changed = buildCalendar([
      ...editions,
      { year: 2025, number: 2, source: '', days: [...edition(2025).days, extra] },
    ]);
    const term: Term = { amount: 3, unit: 'workDays', extend: 'none' };
    const startAt = instantAt('2025-03-03', '09:00');
    expect(dayOf(end(term, startAt).dueAt)).toBe('2025-03-07');
    expect(dayOf(end(term, startAt, [], changed).dueAt)).toBe('2025-03-08');
  });
});
