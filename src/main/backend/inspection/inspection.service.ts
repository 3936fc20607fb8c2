import type { InspectionRow } from '#shared/inspection/inspection.schema.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import { subtree } from '../organization/organization.service.ts';
import { rowsByIds } from './inspection.repository.ts';
import { pageIds } from './list.repository.ts';
import { listRows } from './list.service.ts';
import { rowView } from './sheet.service.ts';

export { insertInspections, type WholeInspection } from './bulk.service.ts';
export { type AppealedSheet, insertAppeals, insertPublications, insertReviews } from './course.service.ts';
export {
  type InspectionSummary,
  inspectionSummary,
  lineSummaries,
  standingVetoes,
} from './figures.service.ts';
export { itemLosses } from './item-losses.ts';
export { dueOf, returnComments, scoreTodos, waitingScores } from './todo.service.ts';

const searchLimit = 8;

/** Drafts in the account's scope, last changed first; an inspector sees the own ones. */
export async function openInspections(ctx: ServiceContext, limit: number): Promise<InspectionRow[]> {
  const range = subtree(ctx.user.unitPath);
  let query = ctx.read
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .select('inspection.inspectionId')
    .where('inspection.state', '=', 'draft')
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
  if (ctx.user.role === 'inspector') query = query.where('inspection.inspectorAccountId', '=', ctx.user.accountId);
  const ids = (await query.orderBy('inspection.updatedAt', 'desc').limit(limit).execute()).map(
    (row) => row.inspectionId,
  );
  if (ids.length === 0) return [];
  const byId = new Map((await rowsByIds(ctx.read, ids)).map((row) => [row.inspectionId, rowView(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Hits for the global search by the beginning of the number, at most 8, inside the account's scope. */
export async function searchInspections(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  if (!/^JC/i.test(text)) return [];
  const scope = { unitPath: ctx.user.unitPath, filter: { q: text } };
  const page = { sort: 'inspectedOn', descending: true, offset: 0, limit: searchLimit } as const;
  const ids = (await pageIds(ctx.read, scope, page).execute()).map((row) => row.inspectionId);
  return (await listRows(ctx.read, ids)).map((row) => ({
    kind: 'inspection',
    id: row.inspectionId,
    title: row.number,
    detail: `${row.unitName} · ${row.inspectedOn}`,
  }));
}
