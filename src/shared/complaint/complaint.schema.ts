import { z } from 'zod';
import { pageInput } from '../kernel/paging.ts';
import {
  areaKinds,
  assessmentAspects,
  clockStates,
  complaintBusinesses,
  complaintChannels,
  complaintStatuses,
  conclusions,
  customerGrades,
  plainActs,
  suspendReasons,
  visitResults,
} from './complaint.enums.ts';
import { narrowing } from './narrowing.schema.ts';
import { riskReasons } from './risk.rules.ts';
import { todoKinds } from './todo.schema.ts';

/** Views every list offers, in the order of their tabs; those after `risk` stand in the menu behind them. */
export const complaintViews = [
  'open',
  'mine',
  'dueToday',
  'overdue',
  'warned',
  'followUp',
  'repeat',
  'risk',
  'approval',
  'escalated',
  'regulator',
  'returned',
  'all',
] as const;
export type ComplaintView = (typeof complaintViews)[number];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** What a list is narrowed to. Empty lists mean "any". */
export const complaintFilter = z.object({
  view: z.enum(complaintViews).default('open'),
  unitId: z.string().nullish(),
  q: z.string().trim().max(80).default(''),
  statuses: z.array(z.enum(complaintStatuses)).default([]),
  channels: z.array(z.enum(complaintChannels)).default([]),
  grades: z.array(z.enum(customerGrades)).default([]),
  businesses: z.array(z.enum(complaintBusinesses)).default([]),
  category: z.string().max(80).default(''),
  receivedFrom: day.nullish(),
  receivedTo: day.nullish(),
  ...narrowing,
  /** in the view of one's own work: only work of this kind */
  todo: z.enum(todoKinds).nullish(),
});
export type ComplaintFilter = z.output<typeof complaintFilter>;

export const complaintSorts = ['due', 'received', 'closed', 'risk'] as const;
export const listInput = complaintFilter.extend(pageInput.shape).extend({
  sort: z.enum(complaintSorts).default('due'),
  descending: z.boolean().default(false),
});
export type ListInput = z.output<typeof listInput>;

/** How much is left or over, in the unit of the rule. */
export const remainingView = z.object({
  overdue: z.boolean(),
  amount: z.number(),
  unit: z.enum(['minute', 'hour', 'day', 'workMinute', 'workHour', 'workDay']),
});
export const badgeView = z.object({
  state: z.enum(clockStates),
  dueAt: z.string().nullable(),
  rule: z.string().nullable(),
  pausedReason: z.string().nullable(),
  missingYear: z.number().nullable(),
  remaining: remainingView.nullable(),
});
export type BadgeView = z.infer<typeof badgeView>;

export const complaintRow = z.object({
  complaintId: z.string(),
  number: z.string(),
  externalNumber: z.string().nullable(),
  badge: badgeView,
  customerName: z.string(),
  customerNumber: z.string(),
  customerGrade: z.enum(customerGrades).nullable(),
  channel: z.enum(complaintChannels),
  business: z.enum(complaintBusinesses).nullable(),
  categoryZh: z.string().nullable(),
  categoryEn: z.string().nullable(),
  place: z.string(),
  content: z.string(),
  unitName: z.string(),
  status: z.enum(complaintStatuses),
  receivedAt: z.string(),
  closedAt: z.string().nullable(),
  conclusion: z.enum(conclusions).nullable(),
  repeatCount: z.number(),
  /** how many were merged into it */
  absorbedCount: z.number(),
  returnPending: z.boolean(),
  isImported: z.boolean(),
  /** risk of an appeal, heaviest reason first; null for those that don't stand in its list */
  risk: z.object({ points: z.number(), reasons: z.array(z.enum(riskReasons)) }).nullable(),
});
export type ComplaintRow = z.infer<typeof complaintRow>;

const text = z.string().trim().max(20_000);
export const registerInput = z.object({
  channel: z.enum(complaintChannels),
  customerName: z.string().trim().max(60),
  customerNumber: z.string().trim().max(40),
  customerGrade: z.enum(customerGrades).nullable(),
  business: z.enum(complaintBusinesses).nullable(),
  categoryCode: z.string().nullable(),
  area: z.enum(areaKinds).nullable().default(null),
  region: z.string().trim().max(60).default(''),
  city: z.string().trim().max(60).default(''),
  /** limited in the service, so that too long a text gets its own sentence */
  content: z.string().trim().min(1),
  demand: text.default(''),
  /** where it was taken down; the caller's own unit when left out */
  unitId: z.string().nullish(),
  /** the accountable unit, when it is clear at once */
  assignTo: z.string().nullish(),
  /** the customer was told at once that the complaint is taken up */
  acknowledged: z.boolean().default(false),
  receivedAt: z.string().datetime().nullish(),
  /** it tells the matter of one that is there: linked to it as a repeat, or merged into it at once */
  joinTo: z
    .object({ complaintId: z.string(), how: z.enum(['link', 'merge']), note: z.string().trim().max(2000).default('') })
    .nullish(),
});
export type RegisterInput = z.output<typeof registerInput>;

const level = z.number().int().min(1).max(3);
export const actInput = z.object({
  complaintId: z.string(),
  /** the last event the caller has seen: another one in between refuses the act */
  lastSeq: z.number().int(),
  act: z.enum(plainActs),
  /** when it really happened, if not now */
  happenedAt: z.string().datetime().nullish(),
  note: text.default(''),
  unitId: z.string().nullish(),
  levels: z
    .object(
      Object.fromEntries(assessmentAspects.map((a) => [a, level])) as Record<
        (typeof assessmentAspects)[number],
        typeof level
      >,
    )
    .nullish(),
  reason: z.enum(suspendReasons).nullish(),
  /** the person who shall handle it (assign, transfer) */
  handlerId: z.string().nullish(),
  conclusion: z.enum(conclusions).nullish(),
  causeCode: z.string().nullish(),
  measure: text.default(''),
  correction: text.default(''),
  prevention: text.default(''),
  /** what proves the answer: number of a recording, a text message, a letter */
  evidence: z.string().trim().max(500).default(''),
  /** compensation in cents */
  amountCents: z.number().int().positive().max(1_000_000_000).nullish(),
  /** how it is paid: refund, credit, gift … */
  form: z.string().trim().max(60).nullish(),
  visitResult: z.enum(visitResults).nullish(),
});
export type ActInput = z.output<typeof actInput>;

export const catalogueNode = z.object({
  code: z.string(),
  parentCode: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
export const savedView = z.object({ viewId: z.string(), name: z.string(), filter: complaintFilter });
