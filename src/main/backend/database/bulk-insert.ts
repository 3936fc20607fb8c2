import { CompiledQuery } from 'kysely';
import { kindOf } from './dialect.ts';
import { forEachRow } from './prepared-statements.ts';
import type { Tables } from './tables.ts';
import type { Tx } from './transaction.ts';

/** PostgreSQL takes 65,535 bound values in one statement; each statement is a journey to the server and back. */
const mostRows = 1000;
const mostValues = 60_000;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Writes many rows quickly: no query tree for every value, and statements whose text is made and prepared once.
 * All rows must have the same keys; keys are column names in camelCase.
 * @param onConflict columns of a unique constraint: rows that meet it replace the stored ones
 */
export async function bulkInsert<T extends keyof Tables & string>(
  tx: Tx,
  table: T,
  rows: readonly Tables[T][],
  onConflict: readonly (keyof Tables[T] & string)[] = [],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const keys = Object.keys(first) as (keyof Tables[T] & string)[];
  const head = `insert into "${snake(table)}" (${keys.map((key) => `"${snake(key)}"`).join(',')}) values `;
  const tail = replacing(keys, onConflict);
  const valuesOf = (row: Tables[T]): unknown[] => keys.map((key) => row[key] ?? null);
  if (kindOf(tx) === 'sqlite') {
    const marks = keys.map(() => '?').join(',');
    await tx.executeQuery(CompiledQuery.raw(`${forEachRow}${head}(${marks})${tail}`, rows.map(valuesOf)));
    return;
  }
  const size = Math.max(1, Math.min(mostRows, Math.floor(mostValues / keys.length)));
  for (let start = 0; start < rows.length; start += size) {
    const group = rows.slice(start, start + size);
    await tx.executeQuery(
      CompiledQuery.raw(head + numbered(keys.length, group.length) + tail, group.flatMap(valuesOf)),
    );
  }
}

/** `($1,$2),($3,$4)`… */
function numbered(width: number, count: number): string {
  let bound = 0;
  return Array.from({ length: count }, () => `(${Array.from({ length: width }, () => `$${++bound}`).join(',')})`).join(
    ',',
  );
}

function replacing(keys: readonly string[], onConflict: readonly string[]): string {
  if (onConflict.length === 0) return '';
  const column = (key: string) => `"${snake(key)}"`;
  const others = keys.filter((key) => !onConflict.includes(key));
  // nothing beside the key: what is there is the same
  if (others.length === 0) return ' on conflict do nothing';
  const set = others.map((key) => `${column(key)} = excluded.${column(key)}`).join(',');
  return ` on conflict (${onConflict.map(column).join(',')}) do update set ${set}`;
}
