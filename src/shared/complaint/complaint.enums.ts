import { serviceGrades } from '../kernel/customer-grade.ts';

/** Where a complaint came in (product §2: hotline, hall, online, visit, media, regulator, consumer association). */
export const complaintChannels = [
  'hotline',
  'hall',
  'online',
  'app',
  'visit',
  'media',
  'regulator',
  'consumerAssociation',
  'government',
  'other',
] as const;
export type ComplaintChannel = (typeof complaintChannels)[number];

/** Customer grades (seeds A15): four for persons and homes, ten for enterprises. */
export const customerGrades = serviceGrades;
export type CustomerGrade = (typeof customerGrades)[number];

export const complaintBusinesses = ['mobile', 'broadband', 'fixed', 'dedicatedLine', 'television', 'other'] as const;
export type ComplaintBusiness = (typeof complaintBusinesses)[number];

/** Town or country: limits for faults differ (电信条例 art. 32). */
export const areaKinds = ['urban', 'rural'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** Life cycle by ISO 10002, and the ends: closed, withdrawn, or merged into another complaint of the same matter. */
export const complaintStatuses = [
  'received',
  'acknowledged',
  'assessed',
  'assigned',
  'investigating',
  'responded',
  'followedUp',
  'closed',
  'withdrawn',
  'merged',
] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** Kinds of events. `imported` states a status taken over from another system whose times are not known. */
export const complaintEventTypes = [
  'received',
  'imported',
  'acknowledged',
  'assessed',
  'assigned',
  'accepted',
  'informed',
  'noted',
  'handedBack',
  'responded',
  'followedUp',
  'exhausted',
  'closed',
  'returned',
  'transferred',
  'suspensionRequested',
  'suspensionRefused',
  'suspended',
  'resumed',
  'compensationProposed',
  'compensationApproved',
  'compensationRefused',
  'escalated',
  'reopened',
  'withdrawn',
  'ruleMoved',
  'corrected',
  'attached',
  'detached',
  'linked',
  'unlinked',
  'split',
  'merged',
  'unmerged',
  'absorbed',
  'released',
  'audited',
] as const;
export type ComplaintEventType = (typeof complaintEventTypes)[number];

/** Acts that are done by one form: each writes one event (an unhappy visit also reopens). */
export const plainActs = [
  'acknowledge',
  'assess',
  'assign',
  'accept',
  'inform',
  'note',
  'handBack',
  'respond',
  'followUp',
  'exhaust',
  'close',
  'return',
  'transfer',
  'requestSuspension',
  'refuseSuspension',
  'suspend',
  'resume',
  'proposeCompensation',
  'approveCompensation',
  'refuseCompensation',
  'escalate',
  'reopen',
  'withdraw',
] as const;
export type PlainAct = (typeof plainActs)[number];

/** Every act a person may choose; those after the plain ones concern files, rules or a second complaint. */
export const complaintActs = [
  ...plainActs,
  'attach',
  'moveRule',
  'correct',
  'link',
  'split',
  'merge',
  'unmerge',
  'audit',
] as const;
export type ComplaintAct = (typeof complaintActs)[number];

export const conclusions = ['founded', 'partlyFounded', 'notFounded'] as const;
export type Conclusion = (typeof conclusions)[number];

/**
 * Results of a follow-up visit. `refused`: the customer does not accept the decision, so the complaint stays open
 * (ISO 10002:2018, 8.9) until it is answered better or every option is exhausted and told.
 */
export const visitResults = ['satisfied', 'neutral', 'unsatisfied', 'refused', 'unreachable'] as const;
export type VisitResult = (typeof visitResults)[number];

/** Why a clock stands still. `customer` is charged to the customer, the others to the approved suspension. */
export const suspendReasons = ['customer', 'appointment', 'thirdParty', 'forceMajeure'] as const;
export type SuspendReason = (typeof suspendReasons)[number];

/** Who a stretch of time is charged to. */
export const ledgerParties = ['front', 'support', 'network', 'vendor', 'customer', 'suspension'] as const;
export type LedgerParty = (typeof ledgerParties)[number];

/**
 * The clocks that run on a complaint: first contact, progress news, answer, closure, and the time a supporting
 * department or a vendor has for its part.
 */
export const clockKinds = ['firstResponse', 'progress', 'finalResponse', 'closure', 'support', 'vendor'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** What starts a clock. `contacted`: the last news the customer got; `assigned`: the unit got the complaint. */
export const startEvents = ['received', 'contacted', 'responded', 'assigned'] as const;
export type StartEvent = (typeof startEvents)[number];
/** What stops a clock. */
export const stopEvents = ['acknowledged', 'informed', 'responded', 'closed', 'handedBack'] as const;
export type StopEvent = (typeof stopEvents)[number];
/** Which starts and stops make sense for a clock; the first of each is the usual one. */
export const clockEvents: Readonly<
  Record<ClockKind, { readonly starts: readonly StartEvent[]; readonly stop: StopEvent }>
> = {
  firstResponse: { starts: ['received'], stop: 'acknowledged' },
  progress: { starts: ['contacted'], stop: 'informed' },
  finalResponse: { starts: ['received'], stop: 'responded' },
  closure: { starts: ['received', 'responded'], stop: 'closed' },
  support: { starts: ['assigned'], stop: 'handedBack' },
  vendor: { starts: ['assigned'], stop: 'handedBack' },
};

/** What a paper or picture attached to a complaint is for. */
export const attachmentPurposes = ['material', 'response', 'visit', 'compensation', 'other'] as const;
export type AttachmentPurpose = (typeof attachmentPurposes)[number];

/** How one complaint belongs to another without being merged. */
export const linkKinds = ['sameMatter', 'repeat', 'appeal', 'related'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What a re-audit of a closed complaint found (办结质量抽查). `paper`: closed on paper only. */
export const auditResults = ['confirmed', 'flawed', 'paper'] as const;
export type AuditResult = (typeof auditResults)[number];

/** Five aspects of the initial assessment by ISO 10002 7.5, each 1 (low) to 3 (high). */
export const assessmentAspects = ['severity', 'impact', 'complexity', 'urgency', 'recurrence'] as const;
export type AssessmentAspect = (typeof assessmentAspects)[number];

/** How the badge of a complaint reads. `unknown`: answered in another system, time not handed over; `noCalendar`: a year lacks its calendar. */
export const clockStates = [
  'running',
  'paused',
  'answered',
  'answeredLate',
  'unknown',
  'noCalendar',
  'noRule',
  'stopped',
] as const;
export type ClockState = (typeof clockStates)[number];
