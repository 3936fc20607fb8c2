import { DomainError } from '#shared/kernel/errors.ts';
import type { StaffView, UnitInput, UnitView } from '#shared/organization/organization.schema.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  findStaff,
  findStaffByCode,
  findUnit,
  findUnitByCode,
  insertStaff,
  insertUnits,
  listStaff,
  listUnits,
  searchUnits,
  subtree,
  unitsBelow,
  updateStaff,
  updateUnit,
} from './organization.repository.ts';
import type { UnitTable } from './organization.table.ts';

export { subtree, unitsBelow };

const view = (row: UnitTable): UnitView => ({
  unitId: row.unitId,
  parentId: row.parentId,
  path: row.path,
  code: row.code,
  name: row.name,
  level: row.level,
  line: row.line,
  channel: row.channel,
  isActive: row.isActive === 1,
});

/** Units the account may see. */
export async function listVisibleUnits(ctx: ServiceContext, input: { includeInactive: boolean }): Promise<UnitView[]> {
  return (await listUnits(ctx.read, ctx.user.unitPath, input.includeInactive)).map(view);
}

/** Live units below a path, for other domains that look names up. */
export const listUnitsOf = (db: Database, unitPath: string): Promise<UnitTable[]> => listUnits(db, unitPath, false);

/**
 * A unit the account may use.
 * @throws DomainError UNIT_NOT_FOUND when it doesn't exist or lies outside the account's subtree
 */
export async function requireUnit(db: Database, ctx: Pick<ServiceContext, 'user'>, unitId: string): Promise<UnitTable> {
  const unit = await findUnit(db, unitId);
  if (!unit?.path.startsWith(ctx.user.unitPath)) throw new DomainError('UNIT_NOT_FOUND', { unitId });
  return unit;
}

/**
 * The path a list is limited to: the chosen unit's inside the account's scope, or the whole scope.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function scopePath(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  unitId: string | null | undefined,
): Promise<string> {
  return unitId ? (await requireUnit(db, ctx, unitId)).path : ctx.user.unitPath;
}

/** Makes a unit inside a transaction. @throws DomainError UNIT_CODE_TAKEN, UNIT_NOT_FOUND (parent) */
export async function addUnit(tx: Tx, ctx: ServiceContext, input: UnitInput): Promise<UnitTable> {
  if (await findUnitByCode(tx, input.code)) throw new DomainError('UNIT_CODE_TAKEN', { code: input.code });
  const parent = input.parentId ? await requireUnit(tx, ctx, input.parentId) : undefined;
  if (!parent && ctx.user.unitPath !== '/') throw new DomainError('UNIT_NOT_FOUND', { unitId: '' });
  const unitId = ctx.newId();
  const now = ctx.clock.now();
  const row: UnitTable = {
    ...input,
    unitId,
    path: `${parent?.path ?? '/'}${unitId}/`,
    sortOrder: 0,
    isActive: 1,
    isSample: 0,
    createdAt: now,
    updatedAt: now,
  };
  await insertUnits(tx, [row]);
  await recordChange(tx, ctx, { entity: 'unit', entityId: unitId, action: 'create', after: input });
  return row;
}

export async function createUnit(ctx: ServiceContext, input: UnitInput): Promise<UnitView> {
  return view(await inTransaction(ctx, (tx) => addUnit(tx, ctx, input)));
}

/** @throws DomainError UNIT_NOT_FOUND, UNIT_CODE_TAKEN, UNIT_CYCLE */
export async function changeUnit(
  ctx: ServiceContext,
  input: UnitInput & { unitId: string; isActive: boolean },
): Promise<UnitView> {
  return view(
    await inTransaction(ctx, async (tx) => {
      const before = await requireUnit(tx, ctx, input.unitId);
      const sameCode = await findUnitByCode(tx, input.code);
      if (sameCode && sameCode.unitId !== input.unitId) throw new DomainError('UNIT_CODE_TAKEN', { code: input.code });
      const parent = input.parentId ? await requireUnit(tx, ctx, input.parentId) : undefined;
      if (parent?.path.startsWith(before.path)) throw new DomainError('UNIT_CYCLE', { name: before.name });
      const path = `${parent?.path ?? '/'}${input.unitId}/`;
      const { unitId, isActive, ...fields } = input;
      await updateUnit(tx, unitId, { ...fields, path, isActive: isActive ? 1 : 0, updatedAt: ctx.clock.now() });
      if (path !== before.path) await moveDescendants(tx, before.path, path);
      const { parentId, code, name, level, line, channel } = before;
      await recordChange(tx, ctx, {
        entity: 'unit',
        entityId: unitId,
        action: 'update',
        before: { parentId, code, name, level, line, channel, isActive: before.isActive === 1 },
        after: { ...fields, isActive },
      });
      return (await findUnit(tx, unitId)) as UnitTable;
    }),
  );
}

