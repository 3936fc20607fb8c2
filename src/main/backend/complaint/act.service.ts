import { allowedActs, type CloseRequirement, missingForClose, returnLimit } from '#shared/complaint/act.rules.ts';
import { type ComplaintState, foldEvents, isPaused, partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { ActInput } from '#shared/complaint/complaint.schema.ts';
import type { ComplaintEvent, EventData } from '#shared/complaint/event.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import { eventOf, eventRowsOf, findComplaint, insertEvents, updateCache } from './complaint.repository.ts';
import { eventRow } from './history.service.ts';
import { loadWorld } from './world.service.ts';

type Draft = { [T in keyof EventData]: { type: T; data: EventData[T] } }[keyof EventData];

const required = (value: string | null | undefined, field: string): string => {
  if (!value?.trim()) throw new DomainError('INPUT_INVALID', { field });
  return value.trim();
};

async function target(tx: Tx, ctx: ServiceContext, unitId: string | null | undefined) {
  const unit = await requireUnit(tx, ctx, required(unitId, 'unitId'));
  return { unitId: unit.unitId, party: partyOfLine[unit.line] };
}

async function knownCause(tx: Tx, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const cause = await tx.selectFrom('complaintCause').select('code').where('code', '=', code).executeTakeFirst();
  if (!cause) throw new DomainError('COMPLAINT_CAUSE_UNKNOWN', { code });
  return code;
}

async function closing(tx: Tx, state: ComplaintState, input: ActInput): Promise<EventData['closed']> {
  const causeCode = (await knownCause(tx, input.causeCode)) ?? state.causeCode;
  const given = { conclusion: input.conclusion ?? null, causeCode, measure: input.measure };
  const missing: CloseRequirement[] = missingForClose(state, given);
  if (missing.length > 0) throw new DomainError('COMPLAINT_CLOSE_INCOMPLETE', { missing: missing.join(',') });
  return {
    conclusion: (input.conclusion ?? state.conclusion) as EventData['closed']['conclusion'],
    causeCode: causeCode as string,
    measure: input.measure || state.measure,
    note: input.note,
  };
}

/** The events an act writes: one, and for an unsatisfied visit the reopening with it. */
async function draftsOf(tx: Tx, ctx: ServiceContext, state: ComplaintState, input: ActInput): Promise<Draft[]> {
  const { note } = input;
  switch (input.act) {
    case 'acknowledge':
      return [{ type: 'acknowledged', data: { note } }];
    case 'assess': {
      if (!input.levels) throw new DomainError('INPUT_INVALID', { field: 'levels' });
      return [{ type: 'assessed', data: { note, levels: input.levels } }];
    }
    case 'assign':
      return [{ type: 'assigned', data: { ...(await target(tx, ctx, input.unitId)), note } }];
    case 'transfer':
      return [
        { type: 'transferred', data: { ...(await target(tx, ctx, input.unitId)), note: required(note, 'note') } },
      ];
    case 'accept':
      return [{ type: 'accepted', data: { note } }];
    case 'note':
      return [{ type: 'noted', data: { note: required(note, 'note') } }];
    case 'respond':
      return [
        {
          type: 'responded',
          data: {
            note: required(note, 'note'),
            conclusion: input.conclusion ?? null,
            causeCode: await knownCause(tx, input.causeCode),
            measure: input.measure,
          },
        },
      ];
    case 'followUp': {
      const result = input.visitResult;
      if (!result) throw new DomainError('INPUT_INVALID', { field: 'visitResult' });
      const visit: Draft = { type: 'followedUp', data: { result, note } };
      return result === 'unsatisfied'
        ? [visit, { type: 'reopened', data: { note: note || '—', byVisit: true } }]
        : [visit];
    }
    case 'close':
      return [{ type: 'closed', data: await closing(tx, state, input) }];
    case 'return':
      return [{ type: 'returned', data: { note: required(note, 'note') } }];
    case 'suspend': {
      if (!input.reason) throw new DomainError('INPUT_INVALID', { field: 'reason' });
      return [
        { type: 'suspended', data: { reason: input.reason, approver: required(input.approver, 'approver'), note } },
      ];
    }
    case 'resume':
      return [{ type: 'resumed', data: { note } }];
    case 'escalate':
      return [{ type: 'escalated', data: { note: required(note, 'note') } }];
    case 'reopen':
      return [{ type: 'reopened', data: { note: required(note, 'note'), byVisit: false } }];
    case 'withdraw':
      return [{ type: 'withdrawn', data: { note: required(note, 'note') } }];
  }
}

function refuseUnlessAllowed(ctx: ServiceContext, state: ComplaintState, input: ActInput): void {
  const may = (permission: string) => ctx.user.permissions.some((held) => held === permission);
  if (allowedActs(state, may).includes(input.act)) return;
  if (input.act === 'return' && state.returnCount >= returnLimit)
    throw new DomainError('COMPLAINT_RETURNS_EXHAUSTED', { limit: returnLimit });
  if (input.act === 'close' && !isPaused(state)) {
    const missing = missingForClose(state, input);
    if (missing.length > 0 && state.status !== 'withdrawn' && state.status !== 'closed')
      throw new DomainError('COMPLAINT_CLOSE_INCOMPLETE', { missing: missing.join(',') });
  }
  throw new DomainError('COMPLAINT_ACT_NOT_ALLOWED', { act: input.act, status: state.status });
}

/** Back-dating is possible, but never into the future nor before what happened last. */
function momentOf(state: ComplaintState, input: ActInput, now: string): string {
  const at = input.happenedAt ?? now;
  if (at > now) throw new DomainError('COMPLAINT_TIME_IN_FUTURE', { at });
  if (at < state.lastHappenedAt) {
    if (!input.happenedAt) return state.lastHappenedAt;
    throw new DomainError('COMPLAINT_TIME_OUT_OF_ORDER', { at, last: state.lastHappenedAt });
  }
  return at;
}

/**
 * Does one act inside a transaction: checks scope, version, state machine and time, appends the event, computes the list
 * columns again and logs the change.
 * @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_CHANGED, COMPLAINT_ACT_NOT_ALLOWED, COMPLAINT_CLOSE_INCOMPLETE, …
 */
export async function actInTransaction(
  tx: Tx,
  ctx: ServiceContext,
  input: ActInput,
  world: DeadlineWorld,
): Promise<void> {
  const row = await findComplaint(tx, input.complaintId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
  if (row.lastSeq !== input.lastSeq) throw new DomainError('COMPLAINT_CHANGED', { number: row.number });
  const before = (await eventRowsOf(tx, row.complaintId)).map(eventOf);
  const state = foldEvents(before);
  refuseUnlessAllowed(ctx, state, input);
  const now = ctx.clock.now();
  const happenedAt = momentOf(state, input, now);
  const added = (await draftsOf(tx, ctx, state, input)).map(
    (draft, i) =>
      ({
        ...draft,
        seq: state.lastSeq + 1 + i,
        happenedAt,
        recordedAt: now,
        accountId: ctx.user.accountId,
      }) as ComplaintEvent,
  );
  const cache = cacheOf(row, [...before, ...added], world);
  await insertEvents(
    tx,
    added.map((event) => eventRow(row.complaintId, event, ctx.user.displayName)),
  );
  if (!(await updateCache(tx, row.complaintId, input.lastSeq, cache, now)))
    throw new DomainError('COMPLAINT_CHANGED', { number: row.number });
  await recordChange(tx, ctx, {
    entity: 'complaint',
    entityId: row.complaintId,
    action: input.act,
    before: { status: row.status, unitId: row.unitId, seq: row.lastSeq },
    after: {
      status: cache.status,
      unitId: cache.unitId,
      events: added.map(({ seq, type, happenedAt: at, data }) => ({ seq, type, at, data })),
    },
  });
}

/** One act of one person on one complaint. */
export async function actOnComplaint(ctx: ServiceContext, input: ActInput): Promise<void> {
  await inTransaction(ctx, async (tx) => actInTransaction(tx, ctx, input, await loadWorld(tx)));
}

/** Assigns several; those that can't be assigned now are left alone and named. */
export async function assignComplaints(
  ctx: ServiceContext,
  input: { complaintIds: string[]; unitId: string; note: string },
): Promise<{ assigned: number; refused: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const refused: string[] = [];
    for (const complaintId of new Set(input.complaintIds)) {
      const row = await findComplaint(tx, complaintId);
      if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
      const state = foldEvents((await eventRowsOf(tx, complaintId)).map(eventOf));
      const may = (permission: string) => ctx.user.permissions.some((held) => held === permission);
      const acts = allowedActs(state, may);
      const act = acts.includes('assign') ? 'assign' : acts.includes('transfer') ? 'transfer' : null;
      if (!act || (act === 'transfer' && !input.note)) refused.push(row.number);
      else
        await actInTransaction(
          tx,
          ctx,
          { complaintId, lastSeq: row.lastSeq, act, unitId: input.unitId, note: input.note, measure: '' },
          world,
        );
    }
    return { assigned: new Set(input.complaintIds).size - refused.length, refused };
  });
}
