import { setImmediate } from 'node:timers/promises';
import { type KyselyPlugin, sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { type Database, openSqliteFile, sqliteDatabase } from './dialect.ts';

/** After each query: lets everything else that waits have its turn, then looks whether the work should go on. */
const pausing = (signal: AbortSignal): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await setImmediate();
    signal.throwIfAborted();
    return result;
  },
});

/**
 * Many queries over one unchanging state of the data, for figures that must agree with each other. Others read and write
 * meanwhile: SQLite gets a connection of its own for it, PostgreSQL a repeatable-read transaction.
 * @param read gets the database to read from; it ends with the call
 * @throws the signal's reason as soon as it is aborted
 */
export async function consistentRead<T>(
  ctx: Pick<ServiceContext, 'kind' | 'read'>,
  signal: AbortSignal,
  read: (db: Database) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  if (ctx.kind === 'postgres')
    return ctx.read
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => read(tx.withPlugin(pausing(signal))));
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(ctx.read);
  const file = openSqliteFile(rows[0]?.file ?? '', true);
  const db = sqliteDatabase(file);
  try {
    return await db.transaction().execute((tx) => read(tx.withPlugin(pausing(signal))));
  } finally {
    await db.destroy();
    file.close();
  }
}
