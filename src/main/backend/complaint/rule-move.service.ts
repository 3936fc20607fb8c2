import { allowedActs } from '#shared/complaint/act.rules.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { subtree } from '../organization/organization.service.ts';
import { actorOf, actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import type { DeadlineWorld } from './complaint.cache.ts';
import { loadWorld } from './world.service.ts';

const known = (world: DeadlineWorld, edition: number) => {
  if (!world.editions.has(edition)) throw new DomainError('COMPLAINT_RULE_EDITION_UNKNOWN', { edition });
};

/**
 * One complaint goes by another edition from now on; its deadlines are counted again from the beginning.
 * @throws DomainError COMPLAINT_RULE_EDITION_UNKNOWN, COMPLAINT_RULE_SAME and those of acts
 */
export async function moveRule(
  ctx: ServiceContext,
  input: { complaintId: string; lastSeq: number; edition: number; note: string },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    known(world, input.edition);
    const found = await actTarget(tx, ctx, input.complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, found.state, 'moveRule', world);
    if (found.state.ruleEdition === input.edition)
      throw new DomainError('COMPLAINT_RULE_SAME', { edition: input.edition });
    const data = { ruleEdition: input.edition, note: input.note };
    await appendEvents(tx, ctx, found, [{ type: 'ruleMoved', data }], world, 'moveRule');
  });
}

/** Complaints moved in one transaction: short enough that others write in between. */
const group = 200;

/**
 * Moves all open complaints of one edition inside the person's units to another one, as a job that can be cancelled.
 * @throws DomainError COMPLAINT_RULE_EDITION_UNKNOWN, COMPLAINT_RULE_SAME
 */
export async function moveRules(
  ctx: ServiceContext,
  input: { from: number; to: number; note: string },
): Promise<{ jobId: string }> {
  const world = await loadWorld(ctx.read);
  known(world, input.from);
  known(world, input.to);
  if (input.from === input.to) throw new DomainError('COMPLAINT_RULE_SAME', { edition: input.to });
  const range = subtree(ctx.user.unitPath);
  const waiting = () =>
    ctx.db
      .selectFrom('complaint')
      .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
      .where('complaint.isOpen', '=', 1)
      .where('complaint.ruleEdition', '=', input.from)
      .where('unit.path', '>=', range.from)
      .where('unit.path', '<', range.to);
  const title = `v${input.from} → v${input.to}`;
  const jobId = ctx.jobs.start(ctx, { kind: 'moveRules', title }, async (job) => {
    const { total } = await waiting()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    let [moved, changed, after] = [0, 0, ''];
    for (;;) {
      job.signal.throwIfAborted();
      const rows = await waiting()
        .select(['complaint.complaintId', 'complaint.dueAt'])
        .where('complaint.complaintId', '>', after)
        .orderBy('complaint.complaintId')
        .limit(group)
        .execute();
      if (rows.length === 0) return { moved, changed };
      changed += await inTransaction(ctx, (tx) => moveGroup(tx, ctx, rows, input, world));
      moved += rows.length;
      after = rows.at(-1)?.complaintId as string;
      job.report(moved, Number(total));
    }
  });
  return { jobId };
}

async function moveGroup(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly { complaintId: string; dueAt: string | null }[],
  input: { from: number; to: number; note: string },
  world: DeadlineWorld,
): Promise<number> {
  let changed = 0;
  for (const { complaintId, dueAt } of rows) {
    const found = await actTarget(tx, ctx, complaintId, null);
    const may = allowedActs(found.state, actorOf(ctx), world.policy).includes('moveRule');
    if (!may || found.state.ruleEdition !== input.from) continue;
    const data = { ruleEdition: input.to, note: input.note };
    const due = await appendEvents(tx, ctx, found, [{ type: 'ruleMoved', data }], world, 'moveRule');
    if (due.dueAt !== dueAt) changed += 1;
  }
  return changed;
}
