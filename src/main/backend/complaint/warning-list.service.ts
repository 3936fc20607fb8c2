import { sql } from 'kysely';
import type { ClockKind } from '#shared/complaint/complaint.enums.ts';
import { isBesidePause, stageOf } from '#shared/complaint/warning.rules.ts';
import type { WarningRow, WarningView } from '#shared/complaint/warning.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { type Person, personOf } from './person.repository.ts';
import { addressed } from './todo.conditions.ts';
import { unseenWarnings, warningsOf } from './warning.repository.ts';

const clockKindOf = (clock: string) => clock.slice(0, clock.indexOf('.')) as ClockKind;
/** What is over stands before what may still be kept. */
const weight = sql<number>`case when complaint_warning.stage like 'over.%' then 0
  when complaint_warning.stage = 'due' then 1 else 2 end`;

/**
 * Complaints with warnings addressed to the person that nobody has taken note of: how many, how many of them are over a
 * deadline, and the gravest of them.
 */
export async function listWarnings(ctx: ServiceContext, { limit }: { limit: number }) {
  const person = await personOf(ctx.read, ctx);
  const now = ctx.clock.now();
  const counted = await unseenWarnings(ctx.read, person)
    .select([
      sql<number>`count(distinct complaint_warning.complaint_id)`.as('unseen'),
      sql<number>`count(distinct case when complaint_warning.due_at <= ${now}
        then complaint_warning.complaint_id end)`.as('overdue'),
    ])
    .executeTakeFirstOrThrow();
  const rows = limit === 0 ? [] : await gravest(ctx, person, limit);
  const list = rows.map(
    ({ stage, clock, content, ...row }): WarningRow => ({
      ...row,
      ...stageOf(stage),
      clockKind: clockKindOf(clock),
      besidePause: isBesidePause(clock),
      isOver: row.dueAt <= now,
      content: content.slice(0, 80),
    }),
  );
  return { unseen: Number(counted.unseen), overdue: Number(counted.overdue), rows: list };
}

/** One warning of each complaint, the gravest first. */
async function gravest(ctx: ServiceContext, person: Person, limit: number) {
  const found = await unseenWarnings(ctx.read, person)
    .select('complaintWarning.complaintId')
    .groupBy('complaintWarning.complaintId')
    .orderBy((eb) => eb.fn.min(weight))
    .orderBy((eb) => eb.fn.min('complaintWarning.dueAt'))
    .orderBy('complaintWarning.complaintId')
    .limit(limit)
    .execute();
  if (found.length === 0) return [];
  const ids = found.map((row) => row.complaintId);
  const rows = await unseenWarnings(ctx.read, person)
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
    .where('complaintWarning.complaintId', 'in', ids)
    .orderBy(weight)
    .orderBy('complaintWarning.dueAt')
    .orderBy('complaintWarning.clock')
    .execute();
  const byComplaint = Map.groupBy(rows, (row) => row.complaintId);
  return ids.flatMap((id) => {
    const [first, ...others] = byComplaint.get(id) ?? [];
    return first ? [{ ...first, others: others.length }] : [];
  });
}

/**
 * Takes note of warnings. What is not addressed to the person, or was taken note of already, is left alone.
 * @param complaintIds of which complaints; null for all
 * @returns how many warnings
 */
export async function seeWarnings(
  ctx: ServiceContext,
  { complaintIds }: { complaintIds: readonly string[] | null },
): Promise<{ seen: number }> {
  if (complaintIds?.length === 0) return { seen: 0 };
  return inTransaction(ctx, async (tx) => {
    const person = await personOf(tx, ctx);
    const { accountId } = ctx.user;
    let query = tx
      .updateTable('complaintWarning')
      .set({ seenBy: accountId, seenAt: ctx.clock.now() })
      .where('seenAt', 'is', null)
      .where(addressed(person, 'complaint_warning'));
    if (complaintIds) query = query.where('complaintId', 'in', [...complaintIds]);
    const seen = await query.returning(['complaintId', 'clock', 'stage']).execute();
    await recordChanges(
      tx,
      ctx,
      [...Map.groupBy(seen, (row) => row.complaintId)].map(([complaintId, rows]) => ({
        entity: 'complaint',
        entityId: complaintId,
        action: 'seeWarning',
        after: { warnings: rows.map(({ clock, stage }) => ({ clock, stage })) },
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
      besidePause: isBesidePause(row.clock),
      dueAt: row.dueAt,
      raisedAt: row.raisedAt,
      unitName: row.unitName,
      handlerName: row.handlerName,
      seenBy: row.seerName,
      seenAt: row.seenAt,
    }));
}
