import { z } from 'zod';

/** How the line to a shared server is protected: not at all, encrypted, or encrypted to a server whose certificate is checked. */
export const tlsModes = ['off', 'encrypted', 'verified'] as const;
export type TlsMode = (typeof tlsModes)[number];

/** Where a PostgreSQL server is and who asks; the password is beside it, never in it. */
export const databaseServer = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[^\s/@?#\\]+$/),
  port: z.number().int().min(1).max(65_535),
  database: z.string().trim().min(1).max(63),
  user: z.string().trim().min(1).max(63),
  tls: z.enum(tlsModes),
});
export type DatabaseServer = z.infer<typeof databaseServer>;

export const sharedDatabase = databaseServer.extend({ password: z.string().max(200) });
export type SharedDatabase = z.infer<typeof sharedDatabase>;

/** The embedded database of this computer, or a server shared by a team. */
export const databaseChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite') }),
  z.object({ kind: z.literal('postgres'), server: sharedDatabase }),
]);
export type DatabaseChoice = z.infer<typeof databaseChoice>;

export const schemaStates = ['empty', 'older', 'current'] as const;

/** What was found by really connecting to a server. */
export const databaseExamination = z.object({
  serverVersion: z.string(),
  /** `empty` has no tables of ours yet, `older` is brought up to date at the first start */
  schema: z.enum(schemaStates),
  /** the last migration already run there; null when it is empty */
  migration: z.string().nullable(),
  /** accounts already there: people only have to sign in */
  accounts: z.number(),
});
export type DatabaseExamination = z.infer<typeof databaseExamination>;

/** The database in use. Sizes are in bytes. */
export const databaseView = z.object({
  kind: z.enum(['sqlite', 'postgres']),
  /** version of SQLite or of the server */
  engineVersion: z.string(),
  size: z.number(),
  /** SQLite: the file and its write-ahead log */
  file: z.object({ path: z.string(), walSize: z.number() }).nullable(),
  server: databaseServer.nullable(),
  migrations: z.object({ count: z.number(), last: z.string().nullable() }),
  /** the newest copy in the backup folder */
  lastBackup: z.object({ path: z.string(), size: z.number(), at: z.string() }).nullable(),
});
export type DatabaseView = z.infer<typeof databaseView>;
