import { sql } from 'kysely';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { InspectionEvidenceTable, InspectionItemTable, InspectionTable } from './inspection.table.ts';

/** Rows with the names a list shows. */
const listed = (db: Database) =>
  db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .selectAll('inspection')
    .select([
      'unit.name as unitName',
      'unit.code as unitCode',
      'unit.path as unitPath',
      'card.code as scorecardCode',
      'card.titleZh as cardTitleZh',
      'card.titleEn as cardTitleEn',
      'card.version as cardVersion',
    ]);
export type ListedInspection = NonNullable<Awaited<ReturnType<typeof findInspection>>>;

export const findInspection = (db: Database, inspectionId: string) =>
  listed(db).where('inspection.inspectionId', '=', inspectionId).executeTakeFirst();

export const rowsByIds = (db: Database, ids: readonly string[]) =>
  listed(db)
    .where('inspection.inspectionId', 'in', [...ids])
    .execute();

/**
 * Takes the next running numbers of a month.
 * @param month `YYYY-MM`
 * @returns the last one taken
 */
export async function takeNumbers(tx: Tx, month: string, count: number): Promise<number> {
  const row = await tx
    .insertInto('inspectionCounter')
    .values({ month, last: count })
    .onConflict((c) => c.column('month').doUpdateSet({ last: sql`inspection_counter.last + ${count}` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

/** `JC-2026-11-0387` */
export const numberOf = (month: string, running: number): string => `JC-${month}-${String(running).padStart(4, '0')}`;

/**
 * Changes a draft if nobody has saved since `revision`.
 * @returns false when another save came first or the sheet is no draft any more
 */
export async function updateDraft(
  tx: Tx,
  inspectionId: string,
  revision: number,
  patch: Partial<InspectionTable>,
): Promise<boolean> {
  const done = await tx
    .updateTable('inspection')
    .set({ ...patch, revision: revision + 1 })
    .where('inspectionId', '=', inspectionId)
    .where('revision', '=', revision)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export const itemsOf = (db: Database, inspectionId: string) =>
  db.selectFrom('inspectionItem').selectAll().where('inspectionId', '=', inspectionId).execute();

export const itemOf = (db: Database, inspectionId: string, itemCode: string) =>
  db
    .selectFrom('inspectionItem')
    .selectAll()
    .where('inspectionId', '=', inspectionId)
    .where('itemCode', '=', itemCode)
    .executeTakeFirst();

/** A stored item as the engine reads it. */
export function entryOf(row: InspectionItemTable): ItemEntry {
  return {
    itemCode: row.itemCode,
    result: row.resultJson === null ? null : (JSON.parse(row.resultJson) as ItemEntry['result']),
    isNotApplicable: row.isNotApplicable === 1,
    isCriticalHit: row.isCriticalHit === 1,
    note: row.note,
  };
}

export async function putItem(tx: Tx, row: InspectionItemTable): Promise<void> {
  const { inspectionId: _inspectionId, itemCode: _itemCode, ...rest } = row;
  await tx
    .insertInto('inspectionItem')
    .values(row)
    .onConflict((c) => c.columns(['inspectionId', 'itemCode']).doUpdateSet(rest))
    .execute();
}

export const evidenceOf = (db: Database, inspectionId: string) =>
  db
    .selectFrom('inspectionEvidence')
    .selectAll()
    .where('inspectionId', '=', inspectionId)
    .orderBy('addedAt')
    .orderBy('evidenceId')
    .execute();
export const findEvidence = (db: Database, evidenceId: string) =>
  db.selectFrom('inspectionEvidence').selectAll().where('evidenceId', '=', evidenceId).executeTakeFirst();
export const findSameEvidence = (
  db: Database,
  row: Pick<InspectionEvidenceTable, 'inspectionId' | 'itemCode' | 'sha256'>,
) =>
  db
    .selectFrom('inspectionEvidence')
    .selectAll()
    .where('inspectionId', '=', row.inspectionId)
    .where('itemCode', '=', row.itemCode)
    .where('sha256', '=', row.sha256)
    .executeTakeFirst();

/** Number of pieces by item. */
export function countByItem(rows: readonly Pick<InspectionEvidenceTable, 'itemCode'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { itemCode } of rows) counts[itemCode] = (counts[itemCode] ?? 0) + 1;
  return counts;
}
