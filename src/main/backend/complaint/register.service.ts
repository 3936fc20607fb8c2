import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import type { ComplaintEvent, EventData } from '#shared/complaint/event.schema.ts';
import { maskNumber } from '#shared/complaint/masking.rules.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { complaintsOfNumber } from './complaint.repository.ts';
import { insertHistories } from './history.service.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** Longest complaint text in characters; more is a file pasted by mistake. */
export const maxContent = 20_000;
/** Window in which a further complaint of the same number counts as repeated. */
export const repeatWindowDays = 30;
const dayMs = 86_400_000;

/** How often the same number complained in the window before a moment. */
export async function countRepeats(tx: Tx, customerNumber: string, receivedAt: string): Promise<number> {
  if (!customerNumber) return 0;
  const since = new Date(Date.parse(receivedAt) - repeatWindowDays * dayMs).toISOString();
  return (await complaintsOfNumber(tx, customerNumber, since, 100)).filter((row) => row.receivedAt <= receivedAt)
    .length;
}

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

async function checkFacts(tx: Tx, input: RegisterInput, now: string): Promise<void> {
  if (input.content.length > maxContent)
    throw new DomainError('COMPLAINT_CONTENT_TOO_LONG', { length: input.content.length, limit: maxContent });
  if (input.receivedAt && input.receivedAt > now)
    throw new DomainError('COMPLAINT_TIME_IN_FUTURE', { at: input.receivedAt });
  if (!input.categoryCode) return;
  const category = await tx
    .selectFrom('complaintCategory')
    .select('code')
    .where('code', '=', input.categoryCode)
    .executeTakeFirst();
  if (!category) throw new DomainError('COMPLAINT_CATEGORY_UNKNOWN', { code: input.categoryCode });
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
    await checkFacts(tx, input, now);
    const world = await loadWorld(tx);
    const events = await openingEvents(tx, ctx, input, currentEdition(world));
    const {
      unitId: _unitId,
      assignTo: _assignTo,
      acknowledged: _acknowledged,
      receivedAt: _receivedAt,
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
    const repeatCount = await countRepeats(tx, input.customerNumber, events[0]?.happenedAt as string);
    const [row] = await insertHistories(
      tx,
      [{ facts, events, accountName: ctx.user.displayName, repeatCount }],
      world,
      now,
    );
    const after = {
      number: row?.number,
      channel: facts.channel,
      categoryCode: facts.categoryCode,
      unitId: row?.unitId,
      customerNumber: maskNumber(facts.customerNumber),
    };
    await recordChange(tx, ctx, { entity: 'complaint', entityId: facts.complaintId, action: 'register', after });
    return facts.complaintId;
  });
}
