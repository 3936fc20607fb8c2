/** Calls of the calendar domain. */
export const calendarContract = {};
