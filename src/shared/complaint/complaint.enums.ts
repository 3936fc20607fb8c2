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

/** Life cycle by ISO 10002, and the two ends. */
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
  'noted',
  'responded',
  'followedUp',
  'closed',
  'returned',
  'transferred',
  'suspended',
  'resumed',
  'escalated',
  'reopened',
  'withdrawn',
  'ruleMoved',
] as const;
export type ComplaintEventType = (typeof complaintEventTypes)[number];

/** Acts a person may choose; each writes one event (an unsatisfied visit also reopens). */
export const complaintActs = [
  'acknowledge',
  'assess',
  'assign',
  'accept',
  'note',
  'respond',
  'followUp',
  'close',
  'return',
  'transfer',
  'suspend',
  'resume',
  'escalate',
  'reopen',
  'withdraw',
] as const;
export type ComplaintAct = (typeof complaintActs)[number];

export const conclusions = ['founded', 'partlyFounded', 'notFounded'] as const;
export type Conclusion = (typeof conclusions)[number];

export const visitResults = ['satisfied', 'neutral', 'unsatisfied', 'unreachable'] as const;
export type VisitResult = (typeof visitResults)[number];

/** Why a clock stands still. `customer` is charged to the customer, the others to the approved suspension. */
export const suspendReasons = ['customer', 'appointment', 'thirdParty', 'forceMajeure'] as const;
export type SuspendReason = (typeof suspendReasons)[number];

/** Who a stretch of time is charged to. */
export const ledgerParties = ['front', 'support', 'network', 'vendor', 'customer', 'suspension'] as const;
export type LedgerParty = (typeof ledgerParties)[number];

/** The clocks that run on a complaint. */
export const clockKinds = ['firstResponse', 'finalResponse'] as const;
export type ClockKind = (typeof clockKinds)[number];

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
