import { sumOfUsers, type UsersOfMonth } from '#shared/organization/users.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { UnitTable } from './organization.table.ts';

/** Users by month of any unit, ascending; empty where nothing is known. */
export type UsersLookup = (unitId: string) => readonly UsersOfMonth[];

/**
 * Reads the users of units. A unit without figures of its own has the sum of those right below it; what is known further
 * down counts through them.
 * @param units everything that may be asked for, with all that lies below
 */
export async function loadUsers(
  db: Database,
  units: readonly Pick<UnitTable, 'unitId' | 'parentId'>[],
): Promise<UsersLookup> {
  const rows = await db.selectFrom('unitUsers').select(['unitId', 'month', 'users']).orderBy('month').execute();
  const own = Map.groupBy(rows, (row) => row.unitId);
  const children = Map.groupBy(units, (unit) => unit.parentId);
  const known = new Map<string, readonly UsersOfMonth[]>();
  const of = (unitId: string): readonly UsersOfMonth[] => {
    const series =
      known.get(unitId) ??
      own.get(unitId)?.map(({ month, users }) => ({ month, users: Number(users) })) ??
      sumOfUsers((children.get(unitId) ?? []).map((child) => of(child.unitId)));
    known.set(unitId, series);
    return series;
  };
  return of;
}
