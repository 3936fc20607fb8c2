import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/**
 * Lists of sheets by points, the best first and those without a score last. SQLite reads the index there is backwards;
 * PostgreSQL would meet the missing scores first that way, and sorted the whole table instead.
 */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  if (tools.kind !== 'postgres') return;
  await sql`create index inspection_standing_best
    on inspection ((coalesce(final_points, effective_points)) desc nulls last, inspection_id desc)`.execute(db);
}
