import type { Clock } from '#shared/complaint/deadline.rules.ts';
import { type RaisedWarning, type Warning, warningKeys } from '#shared/complaint/warning.rules.ts';
import { type Database, isOneOf, kindOf } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ComplaintWarningTable } from './complaint.table.ts';
import type { Person } from './person.repository.ts';
import { addressed } from './todo.conditions.ts';

/** Warnings given so far, by complaint. */
export async function raisedOf(
  db: Database,
  complaintIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RaisedWarning[]>> {
  if (complaintIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('complaintWarning')
    .select(['complaintId', 'clock', 'stage', 'dueAt'])
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

/** A later warning takes the place of the earlier ones of its clock that its addressee has not taken note of. */
export async function replaceWarnings(tx: Tx, complaintId: string, warning: Warning, seenAt: string): Promise<void> {
  await tx
    .updateTable('complaintWarning')
    .set({ seenAt })
    .where('complaintId', '=', complaintId)
    .where('clock', '=', warning.clock)
    .where('seenAt', 'is', null)
    .where('stage', warning.stage.kind === 'over' ? 'like' : 'not like', 'over.%')
    .execute();
}

/** What was warned of is done or over: nobody need take note of warnings of clocks that have ended. */
export async function settleWarnings(
  tx: Tx,
  complaintId: string,
  clocks: readonly Clock[],
  seenAt: string,
): Promise<void> {
  const live = clocks
    .filter((clock) => clock.state === 'running' || clock.state === 'paused')
    .flatMap(({ key }) => warningKeys(key));
  let query = tx
    .updateTable('complaintWarning')
    .set({ seenAt })
    .where('complaintId', '=', complaintId)
    .where('seenAt', 'is', null);
  if (live.length > 0) query = query.where('clock', 'not in', live);
  await query.execute();
}

/** Warnings nobody has taken note of that are addressed to a person, of complaints still open. */
export const unseenWarnings = (db: Database, person: Person) =>
  db
    .selectFrom('complaintWarning')
    .innerJoin('complaint', 'complaint.complaintId', 'complaintWarning.complaintId')
    .where('complaintWarning.seenAt', 'is', null)
    .where('complaint.isOpen', '=', 1)
    .where(addressed(person, 'complaint_warning'));

/** All warnings of a complaint, oldest first, with the names of those who were told. */
export const warningsOf = (db: Database, complaintId: string) =>
  db
    .selectFrom('complaintWarning as warning')
    .leftJoin('unit', 'unit.unitId', 'warning.unitId')
    .leftJoin('account as handler', 'handler.accountId', 'warning.handlerId')
    .leftJoin('account as seer', 'seer.accountId', 'warning.seenBy')
    .selectAll('warning')
    .select(['unit.name as unitName', 'handler.displayName as handlerName', 'seer.displayName as seerName'])
    .where('warning.complaintId', '=', complaintId)
    .orderBy('warning.raisedAt')
    .orderBy('warning.clock')
    .execute();
