import type { Kysely } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/**
 * What complaints are divided by: users of a unit by month. And one index that answers the figures of an analysis by
 * itself; the narrower one it begins with goes.
 */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('unit_users'))
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('users', 'integer', (c) => c.notNull())
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('unit_users_key', ['unit_id', 'month'])
    .execute();
  await db.schema
    .createIndex('complaint_analysis')
    .on('complaint')
    .columns([
      'unit_id',
      'received_at',
      'is_in_time',
      'conclusion',
      'category_code',
      'cause_code',
      'channel',
      'status',
      'closed_at',
      'responded_at',
      'repeat_count',
      'channel_repeat_count',
      'escalation_level',
      'transfer_count',
      'return_count',
    ])
    .execute();
  await db.schema.dropIndex('complaint_unit_figures').execute();
}
