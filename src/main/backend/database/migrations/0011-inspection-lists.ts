import { type Kysely, sql } from 'kysely';

/** Lists of sheets by what counts, by inspector and by card, and the figures of one unit by item, each from an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // what a sheet is worth: final points once published, until then its own
  await sql`create index inspection_standing
    on inspection ((coalesce(final_points, effective_points)), inspection_id)`.execute(db);
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute();
  await index('inspection_inspector_day', 'inspection', ['inspector_name', 'inspected_on', 'inspection_id']);
  await index('inspection_card_day', 'inspection', ['scorecard_version_id', 'inspected_on', 'inspection_id']);
  await index('item_tally_unit', 'item_tally', ['unit_id', 'month', 'scorecard_version_id']);
}
