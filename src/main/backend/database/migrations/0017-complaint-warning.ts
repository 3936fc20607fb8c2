import { type Kysely, sql } from 'kysely';

/** Warnings nobody has taken note of yet, however many there were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('complaint_warning_unit').execute();
  await sql`create index complaint_warning_unseen on complaint_warning (unit_id, handler_id, complaint_id)
    where seen_at is null`.execute(db);
}
