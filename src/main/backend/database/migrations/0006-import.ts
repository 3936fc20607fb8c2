import type { Kysely } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Remembered mappings, batches of imports and what was written of each row. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('import_mapping'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('signature', 'text', (c) => c.notNull())
    .addColumn('mapping_json', 'text', (c) => c.notNull())
    .addColumn('decision_json', 'text', (c) => c.notNull())
    .addColumn('day_order', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('import_mapping_key', ['scope', 'signature'])
    .execute();

  await tools
    .strict(db.schema.createTable('import_batch'))
    .addColumn('batch_id', 'text', (c) => c.primaryKey())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('file_hash', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('row_count', 'integer', (c) => c.notNull())
    .addColumn('inserted_count', 'integer', (c) => c.notNull())
    .addColumn('changed_count', 'integer', (c) => c.notNull())
    .addColumn('unchanged_count', 'integer', (c) => c.notNull())
    .addColumn('rejected_count', 'integer', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('account_name', 'text', (c) => c.notNull())
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('import_batch_scope').on('import_batch').columns(['scope', 'imported_at']).execute();

  await tools
    .strict(db.schema.createTable('import_row'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('row_key', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('batch_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('import_row_key', ['scope', 'row_key'])
    .execute();
}
