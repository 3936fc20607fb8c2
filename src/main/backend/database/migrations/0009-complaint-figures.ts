import type { Kysely } from 'kysely';

/** One index holds all that monthly figures of complaints read, so that a year of a province is counted without its rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('complaint_figures')
    .on('complaint')
    .columns(['received_at', 'unit_id', 'is_in_time', 'clock_state', 'due_at', 'conclusion'])
    .execute();
}
