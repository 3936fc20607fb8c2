import { CompiledQuery } from 'kysely';
import type { Tables } from './tables.ts';
import type { Tx } from './transaction.ts';

/** SQLite takes 32,766 bound values in one statement, PostgreSQL 65,535. */
const maximumValues = 16_000;
const maximumRows = 500;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Writes many rows quickly: one statement of many rows, its text made once, no query tree for every value.
 * All rows must have the same keys; keys are column names in camelCase.
 */
export async function bulkInsert<T extends keyof Tables & string>(
  tx: Tx,
  table: T,
  rows: readonly Tables[T][],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const keys = Object.keys(first) as (keyof Tables[T] & string)[];
  const size = Math.max(1, Math.min(maximumRows, Math.floor(maximumValues / keys.length)));
  const numbered = hasNumberedPlaceholders(tx);
  const full = statement(numbered, table, keys, size);
  for (let start = 0; start < rows.length; start += size) {
    const group = rows.slice(start, start + size);
    const values: unknown[] = [];
    for (const row of group) for (const key of keys) values.push(row[key] ?? null);
    await tx.executeQuery(
      CompiledQuery.raw(group.length === size ? full : statement(numbered, table, keys, group.length), values),
    );
  }
}

/** PostgreSQL writes `$1`, SQLite `?`; the compiler of the connection knows. */
function hasNumberedPlaceholders(tx: Tx): boolean {
  return tx.selectFrom('setting').select('key').where('key', '=', '').compile().sql.includes('$1');
}

function statement(numbered: boolean, table: string, keys: readonly string[], count: number): string {
  let bound = 0;
  const mark = numbered ? () => `$${++bound}` : () => '?';
  const rows = Array.from({ length: count }, () => `(${keys.map(mark).join(',')})`);
  return `insert into "${snake(table)}" (${keys.map((key) => `"${snake(key)}"`).join(',')}) values ${rows.join(',')}`;
}
