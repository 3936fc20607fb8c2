import { z } from 'zod';
import { dayEnds, termExtensions, termUnits } from '../calendar/term.rules.ts';
import { closeRequirements } from './act.rules.ts';
import {
  areaKinds,
  clockKinds,
  clockStates,
  complaintActs,
  complaintEventTypes,
  complaintStatuses,
  conclusions,
  ledgerParties,
  linkKinds,
  suspendReasons,
  visitResults,
} from './complaint.enums.ts';
import { complaintRow, remainingView } from './complaint.schema.ts';
import { warningView } from './warning.schema.ts';

export const ruleView = z.object({
  code: z.string(),
  name: z.string(),
  clause: z.string(),
  amount: z.number(),
  unit: z.enum(termUnits),
  extend: z.enum(termExtensions),
  dayEnd: z.enum(dayEnds),
  /** times of day the start lies between */
  startFrom: z.string().nullable(),
  startUntil: z.string().nullable(),
  verification: z.enum(['verified', 'pending', 'example']),
});
const otherComplaint = z.object({ complaintId: z.string(), number: z.string() });
export const clockView = z.object({
  kind: z.enum(clockKinds),
  key: z.string(),
  state: z.enum(clockStates),
  /** the unit that has to keep it, for parts of the process */
  unitName: z.string().nullable(),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  missingYear: z.number().nullable(),
  /** whose limit it is; while paused the one that goes on, where there is one */
  rule: ruleView.nullable(),
  /** while paused: the rule that stands still; else null */
  standing: ruleView.nullable(),
  /** the merged complaint whose deadline is kept; null where it is the complaint's own */
  of: otherComplaint.nullable(),
  others: z.array(
    z.object({
      rule: ruleView,
      dueAt: z.string().nullable(),
      isStanding: z.boolean(),
      of: otherComplaint.nullable(),
    }),
  ),
  /** limits that need a year without a calendar and may come before the one told here, not before `earliest` */
  mayBeEarlier: z.array(
    z.object({ rule: ruleView, year: z.number(), earliest: z.string(), of: otherComplaint.nullable() }),
  ),
  remaining: remainingView.nullable(),
  /** by how much it was stopped too late, in the unit of the rule; null where it was not */
  lateBy: remainingView.nullable(),
  /** minutes used and allowed, for terms in minutes and hours */
  usedMinutes: z.number().nullable(),
  allowedMinutes: z.number().nullable(),
  /**
   * minutes from the start to the stop, or to now: without its suspensions, and in them; working time for terms in
   * working days or working time. Null without a rule, after an end without an answer, or where a calendar is missing
   */
  netMinutes: z.number().nullable(),
  pausedMinutes: z.number().nullable(),
  lines: z.array(
    z.object({
      on: z.string(),
      until: z.string(),
      kind: z.enum(['start', 'workday', 'weekend', 'holiday', 'makeup', 'natural', 'paused', 'rolled']),
      name: z.string(),
      days: z.number(),
      minutes: z.number(),
      pausedMinutes: z.number(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
});
export type ClockView = z.infer<typeof clockView>;

export const eventView = z.object({
  seq: z.number(),
  type: z.enum(complaintEventTypes),
  happenedAt: z.string().nullable(),
  recordedAt: z.string(),
  backdated: z.boolean(),
  accountName: z.string(),
  /** by the person who looks */
  isOwn: z.boolean(),
  unitName: z.string().nullable(),
  /** the person it was given to */
  handlerName: z.string().nullable(),
  note: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type EventView = z.infer<typeof eventView>;

/** Somebody a unit's complaints may be given to; no unit where they see the whole organisation. */
export const handlerView = z.object({
  accountId: z.string(),
  displayName: z.string(),
  unitName: z.string().nullable(),
});
export type HandlerView = z.infer<typeof handlerView>;

export const complaintDetail = z.object({
  row: complaintRow,
  demand: z.string(),
  categoryCode: z.string().nullable(),
  /** town or country, where it was told */
  area: z.enum(areaKinds).nullable(),
  unitId: z.string(),
  firstUnitName: z.string(),
  firstResponder: z.string(),
  lastSeq: z.number(),
  /** the edition of deadline rules it goes by */
  ruleEdition: z.number(),
  clocks: z.array(clockView),
  workingHours: z.array(z.object({ from: z.string(), to: z.string(), since: z.string().optional() })),
  /** year without a calendar that keeps the ledger from being made */
  ledgerYear: z.number().nullable(),
  ledger: z
    .object({
      seconds: z.number(),
      workSeconds: z.number(),
      parts: z.array(z.object({ party: z.enum(ledgerParties), seconds: z.number(), workSeconds: z.number() })),
      segments: z.array(
        z.object({
          segment: z.enum(complaintStatuses),
          party: z.enum(ledgerParties),
          unitName: z.string().nullable(),
          from: z.string(),
          to: z.string().nullable(),
          seconds: z.number(),
          workSeconds: z.number(),
        }),
      ),
    })
    .nullable(),
  events: z.array(eventView),
  /** deadlines it was warned of, in its history among the events */
  warnings: z.array(warningView),
  acts: z.array(z.enum(complaintActs)),
  missingForClose: z.array(z.enum(closeRequirements)),
  returnsUsed: z.number(),
  returnsAllowed: z.number(),
  conclusion: z.enum(conclusions).nullable(),
  causeCode: z.string().nullable(),
  measure: z.string(),
  correction: z.string(),
  prevention: z.string(),
  responseEvidence: z.array(z.string()),
  visitResult: z.enum(visitResults).nullable(),
  isRefused: z.boolean(),
  handlerName: z.string().nullable(),
  suspensionRequest: z.object({ reason: z.enum(suspendReasons), at: z.string(), isOwn: z.boolean() }).nullable(),
  compensation: z
    .object({
      state: z.enum(['proposed', 'approved', 'refused']),
      amountCents: z.number(),
      form: z.string(),
      isOwn: z.boolean(),
    })
    .nullable(),
  links: z.array(otherComplaint.extend({ kind: z.enum(linkKinds) })),
  splitFrom: otherComplaint.nullable(),
  splitInto: z.array(otherComplaint),
  mergedInto: otherComplaint.nullable(),
  absorbed: z.array(otherComplaint),
  paused: z.boolean(),
  mayReveal: z.boolean(),
});
export type ComplaintDetail = z.infer<typeof complaintDetail>;
