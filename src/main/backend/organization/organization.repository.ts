import type { Database } from '../database/dialect.ts';
import type { StaffTable, UnitTable } from './organization.table.ts';

/**
 * Limits of the path range that holds a unit and everything below it: `path >= from and path < to`.
 * '0' is the character after '/', so the range is exact in byte order.
 */
export const subtree = (unitPath: string) => ({ from: unitPath, to: `${unitPath.slice(0, -1)}0` });

/**
 * Ids of a unit and all below it, as a subquery for `where unit_id in (…)`: whatever counts by unit asks one way, and
 * indexes that begin with the unit are used even when all are meant.
 * @param unitPath `/` for all
 */
export function unitsBelow(db: Database, unitPath: string) {
  const range = subtree(unitPath);
  return db
    .selectFrom('unit')
    .select('unit.unitId')
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}

/** Units of a subtree in tree order. @param unitPath `/` for all */
export function listUnits(db: Database, unitPath: string, includeInactive: boolean) {
  const range = subtree(unitPath);
  let query = db.selectFrom('unit').selectAll().where('path', '>=', range.from).where('path', '<', range.to);
  if (!includeInactive) query = query.where('isActive', '=', 1);
  return query.orderBy('sortOrder').orderBy('code').execute();
}

export const findUnit = (db: Database, unitId: string) =>
  db.selectFrom('unit').selectAll().where('unitId', '=', unitId).executeTakeFirst();
export const findUnitByCode = (db: Database, code: string) =>
  db.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirst();
export const insertUnits = async (db: Database, rows: readonly UnitTable[]): Promise<void> => {
  for (let i = 0; i < rows.length; i += 200)
    await db
      .insertInto('unit')
      .values(rows.slice(i, i + 200))
      .execute();
};
export const updateUnit = (db: Database, unitId: string, patch: Partial<UnitTable>) =>
  db.updateTable('unit').set(patch).where('unitId', '=', unitId).execute();

export const findStaff = (db: Database, staffId: string) =>
  db.selectFrom('staff').selectAll().where('staffId', '=', staffId).executeTakeFirst();
export const findStaffByCode = (db: Database, code: string) =>
  db.selectFrom('staff').selectAll().where('code', '=', code).executeTakeFirst();
export const insertStaff = async (db: Database, rows: readonly StaffTable[]): Promise<void> => {
  for (let i = 0; i < rows.length; i += 500)
    await db
      .insertInto('staff')
      .values(rows.slice(i, i + 500))
      .execute();
};
export const updateStaff = (db: Database, staffId: string, patch: Partial<StaffTable>) =>
  db.updateTable('staff').set(patch).where('staffId', '=', staffId).execute();

/** Staff of a subtree, optionally those whose name or code begins with a text. */
export async function listStaff(
  db: Database,
  filter: { unitPath: string; search: string; offset: number; limit: number },
) {
  const range = subtree(filter.unitPath);
  let query = db
    .selectFrom('staff')
    .innerJoin('unit', 'unit.unitId', 'staff.unitId')
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
  if (filter.search) {
    const pattern = `${filter.search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) => eb.or([eb('staff.name', 'like', pattern), eb('staff.code', 'like', pattern)]));
  }
  const rows = await query
    .select([
      'staff.staffId',
      'staff.unitId',
      'unit.name as unitName',
      'staff.code',
      'staff.name',
      'staff.post',
      'staff.isActive',
    ])
    .orderBy('unit.path')
    .orderBy('staff.code')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** At most 8 units of a subtree whose name holds the text or whose code begins with it. */
export function searchUnits(db: Database, unitPath: string, text: string) {
  const range = subtree(unitPath);
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  return db
    .selectFrom('unit')
    .select(['unitId', 'name', 'code'])
    .where('path', '>=', range.from)
    .where('path', '<', range.to)
    .where((eb) => eb.or([eb('name', 'like', `%${escaped}%`), eb('code', 'like', `${escaped}%`)]))
    .orderBy('path')
    .limit(8)
    .execute();
}
