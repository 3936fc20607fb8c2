import type { ComplaintRow, ListInput } from '#shared/complaint/complaint.schema.ts';
import { riskMoment } from '#shared/complaint/risk.rules.ts';
import type { ServiceContext } from '../context.ts';
import { type ListScope, pageIds, roughlyStored, rowsByIds } from './complaint.list.ts';
import { rowView } from './complaint.view.ts';
import { isGatherable, pageReading } from './list-reading.ts';
import { askedForPage } from './text.service.ts';
import { loadWorld } from './world.service.ts';

/**
 * Rows of one page in order, with badges of this moment.
 * @param matching how many match, where it is known: it decides how the page is found
 */
export async function pageOfComplaints(
  ctx: ServiceContext,
  scope: ListScope,
  order: Pick<ListInput, 'sort' | 'descending'>,
  offset: number,
  limit: number,
  matching?: number,
): Promise<ComplaintRow[]> {
  const reading =
    matching === undefined || !isGatherable(ctx.read, scope)
      ? 'planned'
      : pageReading(ctx.read, scope, offset + limit, matching, await roughlyStored(ctx.read));
  const asked =
    matching === undefined ? scope : await askedForPage(ctx.read, scope, order.sort, offset + limit, matching);
  const ids = (await pageIds(ctx.read, asked, order, offset, limit, reading).execute()).map((row) => row.complaintId);
  return rowsOf(ctx, scope, ids);
}

/** Rows by id, in the order given. */
export async function rowsOf(ctx: ServiceContext, scope: ListScope, ids: readonly string[]): Promise<ComplaintRow[]> {
  if (ids.length === 0) return [];
  const world = await loadWorld(ctx.read);
  const moment = riskMoment(scope.now, world.calendar);
  const byId = new Map((await rowsByIds(ctx.read, ids)).map((row) => [row.complaintId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [rowView(row, scope.now, world, moment)] : [];
  });
}
