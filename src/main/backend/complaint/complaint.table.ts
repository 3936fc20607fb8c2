/** Tables of the complaint domain (camelCase; columns are snake_case in the database). */
export type ComplaintTables = Record<never, never>;
