import { sql } from 'kysely';
import { bandsOf, piecesOf } from '#shared/complaint/similarity.rules.ts';
import type { Deps } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import type { ComplaintSignatureTable } from './complaint.table.ts';

interface Told {
  complaintId: string;
  content: string;
}

const signaturesOf = ({ complaintId, content }: Told): ComplaintSignatureTable[] =>
  [...new Set(bandsOf(piecesOf(content)))].map((hash) => ({ hash, complaintId }));

/** Writes what finds texts again, in the order of the table: neighbours are written together. */
export async function insertSignatures(tx: Tx, told: readonly Told[]): Promise<void> {
  const rows = told.flatMap(signaturesOf);
  rows.sort((a, b) => a.hash - b.hash || (a.complaintId < b.complaintId ? -1 : 1));
  await bulkInsert(tx, 'complaintSignature', rows, ['hash', 'complaintId']);
}

/** Complaints whose signatures are held before they are written: some 30 MB. */
const mostHeld = 2 ** 18;
const written = 5000;

/**
 * Signatures of a great load, written in the order of the table when all are known: each page of it is met once, not
 * once in every chunk. Within the transaction of the load; what is never written goes with it.
 */
export class SignatureLoad {
  private ids: string[] = [];
  /** hash and place of the id in one number, exact up to 2^53 */
  private keys: number[] = [];

  async add(tx: Tx, told: readonly Told[]): Promise<void> {
    for (const one of told) {
      for (const { hash } of signaturesOf(one)) this.keys.push((hash + 2 ** 31) * mostHeld + this.ids.length);
      this.ids.push(one.complaintId);
      if (this.ids.length === mostHeld) await this.write(tx);
    }
  }

  async write(tx: Tx): Promise<void> {
    const [ids, keys] = [this.ids, Float64Array.from(this.keys).sort()];
    [this.ids, this.keys] = [[], []];
    for (let start = 0; start < keys.length; start += written) {
      const rows = Array.from(keys.subarray(start, start + written), (key) => {
        const place = key % mostHeld;
        return { hash: (key - place) / mostHeld - 2 ** 31, complaintId: ids[place] as string };
      });
      await bulkInsert(tx, 'complaintSignature', rows, ['hash', 'complaintId']);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** Follows a text that was changed. @param before as it was */
export async function replaceSignature(tx: Tx, before: Told, content: string): Promise<void> {
  for (const { hash, complaintId } of signaturesOf(before))
    await tx.deleteFrom('complaintSignature').where('hash', '=', hash).where('complaintId', '=', complaintId).execute();
  await insertSignatures(tx, [{ complaintId: before.complaintId, content }]);
}

/**
 * The newest complaints that share a band with a text, those that share more of them first.
 * @param perBand how many of each band; a text that everybody writes must not make the search longer
 */
export async function sharingBands(db: Database, content: string, perBand: number, limit: number): Promise<string[]> {
  const bands = [...new Set(bandsOf(piecesOf(content)))];
  if (bands.length === 0) return [];
  const each = bands.map(
    (band) =>
      sql`select complaint_id from (select complaint_id from complaint_signature where hash = ${band} order by complaint_id desc limit ${perBand}) as band`,
  );
  const { rows } = await sql<{ complaintId: string }>`${sql.join(each, sql` union all `)}`.execute(db);
  const shared = new Map<string, number>();
  for (const { complaintId } of rows) shared.set(complaintId, (shared.get(complaintId) ?? 0) + 1);
  return [...shared]
    .sort(([a, n], [b, m]) => m - n || (a < b ? 1 : -1))
    .slice(0, limit)
    .map(([complaintId]) => complaintId);
}

const page = 2000;

/** Which way of making signatures the stored ones were made by; null before they are complete. */
const madeBy = { key: 'complaint.signatures', version: 1 } as const;

/**
 * Drops all signatures and makes them again from the texts: the same rows, as they depend on nothing else. In pages,
 * while others register; broken off, it leaves a part, and is begun again at the next start.
 * @returns how many complaints were read
 */
export async function rebuildSignatures(
  deps: Pick<Deps, 'db' | 'clock'>,
  signal: AbortSignal,
  report: (done: number) => void = () => {},
): Promise<number> {
  await inTransaction(deps, async (tx) => {
    await putSetting(tx, madeBy.key, null, deps.clock.now());
    await tx.deleteFrom('complaintSignature').execute();
  });
  let after = '';
  let done = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await inTransaction(deps, async (tx) => {
      const found = await tx
        .selectFrom('complaint')
        .select(['complaintId', 'content'])
        .where('complaintId', '>', after)
        .orderBy('complaintId')
        .limit(page)
        .execute();
      await insertSignatures(tx, found);
      return found;
    });
    const last = rows.at(-1);
    if (!last) {
      await inTransaction(deps, (tx) => putSetting(tx, madeBy.key, madeBy.version, deps.clock.now()));
      return done;
    }
    done += rows.length;
    after = last.complaintId;
    report(done);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * After the start, beside the first calls: makes signatures where an earlier version of the program left none, or made
 * them in another way.
 */
export async function tendSignatures({ db, clock, log }: Deps, signal: AbortSignal): Promise<void> {
  try {
    if ((await getSetting<number | null>(db, madeBy.key, null)) === madeBy.version) return;
    const read = await rebuildSignatures({ db, clock }, signal);
    if (read > 0) log.info('signatures of complaints', { complaints: read });
  } catch (error) {
    if (!signal.aborted) log.error('signatures of complaints could not be made', { message: String(error) });
  }
}
