import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { drawSample, estimateOf, largestSeed } from '#shared/complaint/closure.rules.ts';
import type {
  ClosureAuditDraw,
  ClosureAuditItem,
  ClosureAuditView,
  checkInput,
} from '#shared/complaint/closure.schema.ts';
import { addDays, instantAt } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { scopePath, unitsBelow } from '../organization/organization.service.ts';
import { tablesWorkbook } from '../platform/workbook/write-tables.ts';
import { recordChange } from '../system/change-log.repository.ts';
import type { Draft } from './act.drafts.ts';
import { actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import { closureAuditWords } from './closure-audit.words.ts';
import type { ClosureAuditTable } from './complaint.table.ts';
import { loadWorld } from './world.service.ts';

/** What an audit was drawn from. */
interface Scope {
  closedFrom: string;
  closedTo: string;
  unitPath: string;
}
const scopeOf = (row: Pick<ClosureAuditTable, 'scopeJson'>) => JSON.parse(row.scopeJson) as Scope;

/**
 * Complaints closed in the days, in the units. Another system may have kept when it closed them: those count by the day
 * they were received, so that nothing closed is out of reach of a re-audit.
 */
async function populationOf(db: Database, { closedFrom, closedTo, unitPath }: Scope): Promise<string[]> {
  const closed = (at: 'closedAt' | 'receivedAt') =>
    db
      .selectFrom('complaint')
      .select('complaintId')
      .where(at, '>=', instantAt(closedFrom))
      .where(at, '<', instantAt(addDays(closedTo, 1)))
      .where('status', '=', 'closed')
      .where('unitId', 'in', unitsBelow(db, unitPath));
  const known = await closed('closedAt').execute();
  const unknown = await closed('receivedAt').where('closedAt', 'is', null).execute();
  return [...known, ...unknown].map((row) => row.complaintId);
}

/**
 * Draws a sample of closed complaints for re-audit. Seed, days, units and size of the population are kept with it, so
 * that anybody can draw it again.
 * @throws DomainError UNIT_NOT_FOUND, COMPLAINT_AUDIT_EMPTY
 */
export async function drawClosureAudit(ctx: ServiceContext, input: ClosureAuditDraw) {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const scope: Scope = { closedFrom: input.closedFrom, closedTo: input.closedTo, unitPath };
  const population = await populationOf(ctx.read, scope);
  if (population.length === 0)
    throw new DomainError('COMPLAINT_AUDIT_EMPTY', { from: input.closedFrom, to: input.closedTo });
  const seed = input.seed ?? randomInt(largestSeed + 1);
  const drawn = drawSample(population, input.size, seed);
  const closureAuditId = ctx.newId();
  await inTransaction(ctx, async (tx) => {
    await tx
      .insertInto('closureAudit')
      .values({
        closureAuditId,
        name: input.name,
        seed,
        scopeJson: JSON.stringify(scope),
        population: population.length,
        unitId: input.unitId ?? null,
        drawnBy: ctx.user.accountId,
        drawnByName: ctx.user.displayName,
        drawnAt: ctx.clock.now(),
      })
      .execute();
    const unchecked = { result: null, note: '', checkedBy: null, checkedByName: null, checkedAt: null };
    await bulkInsert(
      tx,
      'closureAuditItem',
      drawn.map((complaintId, i) => ({ closureAuditId, position: i + 1, complaintId, ...unchecked })),
    );
    await recordChange(tx, ctx, {
      entity: 'closureAudit',
      entityId: closureAuditId,
      action: 'draw',
      after: { ...scope, name: input.name, seed, population: population.length, size: drawn.length },
    });
  });
  return closureAudit(ctx, { closureAuditId });
}

type AuditRow = ClosureAuditTable & { unitName: string | null };
const audits = (db: Database) =>
  db
    .selectFrom('closureAudit')
    .leftJoin('unit', 'unit.unitId', 'closureAudit.unitId')
    .selectAll('closureAudit')
    .select('unit.name as unitName');
const mine = (ctx: ServiceContext, row: AuditRow) => scopeOf(row).unitPath.startsWith(ctx.user.unitPath);

/** A closing as it stood when the sample was drawn; it stays there when the complaint is opened again. */
interface DrawnClosing {
  closedAt: string | null;
  /** empty where the other system named nobody */
  closerName: string;
}

async function closingsAt(
  db: Database,
  complaintIds: readonly string[],
  drawnAt: string,
): Promise<Map<string, DrawnClosing>> {
  const rows = await db
    .selectFrom('complaintEvent')
    .select(['complaintId', 'happenedAt', 'accountName'])
    .where('complaintId', 'in', complaintIds)
    .where('type', '=', 'closed')
    .where('recordedAt', '<=', drawnAt)
    .orderBy('complaintId')
    .orderBy('seq')
    .execute();
  return new Map(rows.map((row) => [row.complaintId, { closedAt: row.happenedAt, closerName: row.accountName }]));
}

function viewOf(row: AuditRow, results: readonly ClosureAuditItem['result'][]): ClosureAuditView {
  const { closureAuditId, name, seed, unitName, population, drawnByName, drawnAt } = row;
  const { closedFrom, closedTo } = scopeOf(row);
  const head = { closureAuditId, name, seed, unitName, closedFrom, closedTo, population, drawnByName, drawnAt };
  return { ...head, size: results.length, estimate: estimateOf(results, population) };
}

/** The newest audits inside the person's units; older ones by their complaints. */
export async function closureAudits(ctx: ServiceContext): Promise<ClosureAuditView[]> {
  const visible = await audits(ctx.read)
    // the path stands in the scope as it was written; ids hold nothing that means something to `like`
    .where('scopeJson', 'like', `%"unitPath":"${ctx.user.unitPath}%`)
    .orderBy('drawnAt', 'desc')
    .orderBy('closureAuditId')
    .limit(200)
    .execute();
  if (visible.length === 0) return [];
  const items = await ctx.read
    .selectFrom('closureAuditItem')
    .select(['closureAuditId', 'result'])
    .where(
      'closureAuditId',
      'in',
      visible.map((row) => row.closureAuditId),
    )
    .execute();
  const byAudit = Map.groupBy(items, (item) => item.closureAuditId);
  return visible.map((row) => viewOf(row, byAudit.get(row.closureAuditId)?.map((item) => item.result) ?? []));
}

async function requireAudit(db: Database, ctx: ServiceContext, closureAuditId: string): Promise<AuditRow> {
  const row = await audits(db).where('closureAuditId', '=', closureAuditId).executeTakeFirst();
  if (!row || !mine(ctx, row)) throw new DomainError('COMPLAINT_AUDIT_NOT_FOUND');
  return row;
}

/** @throws DomainError COMPLAINT_AUDIT_NOT_FOUND also for one outside the person's units */
export async function closureAudit(ctx: ServiceContext, { closureAuditId }: { closureAuditId: string }) {
  const row = await requireAudit(ctx.db, ctx, closureAuditId);
  const items = await ctx.db
    .selectFrom('closureAuditItem as item')
    .innerJoin('complaint', 'complaint.complaintId', 'item.complaintId')
    .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
    .select([
      'item.position',
      'item.complaintId',
      'item.result',
      'item.note',
      'item.checkedByName',
      'item.checkedAt',
      'complaint.number',
      'complaint.status',
      'complaint.closedBy',
      'unit.name as unitName',
    ])
    .where('item.closureAuditId', '=', closureAuditId)
    .orderBy('item.position')
    .execute();
  const closings = await closingsAt(
    ctx.db,
    items.map((item) => item.complaintId),
    row.drawnAt,
  );
  return {
    ...viewOf(
      row,
      items.map((item) => item.result),
    ),
    items: items.map(({ closedBy, ...item }) => ({
      ...item,
      closedAt: closings.get(item.complaintId)?.closedAt ?? null,
      closerName: closings.get(item.complaintId)?.closerName || null,
      mayCheck: item.result === null && item.status === 'closed' && closedBy !== ctx.user.accountId,
    })),
  };
}

/**
 * Writes down what a re-audit of one drawn complaint found, as an event of the complaint; one closed on paper may be
 * opened again at once. Nobody checks what they closed themselves, and a finding is never changed.
 * @throws DomainError COMPLAINT_AUDIT_NOT_FOUND, COMPLAINT_AUDIT_CHECKED, COMPLAINT_AUDIT_OWN, INPUT_INVALID
 */
export async function checkClosure(ctx: ServiceContext, input: z.output<typeof checkInput>) {
  await inTransaction(ctx, async (tx) => {
    const { closureAuditId, position, result, note } = input;
    await requireAudit(tx, ctx, closureAuditId);
    const item = await tx
      .selectFrom('closureAuditItem')
      .selectAll()
      .where('closureAuditId', '=', closureAuditId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (!item) throw new DomainError('COMPLAINT_AUDIT_NOT_FOUND');
    if (item.result !== null) throw new DomainError('COMPLAINT_AUDIT_CHECKED', { person: item.checkedByName });
    if (result !== 'confirmed' && !note) throw new DomainError('INPUT_INVALID', { field: 'note' });
    const world = await loadWorld(tx);
    const found = await actTarget(tx, ctx, item.complaintId, null);
    if (found.state.closedBy === ctx.user.accountId) throw new DomainError('COMPLAINT_AUDIT_OWN');
    refuseUnlessAllowed(ctx, found.state, 'audit', world);
    const drafts: Draft[] = [{ type: 'audited', data: { closureAuditId, result, note } }];
    if (input.reopen && result === 'paper') drafts.push({ type: 'reopened', data: { note, byVisit: false } });
    await appendEvents(tx, ctx, found, drafts, world, 'audit');
    const updated = await tx
      .updateTable('closureAuditItem')
      .set({
        result,
        note,
        checkedBy: ctx.user.accountId,
        checkedByName: ctx.user.displayName,
        checkedAt: ctx.clock.now(),
      })
      .where('closureAuditId', '=', closureAuditId)
      .where('position', '=', position)
      .where('result', 'is', null)
      .executeTakeFirst();
    if (Number(updated.numUpdatedRows) !== 1) throw new DomainError('COMPLAINT_AUDIT_CHECKED', { person: '' });
  });
  return closureAudit(ctx, input);
}

/** An audit as a workbook: how it was drawn, what was found, what that says about all. */
export async function exportClosureAudit(
  ctx: ServiceContext,
  { closureAuditId, language }: { closureAuditId: string; language: 'zh' | 'en' },
): Promise<{ fileId: string }> {
  const audit = await closureAudit(ctx, { closureAuditId });
  const words = closureAuditWords[language];
  const bytes = await tablesWorkbook([
    {
      name: words.sheet,
      title: `${words.sheet} ${audit.name}`,
      notes: [words.drawn(audit), words.found(audit)],
      columns: words.columns.map(([header, width]) => ({ header, width })),
      rows: audit.items.map((item) => [
        item.position,
        item.number,
        item.unitName,
        item.closerName,
        item.closedAt && words.moment(item.closedAt),
        item.result && words.result[item.result],
        item.note,
        item.checkedByName,
        item.checkedAt && words.moment(item.checkedAt),
      ]),
    },
  ]);
  const { fileId } = await ctx.files.save(`${words.sheet} ${audit.name}.xlsx`, bytes, ctx.user.accountId);
  return { fileId };
}
