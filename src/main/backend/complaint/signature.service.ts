import { sql } from 'kysely';
import { bandsOf, piecesOf } from '#shared/complaint/similarity.rules.ts';
import type { Deps } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
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
  await bulkInsert(tx, 'complaintSignature', rows);
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

/**
 * Drops all signatures and makes them again from the texts: the same rows, as they depend on nothing else. In pages;
 * broken off, it leaves a part, and can be begun again.
 * @returns how many complaints were read
 */
export async function rebuildSignatures(
  deps: Pick<Deps, 'db'>,
  signal: AbortSignal,
  report: (done: number) => void = () => {},
): Promise<number> {
  await inTransaction(deps, (tx) => tx.deleteFrom('complaintSignature').execute());
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
    if (!last) return done;
    done += rows.length;
    after = last.complaintId;
    report(done);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
