import { z } from 'zod';
import { workbookErrors } from '../import/import.errors.ts';
import { call } from '../kernel/call.ts';
import { calendarErrors } from './calendar.errors.ts';
import {
  calendarEditionView,
  calendarFileFormats,
  calendarImpactView,
  calendarListView,
  calendarYearInput,
  calendarYearView,
  dayReadingView,
  importYearInput,
  workingHoursSchema,
} from './calendar.schema.ts';

const fileErrors = { ...calendarErrors, ...workbookErrors, FILE_NOT_FOUND: { status: 404 } } as const;
const hours = z.object({ workingHours: workingHoursSchema });

/** Calls of the calendar domain. */
export const calendarContract = {
  /** every year with its edition in force, oldest first, the working hours, and the years that are missing */
  list: call('calendar:read', calendarErrors).input(z.object({})).output(calendarListView),
  /** every edition of a year, the one in force first */
  editions: call('calendar:read', calendarErrors)
    .input(z.object({ year: z.number().int() }))
    .output(z.array(calendarEditionView)),
  /** puts a year's calendar in force as a new numbered edition; earlier ones stay */
  importYear: call('calendar:write', calendarErrors).input(importYearInput).output(calendarYearView),
  /** what importYear would do to running complaints; writes nothing */
  previewYear: call('calendar:write', calendarErrors).input(calendarYearInput).output(calendarImpactView),
  /** changes the working hours of a working day; running deadlines follow */
  setWorkingHours: call('calendar:write', calendarErrors).input(hours).output(hours),
  /** what setWorkingHours would do to running complaints; writes nothing */
  previewHours: call('calendar:write', calendarErrors).input(hours).output(calendarImpactView),
  /** days of an uploaded file (Excel, CSV, JSON) and what was noticed in it; nothing is stored */
  readFile: call('calendar:write', fileErrors)
    .input(z.object({ fileId: z.string(), year: z.number().int() }))
    .output(dayReadingView),
  /** an edition as a file that `readFile` takes again */
  exportEdition: call('calendar:read', fileErrors)
    .input(z.object({ editionId: z.string(), format: z.enum(calendarFileFormats), language: z.enum(['zh', 'en']) }))
    .output(z.object({ fileId: z.string(), name: z.string() })),
};
