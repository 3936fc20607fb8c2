import { type Kysely, sql } from 'kysely';

/**
 * All that the filter bar of the list asks for in one index, so that combined filters over everything are counted and
 * grouped without a row of the table. And numbers of other systems by themselves, whatever system they come from.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('complaint_list')
    .on('complaint')
    .columns([
      'unit_id',
      'received_at',
      'status',
      'channel',
      'category_code',
      'customer_grade',
      'business',
      'is_open',
      'due_sort',
      'complaint_id',
    ])
    .execute();
  await sql`create index complaint_external_number on complaint (external_number)
    where external_number is not null`.execute(db);
}
