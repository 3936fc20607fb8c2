import { readFile } from 'node:fs/promises';
import { DomainError } from '#shared/kernel/errors.ts';
import { type Period, parsePeriod } from '#shared/kernel/period.ts';
import { compareMarks, compareSnapshots, type RowMarks } from '#shared/report/report.compare.ts';
import { type Comparison, comparison, reportSnapshot } from '#shared/report/report.schema.ts';
import { reportTitle } from '#shared/report/report.words.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import type { Job } from '../platform/jobs.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import { findSnapshot, insertReport, insertSnapshot, numbersOfPeriod } from './report.repository.ts';
import { changeReport, requireReport, requireState } from './report.service.ts';
import type { ReportTable } from './report.table.ts';
import { type SnapshotScope, snapshotSteps, type Taken, takeSnapshot } from './snapshot.service.ts';

/** The parts of the snapshot, and one step for what is done with them. */
const steps = snapshotSteps + 1;

/** @throws DomainError REPORT_PERIOD_INVALID */
function requirePeriod(key: string): Period {
  const period = parsePeriod(key);
  if (!period) throw new DomainError('REPORT_PERIOD_INVALID', { period: key });
  return period;
}

const scopeOf = (report: ReportTable) => ({
  period: requirePeriod(report.periodKey),
  unitId: report.unitId,
  unitPath: report.unitPath,
  unitName: report.unitName,
});

/** Takes the numbers inside a job; stops when it is cancelled. */
function takeIn(ctx: ServiceContext, job: Job, scope: SnapshotScope): Promise<Taken> {
  job.report(0, steps);
  return takeSnapshot(ctx, scope, { signal: job.signal, done: (count) => job.report(count, steps) });
}

async function storeSnapshot(
  tx: Tx,
  ctx: ServiceContext,
  reportId: string,
  { snapshot, marks }: Taken,
): Promise<string> {
  const snapshotId = ctx.newId();
  const { methodVersion, fingerprint } = snapshot;
  await insertSnapshot(tx, {
    snapshotId,
    reportId,
    methodVersion,
    fingerprint,
    snapshotJson: JSON.stringify(snapshot),
    rowsJson: JSON.stringify(marks),
    takenAt: snapshot.asOf,
  });
  return snapshotId;
}

/** `SJ-2026-Q3-02`: the next free number of the period. */
async function nextNumber(tx: Tx, periodKey: string): Promise<string> {
  const taken = (await numbersOfPeriod(tx, periodKey)).map((row) => Number(row.number.slice(-2)));
  return `SJ-${periodKey}-${String(Math.max(0, ...taken) + 1).padStart(2, '0')}`;
}

/**
 * Starts taking the numbers of a period; the job's result is `{ reportId }` of the new draft.
 * @throws DomainError REPORT_PERIOD_INVALID, UNIT_NOT_FOUND
 */
export async function startReport(
  ctx: ServiceContext,
  input: { periodKey: string; unitId?: string | undefined; title?: string | undefined },
): Promise<{ jobId: string }> {
  const period = requirePeriod(input.periodKey);
  const unitId = input.unitId ?? ctx.user.unitId;
  const unit = unitId ? await requireUnit(ctx.read, ctx, unitId) : undefined;
  const unitPath = unit?.path ?? '/';
  const unitName = unit?.name ?? (await getSetting(ctx.read, 'organizationName', ''));
  const title = input.title || reportTitle(period, 'zh');
  const scope = { period, unitId: unit?.unitId ?? null, unitPath, unitName, asOf: ctx.clock.now() };
  const jobId = ctx.jobs.start(ctx, { kind: 'createReport', title }, async (job) => {
    const taken = await takeIn(ctx, job, scope);
    const reportId = await storeDraft(ctx, title, scope, taken);
    job.report(steps, steps);
    return { reportId };
  });
  return { jobId };
}

