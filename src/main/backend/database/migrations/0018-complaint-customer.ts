import type { Kysely } from 'kysely';

/**
 * Complaints of one number in the order in which repeats are counted, also where many came at one moment. The index it
 * begins with goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('complaint_customer_order')
    .on('complaint')
    .columns(['customer_number', 'received_at', 'complaint_id'])
    .execute();
  await db.schema.dropIndex('complaint_customer').execute();
}
