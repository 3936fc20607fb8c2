import type { ComplaintRow, ListInput } from '#shared/complaint/complaint.schema.ts';
import { riskMoment } from '#shared/complaint/risk.rules.ts';
import type { ServiceContext } from '../context.ts';
import { type ListScope, pageIds, rowsByIds } from './complaint.list.ts';
import { rowView } from './complaint.view.ts';
import { loadWorld } from './world.service.ts';

/** Rows of one page in order, with badges of this moment. */
export async function pageOfComplaints(
  ctx: ServiceContext,
  scope: ListScope,
  order: Pick<ListInput, 'sort' | 'descending'>,
  offset: number,
  limit: number,
): Promise<ComplaintRow[]> {
  const ids = (await pageIds(ctx.read, scope, order, offset, limit).execute()).map((row) => row.complaintId);
  if (ids.length === 0) return [];
  const world = await loadWorld(ctx.read);
  const moment = riskMoment(scope.now, world.calendar);
  const byId = new Map((await rowsByIds(ctx.read, ids)).map((row) => [row.complaintId, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [rowView(row, scope.now, world, moment)] : [];
  });
}
