import { rpc } from '../rpc/rpc.ts';
import { importCalendarYear, listCalendar, setWorkingHours } from './calendar.service.ts';

const calendar = rpc.calendar;

export const calendarRouter = calendar.router({
  list: calendar.list.handler(({ context }) => listCalendar(context.service)),
  importYear: calendar.importYear.handler(({ context, input }) => importCalendarYear(context.service, input)),
  setWorkingHours: calendar.setWorkingHours.handler(({ context, input }) => setWorkingHours(context.service, input)),
});
