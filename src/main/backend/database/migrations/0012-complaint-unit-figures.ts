import type { Kysely } from 'kysely';

/**
 * Figures by unit and month from one index that begins with the unit: a city's are found without the province's, and
 * units come in order, so that nothing is sorted. The two indexes that it makes superfluous go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('complaint_unit_figures')
    .on('complaint')
    .columns(['unit_id', 'received_at', 'is_in_time', 'conclusion'])
    .execute();
  await db.schema.dropIndex('complaint_figures').execute();
  await db.schema.dropIndex('complaint_unit_received').execute();
}
