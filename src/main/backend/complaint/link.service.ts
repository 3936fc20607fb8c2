import type { LinkKind } from '#shared/complaint/complaint.enums.ts';
import { statusWords } from '#shared/complaint/complaint.words.ts';
import { claimsOf, type MergeRefusal, mergeCycle, mergeRefusal } from '#shared/complaint/merge.rules.ts';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import type { OtherComplaint } from '#shared/complaint/state.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { Draft } from './act.drafts.ts';
import { type ActTarget, actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import { type DeadlineWorld, subjectOf } from './complaint.cache.ts';
import { loadWorld } from './world.service.ts';

/** Two complaints with the last event of each that the person has seen. */
export interface Pair {
  complaintId: string;
  lastSeq: number;
  otherId: string;
  otherSeq: number;
}

const named = ({ row }: ActTarget): OtherComplaint => ({ complaintId: row.complaintId, number: row.number });

async function bothOf(tx: Tx, ctx: ServiceContext, pair: Pair): Promise<[ActTarget, ActTarget]> {
  const one = await actTarget(tx, ctx, pair.complaintId, pair.lastSeq);
  if (pair.complaintId === pair.otherId) throw new DomainError('COMPLAINT_SAME', { number: one.row.number });
  return [one, await actTarget(tx, ctx, pair.otherId, pair.otherSeq)];
}

/** Writes both sides, always in the same order: two people who join the same pair can't wait for each other. */
async function appendBoth(
  tx: Tx,
  ctx: ServiceContext,
  world: DeadlineWorld,
  act: string,
  sides: readonly [ActTarget, Draft][],
): Promise<void> {
  const ordered = [...sides].sort(([a], [b]) => (a.row.complaintId < b.row.complaintId ? -1 : 1));
  for (const [target, draft] of ordered) await appendEvents(tx, ctx, target, [draft], world, act);
}

/** Links two complaints that have been found; the same link again changes its kind only. */
export async function linkBoth(
  tx: Tx,
  ctx: ServiceContext,
  world: DeadlineWorld,
  one: ActTarget,
  other: ActTarget,
  { kind, note }: { kind: LinkKind; note: string },
): Promise<void> {
  for (const { state } of [one, other]) refuseUnlessAllowed(ctx, state, 'link', world);
  await appendBoth(tx, ctx, world, 'link', [
    [one, { type: 'linked', data: { ...named(other), kind, note } }],
    [other, { type: 'linked', data: { ...named(one), kind, note } }],
  ]);
}

/**
 * Two complaints belong together and go on side by side.
 * @throws DomainError COMPLAINT_SAME and those of acts
 */
export const linkComplaints = (ctx: ServiceContext, input: Pair & { kind: LinkKind; note: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const [one, other] = await bothOf(tx, ctx, input);
    await linkBoth(tx, ctx, await loadWorld(tx), one, other, input);
  });

/**
 * Takes a link away, on both sides.
 * @throws DomainError INPUT_INVALID when there is none
 */
export const unlinkComplaints = (ctx: ServiceContext, input: Pair & { note: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const [one, other] = await bothOf(tx, ctx, input);
    const { note } = input;
    if (!one.state.links.some((link) => link.complaintId === input.otherId))
      throw new DomainError('INPUT_INVALID', { field: 'otherId' });
    for (const { state } of [one, other]) refuseUnlessAllowed(ctx, state, 'link', world);
    await appendBoth(tx, ctx, world, 'unlink', [
      [one, { type: 'unlinked', data: { ...named(other), note } }],
      [other, { type: 'unlinked', data: { ...named(one), note } }],
    ]);
  });

async function above(tx: Tx, complaintId: string): Promise<OtherComplaint | null> {
  const row = await tx
    .selectFrom('complaint as one')
    .innerJoin('complaint as main', 'main.complaintId', 'one.mergedInto')
    .select(['main.complaintId', 'main.number'])
    .where('one.complaintId', '=', complaintId)
    .executeTakeFirst();
  return row ?? null;
}

function refuse(refusal: MergeRefusal, source: ActTarget, target: ActTarget): never {
  const { number, status } = target.row;
  const codes: Record<MergeRefusal, DomainError> = {
    self: new DomainError('COMPLAINT_SAME', { number }),
    mergedAlready: new DomainError('COMPLAINT_MERGE_MERGED', { number, into: target.state.mergedInto?.number ?? '' }),
    over: new DomainError('COMPLAINT_MERGE_OVER', {
      number,
      statusZh: statusWords[status].zh,
      statusEn: statusWords[status].en,
    }),
    answeredBefore: new DomainError('COMPLAINT_MERGE_ANSWERED', { number, duplicate: source.row.number }),
  };
  throw codes[refusal];
}

const isSameCustomer = (one: ActTarget, other: ActTarget): boolean => {
  const number = normalNumber(one.row.customerNumber);
  return number !== '' && number === normalNumber(other.row.customerNumber);
};

/** Merges two complaints that have been found. @throws what `mergeComplaints` throws */
export async function mergeBoth(
  tx: Tx,
  ctx: ServiceContext,
  world: DeadlineWorld,
  source: ActTarget,
  target: ActTarget,
  { note, differentCustomers }: { note: string; differentCustomers: boolean },
): Promise<void> {
  const ring = await mergeCycle(named(source), named(target), (complaintId) => above(tx, complaintId));
  if (ring) throw new DomainError('COMPLAINT_MERGE_CYCLE', { ring: ring.join(' → ') });
  refuseUnlessAllowed(ctx, source.state, 'merge', world);
  const refusal = mergeRefusal(
    { complaintId: source.row.complaintId, state: source.state },
    { complaintId: target.row.complaintId, state: target.state },
  );
  if (refusal) refuse(refusal, source, target);
  if (!differentCustomers && !isSameCustomer(source, target))
    throw new DomainError('COMPLAINT_MERGE_CUSTOMER', { number: source.row.number, other: target.row.number });
  const claims = claimsOf(source.state, subjectOf(source.row, world), named(source), ctx.clock.now());
  await appendBoth(tx, ctx, world, 'merge', [
    [source, { type: 'merged', data: { ...named(target), note } }],
    [target, { type: 'absorbed', data: { ...named(source), note, claims } }],
  ]);
}

/**
 * One complaint ends as a duplicate of another. The other keeps its own receipt, and of both the earliest deadline
 * (合并单取最早, reference R13).
 * @throws DomainError COMPLAINT_SAME, COMPLAINT_MERGE_CYCLE, COMPLAINT_MERGE_OVER, COMPLAINT_MERGE_MERGED,
 * COMPLAINT_MERGE_ANSWERED, COMPLAINT_MERGE_CUSTOMER and those of acts
 */
export const mergeComplaints = (
  ctx: ServiceContext,
  input: Pair & { note: string; differentCustomers: boolean },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const [source, target] = await bothOf(tx, ctx, input);
    await mergeBoth(tx, ctx, await loadWorld(tx), source, target, input);
  });

