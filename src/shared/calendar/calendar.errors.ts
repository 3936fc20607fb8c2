/** Errors of the working calendar that a user can meet. */
export const calendarErrors = {
  CALENDAR_YEAR_MISSING: { status: 422 },
  CALENDAR_DAY_CONTRADICTORY: { status: 422 },
  CALENDAR_DAY_OUTSIDE_YEAR: { status: 422 },
  CALENDAR_DAY_INVALID: { status: 422 },
  CALENDAR_HOURS_INVALID: { status: 422 },
} as const;
