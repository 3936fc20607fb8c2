import type { Kysely } from 'kysely';

/**
 * Deadline rules that speak of starts between two times of day, and limits whose last day ends at the close of business.
 * Rules of editions that are there speak of any time and end at midnight, as they always did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('deadline_rule').addColumn('start_from', 'text').execute();
  await db.schema.alterTable('deadline_rule').addColumn('start_until', 'text').execute();
  await db.schema
    .alterTable('deadline_rule')
    .addColumn('day_end', 'text', (c) => c.notNull().defaultTo('midnight'))
    .execute();
}
