import { sql } from 'kysely';
import type { Deps } from '../context.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { createTextIndex, dropTextIndex, textIndexState } from './text-pieces.ts';
import { isTextIndexed } from './text-places.ts';

/** Complaints taken in by one transaction: some 40 ms. */
const page = 1000;
/** Held by the program that builds the index on a server which several share. */
const builders = 7_421_021;

type Building = Pick<Deps, 'db'>;

/**
 * Drops the index of texts and builds it again from the texts: it finds the same, as it depends on nothing else. Until it
 * is whole, searches read the texts. Broken off, it goes on where it was with `buildTextIndex`.
 * @returns how many complaints were read; null on PostgreSQL, which does not say
 */
export async function rebuildTextIndex(deps: Building, signal: AbortSignal): Promise<number | null> {
  if (kindOf(deps.db) === 'postgres') await dropTextIndex(deps.db);
  else
    await inTransaction(deps, async (tx) => {
      await sql`update complaint_text_mark set up_to = 0`.execute(tx);
      await sql`insert into complaint_text (complaint_text) values ('delete-all')`.execute(tx);
    });
  return buildTextIndex(deps, signal);
}

/** Builds what is missing of it. With nothing missing it is over at once. @returns as above */
export async function buildTextIndex(
  deps: Building,
  signal: AbortSignal,
  report: (done: number) => void = () => {},
): Promise<number | null> {
  return kindOf(deps.db) === 'postgres' ? onServer(deps.db, signal) : inPages(deps, signal, report);
}

/** Rows up to a mark are in the index and kept there by triggers; the mark rises until it is above all there will be. */
async function inPages(deps: Building, signal: AbortSignal, report: (done: number) => void): Promise<number> {
  let done = 0;
  while (!(await isTextIndexed(deps.db))) {
    signal.throwIfAborted();
    done += await inTransaction(deps, async (tx) => {
      const { rows } = await sql<{ places: number; last: number | null }>`select count(*) as places, max(place) as last
        from (select rowid as place from complaint where rowid > (select up_to from complaint_text_mark)
          order by rowid limit ${page})`.execute(tx);
      const { places, last } = rows[0] as { places: number; last: number | null };
      await sql`insert into complaint_text (rowid, told)
        select rowid, lower(content || char(1) || customer_name || char(1) || city || char(1) || region || char(1, 1))
        from complaint where rowid > (select up_to from complaint_text_mark) and rowid <= ${last ?? 0}
        order by rowid`.execute(tx);
      const mark = places < page ? Number.MAX_SAFE_INTEGER : last;
      await sql`update complaint_text_mark set up_to = ${mark}`.execute(tx);
      return places;
    });
    report(done);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}

/** One program builds it; another that finds it being built leaves it to that one. */
async function onServer(db: Database, signal: AbortSignal): Promise<null> {
  if ((await textIndexState(db)) === 'whole') return null;
  await db.connection().execute(async (line) => {
    const { rows } = await sql<{ mine: boolean; pid: number }>`
      select pg_try_advisory_lock(${builders}) as mine, pg_backend_pid() as pid`.execute(line);
    const { mine, pid } = rows[0] as { mine: boolean; pid: number };
    if (!mine) return;
    const cancel = () => {
      sql`select pg_cancel_backend(${pid})`.execute(db).catch(() => {});
    };
    try {
      const state = await textIndexState(line);
      if (state === 'broken') await dropTextIndex(line);
      signal.throwIfAborted();
      signal.addEventListener('abort', cancel, { once: true });
      if (state !== 'whole') await createTextIndex(line);
    } finally {
      signal.removeEventListener('abort', cancel);
      await sql`select pg_advisory_unlock(${builders})`.execute(line);
    }
  });
  return null;
}

/** After the start, beside the first calls: takes in what an earlier version of the program has left. */
export async function tendTextIndex({ db, log }: Deps, signal: AbortSignal): Promise<void> {
  try {
    const read = await buildTextIndex({ db }, signal);
    if (read) log.info('texts of complaints', { complaints: read });
  } catch (error) {
    if (!signal.aborted) log.error('texts of complaints could not be indexed', { message: String(error) });
  }
}
