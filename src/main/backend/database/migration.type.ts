import type { CreateTableBuilder, Kysely } from 'kysely';

export type DialectKind = 'sqlite' | 'postgres';

/** The few things that differ between the two dialects when a table is made. */
export interface MigrationTools {
  readonly kind: DialectKind;
  /** Floating-point column type: REAL on SQLite, double precision on PostgreSQL. */
  readonly real: 'real' | 'double precision';
  /** Makes a SQLite table STRICT; leaves it as it is on PostgreSQL. */
  strict<T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C>;
}

/** A migration module: frozen once released, imports nothing from src but this type, only adds. */
export interface MigrationModule {
  // biome-ignore lint/suspicious/noExplicitAny: migrations see the schema of their own time, never today's types
  up(db: Kysely<any>, tools: MigrationTools): Promise<void>;
}
