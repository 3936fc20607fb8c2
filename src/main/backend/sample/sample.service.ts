import type { ServiceContext } from '../context.ts';
import type { Job } from '../platform/jobs.ts';

export async function loadSample(_ctx: ServiceContext, _options: { scale: 'demo' | 'standard' | 'full'; seed: number }, _job: Job) {
  return {};
}
export async function removeSample(_ctx: ServiceContext, _job: Job) {
  return {};
}
