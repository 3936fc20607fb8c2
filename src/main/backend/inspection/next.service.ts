import type { ServiceContext } from '../context.ts';
import { listUnitsOf } from '../organization/organization.service.ts';
import { requireCardContent } from '../standard/standard.service.ts';
import { requireInspection } from './sheet.service.ts';

/**
 * Where the inspector goes from a sheet: the next own draft by number, beginning again after the last; without one, the
 * next unit the card fits, in the order of the units, that nobody has inspected by it this month.
 * @throws DomainError INSPECTION_NOT_FOUND
 */
export async function nextSheet(ctx: ServiceContext, input: { inspectionId: string }) {
  const sheet = await requireInspection(ctx.db, ctx, input.inspectionId);
  const drafts = (
    await ctx.db
      .selectFrom('inspection')
      .select(['inspectionId', 'number'])
      .where('inspectorAccountId', '=', ctx.user.accountId)
      .where('state', '=', 'draft')
      .where('inspectionId', '!=', sheet.inspectionId)
      .execute()
  ).sort((a, b) => (a.number < b.number ? -1 : 1));
  const draft = drafts.find((each) => each.number > sheet.number) ?? drafts[0];
  if (draft) return { inspectionId: draft.inspectionId, unit: null };
  const card = await requireCardContent(ctx.db, sheet.scorecardVersionId);
  const month = sheet.inspectedOn.slice(0, 7);
  const done = new Set(
    (
      await ctx.db
        .selectFrom('inspection')
        .select('unitId')
        .where('scorecardVersionId', '=', sheet.scorecardVersionId)
        .where('inspectedOn', '>=', `${month}-01`)
        .where('inspectedOn', '<=', `${month}-31`)
        .execute()
    ).map((row) => row.unitId),
  );
  const units = await listUnitsOf(ctx.db, ctx.user.unitPath);
  const at = units.findIndex((unit) => unit.unitId === sheet.unitId);
  const following = [...units.slice(at + 1), ...units.slice(0, Math.max(0, at))];
  const unit = following.find(
    (each) =>
      each.line === card.line &&
      (card.channels.length === 0 || card.channels.some((channel) => channel === each.channel)) &&
      each.unitId !== ctx.user.unitId &&
      !done.has(each.unitId),
  );
  return { inspectionId: null, unit: unit ? { unitId: unit.unitId, name: unit.name } : null };
}
