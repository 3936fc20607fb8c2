import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import type { ComplaintEvent, EventData } from '#shared/complaint/event.schema.ts';
import { maskNumber } from '#shared/complaint/masking.rules.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { actTarget } from './act.service.ts';
import type { DeadlineWorld } from './complaint.cache.ts';
import { checkFacts } from './facts.check.ts';
import { insertHistories } from './history.service.ts';
import { linkBoth, mergeBoth } from './link.service.ts';
import { refreshLater, repeatsOf } from './repeat.service.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** The unit that takes it down: the one named, the account's own, or the top of its scope. */
async function receivingUnit(tx: Tx, ctx: ServiceContext, unitId: string | null | undefined) {
  const chosen = unitId ?? ctx.user.unitId;
  if (chosen) return requireUnit(tx, ctx, chosen);
  const top = await tx
    .selectFrom('unit')
    .selectAll()
    .where('isActive', '=', 1)
    .orderBy('path')
    .orderBy('sortOrder')
    .limit(1)
    .executeTakeFirst();
  if (!top) throw new DomainError('COMPLAINT_UNIT_UNKNOWN');
  return top;
}

async function openingEvents(
  tx: Tx,
  ctx: ServiceContext,
  input: RegisterInput,
  ruleEdition: number,
): Promise<ComplaintEvent[]> {
  const now = ctx.clock.now();
  const first = await receivingUnit(tx, ctx, input.unitId);
  const base = { recordedAt: now, accountId: ctx.user.accountId, happenedAt: input.receivedAt ?? now };
  const events: Omit<ComplaintEvent, 'seq'>[] = [];
  const add = <T extends keyof EventData>(type: T, data: EventData[T], happenedAt = base.happenedAt) =>
    events.push({ ...base, type, data, happenedAt } as Omit<ComplaintEvent, 'seq'>);
  add('received', { unitId: first.unitId, party: partyOfLine[first.line], ruleEdition });
  if (input.acknowledged) add('acknowledged', { note: '' });
  if (input.assignTo) {
    const unit = await requireUnit(tx, ctx, input.assignTo);
    add('assigned', { unitId: unit.unitId, party: partyOfLine[unit.line], note: '' }, now);
  }
  return events.map((event, i) => ({ ...event, seq: i + 1 }) as ComplaintEvent);
}

/**
 * Takes down one complaint.
 * @returns its id
 * @throws DomainError COMPLAINT_CONTENT_TOO_LONG, COMPLAINT_CATEGORY_UNKNOWN, COMPLAINT_UNIT_UNKNOWN, COMPLAINT_TIME_IN_FUTURE, UNIT_NOT_FOUND
 */
export async function registerComplaint(ctx: ServiceContext, input: RegisterInput): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now();
    await checkFacts(tx, input);
    if (input.receivedAt && input.receivedAt > now)
      throw new DomainError('COMPLAINT_TIME_IN_FUTURE', { at: input.receivedAt });
    const world = await loadWorld(tx);
    const events = await openingEvents(tx, ctx, input, currentEdition(world));
    const {
      unitId: _unitId,
      assignTo: _assignTo,
      acknowledged: _acknowledged,
      receivedAt: _receivedAt,
      joinTo,
      ...told
    } = input;
    const facts = {
      ...told,
      complaintId: ctx.newId(),
      sourceSystem: null,
      externalNumber: null,
      isSample: 0,
      createdAt: now,
    };
    const receivedAt = events[0]?.happenedAt as string;
    const counts = await repeatsOf(tx, world.policy.repeat, { ...facts, receivedAt, splitFrom: null });
    const history = { facts, events, accountName: ctx.user.displayName, ...counts };
    const [row] = await insertHistories(tx, [history], world, now);
    await refreshLater(tx, world.policy.repeat, { ...facts, receivedAt });
    const after = {
      number: row?.number,
      channel: facts.channel,
      categoryCode: facts.categoryCode,
      unitId: row?.unitId,
      customerNumber: maskNumber(facts.customerNumber),
    };
    await recordChange(tx, ctx, { entity: 'complaint', entityId: facts.complaintId, action: 'register', after });
    if (joinTo) await joinNew(tx, ctx, world, facts.complaintId, joinTo);
    return facts.complaintId;
  });
}

/** A customer who comes again with the matter of a complaint that is there. */
async function joinNew(
  tx: Tx,
  ctx: ServiceContext,
  world: DeadlineWorld,
  complaintId: string,
  { complaintId: otherId, how, note }: NonNullable<RegisterInput['joinTo']>,
): Promise<void> {
  const one = await actTarget(tx, ctx, complaintId, null);
  const other = await actTarget(tx, ctx, otherId, null);
  if (how === 'link') await linkBoth(tx, ctx, world, one, other, { kind: 'repeat', note });
  else await mergeBoth(tx, ctx, world, one, other, { note: note || '—', differentCustomers: false });
}
