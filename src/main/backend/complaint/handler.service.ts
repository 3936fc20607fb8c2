import type { HandlerView } from '#shared/complaint/detail.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { permissionRoles } from '#shared/kernel/permissions.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { requireUnit } from '../organization/organization.service.ts';

/** The paths of a unit and of every one above it: `/a/b/` is below `/a/`. */
function pathsUpFrom(path: string): string[] {
  const names = path.split('/').filter(Boolean);
  return names.map((_, i) => `/${names.slice(0, i + 1).join('/')}/`);
}

/** Whose work a unit's complaints are: people who may handle them, of the unit itself or of one above it. */
const peopleOver = (db: Database, unitPath: string) =>
  db
    .selectFrom('account')
    .leftJoin('unit', 'unit.unitId', 'account.unitId')
    .where('account.isActive', '=', 1)
    .where('account.role', 'in', [...permissionRoles['complaint:handle']])
    .where((eb) => eb.or([eb('account.unitId', 'is', null), eb('unit.path', 'in', pathsUpFrom(unitPath))]));

/** More people than this are no list to choose from. */
const mostPeople = 500;

/**
 * The people a unit's complaints may be given to, those of the unit itself first, then of the next one above.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function handlersOf(ctx: ServiceContext, { unitId }: { unitId: string }): Promise<HandlerView[]> {
  const { path } = await requireUnit(ctx.read, ctx, unitId);
  const people = await peopleOver(ctx.read, path)
    .select(['account.accountId', 'account.displayName', 'unit.name as unitName', 'unit.path'])
    .orderBy('account.displayName')
    .limit(mostPeople)
    .execute();
  return people
    .sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))
    .map(({ accountId, displayName, unitName }) => ({ accountId, displayName, unitName }));
}

/**
 * Refuses to give a complaint to somebody who couldn't work on it: it would wait for nobody.
 * @throws DomainError COMPLAINT_HANDLER_UNFIT
 */
export async function requireHandler(db: Database, unitPath: string, accountId: string): Promise<void> {
  const known = await peopleOver(db, unitPath)
    .select('account.accountId')
    .where('account.accountId', '=', accountId)
    .executeTakeFirst();
  if (!known) throw new DomainError('COMPLAINT_HANDLER_UNFIT');
}
