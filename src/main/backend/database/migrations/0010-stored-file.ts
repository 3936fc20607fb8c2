import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Bytes of kept files travel with a shared database; an embedded one keeps them in files beside it. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  if (tools.kind !== 'postgres') return;
  await db.schema
    .createTable('stored_file')
    .addColumn('sha256', 'text', (c) => c.primaryKey().check(sql`sha256 ~ '^[0-9a-f]{64}$'`))
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('stored_at', 'timestamptz', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('stored_file_chunk')
    .addColumn('sha256', 'text', (c) => c.notNull().references('stored_file.sha256').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('bytes', 'bytea', (c) => c.notNull().check(sql`octet_length(bytes) <= 1048576`))
    .addPrimaryKeyConstraint('stored_file_chunk_key', ['sha256', 'position'])
    .execute();
  // pictures, recordings and PDF are compressed already: trying again would only cost time
  await sql`alter table stored_file_chunk alter column bytes set storage external`.execute(db);
}
