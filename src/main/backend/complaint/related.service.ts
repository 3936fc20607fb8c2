import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import type { RelatedComplaint, Relation } from '#shared/complaint/link.schema.ts';
import type { OtherComplaint } from '#shared/complaint/state.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { eventOf, eventRowsOf, findComplaint } from './complaint.repository.ts';
import { comparedRows } from './similar.repository.ts';

const excerpt = 160;

/**
 * All complaints that belong to one: what it was merged into and what was merged into it, what it was split off and
 * what was split off it, and links. Of those outside the person's units only the number is told.
 * @throws DomainError COMPLAINT_NOT_FOUND
 */
export async function relatedComplaints(ctx: ServiceContext, complaintId: string): Promise<RelatedComplaint[]> {
  const row = await findComplaint(ctx.read, complaintId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
  const state = foldEvents((await eventRowsOf(ctx.read, complaintId)).map(eventOf));
  const as = (relation: Relation, others: readonly (OtherComplaint | null)[]) =>
    others.flatMap((other) => (other ? [{ relation, kind: null, other }] : []));
  const found = [
    ...as('mergedInto', [state.mergedInto]),
    ...as('absorbed', state.absorbed),
    ...as('splitFrom', [state.splitFrom]),
    ...as('splitInto', state.splitInto),
    ...state.links.map(({ kind, ...other }) => ({ relation: 'linked' as const, kind, other })),
  ];
  const ids = [...new Set(found.map(({ other }) => other.complaintId))];
  const rows = ids.length === 0 ? [] : await comparedRows(ctx.read, ids, '');
  const visible = new Map(
    rows.filter((one) => one.unitPath.startsWith(ctx.user.unitPath)).map((one) => [one.complaintId, one]),
  );
  return found.map(({ relation, kind, other }) => {
    const one = visible.get(other.complaintId);
    return {
      relation,
      kind,
      complaintId: other.complaintId,
      number: other.number,
      lastSeq: one?.lastSeq ?? null,
      status: one?.status ?? null,
      channel: one?.channel ?? null,
      receivedAt: one?.receivedAt ?? null,
      unitName: one?.unitName ?? null,
      content: one ? one.content.slice(0, excerpt) : null,
    };
  });
}