async function moveDescendants(tx: Tx, from: string, to: string): Promise<void> {
  const range = subtree(from);
  const rows = await tx
    .selectFrom('unit')
    .select(['unitId', 'path'])
    .where('path', '>=', range.from)
    .where('path', '<', range.to)
    .execute();
  for (const row of rows) await updateUnit(tx, row.unitId, { path: to + row.path.slice(from.length) });
}

export async function listVisibleStaff(
  ctx: ServiceContext,
  input: { unitId?: string | undefined; search: string; offset: number; limit: number },
) {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const page = await listStaff(ctx.read, { ...input, unitPath });
  return { total: page.total, rows: page.rows.map((row) => ({ ...row, isActive: row.isActive === 1 })) };
}

export interface NewStaff {
  unitId: string;
  code: string;
  name: string;
  post: string;
}

/** @throws DomainError STAFF_CODE_TAKEN, UNIT_NOT_FOUND */
export async function createStaff(ctx: ServiceContext, input: NewStaff): Promise<StaffView> {
  return inTransaction(ctx, async (tx) => {
    const unit = await requireUnit(tx, ctx, input.unitId);
    if (await findStaffByCode(tx, input.code)) throw new DomainError('STAFF_CODE_TAKEN', { code: input.code });
    const staffId = ctx.newId();
    const now = ctx.clock.now();
    await insertStaff(tx, [{ ...input, staffId, isActive: 1, isSample: 0, createdAt: now, updatedAt: now }]);
    await recordChange(tx, ctx, { entity: 'staff', entityId: staffId, action: 'create', after: input });
    return { ...input, staffId, unitName: unit.name, isActive: true };
  });
}

/** @throws DomainError STAFF_NOT_FOUND, STAFF_CODE_TAKEN, UNIT_NOT_FOUND */
export async function changeStaff(
  ctx: ServiceContext,
  input: NewStaff & { staffId: string; isActive: boolean },
): Promise<StaffView> {
  return inTransaction(ctx, async (tx) => {
    const before = await findStaff(tx, input.staffId);
    if (!before) throw new DomainError('STAFF_NOT_FOUND');
    await requireUnit(tx, ctx, before.unitId);
    const unit = await requireUnit(tx, ctx, input.unitId);
    const sameCode = await findStaffByCode(tx, input.code);
    if (sameCode && sameCode.staffId !== input.staffId) throw new DomainError('STAFF_CODE_TAKEN', { code: input.code });
    const { staffId, isActive, ...fields } = input;
    await updateStaff(tx, staffId, { ...fields, isActive: isActive ? 1 : 0, updatedAt: ctx.clock.now() });
    await recordChange(tx, ctx, {
      entity: 'staff',
      entityId: staffId,
      action: 'update',
      before: {
        unitId: before.unitId,
        code: before.code,
        name: before.name,
        post: before.post,
        isActive: before.isActive === 1,
      },
      after: { ...fields, isActive },
    });
    return { ...input, unitName: unit.name };
  });
}

/** Units and staff whose name or code begins with a text. */
export async function searchOrganization(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const units = await searchUnits(ctx.read, ctx.user.unitPath, text);
  const staff = await listStaff(ctx.read, { unitPath: ctx.user.unitPath, search: text, offset: 0, limit: 8 });
  return [
    ...units.map((u): SearchHit => ({ kind: 'unit', id: u.unitId, title: u.name, detail: u.code })),
    ...staff.rows.map(
      (s): SearchHit => ({ kind: 'staff', id: s.staffId, title: s.name, detail: `${s.code} · ${s.unitName}` }),
    ),
  ];
}
