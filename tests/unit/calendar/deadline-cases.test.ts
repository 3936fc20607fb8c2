import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { endOfTerm } from '#shared/calendar/term.rules.ts';
import { defaultWorkingHours } from '#shared/calendar/working-hours.ts';
import { formatInstant, instantAt } from '#shared/kernel/dates.ts';
import { type DeadlineCase, deadlineCases } from './deadline-cases.ts';

const editions = [2024, 2025, 2026].map((year) => ({
  ...(JSON.parse(
    readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
  ) as CalendarEdition),
  number: 1,
}));
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
const work = ({
  start,
  amount,
  unit,
  extend = 'none',
  dayEnd,
  pauses = [],
  hours = defaultWorkingHours,
}: DeadlineCase) =>
  endOfTerm(
    { amount, unit, extend, ...(dayEnd && { dayEnd }) },
    at(start),
    pauses.map(([from, to]) => ({ from: Date.parse(at(from)), to: Date.parse(at(to)) })),
    // its own for each case: what was counted over a calendar is remembered with it, and would hide a difference
    buildCalendar(editions),
    hours,
  );

describe.each(Object.entries(deadlineCases))('worked by hand: %s', (_about, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(formatInstant(work(one).dueAt), one.working).toBe(one.due);
  });
});
