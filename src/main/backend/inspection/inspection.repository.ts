import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { InspectionFilter, InspectionListInput } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import type { Tx } from '../database/transaction.ts';
import { subtree } from '../organization/organization.service.ts';
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
      'card.titleZh as cardTitleZh',
      'card.titleEn as cardTitleEn',
      'card.version as cardVersion',
    ]);
export type ListedInspection = NonNullable<Awaited<ReturnType<typeof findInspection>>>;

export const findInspection = (db: Database, inspectionId: string) =>
  listed(db).where('inspection.inspectionId', '=', inspectionId).executeTakeFirst();

type Builder = ExpressionBuilder<Tables, 'inspection'>;

/** Sheets of a subtree that a filter leaves. */
function conditions(eb: Builder, unitPath: string, filter: InspectionFilter): Expression<SqlBool> {
  const list: Expression<SqlBool>[] = [];
  if (unitPath !== '/') {
    const range = subtree(unitPath);
    list.push(
      eb(
        'inspection.unitId',
        'in',
        eb
          .selectFrom('unit as scope')
          .select('scope.unitId')
          .where('scope.path', '>=', range.from)
          .where('scope.path', '<', range.to),
      ),
    );
  }
  if (filter.state) list.push(eb('inspection.state', '=', filter.state));
  if (filter.startOn) list.push(eb('inspection.inspectedOn', '>=', filter.startOn));
  if (filter.endOn) list.push(eb('inspection.inspectedOn', '<=', filter.endOn));
  if (filter.q) {
    const from = filter.q.toUpperCase();
    list.push(eb('inspection.number', '>=', from), eb('inspection.number', '<', `${from}~`));
  }
  return eb.and(list);
}

const sortColumns = {
  inspectedOn: 'inspection.inspectedOn',
  points: 'inspection.effectivePoints',
  updated: 'inspection.updatedAt',
} as const;

/** Ids of one page: only the sorting index is walked, rows are fetched afterwards. */
export function pageIds(db: Database, unitPath: string, input: InspectionListInput) {
  const direction = input.descending ? 'desc' : 'asc';
  let query = db
    .selectFrom('inspection')
    .select('inspectionId')
    .where((eb) => conditions(eb, unitPath, input));
  // sheets without a score stand at the end either way: they are not among the best or worst
  if (input.sort === 'points') query = query.where('inspection.effectivePoints', 'is not', null);
  return query
    .orderBy(sortColumns[input.sort], direction)
    .orderBy('inspection.inspectionId', direction)
    .offset(input.offset)
    .limit(input.limit);
}

export const rowsByIds = (db: Database, ids: readonly string[]) =>
  listed(db)
    .where('inspection.inspectionId', 'in', [...ids])
    .execute();

export async function countInspections(db: Database, unitPath: string, filter: InspectionFilter): Promise<number> {
  const { total } = await db
    .selectFrom('inspection')
    .where((eb) => conditions(eb, unitPath, filter))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

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
