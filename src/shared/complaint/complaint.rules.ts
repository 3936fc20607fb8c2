import type { UnitLine } from '../kernel/levels.ts';
import type { LedgerParty } from './complaint.enums.ts';
import type { ComplaintEvent } from './event.schema.ts';
import { steps } from './fold.steps.ts';
import { type ComplaintState, isBackdated, isOpen } from './state.ts';

export type { ComplaintState, LedgerStretch, Pause, Round, Stint } from './state.ts';
export { isAnswered, isOpen, visitAttemptsNeeded } from './state.ts';

/** Who the time of a unit's line is charged to. */
export const partyOfLine: Record<UnitLine, LedgerParty> = {
  front: 'front',
  back: 'support',
  network: 'network',
  vendor: 'vendor',
};

function begin(event: ComplaintEvent): ComplaintState {
  if (event.type !== 'received' || event.happenedAt === null)
    throw new RangeError('a history begins with a received event of known time');
  const { unitId, party, ruleEdition, splitFrom } = event.data;
  const at = event.happenedAt;
  return {
    status: 'received',
    receivedAt: at,
    acknowledgedAt: null,
    respondedAt: null,
    closedAt: null,
    closedBy: null,
    closedRecordedAt: null,
    unitId,
    handlerId: null,
    firstUnitId: unitId,
    firstAccountId: event.accountId,
    party,
    ruleEdition,
    levels: null,
    conclusion: null,
    causeCode: null,
    measure: '',
    correction: '',
    prevention: '',
    responseEvidence: [],
    visitResult: null,
    visitAttempts: 0,
    unhappyVisits: 0,
    isRefused: false,
    returnPending: false,
    returnCount: 0,
    transferCount: 0,
    reopenCount: 0,
    escalationLevel: 0,
    escalatedUnitId: null,
    suspensionRequest: null,
    compensation: null,
    attachments: [],
    pauses: [],
    rounds: [
      {
        startedAt: at,
        firstResponseAt: null,
        respondedAt: null,
        closedAt: null,
        contacts: [],
        answerTimeUnknown: false,
        firstTimeUnknown: false,
      },
    ],
    stints: [],
    ledger: [{ party, unitId, segment: 'received', from: at, to: null }],
    links: [],
    splitFrom: splitFrom ?? null,
    splitInto: [],
    mergedInto: null,
    absorbed: [],
    statusBeforeMerge: null,
    audits: [],
    imported: false,
    timesUnknown: false,
    backdatedCount: 0,
    lastSeq: event.seq,
    lastHappenedAt: at,
  };
}

/** Whether the program itself wrote an event: a deadline that was missed is brought before the next superior unit. */
export const isAutomatic = (event: ComplaintEvent): boolean =>
  event.type === 'escalated' && event.data.automatic === true;

/**
 * Computes the state of a complaint from its history.
 * @param events in order of `seq`, the first one `received`
 */
export function foldEvents(events: readonly ComplaintEvent[]): ComplaintState {
  const first = events[0] as ComplaintEvent;
  const state = begin(first);
  for (const event of events.slice(1)) {
    const at = event.happenedAt ?? state.lastHappenedAt;
    (steps[event.type] as (state: ComplaintState, event: ComplaintEvent, at: string) => void)(state, event, at);
    // What came with the registration was known then; only later acts can be slipped in behind.
    if (event.recordedAt !== first.recordedAt && isBackdated(event.happenedAt, event.recordedAt))
      state.backdatedCount += 1;
    state.lastSeq = event.seq;
    // What people did before that can still be told afterwards.
    if (!isAutomatic(event)) state.lastHappenedAt = at;
  }
  return state;
}

/** Whether the clocks stand still now. */
export const isPaused = (state: ComplaintState) => isOpen(state.status) && state.pauses.at(-1)?.to === null;
