import type {
  InspectionFilter,
  InspectionListInput,
  InspectionListRow,
  StageCounts,
} from '#shared/inspection/list.schema.ts';
import { type InspectionStage, inspectionStages } from '#shared/inspection/stage.rules.ts';
import type { Page } from '#shared/kernel/paging.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { scopePath } from '../organization/organization.service.ts';
import { listPublishedScorecards, requireScorecard } from '../standard/standard.service.ts';
import { type ListedInspection, rowsByIds } from './inspection.repository.ts';
import { hitKeys } from './item-standing.ts';
import {
  countByStage,
  countInspections,
  inspectorNames,
  type ListScope,
  pageIds,
  staffNamesOf,
} from './list.repository.ts';
import { rowView } from './sheet.service.ts';

/** Looks up what a filter names. @throws DomainError UNIT_NOT_FOUND */
export async function listScope(ctx: ServiceContext, filter: InspectionFilter): Promise<ListScope> {
  const unitPath = await scopePath(ctx.read, ctx, filter.unitId);
  const { scorecardCode, scorecardVersionId, outcome } = filter;
  const asksHits = outcome === 'hit';
  if (!scorecardCode && !scorecardVersionId && !asksHits) return { unitPath, filter };
  const versionIds = (await listPublishedScorecards(ctx))
    .filter(
      (card) =>
        (!scorecardCode || card.code === scorecardCode) &&
        (!scorecardVersionId || card.scorecardVersionId === scorecardVersionId),
    )
    .map((card) => card.scorecardVersionId);
  const keys = asksHits ? hitKeys(await Promise.all(versionIds.map((id) => requireScorecard(ctx.read, id)))) : [];
  return { unitPath, filter, hitKeys: keys, ...((scorecardCode || scorecardVersionId) && { versionIds }) };
}

type Title = ScorecardContent['grades'][number]['title'];

/** Titles of the grades of every card on a page. */
async function gradeTitles(db: Database, rows: readonly ListedInspection[]): Promise<Map<string, Title>> {
  const titles = new Map<string, Title>();
  for (const id of new Set(rows.map((row) => row.scorecardVersionId)))
    for (const grade of (await requireScorecard(db, id)).content.grades) titles.set(`${id} ${grade.code}`, grade.title);
  return titles;
}

/** Rows in the order of their ids; ids that are gone in the meantime are left out. */
export async function listRows(db: Database, ids: readonly string[]): Promise<InspectionListRow[]> {
  if (ids.length === 0) return [];
  const rows = await rowsByIds(db, ids);
  const byId = new Map(rows.map((row) => [row.inspectionId, row]));
  const staff = await staffNamesOf(db, ids);
  const titles = await gradeTitles(db, rows);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const grade = row.finalGrade ?? row.effectiveGrade;
    const title = grade === null ? undefined : titles.get(`${row.scorecardVersionId} ${grade}`);
    return {
      ...rowView(row),
      stage: row.stage,
      scorecardCode: row.scorecardCode,
      revision: row.revision,
      reference: row.reference,
      staffNames: staff.get(id) ?? '',
      points: row.finalPoints ?? row.effectivePoints,
      grade,
      gradeTitleZh: title?.zh ?? null,
      gradeTitleEn: title?.en ?? null,
      isRevised: row.revisedPoints !== null,
      publishedAt: row.publishedAt,
    };
  });
}

/** One page of the list inside the account's scope. @throws DomainError UNIT_NOT_FOUND */
export async function listInspections(
  ctx: ServiceContext,
  input: InspectionListInput,
): Promise<Page<InspectionListRow>> {
  const scope = await listScope(ctx, input);
  const total = await countInspections(ctx.read, scope);
  // no more than there are: behind the last match nothing is looked through for another
  const limit = Math.max(0, Math.min(input.limit, total - input.offset));
  const ids = (await pageIds(ctx.read, scope, { ...input, limit }).execute()).map((row) => row.inspectionId);
  return { rows: await listRows(ctx.read, ids), total };
}

/** How many sheets a filter leaves in each stage, whatever stage it asks for. @throws DomainError UNIT_NOT_FOUND */
export async function countStages(ctx: ServiceContext, input: InspectionFilter): Promise<StageCounts> {
  const { stage: _stage, state: _state, ...filter } = input;
  const counts = await countByStage(ctx.read, await listScope(ctx, filter));
  return Object.fromEntries(inspectionStages.map((stage) => [stage, counts.get(stage) ?? 0])) as Record<
    InspectionStage,
    number
  >;
}

/** Names of inspectors on sheets of the scope. @throws DomainError UNIT_NOT_FOUND */
export const listInspectors = async (ctx: ServiceContext, input: { unitId?: string | null | undefined }) =>
  inspectorNames(ctx.read, await scopePath(ctx.read, ctx, input.unitId));
