import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { spanOf } from '#shared/sample/months.ts';
import type { ServiceContext } from '../context.ts';
import { withIndexesAside } from '../database/index-free.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { Job } from '../platform/jobs.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import { loadComplaints } from './complaint.load.ts';
import { loadInspections } from './inspection.load.ts';
import { loadOrganization } from './organization.load.ts';
import { readSampleFigures } from './sample.figures.ts';
import { breathe, type SampleLoad, type SampleScale } from './sample.load.ts';
import { deleteSample } from './sample.repository.ts';
import { plantedTruth, type SampleTruth } from './sample.truth.ts';
import { loadSurveys } from './survey.load.ts';

export { type SampleScale, sampleScales } from './sample.load.ts';
export type { SampleTruth } from './sample.truth.ts';

/** What loading needs of a job; the script has no window to show one. */
export type SampleJob = Pick<Job, 'report' | 'signal'>;

export interface SampleOptions {
  readonly scale: SampleScale;
  readonly seed: number;
  /** last month of the sample, `YYYY-MM`; the clock's month when left out */
  readonly endMonth?: string;
  /** instant the sample stops at: what comes after has not happened yet; the clock's now when endMonth is left out */
  readonly cutoffAt?: string;
  /** share of the scale's complaints, hall visits and submissions that is made, for tests in a hurry; 1 when left out */
  readonly thinning?: number;
  /** months from one visit of a hall to the next; that of the scale and thinning when left out */
  readonly hallEveryMonths?: number;
}

/** Rough shares of the time each part takes, for an even progress bar. */
const parts = { organization: 2, complaint: 54, inspection: 30, survey: 14 } as const;
type Part = keyof typeof parts;
const totalSteps = Object.values(parts).reduce((sum, value) => sum + value, 0);

/**
 * Loads the sample province as a job of the window.
 * @returns number of rows by table
 * @throws DomainError SAMPLE_NOT_EMPTY when there is any unit already
 */
export async function loadSample(
  ctx: ServiceContext,
  options: SampleOptions,
  job: SampleJob,
): Promise<Record<string, number>> {
  return { ...(await loadSampleWithTruth(ctx, options, job)).counts };
}

/**
 * Loads the sample province into an empty database, all or nothing. The same seed, scale, end month and cutoff give
 * the same rows to the byte, apart from the instants at which rows were made.
 * @returns counts and the planted truth, with the ids of every row concerned
 * @throws DomainError SAMPLE_NOT_EMPTY when there is any unit already
 */
export async function loadSampleWithTruth(
  ctx: ServiceContext,
  options: SampleOptions,
  job: SampleJob,
): Promise<SampleTruth> {
  const now = ctx.clock.now();
  const figures = readSampleFigures();
  const endMonth = options.endMonth ?? dayOf(now).slice(0, 7);
  const cutoffAt = options.cutoffAt ?? (options.endMonth ? undefined : now);
  const span = spanOf(endMonth, figures.complaint.months, cutoffAt);
  return inTransaction(ctx, async (tx) => {
    if (await tx.selectFrom('unit').select('unitId').limit(1).executeTakeFirst())
      throw new DomainError('SAMPLE_NOT_EMPTY');
    const load = (part: Part): SampleLoad => ({
      ctx,
      tx,
      figures,
      span,
      now,
      seed: options.seed,
      scale: options.scale,
      thinning: options.thinning ?? 1,
      hallEveryMonths: options.hallEveryMonths,
      step: steps(job, part),
    });
    const name = await getSetting(tx, 'organizationName', '');
    const organization = await loadOrganization(load('organization'), name || undefined);
    const [cases, visits, survey] = await withIndexesAside(tx, bulkTables, Number.POSITIVE_INFINITY, async () => [
      await loadComplaints(load('complaint'), organization),
      await loadInspections(load('inspection'), organization),
      await loadSurveys(load('survey'), organization),
    ]);
    const truth = plantedTruth({ ...options, span, figures, organization, cases, visits, survey });
    const { seed, scale } = options;
    await recordChange(tx, ctx, {
      entity: 'sample',
      entityId: 'sample',
      action: 'load',
      after: { seed, scale, endMonth, cutoffAt: cutoffAt ?? null, counts: truth.counts },
    });
    return truth;
  });
}

/** Where most of the rows go. */
const bulkTables = ['complaint', 'complaintEvent', 'inspection', 'inspectionItem', 'submission'] as const;

/** Progress of one part as steps of the whole job. */
function steps(job: SampleJob, part: Part): SampleLoad['step'] {
  let before = 0;
  for (const name of Object.keys(parts) as Part[]) {
    if (name === part) break;
    before += parts[name];
  }
  return async (done) => {
    job.report(Math.round((before + done * parts[part]) * 10), totalSteps * 10, part);
    await breathe(job.signal);
  };
}

/**
 * Takes the sample away in one step: everything marked as sample, and whatever was entered on top of it in the
 * sample's units, because nothing of it could stand without them.
 * @returns how many rows went, by table
 */
export async function removeSample(ctx: ServiceContext, job: SampleJob): Promise<Record<string, number>> {
  return inTransaction(ctx, async (tx: Tx) => {
    const removed = await deleteSample(tx, async (done, total) => {
      job.report(done, total);
      await breathe(job.signal);
    });
    await recordChange(tx, ctx, { entity: 'sample', entityId: 'sample', action: 'remove', before: removed });
    return removed;
  });
}
