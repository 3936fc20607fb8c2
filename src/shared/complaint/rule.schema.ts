import { z } from 'zod';
import { dayEnds, termExtensions, termUnits } from '../calendar/term.rules.ts';
import {
  areaKinds,
  clockKinds,
  complaintBusinesses,
  complaintChannels,
  customerGrades,
  startEvents,
  stopEvents,
  suspendReasons,
} from './complaint.enums.ts';
import { provinceOf } from './province.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const text = (longest: number) => z.string().trim().max(longest);
const any = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .array(z.enum(values))
    .transform((list) => (list.length === 0 ? null : list))
    .nullable();

/**
 * A deadline rule as a person writes it: the fields of the reference's R13, the time of day its start lies in and how its
 * last day ends. Empty conditions mean "any"; rules stored before those two existed read as any time and midnight.
 */
export const deadlineRule = z.object({
  code: text(40).min(1),
  name: text(120).min(1),
  clock: z.enum(clockKinds),
  province: text(30).transform(provinceOf).nullable(),
  channels: any(complaintChannels),
  businesses: any(complaintBusinesses),
  grades: any(customerGrades),
  area: z.enum(areaKinds).nullable(),
  category: text(80)
    .transform((code) => code || null)
    .nullable(),
  startEvent: z.enum(startEvents),
  startFrom: time.nullable().default(null),
  startUntil: time.nullable().default(null),
  stopEvent: z.enum(stopEvents),
  amount: z.number().int().min(-1_000_000).max(1_000_000),
  unit: z.enum(termUnits),
  extend: z.enum(termExtensions),
  dayEnd: z.enum(dayEnds).default('midnight'),
  measure: z.enum(['longest', 'mean']),
  pausable: z.boolean(),
  pauseReasons: any(suspendReasons),
  consequence: text(400),
  clause: text(400),
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable(),
  verification: z.enum(['verified', 'pending', 'example']),
});
export type DeadlineRuleInput = z.output<typeof deadlineRule>;
/** Most rules of one edition: more would be a table pasted by mistake. */
export const deadlineRules = z.array(deadlineRule).min(1).max(500);

export const ruleEditionView = z.object({
  number: z.number().int(),
  note: z.string(),
  accountName: z.string(),
  createdAt: z.string(),
  rules: z.number().int(),
  /** open complaints that still go by it */
  open: z.number().int(),
});
export type RuleEditionView = z.infer<typeof ruleEditionView>;

/** What is wrong with one row of a table of rules, in words. */
export const ruleProblem = z.object({ row: z.number().int(), code: z.string(), zh: z.string(), en: z.string() });
export type RuleProblem = z.infer<typeof ruleProblem>;
