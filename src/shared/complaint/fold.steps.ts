import type { ComplaintStatus, LedgerParty } from './complaint.enums.ts';
import type { ComplaintEvent } from './event.schema.ts';
import { type ComplaintState, isAnswered, isOpen, type Round, type Stint, visitAttemptsNeeded } from './state.ts';

const round = (state: ComplaintState) => state.rounds[state.rounds.length - 1] as Round;

/** Ends the running stretch and, unless the complaint is over, begins the next one at the same instant. */
function charge(state: ComplaintState, at: string, party: LedgerParty | null, unitId: string | null): void {
  const running = state.ledger.at(-1);
  if (running && running.to === null) running.to = at;
  if (party) state.ledger.push({ party, unitId, segment: state.status, from: at, to: null });
}

/** The same holder in a new part of the process: the ledger is cut there. */
function cut(state: ComplaintState, at: string): void {
  const running = state.ledger.at(-1);
  if (running && running.to === null) charge(state, at, running.party, running.unitId);
}

function endPause(state: ComplaintState, at: string): void {
  const pause = state.pauses.at(-1);
  if (pause && pause.to === null) pause.to = at;
}

function endStint(state: ComplaintState, at: string, end: Stint['end']): void {
  const stint = state.stints.at(-1);
  if (stint && stint.to === null) Object.assign(stint, { to: at, end });
}

function hold(state: ComplaintState, unitId: string, party: LedgerParty, at: string, handlerId: string | null): void {
  state.unitId = unitId;
  state.party = party;
  state.handlerId = handlerId;
  state.returnPending = false;
  charge(state, at, party, unitId);
}

function take(state: ComplaintState, unitId: string, party: LedgerParty, at: string, handlerId: string | null): void {
  state.status = 'assigned';
  hold(state, unitId, party, at, handlerId);
  state.stints.push({ party, unitId, from: at, to: null, end: null });
}

/** Over for good or for now: nothing runs any more. */
function stop(state: ComplaintState, at: string): void {
  endPause(state, at);
  endStint(state, at, 'over');
  charge(state, at, null, null);
}

function contact(state: ComplaintState, at: string): void {
  const now = round(state);
  now.firstResponseAt ??= at;
  now.contacts.push(at);
}

type Step<T extends ComplaintEvent['type']> = (
  state: ComplaintState,
  event: Extract<ComplaintEvent, { type: T }>,
  at: string,
) => void;
const nothing = () => {};

/** Statuses in which the complaint is still where it came in. */
const frontDesk: readonly ComplaintStatus[] = ['received', 'acknowledged', 'assessed'];

