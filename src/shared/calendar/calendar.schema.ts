import { z } from 'zod';
import { readingFaults } from './reading.ts';

/** Days of a year at most: every one of them, and a margin for what is then refused by name. */
const mostDays = 800;

const day = z.object({ on: z.string().max(40), kind: z.enum(['holiday', 'makeup']), name: z.string().trim().max(80) });
/** Spans with a `since` are in force from that day on; those without have always been. */
export const workingHoursSchema = z
  .array(z.object({ from: z.string(), to: z.string(), since: z.string().optional() }))
  .max(120);

const edition = z.object({
  editionId: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  source: z.string(),
  createdAt: z.string(),
  days: z.array(day),
});
/** The edition of a year in force, with its days. */
export const calendarYearView = edition;
export type CalendarYearView = z.infer<typeof calendarYearView>;

/** An edition, with who made it and why; both are empty for what the program came with. */
export const calendarEditionView = edition.extend({ accountName: z.string(), reason: z.string() });
export type CalendarEditionView = z.infer<typeof calendarEditionView>;

/** A year whose calendar is missing. */
export const missingYearView = z.object({
  year: z.number().int(),
  /** running complaints that wait for it; null for who can't put it in */
  complaints: z.number().int().nullable(),
});
export type MissingYearView = z.infer<typeof missingYearView>;

export const calendarListView = z.object({
  years: z.array(calendarYearView),
  workingHours: workingHoursSchema,
  /** this year, from 1 November on the next one, and every year a running complaint waits for */
  missing: z.array(missingYearView),
});
export type CalendarListView = z.infer<typeof calendarListView>;

export const calendarYearInput = z.object({
  year: z.number().int().min(1993).max(2200),
  days: z.array(day).max(mostDays),
});
export const importYearInput = calendarYearInput.extend({
  source: z.string().trim().min(1).max(300),
  /** why an edition in force is replaced; not asked for the first one of a year */
  reason: z.string().trim().max(300).default(''),
  /** number of the edition it was made from, 0 where the year had none */
  basedOn: z.number().int().min(0).default(0),
});

/** What a change does to running complaints, before it is saved. */
export const calendarImpactView = z.object({
  /** open complaints whose clocks may meet the changed days */
  candidates: z.number().int(),
  /** of these, worked out one by one */
  examined: z.number().int(),
  /** of the examined, those that get another deadline: sooner, later, one where there was none, none where there was one */
  changed: z.number().int(),
  earlier: z.number().int(),
  later: z.number().int(),
  found: z.number().int(),
  lost: z.number().int(),
  /** of the changed, those that are overdue by it and were not before */
  overdue: z.number().int(),
  /** answered complaints whose time limit met the changed days: at most so many are judged anew */
  answered: z.number().int(),
});
export type CalendarImpactView = z.infer<typeof calendarImpactView>;

/** Days read from a file, and what was noticed; nothing is stored. */
export const dayReadingView = z.object({
  year: z.number().int().nullable(),
  source: z.string(),
  days: z.array(day),
  remarks: z.array(
    z.object({
      fault: z.enum(readingFaults),
      line: z.number().int().nullable(),
      text: z.string(),
      said: z.string(),
      found: z.string(),
    }),
  ),
});

export const calendarFileFormats = ['xlsx', 'csv', 'json'] as const;
export type CalendarFileFormat = (typeof calendarFileFormats)[number];
