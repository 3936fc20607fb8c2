import type {
  AssessmentAspect,
  AttachmentPurpose,
  AuditResult,
  ComplaintStatus,
  Conclusion,
  LedgerParty,
  LinkKind,
  SuspendReason,
  VisitResult,
} from './complaint.enums.ts';
import type { MergedClaim } from './event.schema.ts';

/** A suspended stretch; `to` is null while it lasts. */
export interface Pause {
  from: string;
  to: string | null;
  reason: SuspendReason;
}
/** A stretch of time charged to one party; `to` is null while it lasts. */
export interface LedgerStretch {
  party: LedgerParty;
  unitId: string | null;
  /** where in the process (责任段落): the status at its beginning */
  segment: ComplaintStatus;
  from: string;
  to: string | null;
}
/** One round of answering: the first begins with receipt, each further one with a reopening. */
export interface Round {
  startedAt: string;
  firstResponseAt: string | null;
  respondedAt: string | null;
  closedAt: string | null;
  /** when the customer got news: told of receipt, told of progress */
  contacts: string[];
  /** the answer was given in another system at an unknown time */
  answerTimeUnknown: boolean;
  /** so was the first contact */
  firstTimeUnknown: boolean;
}
/** The time one unit had the complaint in its hands, from its assignment until it gave it away. */
export interface Stint {
  party: LedgerParty;
  unitId: string;
  from: string;
  to: string | null;
  end: 'handedBack' | 'responded' | 'returned' | 'transferred' | 'over' | null;
}
export interface OtherComplaint {
  complaintId: string;
  number: string;
}
/** A complaint merged into this one, with the deadlines it brought along. */
export interface AbsorbedComplaint extends OtherComplaint {
  at: string;
  /** index of the round of answering it was merged into */
  round: number;
  claims: readonly MergedClaim[];
}

/** Everything that follows from the history alone. */
export interface ComplaintState {
  status: ComplaintStatus;
  receivedAt: string;
  acknowledgedAt: string | null;
  respondedAt: string | null;
  closedAt: string | null;
  closedBy: string | null;
  /** when the closing was written down */
  closedRecordedAt: string | null;
  unitId: string;
  /** the person who handles it, where one is named or has accepted it */
  handlerId: string | null;
  /** the unit the first responder (首问人) belongs to; never changes */
  firstUnitId: string;
  firstAccountId: string | null;
  party: LedgerParty;
  ruleEdition: number;
  levels: Partial<Record<AssessmentAspect, number>> | null;
  conclusion: Conclusion | null;
  causeCode: string | null;
  measure: string;
  correction: string;
  prevention: string;
  /** references that prove the answer of the current round; papers attached as such count by their names */
  responseEvidence: string[];
  visitResult: VisitResult | null;
  visitAttempts: number;
  /** unsatisfied or refusing, over all rounds */
  unhappyVisits: number;
  /** the customer does not accept the decision and not every option is exhausted */
  isRefused: boolean;
  /** sent back by a unit and not yet assigned again (退单待裁) */
  returnPending: boolean;
  returnCount: number;
  transferCount: number;
  reopenCount: number;
  escalationLevel: number;
  escalatedUnitId: string | null;
  suspensionRequest: { reason: SuspendReason; accountId: string | null; at: string } | null;
  compensation: {
    state: 'proposed' | 'approved' | 'refused';
    amountCents: number;
    form: string;
    proposedBy: string | null;
  } | null;
  /** files that were not taken off */
  attachments: { attachmentId: string; name: string; purpose: AttachmentPurpose }[];
  pauses: Pause[];
  rounds: Round[];
  stints: Stint[];
  ledger: LedgerStretch[];
  links: (OtherComplaint & { kind: LinkKind })[];
  splitFrom: OtherComplaint | null;
  splitInto: OtherComplaint[];
  mergedInto: OtherComplaint | null;
  absorbed: AbsorbedComplaint[];
  /** what it was before it was merged, for undoing */
  statusBeforeMerge: ComplaintStatus | null;
  audits: { closureAuditId: string; result: AuditResult }[];
  imported: boolean;
  /** some moment is not known, so durations of this complaint are not stated */
  timesUnknown: boolean;
  /** acts written down later than they happened (补录), without those an import brought */
  backdatedCount: number;
  lastSeq: number;
  lastHappenedAt: string;
}

/** An act recorded more than this after it happened counts as back-dated, in milliseconds. */
export const backdatedAfterMs = 5 * 60_000;
/** Whether an act was written down noticeably later than it happened. */
export const isBackdated = (happenedAt: string | null, recordedAt: string) =>
  happenedAt !== null &&
  happenedAt !== recordedAt &&
  Date.parse(recordedAt) - Date.parse(happenedAt) > backdatedAfterMs;

/** Unreachable customers count as visited after this many attempts. */
export const visitAttemptsNeeded = 3;

const ends: readonly ComplaintStatus[] = ['closed', 'withdrawn', 'merged'];
const answered: readonly ComplaintStatus[] = ['responded', 'followedUp', 'closed'];
/** Whether a complaint still has to be worked on. */
export const isOpen = (status: ComplaintStatus) => !ends.includes(status);
export const isAnswered = (status: ComplaintStatus) => answered.includes(status);
