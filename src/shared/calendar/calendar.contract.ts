import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { calendarErrors } from './calendar.errors.ts';

const day = z.object({ on: z.string(), kind: z.enum(['holiday', 'makeup']), name: z.string().max(80) });
export const workingHoursSchema = z.array(z.object({ from: z.string(), to: z.string() })).max(6);

/** The edition of a year in force, with its days. */
export const calendarYearView = z.object({
  year: z.number().int(),
  number: z.number().int(),
  source: z.string(),
  createdAt: z.string(),
  days: z.array(day),
});
export type CalendarYearView = z.infer<typeof calendarYearView>;

/** Calls of the calendar domain. */
export const calendarContract = {
  /** every year with its edition in force, oldest first, and the working hours */
  list: call('calendar:read', calendarErrors)
    .input(z.object({}))
    .output(z.object({ years: z.array(calendarYearView), workingHours: workingHoursSchema })),
  /** puts a year's calendar in force as a new numbered edition; earlier ones stay */
  importYear: call('calendar:write', calendarErrors)
    .input(
      z.object({
        year: z.number().int().min(1993).max(2200),
        source: z.string().trim().min(1).max(300),
        days: z.array(day).max(366),
      }),
    )
    .output(calendarYearView),
  /** changes the working hours of a working day; running deadlines follow */
  setWorkingHours: call('calendar:write', calendarErrors)
    .input(z.object({ workingHours: workingHoursSchema }))
    .output(z.object({ workingHours: workingHoursSchema })),
};
