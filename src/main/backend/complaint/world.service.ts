import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { Database } from '../database/dialect.ts';
import { getSetting } from '../system/setting.repository.ts';
import type { DeadlineWorld } from './complaint.cache.ts';
import { ruleEditions } from './rule.repository.ts';

/** Calendar, working hours, rule editions and the organisation's province, read once per call. */
export async function loadWorld(db: Database): Promise<DeadlineWorld> {
  const frame = await loadTimeFrame(db);
  return {
    ...frame,
    editions: await ruleEditions(db),
    province: await getSetting<string | null>(db, 'complaint.province', null),
  };
}

/** The edition new complaints begin with: the newest. */
export const currentEdition = (world: DeadlineWorld): number => Math.max(0, ...world.editions.keys());
