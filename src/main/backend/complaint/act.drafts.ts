import { type CloseRequirement, missingForClose } from '#shared/complaint/act.rules.ts';
import { type ComplaintState, partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { ActInput } from '#shared/complaint/complaint.schema.ts';
import { missingInWords } from '#shared/complaint/complaint.words.ts';
import type { EventData } from '#shared/complaint/event.schema.ts';
import type { ComplaintPolicy } from '#shared/complaint/policy.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { requireHandler } from './handler.service.ts';

/** An event without its place in the history. */
export type Draft = { [T in keyof EventData]: { type: T; data: EventData[T] } }[keyof EventData];

const required = (value: string | null | undefined, field: string): string => {
  if (!value?.trim()) throw new DomainError('INPUT_INVALID', { field });
  return value.trim();
};

async function target(tx: Tx, ctx: ServiceContext, { unitId, handlerId }: ActInput) {
  const unit = await requireUnit(tx, ctx, required(unitId, 'unitId'));
  if (handlerId) await requireHandler(tx, unit.path, handlerId);
  return { unitId: unit.unitId, party: partyOfLine[unit.line], handlerId: handlerId ?? null };
}

async function knownCause(tx: Tx, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const cause = await tx.selectFrom('complaintCause').select('code').where('code', '=', code).executeTakeFirst();
  if (!cause) throw new DomainError('COMPLAINT_CAUSE_UNKNOWN', { code });
  return code;
}

async function closing(
  tx: Tx,
  state: ComplaintState,
  input: ActInput,
  policy: ComplaintPolicy,
): Promise<EventData['closed']> {
  // A closing written down later than it happened is what this program exists to prevent.
  if (input.happenedAt) throw new DomainError('COMPLAINT_CLOSE_BACKDATED');
  const causeCode = (await knownCause(tx, input.causeCode)) ?? state.causeCode;
  const { conclusion = null, measure, correction, prevention, evidence } = input;
  const missing: CloseRequirement[] = missingForClose(state, policy, {
    conclusion,
    causeCode,
    measure,
    correction,
    prevention,
    evidence,
  });
  if (missing.length > 0) throw new DomainError('COMPLAINT_CLOSE_INCOMPLETE', missingInWords(missing));
  return {
    conclusion: (conclusion ?? state.conclusion) as EventData['closed']['conclusion'],
    causeCode: causeCode as string,
    measure: measure || state.measure,
    correction: correction || state.correction,
    prevention: prevention || state.prevention,
    ...(evidence && { evidence }),
    note: input.note,
  };
}

/** The unit an escalation is brought before: one level higher with every one, up to the top. */
export async function superiorOf(tx: Tx, unitId: string, level: number): Promise<string | null> {
  let found: string | null = null;
  let at: string | null = unitId;
  for (let step = 0; step < level && at !== null; step += 1) {
    const row: { parentId: string | null } | undefined = await tx
      .selectFrom('unit')
      .select('parentId')
      .where('unitId', '=', at)
      .executeTakeFirst();
    at = row?.parentId ?? null;
    found = at ?? found;
  }
  return found;
}

const reasonOf = (input: ActInput) => {
  if (!input.reason) throw new DomainError('INPUT_INVALID', { field: 'reason' });
  return input.reason;
};

/**
 * The events an act writes: one, and for an unsatisfied visit the reopening with it.
 * @throws DomainError INPUT_INVALID, COMPLAINT_CLOSE_INCOMPLETE, COMPLAINT_CLOSE_BACKDATED, COMPLAINT_CAUSE_UNKNOWN,
 * COMPLAINT_HANDLER_UNFIT
 */
export async function draftsOf(
  tx: Tx,
  ctx: ServiceContext,
  state: ComplaintState,
  input: ActInput,
  policy: ComplaintPolicy,
): Promise<Draft[]> {
  const { note } = input;
  const must = () => required(note, 'note');
  switch (input.act) {
    case 'acknowledge':
      return [{ type: 'acknowledged', data: { note } }];
    case 'assess': {
      if (!input.levels) throw new DomainError('INPUT_INVALID', { field: 'levels' });
      return [{ type: 'assessed', data: { note, levels: input.levels } }];
    }
    case 'assign':
      return [{ type: 'assigned', data: { ...(await target(tx, ctx, input)), note } }];
    case 'transfer':
      return [{ type: 'transferred', data: { ...(await target(tx, ctx, input)), note: must() } }];
    case 'accept':
      return [{ type: 'accepted', data: { note } }];
    case 'inform':
      return [{ type: 'informed', data: { note: must() } }];
    case 'note':
      return [{ type: 'noted', data: { note: must() } }];
    case 'handBack':
      return [{ type: 'handedBack', data: { note: must() } }];
    case 'respond':
      return [
        {
          type: 'responded',
          data: {
            note: must(),
            conclusion: input.conclusion ?? null,
            causeCode: await knownCause(tx, input.causeCode),
            measure: input.measure,
            evidence: input.evidence,
          },
        },
      ];
    case 'followUp':
      return visit(input);
    case 'exhaust':
      return [{ type: 'exhausted', data: { note: must(), approver: ctx.user.displayName } }];
    case 'close':
      return [{ type: 'closed', data: await closing(tx, state, input, policy) }];
    case 'return':
      return [{ type: 'returned', data: { note: must() } }];
    case 'requestSuspension':
      return [{ type: 'suspensionRequested', data: { reason: reasonOf(input), note: must() } }];
    case 'refuseSuspension':
      return [{ type: 'suspensionRefused', data: { note: must() } }];
    case 'suspend':
      return [
        {
          type: 'suspended',
          data: {
            reason: input.reason ?? state.suspensionRequest?.reason ?? reasonOf(input),
            approver: ctx.user.displayName,
            note,
          },
        },
      ];
    case 'resume':
      return [{ type: 'resumed', data: { note } }];
    case 'proposeCompensation': {
      if (!input.amountCents) throw new DomainError('INPUT_INVALID', { field: 'amountCents' });
      const form = required(input.form, 'form');
      return [{ type: 'compensationProposed', data: { amountCents: input.amountCents, form, note } }];
    }
    case 'approveCompensation':
      return [{ type: 'compensationApproved', data: { note } }];
    case 'refuseCompensation':
      return [{ type: 'compensationRefused', data: { note: must() } }];
    case 'escalate':
      return [
        {
          type: 'escalated',
          data: { note: must(), unitId: await superiorOf(tx, state.unitId, state.escalationLevel + 1) },
        },
      ];
    case 'reopen':
      return [{ type: 'reopened', data: { note: must(), byVisit: false } }];
    case 'withdraw':
      return [{ type: 'withdrawn', data: { note: must() } }];
  }
}

function visit({ visitResult: result, note }: ActInput): Draft[] {
  if (!result) throw new DomainError('INPUT_INVALID', { field: 'visitResult' });
  if (result === 'refused') required(note, 'note');
  const drafts: Draft[] = [{ type: 'followedUp', data: { result, note } }];
  if (result === 'unsatisfied') drafts.push({ type: 'reopened', data: { note: note || '—', byVisit: true } });
  return drafts;
}
