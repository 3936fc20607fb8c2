import { checkPolicy } from '#shared/complaint/policy.rules.ts';
import { type ComplaintPolicy, complaintPolicy } from '#shared/complaint/policy.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import { rebuildComplaints } from './history.service.ts';
import { followRepeatPolicy } from './repeat.service.ts';
import { policyKey } from './world.service.ts';

const stored = async (db: Database): Promise<ComplaintPolicy> =>
  complaintPolicy.parse(await getSetting<unknown>(db, policyKey, {}));

export const getPolicy = (ctx: ServiceContext): Promise<ComplaintPolicy> => stored(ctx.read);

const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/**
 * Changes the rules of the house. Warnings of open complaints and counted repeats follow; what has been warned of stays.
 * @throws DomainError COMPLAINT_POLICY_INVALID
 */
export async function setPolicy(ctx: ServiceContext, policy: ComplaintPolicy): Promise<ComplaintPolicy> {
  checkPolicy(policy);
  const before = await inTransaction(ctx, async (tx) => {
    const known = await stored(tx);
    await putSetting(tx, policyKey, policy, ctx.clock.now());
    const change = { entity: 'setting', entityId: policyKey, action: 'update', before: known, after: policy };
    await recordChange(tx, ctx, change);
    return known;
  });
  if (differ(before.warning, policy.warning)) followWarningPolicy(ctx);
  if (differ(before.repeat, policy.repeat)) followRepeatPolicy(ctx);
  return policy;
}

/** The moments of warning of all open complaints are counted again, as a job. */
function followWarningPolicy(ctx: ServiceContext): void {
  ctx.jobs.start(ctx, { kind: 'rebuildWarnings', title: '' }, async (job) => {
    const { total } = await ctx.read
      .selectFrom('complaint')
      .where('isOpen', '=', 1)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return rebuildComplaints(ctx, job.signal, (done) => job.report(done, Number(total)), { onlyOpen: true });
  });
}
