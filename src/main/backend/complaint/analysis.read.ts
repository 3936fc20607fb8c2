import { setImmediate } from 'node:timers/promises';
import { type Expression, type SqlBool, sql } from 'kysely';
import { numeratorTraits } from '#shared/complaint/analysis.rules.ts';
import type { NumeratorKind } from '#shared/complaint/analysis.schema.ts';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { addDays, type Day, type Instant, instantAt } from '#shared/kernel/dates.ts';
import { monthsOfSpan, type PartOfSpan } from '#shared/kernel/spans.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { subtree, unitsBelow } from '../organization/organization.service.ts';
import { codeIs, narrowed } from './complaint.narrowing.ts';

/** Complaints that figures are about: received in [from, to), inside a subtree, counted in one of the ways. */
export interface ReadScope {
  readonly unitPath: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly numerator: NumeratorKind;
  /** a category with everything below it; none for all */
  readonly category?: string;
}

/** The span of a period of days. */
export const spanOf = ({ startOn, endOn }: { startOn: Day; endOn: Day }) => ({
  from: instantAt(startOn),
  to: instantAt(addDays(endOn, 1)),
});

/**
 * Complaints of a scope. Units are named even when all are meant: the index `complaint_analysis` begins with them, and
 * what is selected must stand in it, so that no row is fetched.
 */
export function receivedIn(db: Database, scope: ReadScope) {
  const filter = complaintFilter.parse({ view: 'all', traits: [...numeratorTraits[scope.numerator]] });
  return db
    .selectFrom('complaint')
    .where('complaint.receivedAt', '>=', scope.from)
    .where('complaint.receivedAt', '<', scope.to)
    .where('complaint.unitId', 'in', unitsBelow(db, scope.unitPath))
    .where((eb) => {
      const conditions: Expression<SqlBool>[] = narrowed(eb, { filter, now: scope.to });
      if (scope.category) conditions.push(codeIs(eb, 'categoryCode', scope.category));
      return eb.and(conditions);
    });
}

/** Asks part after part, and lets everything else have its turn between them. */
export async function partByPart<T>(
  ctx: Pick<ServiceContext, 'signal'>,
  parts: readonly PartOfSpan[],
  ask: (part: PartOfSpan) => Promise<readonly T[]>,
): Promise<(T & { part: PartOfSpan })[]> {
  const all: (T & { part: PartOfSpan })[] = [];
  for (const part of parts) {
    for (const row of await ask(part)) all.push({ ...row, part });
    await setImmediate();
    ctx.signal.throwIfAborted();
  }
  return all;
}

export const monthsIn = ({ from, to }: { from: Instant; to: Instant }) => monthsOfSpan(from, to);

/** Counts by unit of each part; with `byCategory`, by category too. */
export async function countsByUnit(
  ctx: Pick<ServiceContext, 'read' | 'signal'>,
  scope: ReadScope,
  parts: readonly PartOfSpan[],
  byCategory = false,
) {
  return partByPart(ctx, parts, async ({ from, to }) => {
    let query = receivedIn(ctx.read, { ...scope, from, to })
      .select(['complaint.unitId', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy('complaint.unitId');
    if (byCategory) query = query.select('complaint.categoryCode').groupBy('complaint.categoryCode') as typeof query;
    const rows = (await query.execute()) as { unitId: string; count: number; categoryCode?: string | null }[];
    return rows.map((row) => ({ ...row, count: Number(row.count), categoryCode: row.categoryCode ?? null }));
  });
}

/** Units of a subtree that have complaints in the span: one look into the index for each. */
export async function unitsWithComplaints(
  ctx: Pick<ServiceContext, 'read'>,
  { unitPath, from, to }: Pick<ReadScope, 'unitPath' | 'from' | 'to'>,
) {
  const range = subtree(unitPath);
  const rows = await ctx.read
    .selectFrom('unit')
    .select('unit.unitId')
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('complaint')
          .select('complaint.unitId')
          .whereRef('complaint.unitId', '=', 'unit.unitId')
          .where('complaint.receivedAt', '>=', from)
          .where('complaint.receivedAt', '<', to),
      ),
    )
    .execute();
  return rows.map((row) => row.unitId);
}

/**
 * Complaints of the subtree still running although their time is over, whenever received; few, and read by the index of
 * deadlines. The condition is that of the trait `late`.
 */
export async function lateAndRunning(ctx: Pick<ServiceContext, 'read'>, unitPath: string, asOf: Instant) {
  return ctx.read
    .selectFrom('complaint')
    .select(['complaint.unitId', 'complaint.receivedAt'])
    .where('isOpen', '=', 1)
    .where('dueSort', '<=', asOf)
    .where('isInTime', 'is', null)
    .where('complaint.unitId', 'in', unitsBelow(ctx.read, unitPath))
    .execute();
}

/** `sum(case when …)` as a number column. */
export const countWhere = (condition: Expression<SqlBool>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
