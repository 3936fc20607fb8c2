/** Tables of the calendar domain (camelCase; columns are snake_case in the database). */
export type CalendarTables = Record<never, never>;
