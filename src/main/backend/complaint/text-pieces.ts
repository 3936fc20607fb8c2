import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/dialect.ts';

/** What PostgreSQL's index of texts is about; a condition must say it in the same words to be answered by it. */
const pieces = sql.raw('complaint_pieces(content || chr(1) || customer_name || chr(1) || city || chr(1) || region)');

/** Pairs of neighbouring characters, the way the database's `complaint_pieces` writes them. */
export function pairsOf(text: string): number[] {
  const codes = Array.from(text, (one) => one.codePointAt(0) as number);
  return [...new Set(codes.slice(1).map((code, i) => (codes[i] as number) * 2 ** 21 + code))];
}

/** A condition that every row with the text meets, and few others. Only for PostgreSQL. */
export const hasPairs = (pairs: readonly number[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${pieces} @> ${[...pairs]}::bigint[]`;

/** How far the index of texts is. `broken`: begun and not ended. */
export async function textIndexState(db: Database): Promise<'missing' | 'broken' | 'whole'> {
  const { rows } = await sql<{ valid: boolean }>`select indisvalid and indisready as valid from pg_index
    where indexrelid = to_regclass('complaint_text')`.execute(db);
  const row = rows[0];
  return row ? (row.valid ? 'whole' : 'broken') : 'missing';
}

/** Builds it beside what else is written. Outside of a transaction; broken off, it leaves a broken one behind. */
export const createTextIndex = (db: Database) =>
  sql`create index concurrently complaint_text on complaint using gin (${pieces})`.execute(db);

export const dropTextIndex = (db: Database) => sql`drop index if exists complaint_text`.execute(db);
