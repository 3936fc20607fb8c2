import { sql } from 'kysely';
import { kindOf } from './dialect.ts';
import type { Tables } from './tables.ts';
import type { Tx } from './transaction.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Below this, keeping the indexes up row by row is quick enough. */
const fewestRows = 5000;

interface StoredIndex {
  readonly name: string;
  readonly definition: string;
}

/**
 * Runs a load of many rows with the indexes of its tables set aside, and builds them again before the transaction ends:
 * sorting all keys once costs less than finding the place of each. Constraints (primary keys, `unique`) stay in force.
 * Only on SQLite, where changing the schema is part of the transaction and nobody else waits for it: a load that fails
 * or is killed leaves the indexes as they were. A table that holds much more than comes in keeps its indexes.
 * @param rows how many rows will come into each of the tables, about
 */
export async function withIndexesAside<T>(
  tx: Tx,
  tables: readonly (keyof Tables & string)[],
  rows: number,
  load: () => Promise<T>,
): Promise<T> {
  const aside = kindOf(tx) === 'sqlite' && rows >= fewestRows ? await indexesOf(tx, tables, rows) : [];
  for (const { name } of aside) await sql`drop index ${sql.ref(name)}`.execute(tx);
  const result = await load();
  for (const { definition } of aside) {
    await sql.raw(definition).execute(tx);
    // Each index takes a moment in which nothing else runs.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return result;
}

async function indexesOf(tx: Tx, tables: readonly string[], rows: number): Promise<StoredIndex[]> {
  const all: StoredIndex[] = [];
  for (const table of tables.map(snake)) {
    const last = await sql<{ last: number | null }>`select max(rowid) as last from ${sql.table(table)}`.execute(tx);
    if ((last.rows[0]?.last ?? 0) > rows) continue;
    const found = await sql<StoredIndex>`select name, sql as definition from sqlite_master
      where type = 'index' and tbl_name = ${table} and sql is not null order by name`.execute(tx);
    all.push(...found.rows);
  }
  return all;
}
