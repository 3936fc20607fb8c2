import { DomainError } from '#shared/kernel/errors.ts';
import { type Period, parsePeriod } from '#shared/kernel/period.ts';
import { compareMarks, compareSnapshots, type RowMarks } from '#shared/report/report.compare.ts';
import {
  type ReportAct,
  type ReportBlock,
  type ReportRow,
  type ReportSnapshot,
  type ReportState,
  type ReportView,
  reportSnapshot,
  requiredTexts,
} from '#shared/report/report.schema.ts';
import { reportTitle } from '#shared/report/report.words.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit, scopePath } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import {
  countReports,
  deleteReport,
  findReport,
  findSnapshot,
  insertReport,
  insertSnapshot,
  listReports,
  numbersOfPeriod,
  putText,
  searchReportRows,
  textsOf,
  updateReport,
} from './report.repository.ts';
import type { ReportTable } from './report.table.ts';
import { type Taken, takeSnapshot } from './snapshot.service.ts';

/**
 * A report inside the account's scope.
 * @throws DomainError REPORT_NOT_FOUND
 */
export async function requireReport(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  reportId: string,
): Promise<ReportTable> {
  const report = await findReport(db, reportId);
  if (!report?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('REPORT_NOT_FOUND');
  // Liaisons and viewers read what was issued; drafts belong to those who write them.
  if (report.state !== 'issued' && isReader(ctx)) throw new DomainError('REPORT_NOT_FOUND');
  return report;
}
const isReader = (ctx: Pick<ServiceContext, 'user'>) =>
  !ctx.user.permissions.includes('report:write') && ctx.user.role !== 'admin';

const rowView = ({
  reportId,
  number,
  title,
  periodKey,
  startOn,
  endOn,
  unitId,
  unitName,
  state,
  authorName,
  reviewerName,
  signerName,
  reviewedAt,
  signedAt,
  issuedAt,
  updatedAt,
}: ReportTable): ReportRow => ({
  reportId,
  number,
  title,
  periodKey,
  startOn,
  endOn,
  unitId,
  unitName,
  state,
  authorName,
  reviewerName,
  signerName,
  reviewedAt,
  signedAt,
  issuedAt,
  updatedAt,
});

/** One page of the reports of the scope, and how many are in each state. */
export async function listVisibleReports(
  ctx: ServiceContext,
  input: { unitId?: string | undefined; state?: ReportState | undefined; offset: number; limit: number },
) {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const state = isReader(ctx) ? 'issued' : input.state;
  const { rows, total } = await listReports(ctx.read, { unitPath, state }, input);
  return { rows: rows.map(rowView), total, counts: await countReports(ctx.read, unitPath) };
}

/** What this account may do with the report now. */
function actsOf(ctx: ServiceContext, report: ReportTable): ReportAct[] {
  const may = (permission: 'report:write' | 'report:sign') => ctx.user.permissions.includes(permission);
  const isAuthor = report.authorId === ctx.user.accountId;
  const acts: ReportAct[] = [];
  if (report.state === 'draft' && may('report:write')) acts.push('edit', 'refresh', 'review', 'remove');
  if (report.state === 'reviewed' && may('report:sign')) acts.push('return', ...(isAuthor ? [] : (['sign'] as const)));
  if (report.state === 'signed' && may('report:sign')) acts.push('return', 'issue');
  return acts;
}

const missingOf = (texts: Record<string, string>): ReportBlock[] =>
  requiredTexts.filter((block) => !texts[block]?.trim());

async function view(db: Database, ctx: ServiceContext, report: ReportTable): Promise<ReportView> {
  const stored = await findSnapshot(db, report.snapshotId);
  const texts = await textsOf(db, report.reportId);
  const { authorId, createdAt, returnReason } = report;
  return {
    ...rowView(report),
    authorId,
    createdAt,
    returnReason,
    snapshot: reportSnapshot.parse(JSON.parse(stored.snapshotJson)),
    snapshotAt: stored.takenAt,
    texts,
    missing: missingOf(texts),
    acts: actsOf(ctx, report),
  };
}

/** A report with the numbers it holds: those stored, never recomputed. @throws DomainError REPORT_NOT_FOUND */
export async function getReport(ctx: ServiceContext, input: { reportId: string }): Promise<ReportView> {
  return view(ctx.db, ctx, await requireReport(ctx.db, ctx, input.reportId));
}

/** @throws DomainError REPORT_PERIOD_INVALID */
function requirePeriod(key: string): Period {
  const period = parsePeriod(key);
  if (!period) throw new DomainError('REPORT_PERIOD_INVALID', { period: key });
  return period;
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
 * Takes the numbers of a period and begins a draft.
 * @throws DomainError REPORT_PERIOD_INVALID, UNIT_NOT_FOUND
 */
export async function createReport(
  ctx: ServiceContext,
  input: { periodKey: string; unitId?: string | undefined; title?: string | undefined },
): Promise<ReportView> {
  const period = requirePeriod(input.periodKey);
  const unitId = input.unitId ?? ctx.user.unitId;
  const unit = unitId ? await requireUnit(ctx.read, ctx, unitId) : undefined;
  const unitPath = unit?.path ?? '/';
  const unitName = unit?.name ?? (await getSetting(ctx.read, 'organizationName', ''));
  const now = ctx.clock.now();
  const taken = await takeSnapshot(ctx, { period, unitId: unit?.unitId ?? null, unitPath, unitName, asOf: now });
  const { startOn, endOn, key: periodKey } = period;
  return inTransaction(ctx, async (tx) => {
    const reportId = ctx.newId();
    const snapshotId = await storeSnapshot(tx, ctx, reportId, taken);
    const nobody = {
      reviewerName: null,
      reviewedAt: null,
      signerId: null,
      signerName: null,
      signedAt: null,
      issuedAt: null,
      returnReason: null,
    };
    const row: ReportTable = {
      reportId,
      number: await nextNumber(tx, periodKey),
      title: input.title || reportTitle(period, 'zh'),
      ...{ periodKey, startOn, endOn, unitId: unit?.unitId ?? null, unitPath, unitName, snapshotId },
      ...nobody,
      state: 'draft',
      authorId: ctx.user.accountId,
      authorName: ctx.user.displayName,
      createdAt: now,
      updatedAt: now,
    };
    await insertReport(tx, row);
    await recordChange(tx, ctx, {
      entity: 'report',
      entityId: reportId,
      action: 'create',
      after: { number: row.number, periodKey, unitId: row.unitId, fingerprint: taken.snapshot.fingerprint },
    });
    return view(tx, ctx, row);
  });
}

/** @throws DomainError REPORT_FROZEN once issued, REPORT_STATE_REFUSED in any other wrong state */
function requireState(report: ReportTable, ...states: ReportState[]): void {
  if (report.state === 'issued') throw new DomainError('REPORT_FROZEN', { number: report.number });
  if (!states.includes(report.state))
    throw new DomainError('REPORT_STATE_REFUSED', { number: report.number, state: report.state });
}

/** Saves the author's words of one block. @throws DomainError REPORT_NOT_FOUND, REPORT_FROZEN, REPORT_STATE_REFUSED */
export async function saveReportText(
  ctx: ServiceContext,
  input: { reportId: string; block: ReportBlock; text: string },
): Promise<{ savedAt: string }> {
  return inTransaction(ctx, async (tx) => {
    const report = await requireReport(tx, ctx, input.reportId);
    requireState(report, 'draft');
    const before = (await textsOf(tx, report.reportId))[input.block] ?? '';
    const savedAt = ctx.clock.now();
    if (before === input.text) return { savedAt };
    await putText(tx, report.reportId, input.block, input.text, savedAt);
    await updateReport(tx, report.reportId, { updatedAt: savedAt });
    await recordChange(tx, ctx, {
      entity: 'report',
      entityId: report.reportId,
      action: 'saveText',
      before: { [input.block]: before },
      after: { [input.block]: input.text },
    });
    return { savedAt };
  });
}

/** Takes the numbers of a draft again. @throws DomainError REPORT_NOT_FOUND, REPORT_FROZEN, REPORT_STATE_REFUSED */
export async function refreshReport(ctx: ServiceContext, input: { reportId: string }): Promise<ReportView> {
  const before = await requireReport(ctx.db, ctx, input.reportId);
  requireState(before, 'draft');
  const now = ctx.clock.now();
  const taken = await takeSnapshot(ctx, { ...scopeOf(before), asOf: now });
  return change(ctx, input.reportId, 'refresh', async (tx, report) => {
    requireState(report, 'draft');
    return { snapshotId: await storeSnapshot(tx, ctx, report.reportId, taken) };
  });
}

const scopeOf = (report: ReportTable) => ({
  period: requirePeriod(report.periodKey),
  unitId: report.unitId,
  unitPath: report.unitPath,
  unitName: report.unitName,
});

/** One step of a report's life in one transaction, with its entry in the change log. */
async function change(
  ctx: ServiceContext,
  reportId: string,
  action: ReportAct,
  step: (tx: Tx, report: ReportTable) => Promise<Partial<ReportTable>>,
): Promise<ReportView> {
  return inTransaction(ctx, async (tx) => {
    const report = await requireReport(tx, ctx, reportId);
    const patch = { ...(await step(tx, report)), updatedAt: ctx.clock.now() };
    await updateReport(tx, reportId, patch);
    const before = Object.fromEntries(Object.keys(patch).map((key) => [key, report[key as keyof ReportTable]]));
    await recordChange(tx, ctx, { entity: 'report', entityId: reportId, action, before, after: patch });
    return view(tx, ctx, { ...report, ...patch });
  });
}

/** draft → reviewed. @throws DomainError REPORT_TEXT_MISSING, REPORT_STATE_REFUSED, REPORT_FROZEN */
export const reviewReport = (ctx: ServiceContext, input: { reportId: string }) =>
  change(ctx, input.reportId, 'review', async (tx, report) => {
    requireState(report, 'draft');
    const missing = missingOf(await textsOf(tx, report.reportId));
    if (missing.length > 0) throw new DomainError('REPORT_TEXT_MISSING', { count: missing.length });
    // Sent on by the author, the line of the reviewer stays open for the pen: nobody reviews the own report.
    const reviewerName = report.authorId === ctx.user.accountId ? null : ctx.user.displayName;
    return { state: 'reviewed', reviewerName, reviewedAt: ctx.clock.now(), returnReason: null };
  });

/** Back to the author with a reason; names and times of the later steps are taken off. */
export const returnReport = (ctx: ServiceContext, input: { reportId: string; reason: string }) =>
  change(ctx, input.reportId, 'return', async (_tx, report) => {
    requireState(report, 'reviewed', 'signed');
    return {
      state: 'draft',
      returnReason: input.reason,
      reviewerName: null,
      reviewedAt: null,
      signerId: null,
      signerName: null,
      signedAt: null,
    };
  });

/** reviewed → signed. @throws DomainError REPORT_SIGNER_IS_AUTHOR: nobody signs the own report */
export const signReport = (ctx: ServiceContext, input: { reportId: string }) =>
  change(ctx, input.reportId, 'sign', async (_tx, report) => {
    requireState(report, 'reviewed');
    if (report.authorId === ctx.user.accountId) throw new DomainError('REPORT_SIGNER_IS_AUTHOR');
    return {
      state: 'signed',
      signerId: ctx.user.accountId,
      signerName: ctx.user.displayName,
      signedAt: ctx.clock.now(),
    };
  });

/** signed → issued: from here on the database refuses every change of it. */
export const issueReport = (ctx: ServiceContext, input: { reportId: string }) =>
  change(ctx, input.reportId, 'issue', async (_tx, report) => {
    requireState(report, 'signed');
    return { state: 'issued', issuedAt: ctx.clock.now() };
  });

/** Removes a draft. @throws DomainError REPORT_FROZEN, REPORT_STATE_REFUSED */
export async function removeReport(ctx: ServiceContext, input: { reportId: string }): Promise<Record<string, never>> {
  return inTransaction(ctx, async (tx) => {
    const report = await requireReport(tx, ctx, input.reportId);
    requireState(report, 'draft');
    await deleteReport(tx, report.reportId);
    await recordChange(tx, ctx, {
      entity: 'report',
      entityId: report.reportId,
      action: 'remove',
      before: { number: report.number, title: report.title },
    });
    return {};
  });
}

/**
 * Recomputes a report by the data of today, with time standing where it stood, and lists each printed number that would
 * differ. Changes nothing.
 */
export async function compareReport(ctx: ServiceContext, input: { reportId: string }) {
  const report = await requireReport(ctx.db, ctx, input.reportId);
  const stored = await findSnapshot(ctx.db, report.snapshotId);
  const before = reportSnapshot.parse(JSON.parse(stored.snapshotJson)) as ReportSnapshot;
  const now = await takeSnapshot(ctx, { ...scopeOf(report), asOf: before.asOf });
  return {
    isSame: now.snapshot.fingerprint === before.fingerprint,
    fingerprint: now.snapshot.fingerprint,
    differences: compareSnapshots(before, now.snapshot),
    changes: compareMarks(JSON.parse(stored.rowsJson) as RowMarks, now.marks),
  };
}

/** Hits for the global search, at most 8, inside the account's scope. */
export async function searchReports(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const rows = await searchReportRows(ctx.read, ctx.user.unitPath, text, 8);
  return rows
    .filter((row) => row.state === 'issued' || !isReader(ctx))
    .map((row) => ({ kind: 'report' as const, id: row.reportId, title: row.title, detail: row.number }));
}
