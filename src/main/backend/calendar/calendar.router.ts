import { rpc } from '../rpc/rpc.ts';
import { importCalendarYear, listCalendar, setWorkingHours } from './calendar.service.ts';
import { exportEdition, readCalendarFile } from './calendar-file.service.ts';
import { listEditions, previewHours, previewYear } from './edition.service.ts';

const calendar = rpc.calendar;

export const calendarRouter = calendar.router({
  list: calendar.list.handler(({ context }) => listCalendar(context.service)),
  editions: calendar.editions.handler(({ context, input }) => listEditions(context.service, input)),
  importYear: calendar.importYear.handler(({ context, input }) => importCalendarYear(context.service, input)),
  previewYear: calendar.previewYear.handler(({ context, input }) => previewYear(context.service, input)),
  setWorkingHours: calendar.setWorkingHours.handler(({ context, input }) => setWorkingHours(context.service, input)),
  previewHours: calendar.previewHours.handler(({ context, input }) => previewHours(context.service, input)),
  readFile: calendar.readFile.handler(({ context, input }) => readCalendarFile(context.service, input)),
  exportEdition: calendar.exportEdition.handler(({ context, input }) => exportEdition(context.service, input)),
});