/**
 * Undoes a merging: the duplicate is again what it was, and the other one has its own deadlines again, whatever was done
 * on it meanwhile. Where the other one has gone with the sample, only the duplicate is freed.
 * @throws DomainError INPUT_INVALID when it is merged into another one, COMPLAINT_MERGE_CHAINED and those of acts
 */
export const unmergeComplaints = (ctx: ServiceContext, input: Pair & { note: string }): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const { note } = input;
    const source = await actTarget(tx, ctx, input.complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, source.state, 'unmerge', world);
    const main = source.state.mergedInto;
    if (main?.complaintId !== input.otherId) throw new DomainError('INPUT_INVALID', { field: 'otherId' });
    const undone: [ActTarget, Draft] = [source, { type: 'unmerged', data: { ...main, note } }];
    const isThere = await tx
      .selectFrom('complaint')
      .select('complaintId')
      .where('complaintId', '=', main.complaintId)
      .executeTakeFirst();
    if (!isThere) return appendBoth(tx, ctx, world, 'unmerge', [undone]);
    const target = await actTarget(tx, ctx, input.otherId, input.otherSeq);
    // What it brought along has gone on with the other one: that merging has to be undone first.
    if (target.state.mergedInto)
      throw new DomainError('COMPLAINT_MERGE_CHAINED', {
        number: target.row.number,
        into: target.state.mergedInto.number,
      });
    await appendBoth(tx, ctx, world, 'unmerge', [
      undone,
      [target, { type: 'released', data: { ...named(source), note } }],
    ]);
  });
