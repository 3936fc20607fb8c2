import { type Actor, allowedActs, missingForClose } from '#shared/complaint/act.rules.ts';
import type { ComplaintAct } from '#shared/complaint/complaint.enums.ts';
import { type ComplaintState, foldEvents, isAutomatic, isOpen, isPaused } from '#shared/complaint/complaint.rules.ts';
import type { ActInput } from '#shared/complaint/complaint.schema.ts';
import { missingInWords } from '#shared/complaint/complaint.words.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { type Draft, draftsOf } from './act.drafts.ts';
import { cacheOf, clocksOf, type DeadlineWorld } from './complaint.cache.ts';
import { eventOf, eventRowsOf, findComplaint, insertEvents, updateCache } from './complaint.repository.ts';
import type { ComplaintCache } from './complaint.table.ts';
import { eventRow } from './history.service.ts';
import { raisedOf, settleWarnings } from './warning.repository.ts';
import { loadWorld } from './world.service.ts';

/** The person of a call, as the state machine asks for one. */
export const actorOf = (ctx: ServiceContext): Actor => ({
  accountId: ctx.user.accountId,
  may: (permission) => ctx.user.permissions.some((held) => held === permission),
});

/** Who writes events: a person, or the program itself, which has no account. */
export type EventWriter = Pick<ServiceContext, 'clock' | 'kind'> & {
  user: { accountId: string | null; displayName: string };
};

/** A complaint with its history, found within the person's units and at the version they have seen. */
export interface ActTarget {
  row: NonNullable<Awaited<ReturnType<typeof findComplaint>>>;
  events: ComplaintEvent[];
  state: ComplaintState;
}

/**
 * Finds a complaint to act on.
 * @param lastSeq the last event the person has seen; null where the act does not depend on it
 * @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_CHANGED
 */
export async function actTarget(
  tx: Tx,
  ctx: ServiceContext,
  complaintId: string,
  lastSeq: number | null,
): Promise<ActTarget> {
  const row = await findComplaint(tx, complaintId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
  const events = (await eventRowsOf(tx, row.complaintId)).map(eventOf);
  // What the program itself added meanwhile changes nothing of what the person has decided.
  const unseen = lastSeq !== null && (row.lastSeq < lastSeq || !events.slice(lastSeq).every(isAutomatic));
  if (unseen) throw new DomainError('COMPLAINT_CHANGED', { number: row.number });
  return { row, events, state: foldEvents(events) };
}

/** @throws DomainError COMPLAINT_ACT_NOT_ALLOWED and, where it can be said better, why */
export function refuseUnlessAllowed(
  ctx: ServiceContext,
  state: ComplaintState,
  act: ComplaintAct,
  world: Pick<DeadlineWorld, 'policy'>,
  given: Partial<ActInput> = {},
): void {
  const actor = actorOf(ctx);
  if (allowedActs(state, actor, world.policy).includes(act)) return;
  const { returnLimit } = world.policy;
  if (act === 'return' && state.returnCount >= returnLimit)
    throw new DomainError('COMPLAINT_RETURNS_EXHAUSTED', { limit: returnLimit });
  const isOwnRequest =
    (act === 'suspend' && state.suspensionRequest?.accountId === actor.accountId) ||
    (act === 'approveCompensation' && state.compensation?.proposedBy === actor.accountId);
  if (isOwnRequest && isOpen(state.status)) throw new DomainError('COMPLAINT_OWN_REQUEST');
  if (act === 'close' && !isPaused(state) && isOpen(state.status)) {
    const missing = missingForClose(state, world.policy, given);
    if (missing.length > 0) throw new DomainError('COMPLAINT_CLOSE_INCOMPLETE', missingInWords(missing));
  }
  throw new DomainError('COMPLAINT_ACT_NOT_ALLOWED', { act, status: state.status });
}

/** Whether two instants lie in one minute: fields for a moment know no seconds. */
const inOneMinute = (a: string, b: string) => formatInstant(a) === formatInstant(b);

/** Back-dating is possible, but never into the future nor before what happened last. */
function momentOf(state: ComplaintState, wanted: string | null | undefined, now: string): string {
  const at = wanted ?? now;
  if (at > now) throw new DomainError('COMPLAINT_TIME_IN_FUTURE', { at });
  if (at < state.lastHappenedAt) {
    const { lastHappenedAt: last } = state;
    if (!wanted || inOneMinute(at, last)) return last;
    throw new DomainError('COMPLAINT_TIME_OUT_OF_ORDER', { at, last, time: formatInstant(last) });
  }
  return at;
}

/**
 * Appends events to a history, computes the list columns again and logs the change.
 * @param happenedAt when it really happened; now when left out
 * @returns the list columns as they are now
 * @throws DomainError COMPLAINT_TIME_IN_FUTURE, COMPLAINT_TIME_OUT_OF_ORDER, COMPLAINT_CHANGED
 */
export async function appendEvents(
  tx: Tx,
  ctx: EventWriter,
  { row, events, state }: ActTarget,
  drafts: readonly Draft[],
  world: DeadlineWorld,
  act: string,
  wanted: string | null = null,
): Promise<ComplaintCache> {
  const now = ctx.clock.now();
  const happenedAt = momentOf(state, wanted, now);
  const added = drafts.map((draft, i) => {
    const base = { seq: state.lastSeq + 1 + i, happenedAt, recordedAt: now, accountId: ctx.user.accountId };
    return { ...draft, ...base } as ComplaintEvent;
  });
  const raised = (await raisedOf(tx, [row.complaintId])).get(row.complaintId);
  const cache = cacheOf(row, [...events, ...added], world, raised);
  if (raised) {
    const clocks = clocksOf(row, foldEvents([...events, ...added]), world);
    await settleWarnings(tx, row.complaintId, clocks, now);
  }
  await insertEvents(
    tx,
    added.map((event) => eventRow(row.complaintId, event, ctx.user.displayName)),
  );
  if (!(await updateCache(tx, row.complaintId, state.lastSeq, cache, now)))
    throw new DomainError('COMPLAINT_CHANGED', { number: row.number });
  await recordChange(tx, ctx, {
    entity: 'complaint',
    entityId: row.complaintId,
    action: act,
    before: { status: row.status, unitId: row.unitId, seq: row.lastSeq },
    after: {
      status: cache.status,
      unitId: cache.unitId,
      events: added.map(({ seq, type, happenedAt: at, data }) => ({ seq, type, at, data })),
    },
  });
  return cache;
}

/**
 * Does one act inside a transaction: checks scope, version, state machine and time, and appends its events.
 * @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_CHANGED, COMPLAINT_ACT_NOT_ALLOWED, COMPLAINT_CLOSE_INCOMPLETE, …
 */
export async function actInTransaction(
  tx: Tx,
  ctx: ServiceContext,
  input: ActInput,
  world: DeadlineWorld,
): Promise<void> {
  const found = await actTarget(tx, ctx, input.complaintId, input.lastSeq);
  refuseUnlessAllowed(ctx, found.state, input.act, world, input);
  const drafts = await draftsOf(tx, ctx, found.state, input, world.policy);
  await appendEvents(tx, ctx, found, drafts, world, input.act, input.happenedAt ?? null);
}

/** One act of one person on one complaint. */
export async function actOnComplaint(ctx: ServiceContext, input: ActInput): Promise<void> {
  await inTransaction(ctx, async (tx) => actInTransaction(tx, ctx, input, await loadWorld(tx)));
}
