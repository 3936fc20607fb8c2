import { type Expression, type SqlBool, sql } from 'kysely';
import { type Permission, permissionRoles, roleMay } from '#shared/kernel/permissions.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';

/**
 * Whose work is asked for. Work of a unit waits for the people of the nearest unit above it, or itself, that has somebody who
 * may do it: what a place without people of its own holds falls to the next higher one, and nothing waits for nobody.
 */
export interface Person {
  accountId: string;
  /** `/` sees everything */
  unitPath: string;
  permissions: readonly Permission[];
  /** paths below that have somebody of their own, by permission; the topmost only */
  staffed: ReadonlyMap<Permission, readonly string[]>;
}

const workPermissions = ['complaint:register', 'complaint:handle', 'complaint:close', 'complaint:approve'] as const;

/** A path and everything below it, once. */
function topmost(paths: readonly string[]): string[] {
  const kept: string[] = [];
  for (const path of [...new Set(paths)].sort()) if (!path.startsWith(kept.at(-1) ?? ' ')) kept.push(path);
  return kept;
}

/** The signed-in person, and which units below have people of their own. */
export async function personOf(db: Database, { user }: Pick<ServiceContext, 'user'>): Promise<Person> {
  const range = subtree(user.unitPath);
  const roles = [...new Set(workPermissions.flatMap((permission) => [...permissionRoles[permission]]))];
  const others = await db
    .selectFrom('account')
    .innerJoin('unit', 'unit.unitId', 'account.unitId')
    .select(['account.role', 'unit.path'])
    .distinct()
    .where('account.isActive', '=', 1)
    .where('account.role', 'in', roles)
    .where('unit.path', '>', range.from)
    .where('unit.path', '<', range.to)
    .execute();
  const staffed = workPermissions.map((permission): [Permission, string[]] => [
    permission,
    topmost(others.flatMap((other) => (roleMay(other.role, permission) ? [other.path] : []))),
  ]);
  const { accountId, unitPath, permissions } = user;
  return { accountId, unitPath, permissions, staffed: new Map(staffed) };
}

/** Whether a unit's work falls to a person. @param column the unit, as in the database */
export function onDesk(person: Person, permission: Permission, column: string): Expression<SqlBool> {
  if (person.unitPath === '/' && (person.staffed.get(permission) ?? []).length === 0) return sql<SqlBool>`1 = 1`;
  const within = (path: string) => {
    const range = subtree(path);
    return sql`desk.path >= ${range.from} and desk.path < ${range.to}`;
  };
  const others = (person.staffed.get(permission) ?? []).map((path) => sql`not (${within(path)})`);
  return sql<SqlBool>`${sql.ref(column)} in (select desk.unit_id from unit as desk
    where ${sql.join([within(person.unitPath), ...others], sql` and `)})`;
}
