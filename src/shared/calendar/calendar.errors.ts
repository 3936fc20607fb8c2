/** Errors of the working calendar that a user can meet. */
export const calendarErrors = {
  CALENDAR_YEAR_MISSING: { status: 422 },
  CALENDAR_DAY_CONTRADICTORY: { status: 422 },
  CALENDAR_DAY_OUTSIDE_YEAR: { status: 422 },
  CALENDAR_DAY_INVALID: { status: 422 },
  CALENDAR_DAY_TWICE: { status: 422 },
  CALENDAR_MAKEUP_ON_WEEKDAY: { status: 422 },
  CALENDAR_REASON_MISSING: { status: 422 },
  CALENDAR_EDITION_CHANGED: { status: 409 },
  CALENDAR_EDITION_SAME: { status: 409 },
  CALENDAR_EDITION_NOT_FOUND: { status: 404 },
  CALENDAR_FILE_INVALID: { status: 422 },
  CALENDAR_HOURS_INVALID: { status: 422 },
} as const;
