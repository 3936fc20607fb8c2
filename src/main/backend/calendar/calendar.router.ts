import { rpc } from '../rpc/rpc.ts';

export const calendarRouter = rpc.calendar.router({});
