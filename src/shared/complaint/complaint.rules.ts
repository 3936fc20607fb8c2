import type { UnitLine } from '../kernel/levels.ts';
import type { ComplaintStatus, Conclusion, LedgerParty, VisitResult } from './complaint.enums.ts';
import type { ComplaintEvent } from './event.schema.ts';

/** A suspended stretch; `to` is null while it lasts. */
export interface Pause {
  from: string;
  to: string | null;
  reason: string;
}
/** A stretch of time charged to one party; `to` is null while it lasts. */
export interface LedgerStretch {
  party: LedgerParty;
  unitId: string | null;
  from: string;
  to: string | null;
}
/** One round of answering: the first begins with receipt, each further one with a reopening. */
export interface Round {
  startedAt: string;
  firstResponseAt: string | null;
  respondedAt: string | null;
  /** the answer was given in another system at an unknown time */
  answerTimeUnknown: boolean;
  /** so was the first contact */
  firstTimeUnknown: boolean;
}

/** Everything that follows from the history alone. */
export interface ComplaintState {
  status: ComplaintStatus;
  receivedAt: string;
  acknowledgedAt: string | null;
  respondedAt: string | null;
  closedAt: string | null;
  unitId: string;
  /** the unit the first responder (首问人) belongs to; never changes */
  firstUnitId: string;
  firstAccountId: string | null;
  party: LedgerParty;
  ruleEdition: number;
  conclusion: Conclusion | null;
  causeCode: string | null;
  measure: string;
  visitResult: VisitResult | null;
  visitAttempts: number;
  /** sent back by a unit and not yet assigned again (退单待裁) */
  returnPending: boolean;
  returnCount: number;
  transferCount: number;
  reopenCount: number;
  escalationLevel: number;
  pauses: Pause[];
  rounds: Round[];
  ledger: LedgerStretch[];
  imported: boolean;
  /** some moment is not known, so durations of this complaint are not stated */
  timesUnknown: boolean;
  lastSeq: number;
  lastHappenedAt: string;
}

/** Unreachable customers count as visited after this many attempts. */
export const visitAttemptsNeeded = 3;

/** Who the time of a unit's line is charged to. */
export const partyOfLine: Record<UnitLine, LedgerParty> = {
  front: 'front',
  back: 'support',
  network: 'network',
  vendor: 'vendor',
};

const ends: readonly ComplaintStatus[] = ['closed', 'withdrawn'];
const answered: readonly ComplaintStatus[] = ['responded', 'followedUp', 'closed'];
/** Whether a complaint still has to be worked on. */
export const isOpen = (status: ComplaintStatus) => !ends.includes(status);
export const isAnswered = (status: ComplaintStatus) => answered.includes(status);

function begin(event: ComplaintEvent): ComplaintState {
  if (event.type !== 'received' || event.happenedAt === null)
    throw new RangeError('a history begins with a received event of known time');
  const { unitId, party, ruleEdition } = event.data;
  const at = event.happenedAt;
  return {
    status: 'received',
    receivedAt: at,
    acknowledgedAt: null,
    respondedAt: null,
    closedAt: null,
    unitId,
    firstUnitId: unitId,
    firstAccountId: event.accountId,
    party,
    ruleEdition,
    conclusion: null,
    causeCode: null,
    measure: '',
    visitResult: null,
    visitAttempts: 0,
    returnPending: false,
    returnCount: 0,
    transferCount: 0,
    reopenCount: 0,
    escalationLevel: 0,
    pauses: [],
    rounds: [
      { startedAt: at, firstResponseAt: null, respondedAt: null, answerTimeUnknown: false, firstTimeUnknown: false },
    ],
    ledger: [{ party, unitId, from: at, to: null }],
    imported: false,
    timesUnknown: false,
    lastSeq: event.seq,
    lastHappenedAt: at,
  };
}

const round = (state: ComplaintState) => state.rounds[state.rounds.length - 1] as Round;

/** Ends the running stretch and, unless the complaint is over, begins the next one at the same instant. */
function charge(state: ComplaintState, at: string, party: LedgerParty | null, unitId: string | null): void {
  const running = state.ledger.at(-1);
  if (running && running.to === null) running.to = at;
  if (party) state.ledger.push({ party, unitId, from: at, to: null });
}

function endPause(state: ComplaintState, at: string): void {
  const pause = state.pauses.at(-1);
  if (pause && pause.to === null) pause.to = at;
}

function hold(state: ComplaintState, unitId: string, party: LedgerParty, at: string): void {
  state.unitId = unitId;
  state.party = party;
  state.returnPending = false;
  charge(state, at, party, unitId);
}

