import { z } from 'zod';
import {
  assessmentAspects,
  complaintStatuses,
  conclusions,
  ledgerParties,
  suspendReasons,
  visitResults,
} from './complaint.enums.ts';

const text = z.string().trim().max(20_000);
const level = z.number().int().min(1).max(3);

/** What each kind of event carries. Names of units are not kept here: units have ids and a history of their own. */
export const eventData = {
  received: z.object({ unitId: z.string(), party: z.enum(ledgerParties), ruleEdition: z.number().int() }),
  imported: z.object({
    status: z.enum(complaintStatuses),
    sourceStatus: text,
    file: text,
    unitId: z.string(),
    party: z.enum(ledgerParties),
  }),
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
  assigned: z.object({ unitId: z.string(), party: z.enum(ledgerParties), note: text }),
  accepted: z.object({ note: text }),
  noted: z.object({ note: text.min(1) }),
  responded: z.object({
    note: text.min(1),
    conclusion: z.enum(conclusions).nullable(),
    causeCode: z.string().nullable(),
    measure: text,
  }),
  followedUp: z.object({ result: z.enum(visitResults), note: text }),
  closed: z.object({ conclusion: z.enum(conclusions), causeCode: z.string(), measure: text.min(1), note: text }),
  returned: z.object({ note: text.min(1) }),
  transferred: z.object({ unitId: z.string(), party: z.enum(ledgerParties), note: text }),
  suspended: z.object({ reason: z.enum(suspendReasons), approver: text.min(1), note: text }),
  resumed: z.object({ note: text }),
  escalated: z.object({ note: text.min(1) }),
  reopened: z.object({ note: text.min(1), byVisit: z.boolean() }),
  withdrawn: z.object({ note: text.min(1) }),
  ruleMoved: z.object({ ruleEdition: z.number().int(), note: text.min(1) }),
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
