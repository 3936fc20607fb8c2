import type { ScoredStaff } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { InspectionItemStaffTable, InspectionStaffTable } from './inspection.table.ts';

export const staffRows = (inspectionId: string, staffIds: readonly string[]): InspectionStaffTable[] =>
  [...new Set(staffIds)].map((staffId, position) => ({ inspectionId, staffId, position }));

export const itemStaffRows = (inspectionId: string, entry: ItemEntry): InspectionItemStaffTable[] =>
  [...new Set(entry.staffIds ?? [])].map((staffId) => ({ inspectionId, itemCode: entry.itemCode, staffId }));

/** Staff a sheet scores, in their order. */
export const staffOf = (db: Database, inspectionId: string): Promise<ScoredStaff[]> =>
  db
    .selectFrom('inspectionStaff')
    .innerJoin('staff', 'staff.staffId', 'inspectionStaff.staffId')
    .select(['staff.staffId', 'staff.code', 'staff.name', 'staff.post'])
    .where('inspectionStaff.inspectionId', '=', inspectionId)
    .orderBy('inspectionStaff.position')
    .execute();

/** Those of the given staff who can be on a sheet of a unit: live, of the unit or below it. */
export const staffOfUnit = async (
  db: Database,
  range: { from: string; to: string },
  staffIds: readonly string[],
): Promise<Set<string>> =>
  staffIds.length === 0
    ? new Set()
    : new Set(
        (
          await db
            .selectFrom('staff')
            .innerJoin('unit', 'unit.unitId', 'staff.unitId')
            .select('staff.staffId')
            .where('staff.staffId', 'in', [...staffIds])
            .where('staff.isActive', '=', 1)
            .where('unit.path', '>=', range.from)
            .where('unit.path', '<', range.to)
            .execute()
        ).map((row) => row.staffId),
      );

/** Staff by item of a sheet, or of one of its items. */
export async function itemStaffOf(
  db: Database,
  inspectionId: string,
  itemCode?: string,
): Promise<Map<string, string[]>> {
  let query = db
    .selectFrom('inspectionItemStaff')
    .select(['itemCode', 'staffId'])
    .where('inspectionId', '=', inspectionId);
  if (itemCode !== undefined) query = query.where('itemCode', '=', itemCode);
  const rows = await query.orderBy('staffId').execute();
  const byItem = new Map<string, string[]>();
  for (const { itemCode, staffId } of rows) byItem.set(itemCode, [...(byItem.get(itemCode) ?? []), staffId]);
  return byItem;
}

/** Puts other staff on a sheet; those taken off lose what was put down to them. */
export async function putStaff(tx: Tx, inspectionId: string, staffIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('inspectionStaff').where('inspectionId', '=', inspectionId).execute();
  let gone = tx.deleteFrom('inspectionItemStaff').where('inspectionId', '=', inspectionId);
  if (staffIds.length > 0) gone = gone.where('staffId', 'not in', [...staffIds]);
  await gone.execute();
  await bulkInsert(tx, 'inspectionStaff', staffRows(inspectionId, staffIds));
}

export async function putItemStaff(tx: Tx, inspectionId: string, entry: ItemEntry): Promise<void> {
  await tx
    .deleteFrom('inspectionItemStaff')
    .where('inspectionId', '=', inspectionId)
    .where('itemCode', '=', entry.itemCode)
    .execute();
  await bulkInsert(tx, 'inspectionItemStaff', itemStaffRows(inspectionId, entry));
}