type Step<T extends ComplaintEvent['type']> = (
  state: ComplaintState,
  event: Extract<ComplaintEvent, { type: T }>,
  at: string,
) => void;

function respond(state: ComplaintState, at: string): void {
  const now = round(state);
  now.firstResponseAt ??= at;
  now.respondedAt = at;
  state.acknowledgedAt ??= at;
  state.respondedAt = at;
  state.status = 'responded';
  state.visitResult = null;
  state.visitAttempts = 0;
  charge(state, at, 'front', state.firstUnitId);
}

/** What each event does. `at` is when it happened; for events of unknown time, the last moment known. */
const steps: { [T in ComplaintEvent['type']]: Step<T> } = {
  received: () => {
    throw new RangeError('a complaint is received once');
  },
  imported: (state, { data }) => {
    state.imported = true;
    state.status = data.status;
    state.unitId = data.unitId;
    state.party = data.party;
    if (data.status !== 'received') {
      state.timesUnknown = true;
      round(state).firstTimeUnknown = true;
    }
    if (isAnswered(data.status)) round(state).answerTimeUnknown = true;
    if (!isOpen(data.status)) charge(state, state.receivedAt, null, null);
  },
  acknowledged: (state, _event, at) => {
    state.acknowledgedAt ??= at;
    round(state).firstResponseAt ??= at;
    state.status = 'acknowledged';
  },
  assessed: (state) => {
    state.status = 'assessed';
  },
  assigned: (state, { data }, at) => {
    state.status = 'assigned';
    hold(state, data.unitId, data.party, at);
  },
  accepted: (state) => {
    state.status = 'investigating';
  },
  noted: () => {},
  responded: (state, { data }, at) => {
    state.conclusion = data.conclusion ?? state.conclusion;
    state.causeCode = data.causeCode ?? state.causeCode;
    state.measure = data.measure || state.measure;
    respond(state, at);
  },
  followedUp: (state, { data }) => {
    state.visitResult = data.result;
    state.visitAttempts += 1;
    if (data.result !== 'unreachable' || state.visitAttempts >= visitAttemptsNeeded) state.status = 'followedUp';
  },
  closed: (state, { data }, at) => {
    state.conclusion = data.conclusion;
    state.causeCode = data.causeCode;
    state.measure = data.measure;
    state.status = 'closed';
    state.closedAt = at;
    charge(state, at, null, null);
  },
  returned: (state, _event, at) => {
    state.returnCount += 1;
    state.status = 'assessed';
    hold(state, state.firstUnitId, 'front', at);
    state.returnPending = true;
  },
  transferred: (state, { data }, at) => {
    state.transferCount += 1;
    state.status = 'assigned';
    hold(state, data.unitId, data.party, at);
  },
  suspended: (state, { data }, at) => {
    state.pauses.push({ from: at, to: null, reason: data.reason });
    charge(state, at, data.reason === 'customer' ? 'customer' : 'suspension', state.unitId);
  },
  resumed: (state, _event, at) => {
    endPause(state, at);
    charge(state, at, state.party, state.unitId);
  },
  escalated: (state) => {
    state.escalationLevel += 1;
  },
  reopened: (state, _event, at) => {
    state.reopenCount += 1;
    state.status = 'investigating';
    state.closedAt = null;
    state.respondedAt = null;
    state.visitResult = null;
    state.visitAttempts = 0;
    state.rounds.push({
      startedAt: at,
      firstResponseAt: at,
      respondedAt: null,
      answerTimeUnknown: false,
      firstTimeUnknown: false,
    });
    charge(state, at, state.party, state.unitId);
  },
  withdrawn: (state, _event, at) => {
    endPause(state, at);
    state.status = 'withdrawn';
    state.closedAt = at;
    charge(state, at, null, null);
  },
  ruleMoved: (state, { data }) => {
    state.ruleEdition = data.ruleEdition;
  },
};

/**
 * Computes the state of a complaint from its history.
 * @param events in order of `seq`, the first one `received`
 */
export function foldEvents(events: readonly ComplaintEvent[]): ComplaintState {
  const state = begin(events[0] as ComplaintEvent);
  for (const event of events.slice(1)) {
    const at = event.happenedAt ?? state.lastHappenedAt;
    (steps[event.type] as (state: ComplaintState, event: ComplaintEvent, at: string) => void)(state, event, at);
    state.lastSeq = event.seq;
    state.lastHappenedAt = at;
  }
  return state;
}

/** Whether the clocks stand still now. */
export const isPaused = (state: ComplaintState) => state.pauses.at(-1)?.to === null;