/** What each event does. `at` is when it happened; for events of unknown time, the last moment known. */
export const steps: { [T in ComplaintEvent['type']]: Step<T> } = {
  received: () => {
    throw new RangeError('a complaint is received once');
  },
  imported: (state, { data, happenedAt }, at) => {
    const now = round(state);
    const isMoved = state.unitId !== data.unitId;
    // Events with times of their own may have come this far already: then no moment is missing.
    const isReached = state.status === data.status;
    state.imported = true;
    state.backdatedCount = 0;
    state.status = data.status;
    state.unitId = data.unitId;
    state.party = data.party;
    state.returnPending = false;
    if (happenedAt === null && (isMoved || !(isReached || frontDesk.includes(data.status)))) state.timesUnknown = true;
    if (data.status !== 'received' && now.firstResponseAt === null) now.firstTimeUnknown = true;
    if (isAnswered(data.status) && now.respondedAt === null) {
      now.answerTimeUnknown = true;
      state.timesUnknown = true;
    }
    if (!isReached && !isOpen(data.status)) charge(state, at, null, null);
    else if (!isReached) cut(state, at);
  },
  acknowledged: (state, _event, at) => {
    state.acknowledgedAt ??= at;
    contact(state, at);
    state.status = 'acknowledged';
    cut(state, at);
  },
  assessed: (state, { data }, at) => {
    state.levels = data.levels;
    state.status = 'assessed';
    cut(state, at);
  },
  assigned: (state, { data }, at) => take(state, data.unitId, data.party, at, data.handlerId ?? null),
  accepted: (state, { accountId }, at) => {
    state.status = 'investigating';
    state.handlerId = accountId ?? state.handlerId;
    cut(state, at);
  },
  informed: (state, _event, at) => contact(state, at),
  noted: nothing,
  handedBack: (state, _event, at) => {
    endStint(state, at, 'handedBack');
    state.status = 'investigating';
    hold(state, state.firstUnitId, 'front', at, null);
  },
  responded: (state, { data }, at) => {
    const now = round(state);
    state.conclusion = data.conclusion ?? state.conclusion;
    state.causeCode = data.causeCode ?? state.causeCode;
    state.measure = data.measure || state.measure;
    if (data.evidence) state.responseEvidence.push(data.evidence);
    contact(state, at);
    now.respondedAt = at;
    state.acknowledgedAt ??= at;
    state.respondedAt = at;
    state.status = 'responded';
    state.visitResult = null;
    state.visitAttempts = 0;
    state.isRefused = false;
    endStint(state, at, 'responded');
    // The first unit answered what another had handed back: accountable is still the other.
    const last = state.stints.at(-1);
    if (last?.end === 'handedBack') Object.assign(state, { unitId: last.unitId, party: last.party });
    charge(state, at, 'front', state.firstUnitId);
  },
  followedUp: (state, { data }, at) => {
    state.visitResult = data.result;
    state.visitAttempts += 1;
    if (data.result === 'unsatisfied' || data.result === 'refused') state.unhappyVisits += 1;
    if (data.result === 'refused') {
      state.isRefused = true;
      state.status = 'responded';
      return;
    }
    if (data.result !== 'unreachable') state.isRefused = false;
    if (data.result !== 'unreachable' || state.visitAttempts >= visitAttemptsNeeded) {
      state.status = 'followedUp';
      cut(state, at);
    }
  },
  exhausted: (state, _event, at) => {
    state.isRefused = false;
    state.status = 'followedUp';
    cut(state, at);
  },
  closed: (state, { data, accountId, recordedAt }, at) => {
    state.conclusion = data.conclusion;
    state.causeCode = data.causeCode;
    state.measure = data.measure;
    state.correction = data.correction || state.correction;
    state.prevention = data.prevention || state.prevention;
    if (data.evidence) state.responseEvidence.push(data.evidence);
    state.status = 'closed';
    state.closedAt = at;
    state.closedBy = accountId;
    state.closedRecordedAt = recordedAt;
    round(state).closedAt = at;
    stop(state, at);
  },
  returned: (state, _event, at) => {
    state.returnCount += 1;
    state.status = 'assessed';
    endStint(state, at, 'returned');
    hold(state, state.firstUnitId, 'front', at, null);
    state.returnPending = true;
  },
  transferred: (state, { data }, at) => {
    state.transferCount += 1;
    endStint(state, at, 'transferred');
    take(state, data.unitId, data.party, at, data.handlerId ?? null);
  },
  suspensionRequested: (state, { data, accountId }, at) => {
    state.suspensionRequest = { reason: data.reason, accountId, at };
  },
  suspensionRefused: (state) => {
    state.suspensionRequest = null;
  },
  suspended: (state, { data }, at) => {
    state.suspensionRequest = null;
    state.pauses.push({ from: at, to: null, reason: data.reason });
    charge(state, at, data.reason === 'customer' ? 'customer' : 'suspension', state.unitId);
  },
  resumed: (state, _event, at) => {
    endPause(state, at);
    charge(state, at, state.party, state.unitId);
  },
  compensationProposed: (state, { data, accountId }) => {
    const { amountCents, form } = data;
    state.compensation = { state: 'proposed', amountCents, form, proposedBy: accountId };
  },
  compensationApproved: (state) => {
    if (state.compensation) state.compensation.state = 'approved';
  },
  compensationRefused: (state) => {
    if (state.compensation) state.compensation.state = 'refused';
  },
  escalated: (state, { data }) => {
    state.escalationLevel += 1;
    state.escalatedUnitId = data.unitId ?? state.escalatedUnitId;
  },
  reopened: (state, _event, at) => {
    state.reopenCount += 1;
    state.status = 'investigating';
    state.closedAt = null;
    state.closedBy = null;
    state.closedRecordedAt = null;
    state.respondedAt = null;
    state.responseEvidence = [];
    state.visitResult = null;
    state.visitAttempts = 0;
    state.isRefused = false;
    state.rounds.push({
      startedAt: at,
      firstResponseAt: at,
      respondedAt: null,
      closedAt: null,
      contacts: [at],
      answerTimeUnknown: false,
      firstTimeUnknown: false,
    });
    // Whoever answered for it has it in hand again, with a clock of its own for its part.
    const last = state.stints.at(-1);
    if (last?.unitId === state.unitId && (last.end === 'responded' || last.end === 'handedBack'))
      state.stints.push({ party: state.party, unitId: state.unitId, from: at, to: null, end: null });
    charge(state, at, state.party, state.unitId);
  },
  withdrawn: (state, _event, at) => {
    state.status = 'withdrawn';
    state.closedAt = at;
    stop(state, at);
  },
  // Facts are kept beside the history; the event tells what they were.
  corrected: nothing,
  ruleMoved: (state, { data }) => {
    state.ruleEdition = data.ruleEdition;
  },
  attached: (state, { data }) => {
    const { attachmentId, name, purpose } = data;
    state.attachments.push({ attachmentId, name, purpose });
    if (data.purpose === 'response') state.responseEvidence.push(data.name);
  },
  detached: (state, { data }) => {
    const gone = state.attachments.find((one) => one.attachmentId === data.attachmentId);
    state.attachments = state.attachments.filter((one) => one !== gone);
    const at = gone?.purpose === 'response' ? state.responseEvidence.indexOf(gone.name) : -1;
    if (at >= 0) state.responseEvidence.splice(at, 1);
  },
  linked: (state, { data }) => {
    const { complaintId, number, kind } = data;
    state.links = [...state.links.filter((one) => one.complaintId !== complaintId), { complaintId, number, kind }];
  },
  unlinked: (state, { data }) => {
    state.links = state.links.filter((one) => one.complaintId !== data.complaintId);
  },
  split: (state, { data }) => {
    state.splitInto.push({ complaintId: data.complaintId, number: data.number });
  },
  merged: (state, { data }, at) => {
    state.statusBeforeMerge = state.status;
    state.mergedInto = { complaintId: data.complaintId, number: data.number };
    state.status = 'merged';
    state.closedAt = at;
    charge(state, at, null, null);
  },
  unmerged: (state) => {
    // The customer waited all along: the time between is charged to whoever held it, without a gap.
    const last = state.ledger.at(-1);
    state.status = state.statusBeforeMerge ?? 'received';
    state.statusBeforeMerge = null;
    state.mergedInto = null;
    state.closedAt = null;
    if (last) last.to = null;
  },
  absorbed: (state, { data }, at) => {
    const { complaintId, number, claims = [] } = data;
    state.absorbed.push({ complaintId, number, at, round: state.rounds.length - 1, claims });
  },
  released: (state, { data }) => {
    state.absorbed = state.absorbed.filter((one) => one.complaintId !== data.complaintId);
  },
  audited: (state, { data }) => {
    state.audits.push({ closureAuditId: data.closureAuditId, result: data.result });
  },
};
