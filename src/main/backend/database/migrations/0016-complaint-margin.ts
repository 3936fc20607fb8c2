import { type Kysely, sql } from 'kysely';

/** What closings are judged by: how long before the deadline answers came, and who wrote down how many at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('complaint_margin')
    .on('complaint')
    .columns(['unit_id', 'due_at', 'answer_margin_minutes', 'backdated_count'])
    .execute();
  await db.schema.dropIndex('complaint_closed_by').execute();
  await sql`create index complaint_closed_recorded on complaint (closed_recorded_at, closed_by, unit_id)
    where closed_by is not null`.execute(db);
}
