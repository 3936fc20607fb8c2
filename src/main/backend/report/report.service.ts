import { DomainError } from '#shared/kernel/errors.ts';
import {
  type ReportAct,
  type ReportBlock,
  type ReportRow,
  type ReportState,
  type ReportView,
  reportRow,
  reportSnapshot,
  requiredTexts,
} from '#shared/report/report.schema.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { scopePath } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  countReports,
  deleteReport,
  findReport,
  findSnapshot,
  listReports,
  putText,
  searchReportRows,
  textsOf,
  updateReport,
} from './report.repository.ts';
import type { ReportTable } from './report.table.ts';

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

/** The columns of a report that a list shows. */
const rowView = (report: ReportTable): ReportRow => reportRow.parse(report);

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

/** @throws DomainError REPORT_FROZEN once issued, REPORT_STATE_REFUSED in any other wrong state */
export function requireState(report: ReportTable, ...states: ReportState[]): void {
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

/** One step of a report's life in one transaction, with its entry in the change log. */
export async function changeReport(
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
  changeReport(ctx, input.reportId, 'review', async (tx, report) => {
    requireState(report, 'draft');
    const missing = missingOf(await textsOf(tx, report.reportId));
    if (missing.length > 0) throw new DomainError('REPORT_TEXT_MISSING', { count: missing.length });
    // Sent on by the author, the line of the reviewer stays open for the pen: nobody reviews the own report.
    const reviewerName = report.authorId === ctx.user.accountId ? null : ctx.user.displayName;
    return { state: 'reviewed', reviewerName, reviewedAt: ctx.clock.now(), returnReason: null };
  });

/** Back to the author with a reason; names and times of the later steps are taken off. */
export const returnReport = (ctx: ServiceContext, input: { reportId: string; reason: string }) =>
  changeReport(ctx, input.reportId, 'return', async (_tx, report) => {
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
  changeReport(ctx, input.reportId, 'sign', async (_tx, report) => {
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
  changeReport(ctx, input.reportId, 'issue', async (_tx, report) => {
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

/** Hits for the global search, at most 8, inside the account's scope. */
export async function searchReports(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const rows = await searchReportRows(ctx.read, ctx.user.unitPath, text, 8);
  return rows
    .filter((row) => row.state === 'issued' || !isReader(ctx))
    .map((row) => ({ kind: 'report' as const, id: row.reportId, title: row.title, detail: row.number }));
}
