import { sql } from 'kysely';
import type { SharedFiles } from '../platform/kept-files.ts';
import { chunkBytes } from '../platform/kept-files.ts';
import { type Database, isOneOf } from './dialect.ts';
import { inTransaction, type Tx } from './transaction.ts';

/** Tables whose `sha256` names a kept file. */
export const referringTables = ['inspectionEvidence', 'scoreAppealEvidence', 'complaintAttachment'] as const;

/** Kept files in PostgreSQL, for everybody who shares it. */
export function storedFiles(db: Database): SharedFiles {
  return {
    put: (sha256, size, chunks) => inTransaction({ db }, (tx) => put(tx, { sha256, size }, chunks)),
    async read(sha256) {
      // the true length: what the row tells could be anything
      const { rows } = await sql<{ count: number; size: number }>`
        select count(*) as count, sum(octet_length(bytes)) as size from stored_file_chunk where sha256 = ${sha256}
      `.execute(db);
      const [found] = rows;
      return found?.count ? { size: found.size, chunks: chunksOf(db, sha256) } : undefined;
    },
    async missing(hashes) {
      if (hashes.length === 0) return [];
      const referred = await sql<{ sha256: string }>`
        select sha256 from (${union()}) as referring
        where ${isOneOf(db, 'sha256', hashes)} and not exists (
          select 1 from stored_file where stored_file.sha256 = referring.sha256)`.execute(db);
      return referred.rows.map((row) => row.sha256);
    },
  };
}

async function put(tx: Tx, { sha256, size }: { sha256: string; size: number }, chunks: AsyncIterable<Uint8Array>) {
  // touched even when it is there: from here on it is young, and no sweep takes it from under the row that comes next
  await tx
    .insertInto('storedFile')
    .values({ sha256, size, storedAt: sql<Date>`now()` })
    .onConflict((c) => c.column('sha256').doUpdateSet({ size, storedAt: sql<Date>`now()` }))
    .execute();
  if (await isWhole(tx, sha256)) return;
  await tx.deleteFrom('storedFileChunk').where('sha256', '=', sha256).execute();
  let position = 0;
  for await (const bytes of chunks) {
    if (bytes.byteLength > chunkBytes) throw new RangeError('a chunk is too long');
    // a view of the same memory: pg takes a Buffer as it is
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    await tx.insertInto('storedFileChunk').values({ sha256, position, bytes: view }).execute();
    position += 1;
  }
}

/** Asked of the server, so that bytes which are there already don't travel. */
async function isWhole(tx: Tx, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ hash: string | null }>`
    select encode(sha256(string_agg(bytes, ''::bytea order by position)), 'hex') as hash
    from stored_file_chunk where sha256 = ${sha256}`.execute(tx);
  return rows[0]?.hash === sha256;
}

async function* chunksOf(db: Database, sha256: string): AsyncGenerator<Uint8Array> {
  for (let after = -1; ; ) {
    const chunk = await db
      .selectFrom('storedFileChunk')
      .select(['position', 'bytes'])
      .where('sha256', '=', sha256)
      .where('position', '>', after)
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    if (!chunk) return;
    yield chunk.bytes;
    after = chunk.position;
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const union = () =>
  sql.join(
    referringTables.map((table) => sql`select sha256 from ${sql.table(snake(table))}`),
    sql` union `,
  );

/**
 * Removes bytes that nothing refers to: evidence taken off a draft, uploads that broke off before their row was written.
 * @param days so old at least, by the clock of the server: younger ones may still get their row
 * @returns how many files went
 */
export async function sweepStoredFiles(db: Database, days = 7): Promise<number> {
  const { rows } = await sql`
    delete from stored_file where stored_at < now() - make_interval(days => ${days}::integer)
      and sha256 not in (${union()}) returning sha256`.execute(db);
  return rows.length;
}
