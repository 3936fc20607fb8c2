import { entryFits, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { type ItemEntry, itemEntry, itemResult } from '#shared/inspection/result.schema.ts';
import { makePeriod } from '#shared/kernel/period.ts';
import { completedCard } from '#shared/standard/scorecard.completion.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { Recomputation } from '#shared/standard/standard.contract.ts';
import type { ServiceContext } from '../context.ts';
import { type Database, isOneOf } from '../database/dialect.ts';
import { scopePath, subtree } from '../organization/organization.service.ts';
import type { Job } from '../platform/jobs.ts';
import { versionsOf } from './draft.repository.ts';
import { getDraft } from './draft.service.ts';
import { requireScorecard } from './standard.service.ts';

/** Sheets read and scored at a time, so that clicks come in between and a cancel is heard. */
const chunk = 200;
const mostChanged = 1000;

interface Sheet {
  inspectionId: string;
  number: string;
  unitName: string;
  scorecardVersionId: string;
}

/** Published sheets of a month by any version of a card, in a subtree. */
async function publishedSheets(db: Database, code: string, month: string, unitPath: string): Promise<Sheet[]> {
  const versions = (await versionsOf(db, code)).map((each) => each.scorecardVersionId);
  if (versions.length === 0) return [];
  const { startOn, endOn } = makePeriod('month', Number(month.slice(0, 4)), Number(month.slice(5)));
  let query = db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .select(['inspection.inspectionId', 'inspection.number', 'inspection.scorecardVersionId', 'unit.name as unitName'])
    .where('inspection.stage', '=', 'published')
    .where('inspection.inspectedOn', '>=', startOn)
    .where('inspection.inspectedOn', '<=', endOn)
    .where('inspection.scorecardVersionId', 'in', versions);
  if (unitPath !== '/') {
    const range = subtree(unitPath);
    query = query.where('unit.path', '>=', range.from).where('unit.path', '<', range.to);
  }
  return query.orderBy('inspection.number').execute();
}

/** Entries by sheet as they count today: what was handed in, with what accepted appeals put in its place. */
async function entriesOf(db: Database, ids: readonly string[]): Promise<Map<string, Map<string, ItemEntry>>> {
  const found = new Map<string, Map<string, ItemEntry>>(ids.map((id) => [id, new Map()]));
  const rows = await db
    .selectFrom('inspectionItem')
    .select(['inspectionId', 'itemCode', 'resultJson', 'isNotApplicable', 'isCriticalHit'])
    .where(isOneOf(db, 'inspection_id', ids))
    .execute();
  for (const row of rows)
    found.get(row.inspectionId)?.set(row.itemCode, {
      itemCode: row.itemCode,
      result: row.resultJson === null ? null : itemResult.parse(JSON.parse(row.resultJson)),
      isNotApplicable: row.isNotApplicable === 1,
      isCriticalHit: row.isCriticalHit === 1,
      note: '',
    });
  const appeals = await db
    .selectFrom('scoreAppeal')
    .select(['inspectionId', 'itemCode', 'revisedEntryJson'])
    .where(isOneOf(db, 'inspection_id', ids))
    .where('state', '=', 'accepted')
    .orderBy('round')
    .execute();
  for (const { inspectionId, itemCode, revisedEntryJson } of appeals)
    if (revisedEntryJson !== null)
      found.get(inspectionId)?.set(itemCode, itemEntry.parse(JSON.parse(revisedEntryJson)));
  return found;
}

/** Means and counts as sheets come by. */
class Side {
  readonly grades: Record<string, number> = {};
  noScore = 0;
  private sum = 0;
  private n = 0;
  add(points: number | null, grade: string | null): void {
    if (points === null || grade === null) {
      this.noScore += 1;
      return;
    }
    this.grades[grade] = (this.grades[grade] ?? 0) + 1;
    this.sum += points;
    this.n += 1;
  }
  view() {
    return { grades: this.grades, mean: this.n === 0 ? null : Math.round(this.sum / this.n), noScore: this.noScore };
  }
}

/** Place of a grade in its card, 0 for the best: grades of two cards are compared by it. */
const rankOf = (card: ScorecardContent, grade: string | null) => card.grades.findIndex((each) => each.code === grade);

async function recompute(
  ctx: ServiceContext,
  job: Job,
  draft: ScorecardContent,
  month: string,
  unitPath: string,
): Promise<Recomputation> {
  const sheets = await publishedSheets(ctx.read, draft.code, month, unitPath);
  const items = draft.sections.flatMap((section) => section.items);
  const [before, after] = [new Side(), new Side()];
  const assumed = new Set<string>();
  const changed: Recomputation['changed'] = [];
  let [up, down] = [0, 0];
  job.report(0, sheets.length);
  for (let start = 0; start < sheets.length; start += chunk) {
    const group = sheets.slice(start, start + chunk);
    const entries = await entriesOf(
      ctx.read,
      group.map((sheet) => sheet.inspectionId),
    );
    for (const { inspectionId, number, unitName, scorecardVersionId } of group) {
      const own = entries.get(inspectionId) ?? new Map<string, ItemEntry>();
      const { content } = await requireScorecard(ctx.read, scorecardVersionId);
      const fitting = items.flatMap((item) => {
        const entry = own.get(item.code);
        if (entry && entryFits(item, entry)) return [entry];
        assumed.add(item.code);
        return [];
      });
      const [was, is] = [scoreSheet(content, [...own.values()]), scoreSheet(draft, fitting)];
      before.add(was.effectivePoints, was.effectiveGrade);
      after.add(is.effectivePoints, is.effectiveGrade);
      const [from, to] = [rankOf(content, was.effectiveGrade), rankOf(draft, is.effectiveGrade)];
      if (from === to || from < 0 || to < 0) continue;
      if (to < from) up += 1;
      else down += 1;
      changed.push({
        inspectionId,
        number,
        unitName,
        beforePoints: was.effectivePoints,
        beforeGrade: was.effectiveGrade,
        afterPoints: is.effectivePoints,
        afterGrade: is.effectiveGrade,
      });
    }
    job.signal.throwIfAborted();
    job.report(Math.min(start + chunk, sheets.length), sheets.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const size = (each: Recomputation['changed'][number]) => Math.abs((each.afterPoints ?? 0) - (each.beforePoints ?? 0));
  changed.sort((a, b) => size(b) - size(a));
  return {
    month,
    sheets: sheets.length,
    before: before.view(),
    after: after.view(),
    up,
    down,
    assumed: items.map((item) => item.code).filter((code) => assumed.has(code)),
    changed: changed.slice(0, mostChanged),
  };
}

/**
 * Starts scoring the published sheets of a month once more by a draft, beside their own cards; nothing is written.
 * @returns the job, whose result is a `Recomputation`
 * @throws DomainError DRAFT_NOT_FOUND, UNIT_NOT_FOUND
 */
export async function startRecompute(
  ctx: ServiceContext,
  input: { scorecardDraftId: string; month: string; unitId?: string | null | undefined },
): Promise<{ jobId: string }> {
  const { content, code, version } = await getDraft(ctx, input);
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const title = `${code} v${version} · ${input.month}`;
  const jobId = ctx.jobs.start(ctx, { kind: 'recomputeScorecard', title }, (job) =>
    recompute(ctx, job, completedCard(content), input.month, unitPath),
  );
  return { jobId };
}
