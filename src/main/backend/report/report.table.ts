/** Tables of the report domain (camelCase; columns are snake_case in the database). */
export type ReportTables = Record<never, never>;