async function storeDraft(ctx: ServiceContext, title: string, scope: SnapshotScope, taken: Taken): Promise<string> {
  const { startOn, endOn, key: periodKey } = scope.period;
  const { unitId, unitPath, unitName, asOf } = scope;
  return inTransaction(ctx, async (tx) => {
    const reportId = ctx.newId();
    const snapshotId = await storeSnapshot(tx, ctx, reportId, taken);
    const row: ReportTable = {
      reportId,
      number: await nextNumber(tx, periodKey),
      title,
      ...{ periodKey, startOn, endOn, unitId, unitPath, unitName, snapshotId },
      ...{ reviewerName: null, reviewedAt: null, signerId: null, signerName: null, signedAt: null },
      ...{ issuedAt: null, returnReason: null },
      state: 'draft',
      authorId: ctx.user.accountId,
      authorName: ctx.user.displayName,
      createdAt: asOf,
      updatedAt: asOf,
    };
    await insertReport(tx, row);
    await recordChange(tx, ctx, {
      entity: 'report',
      entityId: reportId,
      action: 'create',
      after: { number: row.number, periodKey, unitId, fingerprint: taken.snapshot.fingerprint },
    });
    return reportId;
  });
}

/**
 * Starts taking the numbers of a draft again; the job's result is `{ reportId }`. A report that left the draft state
 * meanwhile keeps its numbers and the job fails.
 * @throws DomainError REPORT_NOT_FOUND, REPORT_FROZEN, REPORT_STATE_REFUSED
 */
export async function startRefresh(ctx: ServiceContext, input: { reportId: string }): Promise<{ jobId: string }> {
  const before = await requireReport(ctx.db, ctx, input.reportId);
  requireState(before, 'draft');
  const jobId = ctx.jobs.start(ctx, { kind: 'refreshReport', title: before.title }, async (job) => {
    const taken = await takeIn(ctx, job, { ...scopeOf(before), asOf: ctx.clock.now() });
    await changeReport(ctx, input.reportId, 'refresh', async (tx, report) => {
      requireState(report, 'draft');
      return { snapshotId: await storeSnapshot(tx, ctx, report.reportId, taken) };
    });
    job.report(steps, steps);
    return { reportId: input.reportId };
  });
  return { jobId };
}

/**
 * Starts recomputing a report by the data of today, with time standing where it stood. Changes nothing; what it found is
 * read by {@link readComparison} under the `comparisonId` of the job's result.
 * @throws DomainError REPORT_NOT_FOUND
 */
export async function startComparison(ctx: ServiceContext, input: { reportId: string }): Promise<{ jobId: string }> {
  const report = await requireReport(ctx.db, ctx, input.reportId);
  const jobId = ctx.jobs.start(ctx, { kind: 'compareReport', title: report.title }, async (job) => {
    const stored = await findSnapshot(ctx.db, report.snapshotId);
    const before = reportSnapshot.parse(JSON.parse(stored.snapshotJson));
    const now = await takeIn(ctx, job, { ...scopeOf(report), asOf: before.asOf });
    const found: Comparison = {
      isSame: now.snapshot.fingerprint === before.fingerprint,
      fingerprint: now.snapshot.fingerprint,
      differences: compareSnapshots(before, now.snapshot),
      changes: compareMarks(JSON.parse(stored.rowsJson) as RowMarks, now.marks),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(found));
    const { fileId } = await ctx.files.save(`${report.number}.json`, bytes, ctx.user.accountId);
    job.report(steps, steps);
    return { reportId: report.reportId, comparisonId: fileId };
  });
  return { jobId };
}

/** What a comparison found. @throws DomainError REPORT_COMPARISON_GONE when it is unknown, someone else's, or the program was restarted */
export async function readComparison(ctx: ServiceContext, input: { comparisonId: string }): Promise<Comparison> {
  try {
    const { path } = ctx.files.open(input.comparisonId, ctx.user.accountId);
    return comparison.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new DomainError('REPORT_COMPARISON_GONE');
  }
}
