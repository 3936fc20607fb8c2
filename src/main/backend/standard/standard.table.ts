/** Tables of the standard domain (camelCase; columns are snake_case in the database). */
export type StandardTables = Record<never, never>;
