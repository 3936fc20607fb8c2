import { sql } from 'kysely';
import type { Database } from './dialect.ts';
import { inTransaction } from './transaction.ts';

/** Held while columns are changed, so that of two programs that start at once one finds the work done. */
const lock = 7315002;

interface TextColumn {
  tableName: string;
  columnName: string;
}

/**
 * Makes PostgreSQL compare texts byte by byte, as SQLite does, whatever language its server was set up in: codes, paths,
 * numbers and instants are compared by ranges (`TS2026` to `TS2026~`), which a language puts in another order, and every
 * index over them takes longer to read and to write in the order of a language. Columns that are so already stay as they
 * are; on a server without a language there is nothing to do. Tables that belong to somebody else are left to them.
 */
export async function compareByBytes(db: Database): Promise<void> {
  if ((await otherColumns(db)).length === 0) return;
  await inTransaction({ db }, async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(tx);
    const columns = await otherColumns(tx);
    for (const [table, inTable] of Map.groupBy(columns, (column) => column.tableName)) {
      const changes = inTable.map(({ columnName }) => sql`alter column ${sql.ref(columnName)} type text collate "C"`);
      const triggers = await columnTriggers(tx, table);
      for (const { name } of triggers) await sql`drop trigger ${sql.ref(name)} on ${sql.table(table)}`.execute(tx);
      // one statement for each table: every index is built once
      await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(tx);
      for (const { definition } of triggers) await sql.raw(definition).execute(tx);
    }
  });
}

async function otherColumns(db: Database): Promise<TextColumn[]> {
  // the provider is a column only from 15 on
  const { rows } = await sql<TextColumn>`
    select t.relname as table_name, c.attname as column_name
    from pg_attribute c join pg_class t on t.oid = c.attrelid join pg_collation o on o.oid = c.attcollation
      join pg_database d on d.datname = current_database()
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and pg_has_role(t.relowner, 'usage')
      and c.attnum > 0 and not c.attisdropped and c.atttypid = 'text'::regtype
      and o.collname not in ('C', 'POSIX')
      and not (o.collname = 'default' and d.datcollate in ('C', 'POSIX')
        and coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c')
    order by 1, 2`.execute(db);
  return rows;
}

/** Triggers that name columns: those can't be changed while they stand. */
async function columnTriggers(db: Database, table: string) {
  const { rows } = await sql<{ name: string; definition: string }>`
    select tgname as name, pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = ${table}::regclass and not tgisinternal and (tgattr::text <> '' or tgqual is not null)
    order by tgname`.execute(db);
  return rows;
}
