import { type ComplaintPolicy, complaintPolicy } from '#shared/complaint/policy.schema.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { Database } from '../database/dialect.ts';
import { getSetting } from '../system/setting.repository.ts';
import type { DeadlineWorld } from './complaint.cache.ts';
import { ruleEditions } from './rule.repository.ts';

/** The setting that holds the rules of the house for complaints. */
export const policyKey = 'complaint.policy';

export const storedPolicy = async (db: Database): Promise<ComplaintPolicy> =>
  complaintPolicy.parse(await getSetting<unknown>(db, policyKey, {}));

/** Calendar, working hours, rule editions and the rules of the house with its province, read once per call. */
export async function loadWorld(db: Database): Promise<DeadlineWorld> {
  const frame = await loadTimeFrame(db);
  const policy = await storedPolicy(db);
  return { ...frame, editions: await ruleEditions(db), province: policy.province, policy };
}

/** The edition new complaints begin with: the newest. */
export const currentEdition = (world: DeadlineWorld): number => Math.max(0, ...world.editions.keys());
