import { sql } from 'kysely';
import type { ClockKind } from '#shared/complaint/complaint.enums.ts';
import { stageOf } from '#shared/complaint/warning.rules.ts';
import type { WarningKey, WarningRow, WarningView } from '#shared/complaint/warning.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { personOf } from './person.repository.ts';
import { addressed } from './todo.conditions.ts';
import { unseenWarnings, warningsOf } from './warning.repository.ts';

const clockKindOf = (clock: string) => clock.slice(0, clock.indexOf('.')) as ClockKind;
/** What is over stands before what may still be kept. */
const weight = sql<number>`case when complaint_warning.stage like 'over.%' then 0
  when complaint_warning.stage = 'due' then 1 else 2 end`;

/** Warnings addressed to the person that nobody has taken note of: how many, and the gravest of them. */
export async function listWarnings(ctx: ServiceContext, { limit }: { limit: number }) {
  const person = await personOf(ctx.read, ctx);
  const now = ctx.clock.now();
  const counted = await unseenWarnings(ctx.read, person)
    .select((eb) => [
      eb.fn.countAll<number>().as('unseen'),
      sql<number>`coalesce(sum(case when complaint_warning.due_at <= ${now} then 1 else 0 end), 0)`.as('overdue'),
    ])
    .executeTakeFirstOrThrow();
  const rows = limit === 0 ? [] : await rowsOf(ctx, person, limit);
  const list = rows.map(
    (row): WarningRow => ({
      ...row,
      ...stageOf(row.stage),
      clockKind: clockKindOf(row.clock),
      isOver: row.dueAt <= now,
      content: row.content.slice(0, 80),
    }),
  );
  return { unseen: Number(counted.unseen), overdue: Number(counted.overdue), rows: list };
}

const rowsOf = (ctx: ServiceContext, person: Awaited<ReturnType<typeof personOf>>, limit: number) =>
  unseenWarnings(ctx.read, person)
    .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
    .select([
      'complaintWarning.complaintId',
      'complaintWarning.clock',
      'complaintWarning.stage',
      'complaintWarning.dueAt',
      'complaintWarning.raisedAt',
      'complaint.number',
      'complaint.content',
      'unit.name as unitName',
    ])
    .orderBy(weight)
    .orderBy('complaintWarning.dueAt')
    .orderBy('complaintWarning.complaintId')
    .limit(limit)
    .execute();

/**
 * Takes note of warnings. What is not addressed to the person, or was taken note of already, is left alone.
 * @param warnings which; null for every one
 */
export async function seeWarnings(
  ctx: ServiceContext,
  { warnings }: { warnings: readonly WarningKey[] | null },
): Promise<{ seen: number }> {
  return inTransaction(ctx, async (tx) => {
    const person = await personOf(tx, ctx);
    const { accountId } = ctx.user;
    let query = tx
      .updateTable('complaintWarning')
      .set({ seenBy: accountId, seenAt: ctx.clock.now() })
      .where('seenAt', 'is', null)
      .where(addressed(person, 'complaint_warning'));
    if (warnings) {
      if (warnings.length === 0) return { seen: 0 };
      query = query.where((eb) =>
        eb.or(
          warnings.map(({ complaintId, clock, stage }) =>
            eb.and([eb('complaintId', '=', complaintId), eb('clock', '=', clock), eb('stage', '=', stage)]),
          ),
        ),
      );
    }
    const seen = await query.returning(['complaintId', 'clock', 'stage']).execute();
    await recordChanges(
      tx,
      ctx,
      seen.map(({ complaintId, clock, stage }) => ({
        entity: 'complaint',
        entityId: complaintId,
        action: 'seeWarning',
        after: { clock, stage },
      })),
    );
    return { seen: seen.length };
  });
}

/**
 * The warnings of a complaint for its history. A rung of the ladder stands there as the escalation it brought about; where
 * there was nobody above, as a warning.
 */
export async function warningViews(db: Database, complaintId: string): Promise<WarningView[]> {
  const rows = await warningsOf(db, complaintId);
  return rows
    .map((row) => ({ row, stage: stageOf(row.stage) }))
    .filter(({ row, stage }) => stage.kind !== 'over' || (row.seenBy === null && row.seenAt === row.raisedAt))
    .map(({ row, stage }) => ({
      ...stage,
      clockKind: clockKindOf(row.clock),
      dueAt: row.dueAt,
      raisedAt: row.raisedAt,
      unitName: row.unitName,
      handlerName: row.handlerName,
      seenBy: row.seerName,
      seenAt: row.seenAt,
    }));
}
