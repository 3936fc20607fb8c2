import type { Kysely } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Audit reports. */
export async function up(_db: Kysely<unknown>, _tools: MigrationTools): Promise<void> {}
