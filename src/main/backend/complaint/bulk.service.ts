import { allowedActs } from '#shared/complaint/act.rules.ts';
import type { BulkResult, Refused } from '#shared/complaint/bulk.contract.ts';
import type { ComplaintChoice } from '#shared/complaint/choice.schema.ts';
import { type ActInput, actInput } from '#shared/complaint/complaint.schema.ts';
import { DomainError, kernelErrors } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { actInTransaction, actorOf, actTarget } from './act.service.ts';
import { idsOfChoice } from './choice.service.ts';
import { findComplaint } from './complaint.repository.ts';
import type { ComplaintTable } from './complaint.table.ts';
import { loadWorld } from './world.service.ts';

type Wanted = Pick<ActInput, 'note' | 'unitId'>;
type BulkAct = 'assign' | 'escalate';

/**
 * Assigns many to one unit, as a job; what is assigned already is reassigned, which takes a note.
 * @throws DomainError before anything is written: UNIT_NOT_FOUND, and those of {@link idsOfChoice}
 */
export async function assignMany(
  ctx: ServiceContext,
  { unitId, note, ...choice }: ComplaintChoice & { unitId: string; note: string },
): Promise<{ jobId: string }> {
  await requireUnit(ctx.read, ctx, unitId);
  return startBulk(ctx, 'assign', await idsOfChoice(ctx, choice), { unitId, note });
}

/** Brings many before the next unit above them, with a note, as a job. @throws DomainError those of {@link idsOfChoice} */
export async function escalateMany(
  ctx: ServiceContext,
  { note, ...choice }: ComplaintChoice & { note: string },
): Promise<{ jobId: string }> {
  return startBulk(ctx, 'escalate', await idsOfChoice(ctx, choice), { note, unitId: null });
}

const kinds = { assign: 'assignComplaints', escalate: 'escalateComplaints' } as const;

/**
 * One transaction for each: one that is refused leaves the others alone, and nobody waits behind all of them. A job that is
 * stopped keeps what came of it until then.
 */
function startBulk(ctx: ServiceContext, act: BulkAct, complaintIds: readonly string[], wanted: Wanted) {
  const jobId = ctx.jobs.start(ctx, { kind: kinds[act], title: wanted.note }, async (job): Promise<BulkResult> => {
    const result: BulkResult = { done: 0, left: complaintIds.length, refused: [] };
    job.keep(result);
    for (const complaintId of complaintIds) {
      job.signal.throwIfAborted();
      const reason = await actOnOne(ctx, act, complaintId, wanted);
      if (reason) result.refused.push(reason);
      else result.done += 1;
      result.left -= 1;
      job.report(complaintIds.length - result.left, complaintIds.length);
      // the database may answer at once, and other calls have to get their turn
      await new Promise((resolve) => setImmediate(resolve));
    }
    return result;
  });
  return { jobId };
}

/** @returns why it was not done; null when it was */
async function actOnOne(
  ctx: ServiceContext,
  act: BulkAct,
  complaintId: string,
  wanted: Wanted,
): Promise<Refused | null> {
  try {
    await inTransaction(ctx, async (tx) => {
      const world = await loadWorld(tx);
      const { row, state } = await actTarget(tx, ctx, complaintId, null);
      const allowed = allowedActs(state, actorOf(ctx), world.policy);
      const again = act === 'assign' && !allowed.includes('assign') && allowed.includes('transfer');
      const one = { complaintId, lastSeq: row.lastSeq, act: again ? ('transfer' as const) : act, ...wanted };
      await actInTransaction(tx, ctx, actInput.parse(one), world);
    });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || endsAll(error)) throw error;
    const row = error.code === 'COMPLAINT_NOT_FOUND' ? null : await findComplaint(ctx.db, complaintId);
    return refusal(complaintId, row ?? null, error);
  }
}

/** How a refused one is told. @param row null where it doesn't exist for whoever asks */
export const refusal = (
  complaintId: string,
  row: Pick<ComplaintTable, 'number' | 'status' | 'pausedReason'> | null,
  { code, data }: DomainError,
): Refused => ({
  complaintId,
  number: row?.number ?? null,
  status: row?.status ?? null,
  isPaused: Boolean(row?.pausedReason),
  code,
  data: { ...data },
});

/** A full disk or a lost server is no reason of one complaint: the job fails with it. */
const endsAll = ({ code }: DomainError) => code !== 'INPUT_INVALID' && code in kernelErrors;
