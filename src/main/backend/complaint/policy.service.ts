import { checkPolicy } from '#shared/complaint/policy.rules.ts';
import type { ComplaintPolicy } from '#shared/complaint/policy.schema.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { putSetting } from '../system/setting.repository.ts';
import { followCalendar, followWarningPolicy } from './columns.service.ts';
import { followRepeatPolicy } from './repeat.service.ts';
import { policyKey, storedPolicy } from './world.service.ts';

export const getPolicy = (ctx: ServiceContext): Promise<ComplaintPolicy> => storedPolicy(ctx.read);

const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/**
 * Changes the rules of the house. Deadlines where the province is another one, warnings of open complaints
 * and counted repeats follow; what has been warned of stays.
 * @throws DomainError COMPLAINT_POLICY_INVALID
 */
export async function setPolicy(ctx: ServiceContext, policy: ComplaintPolicy): Promise<ComplaintPolicy> {
  checkPolicy(policy);
  const before = await inTransaction(ctx, async (tx) => {
    const known = await storedPolicy(tx);
    await putSetting(tx, policyKey, policy, ctx.clock.now());
    const change = { entity: 'setting', entityId: policyKey, action: 'update', before: known, after: policy };
    await recordChange(tx, ctx, change);
    return known;
  });
  if (before.province !== policy.province) followCalendar(ctx);
  else if (differ(before.warning, policy.warning)) followWarningPolicy(ctx);
  if (differ(before.repeat, policy.repeat)) followRepeatPolicy(ctx);
  return policy;
}
