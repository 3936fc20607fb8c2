import type { InspectionListInput, InspectionRow } from '#shared/inspection/inspection.schema.ts';
import type { Page } from '#shared/kernel/paging.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import { scopePath, subtree } from '../organization/organization.service.ts';
import { countInspections, pageIds, rowsByIds } from './inspection.repository.ts';
import { rowView } from './sheet.service.ts';

export { insertInspections, type WholeInspection } from './bulk.service.ts';
export { type InspectionSummary, inspectionSummary } from './figures.service.ts';

const searchLimit = 8;

async function pageOfRows(ctx: ServiceContext, unitPath: string, input: InspectionListInput): Promise<InspectionRow[]> {
  const ids = (await pageIds(ctx.read, unitPath, input).execute()).map((row) => row.inspectionId);
  if (ids.length === 0) return [];
  const byId = new Map((await rowsByIds(ctx.read, ids)).map((row) => [row.inspectionId, rowView(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One page of the list inside the account's scope. @throws DomainError UNIT_NOT_FOUND */
export async function listInspections(ctx: ServiceContext, input: InspectionListInput): Promise<Page<InspectionRow>> {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  return { rows: await pageOfRows(ctx, unitPath, input), total: await countInspections(ctx.read, unitPath, input) };
}

/** How many sheets are in each state. @throws DomainError UNIT_NOT_FOUND */
export async function countStates(
  ctx: ServiceContext,
  input: { unitId?: string | null | undefined; startOn?: string | undefined; endOn?: string | undefined },
) {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const { startOn, endOn } = input;
  const count = (state: 'draft' | 'submitted') =>
    countInspections(ctx.read, unitPath, { state, startOn, endOn, q: '' });
  return { draft: await count('draft'), submitted: await count('submitted') };
}

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
  const rows = await pageOfRows(ctx, ctx.user.unitPath, {
    q: text,
    sort: 'inspectedOn',
    descending: true,
    offset: 0,
    limit: searchLimit,
  });
  return rows.map((row) => ({
    kind: 'inspection',
    id: row.inspectionId,
    title: row.number,
    detail: `${row.unitName} · ${row.inspectedOn}`,
  }));
}
