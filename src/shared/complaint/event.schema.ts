import { z } from 'zod';
import {
  areaKinds,
  assessmentAspects,
  attachmentPurposes,
  auditResults,
  clockKinds,
  complaintBusinesses,
  complaintChannels,
  complaintStatuses,
  conclusions,
  customerGrades,
  ledgerParties,
  linkKinds,
  suspendReasons,
  visitResults,
} from './complaint.enums.ts';

const text = z.string().trim().max(20_000);
const level = z.number().int().min(1).max(3);

const unitAndParty = { unitId: z.string(), party: z.enum(ledgerParties) };
const other = { complaintId: z.string(), number: z.string() };

/** Facts that can be put right while a complaint is open; its text and whose it is stay as they were taken down. */
export const correctedFacts = z.object({
  categoryCode: z.string().nullable(),
  business: z.enum(complaintBusinesses).nullable(),
  customerGrade: z.enum(customerGrades).nullable(),
  area: z.enum(areaKinds).nullable(),
});
export type CorrectedFacts = z.infer<typeof correctedFacts>;

/**
 * What a complaint still owed its customer when it was merged, as far as deadlines depend on it. The one it was merged
 * into keeps the earliest deadline of all (合并单取最早).
 */
export const mergedClaim = z.object({
  ...other,
  /** what deadline rules look at */
  subject: z.object({
    channel: z.enum(complaintChannels),
    business: z.enum(complaintBusinesses).nullable(),
    grade: z.enum(customerGrades).nullable(),
    area: z.enum(areaKinds).nullable(),
    category: z.string().nullable(),
  }),
  ruleEdition: z.number().int(),
  receivedAt: z.string(),
  /** beginning of its round of answering: receipt, or the last reopening */
  startedAt: z.string(),
  /** answered in that round, and merged before it was closed */
  respondedAt: z.string().nullable(),
  /** no first contact yet; not owed either where it was at a time that is not known */
  owesContact: z.boolean(),
  /** no answer yet; not owed either where it was at a time that is not known */
  owesAnswer: z.boolean(),
  /** its approved pauses up to the merging */
  pauses: z.array(z.object({ from: z.string(), to: z.string(), reason: z.enum(suspendReasons) })),
});
export type MergedClaim = z.infer<typeof mergedClaim>;

/**
 * What each kind of event carries. Names of units are not kept here: units have ids and a history of their own. Fields
 * that older histories lack are optional.
 */
export const eventData = {
  received: z.object({
    ...unitAndParty,
    ruleEdition: z.number().int(),
    /** the complaint this one was split off */
    splitFrom: z.object(other).optional(),
  }),
  imported: z.object({ status: z.enum(complaintStatuses), sourceStatus: text, file: text, ...unitAndParty }),
  acknowledged: z.object({ note: text }),
  assessed: z.object({
    note: text,
    levels: z.object(
      Object.fromEntries(assessmentAspects.map((a) => [a, level])) as Record<
        (typeof assessmentAspects)[number],
        typeof level
      >,
    ),
  }),
  assigned: z.object({
    ...unitAndParty,
    note: text,
    /** the person who shall handle it */
    handlerId: z.string().nullish(),
  }),
  accepted: z.object({ note: text }),
  informed: z.object({ note: text.min(1) }),
  noted: z.object({ note: text.min(1) }),
  handedBack: z.object({ note: text.min(1) }),
  responded: z.object({
    note: text.min(1),
    conclusion: z.enum(conclusions).nullable(),
    causeCode: z.string().nullable(),
    measure: text,
    /** what proves the answer: number of a recording, of a text message, of a letter */
    evidence: text.optional(),
  }),
  followedUp: z.object({ result: z.enum(visitResults), note: text }),
  exhausted: z.object({ note: text.min(1), approver: text.min(1) }),
  closed: z.object({
    /** null, as the cause: closed in another system that did not say */
    conclusion: z.enum(conclusions).nullable(),
    causeCode: z.string().nullable(),
    measure: text.min(1),
    correction: text.optional(),
    prevention: text.optional(),
    /** proof of the answer that was told only now */
    evidence: text.optional(),
    note: text,
  }),
  returned: z.object({ note: text.min(1) }),
  transferred: z.object({ ...unitAndParty, note: text, handlerId: z.string().nullish() }),
  suspensionRequested: z.object({ reason: z.enum(suspendReasons), note: text.min(1) }),
  suspensionRefused: z.object({ note: text.min(1) }),
  suspended: z.object({ reason: z.enum(suspendReasons), approver: text.min(1), note: text }),
  resumed: z.object({ note: text }),
  compensationProposed: z.object({ amountCents: z.number().int().positive(), form: text.min(1), note: text }),
  compensationApproved: z.object({ note: text }),
  compensationRefused: z.object({ note: text.min(1) }),
  escalated: z.object({
    note: text.min(1),
    /** the superior unit it was brought before */
    unitId: z.string().nullish(),
    /** the deadline did it, nobody's hand */
    automatic: z.boolean().optional(),
    /** which clock it was, and at which rung: `over.8` is eight working hours after its deadline */
    clock: z.enum(clockKinds).optional(),
    stage: z.string().optional(),
    /** the limit it missed went on while the complaint stood still */
    besidePause: z.boolean().optional(),
  }),
  reopened: z.object({ note: text.min(1), byVisit: z.boolean() }),
  withdrawn: z.object({ note: text.min(1) }),
  /** what deadlines depend on, put right: only what changed, as it was and as it is */
  corrected: z.object({ before: correctedFacts.partial(), after: correctedFacts.partial(), note: text.min(1) }),
  ruleMoved: z.object({ ruleEdition: z.number().int(), note: text.min(1) }),
  attached: z.object({
    attachmentId: z.string(),
    purpose: z.enum(attachmentPurposes),
    name: text,
    sha256: z.string(),
    note: text,
  }),
  detached: z.object({ attachmentId: z.string(), note: text }),
  linked: z.object({ ...other, kind: z.enum(linkKinds), note: text }),
  unlinked: z.object({ ...other, note: text }),
  split: z.object({ ...other, note: text.min(1) }),
  merged: z.object({ ...other, note: text.min(1) }),
  unmerged: z.object({ ...other, note: text.min(1) }),
  absorbed: z.object({
    ...other,
    note: text,
    /** its own claim first, then those of complaints merged into it before */
    claims: z.array(mergedClaim).optional(),
  }),
  released: z.object({ ...other, note: text }),
  audited: z.object({ closureAuditId: z.string(), result: z.enum(auditResults), note: text }),
} as const;
export type EventData = { [K in keyof typeof eventData]: z.infer<(typeof eventData)[K]> };

interface EventBase<T extends keyof EventData> {
  seq: number;
  type: T;
  /** null: it happened in another system that did not hand over when */
  happenedAt: string | null;
  recordedAt: string;
  accountId: string | null;
  data: EventData[T];
}
/** One event of a complaint's history. The history is the truth; everything else can be computed from it. */
export type ComplaintEvent = { [T in keyof EventData]: EventBase<T> }[keyof EventData];
