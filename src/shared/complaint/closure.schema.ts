import { z } from 'zod';
import { largestSeed } from './closure.rules.ts';
import { auditResults, complaintStatuses } from './complaint.enums.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const interval = z.object({ low: z.number(), high: z.number() }).nullable();

/** From what and how a re-audit is drawn. */
export const closureAuditDraw = z.object({
  name: z.string().trim().min(1).max(80),
  unitId: z.string().nullish(),
  /** days of closing, both included */
  closedFrom: day,
  closedTo: day,
  size: z.number().int().min(1).max(500),
  /** left out: one is made up and shown */
  seed: z.number().int().min(0).max(largestSeed).nullish(),
});
export type ClosureAuditDraw = z.output<typeof closureAuditDraw>;

export const auditEstimate = z.object({
  checked: z.number(),
  paper: z.number(),
  flawed: z.number(),
  share: z.number().nullable(),
  interval,
  low: z.number(),
  high: z.number(),
});
export const closureAuditView = z.object({
  closureAuditId: z.string(),
  name: z.string(),
  seed: z.number(),
  unitName: z.string().nullable(),
  closedFrom: z.string(),
  closedTo: z.string(),
  population: z.number(),
  size: z.number(),
  drawnByName: z.string(),
  drawnAt: z.string(),
  estimate: auditEstimate,
});
export type ClosureAuditView = z.infer<typeof closureAuditView>;

export const closureAuditItem = z.object({
  position: z.number(),
  complaintId: z.string(),
  number: z.string(),
  unitName: z.string(),
  status: z.enum(complaintStatuses),
  closedAt: z.string().nullable(),
  closerName: z.string().nullable(),
  result: z.enum(auditResults).nullable(),
  note: z.string(),
  checkedByName: z.string().nullable(),
  checkedAt: z.string().nullable(),
  /** nobody checks what they closed themselves */
  mayCheck: z.boolean(),
});
export type ClosureAuditItem = z.infer<typeof closureAuditItem>;
export const closureAuditDetail = closureAuditView.extend({ items: z.array(closureAuditItem) });

export const checkInput = z.object({
  closureAuditId: z.string(),
  position: z.number().int(),
  result: z.enum(auditResults),
  note: z.string().trim().max(2000).default(''),
  /** a complaint closed on paper is opened again */
  reopen: z.boolean().default(false),
});

/** Closings of a period: days of the deadline, both included. */
export const closureScope = z.object({ unitId: z.string().nullish(), from: day, to: day });
export const bunchingView = z.object({
  /** answers by minutes before (positive) or after the deadline, in steps of two hours; `from` is the step's nearer end to −∞ */
  steps: z.array(z.object({ from: z.number(), count: z.number() })),
  units: z.array(
    z.object({
      unitId: z.string(),
      name: z.string(),
      n: z.number(),
      last: z.number(),
      share: z.number().nullable(),
      expected: z.number().nullable(),
      difference: z.number().nullable(),
      interval,
      isSignal: z.boolean(),
    }),
  ),
});
export type BunchingView = z.infer<typeof bunchingView>;
export const bulkRow = z.object({
  /** for the filter of the list: an account, or the name another system gave */
  closedBy: z.string(),
  name: z.string(),
  isImported: z.boolean(),
  /** the first closing and the last one */
  from: z.string(),
  to: z.string(),
  count: z.number(),
});
export const backdatedRow = z.object({
  unitId: z.string(),
  name: z.string(),
  n: z.number(),
  backdated: z.number(),
  interval,
});
