/** Tables of the inspection domain (camelCase; columns are snake_case in the database). */
export type InspectionTables = Record<never, never>;
