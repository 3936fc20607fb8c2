import { type ComplaintChoice, mostTogether } from '#shared/complaint/choice.schema.ts';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { countMatching, matching } from './complaint.list.ts';
import { countReading } from './list-reading.ts';
import { searchWhole } from './list-search.ts';
import { listScope } from './scope.service.ts';

/**
 * All complaints a filter leaves, by the same conditions as the list, what is due first before the others.
 * @throws DomainError UNIT_NOT_FOUND, COMPLAINT_TOO_MANY
 */
export async function listedIds(ctx: ServiceContext, filter: ComplaintFilter): Promise<string[]> {
  const scope = await listScope(ctx, filter);
  const searched = await searchWhole(ctx, scope, { sort: 'due', descending: false, offset: 0, limit: mostTogether });
  const counted = searched ?? (await countMatching(ctx.read, scope).executeTakeFirstOrThrow());
  const count = Number(counted.total);
  if (count > mostTogether) throw new DomainError('COMPLAINT_TOO_MANY', { limit: mostTogether, count });
  if (searched) return searched.ids;
  const rows = await matching(ctx.read, scope, countReading(ctx.read, scope))
    .select('complaintId')
    .orderBy('dueSort')
    .orderBy('complaintId')
    .execute();
  return rows.map((row) => row.complaintId);
}

/**
 * The complaints of a choice, each once.
 * @throws DomainError COMPLAINT_LISTED_CHANGED when its filter no longer leaves exactly those that were chosen,
 * UNIT_NOT_FOUND, COMPLAINT_TOO_MANY
 */
export async function idsOfChoice(ctx: ServiceContext, { complaintIds, filter }: ComplaintChoice): Promise<string[]> {
  const chosen = new Set(complaintIds);
  if (!filter) return [...chosen];
  const listed = await listedIds(ctx, filter);
  const came = listed.filter((id) => !chosen.has(id)).length;
  const gone = chosen.size - (listed.length - came);
  if (came > 0 || gone > 0) throw new DomainError('COMPLAINT_LISTED_CHANGED', { came, gone, count: listed.length });
  return listed;
}
