import type { JobView } from '#shared/system/system.schema.ts';

type Known = readonly Pick<JobView, 'jobId' | 'state'>[];

/**
 * Whether a task has ended between two lists. Lists come at most every 100 ms, so a short task may never be
 * seen running: one that is new and already over counts too. So does one that ran and is gone, because its
 * backend was started again.
 * @param before the list before; null when `after` is the first one: what ended before it was told to nobody
 */
export function someJobEnded(before: Known | null, after: Known): boolean {
  if (before === null) return false;
  const open = new Set(before.filter((job) => job.state === 'running').map((job) => job.jobId));
  const over = new Set(before.filter((job) => job.state !== 'running').map((job) => job.jobId));
  const isStillRunning = new Set(after.filter((job) => job.state === 'running').map((job) => job.jobId));
  if ([...open].some((jobId) => !isStillRunning.has(jobId))) return true;
  return after.some((job) => job.state !== 'running' && !over.has(job.jobId));
}
