import type { RaisedWarning } from '#shared/complaint/warning.rules.ts';
import { type Database, isOneOf, kindOf } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ComplaintWarningTable } from './complaint.table.ts';

/** Warnings given so far, by complaint. */
export async function raisedOf(
  db: Database,
  complaintIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RaisedWarning[]>> {
  if (complaintIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('complaintWarning')
    .select(['complaintId', 'clock', 'stage'])
    .where(isOneOf(db, 'complaint_id', complaintIds))
    .execute();
  return Map.groupBy(rows, (row) => row.complaintId);
}

/**
 * Complaints that have to be looked at, longest due first. On PostgreSQL they are locked, and those another program has in
 * hand are passed over.
 * @param leftOut complaints not to be looked at
 */
export async function dueForWarning(tx: Tx, now: string, limit: number, leftOut: readonly string[]): Promise<string[]> {
  let query = tx
    .selectFrom('complaint')
    .select('complaintId')
    .where('nextWarnAt', '<=', now)
    .orderBy('nextWarnAt')
    .orderBy('complaintId')
    .limit(limit);
  if (leftOut.length > 0) query = query.where('complaintId', 'not in', [...leftOut]);
  if (kindOf(tx) === 'postgres') query = query.forUpdate().skipLocked();
  return (await query.execute()).map((row) => row.complaintId);
}

export const setNextWarning = (tx: Tx, complaintId: string, nextWarnAt: string | null) =>
  tx.updateTable('complaint').set({ nextWarnAt }).where('complaintId', '=', complaintId).execute();

/** Writes warnings; the key of complaint, clock and stage lets none be written twice. */
export async function insertWarnings(tx: Tx, rows: readonly ComplaintWarningTable[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('complaintWarning')
    .values([...rows])
    .onConflict((c) => c.columns(['complaintId', 'clock', 'stage']).doNothing())
    .execute();
}
