/** Tables of the import domain (camelCase; columns are snake_case in the database). */
export type ImportTables = Record<never, never>;
