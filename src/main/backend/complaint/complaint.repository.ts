import { type ExpressionBuilder, sql } from 'kysely';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { type Database, isOneOf } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import type { Tx } from '../database/transaction.ts';
import type { ComplaintCache, ComplaintEventTable, ComplaintTable } from './complaint.table.ts';

export const insertComplaints = (tx: Tx, rows: readonly ComplaintTable[]) => bulkInsert(tx, 'complaint', rows);
export const insertEvents = (tx: Tx, rows: readonly ComplaintEventTable[]) => bulkInsert(tx, 'complaintEvent', rows);

/** How many complaints were merged into each row. */
export const absorbedCount = (eb: ExpressionBuilder<Tables, 'complaint'>) =>
  eb
    .selectFrom('complaint as duplicate')
    .whereRef('duplicate.mergedInto', '=', 'complaint.complaintId')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .$asScalar()
    .$notNull()
    .as('absorbedCount');

export const findComplaint = (db: Database, complaintId: string) =>
  db
    .selectFrom('complaint')
    .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
    .leftJoin('complaintCategory as cat', 'cat.code', 'complaint.categoryCode')
    .leftJoin('complaintCategory as top', 'top.code', 'cat.parentCode')
    .selectAll('complaint')
    .select([
      'unit.path as unitPath',
      'unit.name as unitName',
      'cat.nameZh as catZh',
      'cat.nameEn as catEn',
      'top.nameZh as topZh',
      'top.nameEn as topEn',
    ])
    .select(absorbedCount)
    .where('complaint.complaintId', '=', complaintId)
    .executeTakeFirst();

export const eventRowsOf = (db: Database, complaintId: string) =>
  db.selectFrom('complaintEvent').selectAll().where('complaintId', '=', complaintId).orderBy('seq').execute();

/** A stored event as the rules read it. */
export function eventOf(row: ComplaintEventTable): ComplaintEvent {
  const { seq, type, happenedAt, recordedAt, accountId, dataJson } = row;
  return { seq, type, happenedAt, recordedAt, accountId, data: JSON.parse(dataJson) } as ComplaintEvent;
}

/**
 * Writes the computed columns if nobody acted in between.
 * @returns false when another act came first
 */
export async function updateCache(
  tx: Tx,
  complaintId: string,
  expectedSeq: number,
  cache: ComplaintCache,
  updatedAt: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('complaint')
    .set({ ...cache, updatedAt })
    .where('complaintId', '=', complaintId)
    .where('lastSeq', '=', expectedSeq)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/**
 * Takes the next running numbers of several days.
 * @param counts how many, by day
 * @returns the last one taken, by day
 */
export async function takeNumbers(tx: Tx, counts: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  // In the order of days, so that two transactions can't wait for each other.
  const values = [...counts].map(([onDay, last]) => ({ onDay, last })).sort((a, b) => (a.onDay < b.onDay ? -1 : 1));
  const taken = new Map<string, number>();
  for (let i = 0; i < values.length; i += 1000) {
    const rows = await tx
      .insertInto('complaintCounter')
      .values(values.slice(i, i + 1000))
      .onConflict((c) => c.column('onDay').doUpdateSet({ last: sql`complaint_counter.last + excluded.last` }))
      .returning(['onDay', 'last'])
      .execute();
    for (const row of rows) taken.set(row.onDay, row.last);
  }
  return taken;
}

const ofExternal = (db: Database, sourceSystem: string, numbers: readonly string[]) =>
  db
    .selectFrom('complaint')
    .where('sourceSystem', '=', sourceSystem)
    .where(isOneOf(db, 'externalNumber', numbers));

/** Which external numbers of a source are stored. */
export const storedExternals = (db: Database, sourceSystem: string, numbers: readonly string[]) =>
  ofExternal(db, sourceSystem, numbers).select('externalNumber').execute();

/** The complaints of external numbers of a source. */
export const findExternal = (db: Database, sourceSystem: string, numbers: readonly string[]) =>
  ofExternal(db, sourceSystem, numbers).selectAll().execute();
