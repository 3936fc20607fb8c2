import { z } from 'zod';
import { serviceGrades } from '../kernel/customer-grade.ts';
import { isDay } from '../kernel/dates.ts';

/** Whom a clause promises something: 家庭/个人客户 (107 clauses) 政企客户 (89) 内部客户; seeds A12–A14. */
export const clauseAudiences = ['household', 'enterprise', 'internal'] as const;
export type ClauseAudience = (typeof clauseAudiences)[number];
/** 时限类 (快捷服务) 功能类 (便捷服务) 关怀类 (关怀服务); seeds A13. */
export const clauseClasses = ['timeLimit', 'functional', 'care'] as const;
export type ClauseClass = (typeof clauseClasses)[number];
/** 对外承诺 对内承诺; seeds A12. */
export const clausePromises = ['outside', 'inside'] as const;
export type ClausePromise = (typeof clausePromises)[number];
/** Units of a limit. */
export const limitUnits = ['second', 'minute', 'hour', 'naturalDay', 'workingDay', 'month', 'percent', 'time'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** Customer grades: 钻 金 银 基础 for households, 1A–5A and 1B–5B for enterprises (seeds A15), `all` for every grade. */
export const customerGrades = ['all', ...serviceGrades] as const;
export type CustomerGrade = (typeof customerGrades)[number];

/** Limit for one grade in 1/1000 of the clause's unit: mean, longest, or both. */
export const clauseLimit = z
  .object({
    customerGrade: z.enum(customerGrades),
    meanLimit: z.number().int().min(0).max(1_000_000_000).nullable(),
    maxLimit: z.number().int().min(0).max(1_000_000_000).nullable(),
  })
  .refine((limit) => limit.meanLimit !== null || limit.maxLimit !== null, 'limit without a value')
  .refine(
    (limit) => limit.meanLimit === null || limit.maxLimit === null || limit.meanLimit <= limit.maxLimit,
    'mean above longest',
  );
export type ClauseLimit = z.infer<typeof clauseLimit>;

const text = z.string().trim().min(1);
const day = z.string().refine(isDay, 'day');

/** One edition of a clause as it is entered. */
export const clauseContent = z.object({
  /** letters, digits, Han characters, dots and dashes */
  code: z.string().regex(/^[0-9A-Za-z\p{Script=Han}][0-9A-Za-z\p{Script=Han}.·-]{0,39}$/u),
  audience: z.enum(clauseAudiences),
  class: z.enum(clauseClasses),
  promise: z.enum(clausePromises),
  titleZh: text.max(120),
  titleEn: z.string().trim().max(200).default(''),
  textZh: text.max(2000),
  textEn: z.string().trim().max(4000).default(''),
  sourceTitle: text.max(200),
  sourceNumber: z.string().trim().max(80).default(''),
  article: z.string().trim().max(80).default(''),
  limitUnit: z.enum(limitUnits).nullable(),
  limits: z.array(clauseLimit).max(customerGrades.length),
  effectiveOn: day,
  expiresOn: day.nullable().default(null),
  isVerified: z.boolean().default(false),
});
export type ClauseContent = z.infer<typeof clauseContent>;

export const clauseFilter = z.object({
  audience: z.enum(clauseAudiences).optional(),
  class: z.enum(clauseClasses).optional(),
  promise: z.enum(clausePromises).optional(),
  isVerified: z.boolean().optional(),
  /** anywhere in number, title, text or source */
  q: z.string().trim().max(80).default(''),
});
export type ClauseFilter = z.infer<typeof clauseFilter>;

/** The newest edition of a clause, and how many there are. */
export const clauseRow = clauseContent.extend({
  edition: z.number().int(),
  editions: z.number().int(),
  /** items of published cards that check it */
  items: z.number().int(),
});
export type ClauseRow = z.infer<typeof clauseRow>;

export const clauseEditionView = clauseContent.extend({
  clauseEditionId: z.string(),
  edition: z.number().int(),
  /** last day it is in force, by the next edition or its own end; null without end */
  lastOn: z.string().nullable(),
  publishedBy: z.string(),
  publishedAt: z.string(),
});
export type ClauseEditionView = z.infer<typeof clauseEditionView>;

export const clauseDetail = z.object({
  code: z.string(),
  /** newest first */
  editions: z.array(clauseEditionView),
  /** items of published cards that point at it, the newest version of each card only */
  items: z.array(
    z.object({
      scorecardVersionId: z.string(),
      scorecardCode: z.string(),
      version: z.number().int(),
      cardTitleZh: z.string(),
      cardTitleEn: z.string(),
      itemCode: z.string(),
      titleZh: z.string(),
      titleEn: z.string(),
      fullPoints: z.number().int(),
      edition: z.number().int().nullable(),
    }),
  ),
});
export type ClauseDetail = z.infer<typeof clauseDetail>;

/** What one clause cost on the published sheets of a period; points are 1/1000. */
export const clauseCost = z.object({
  code: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  /** whether the library holds it; items of older cards may name clauses that it doesn't */
  isKnown: z.boolean(),
  lostPoints: z.number().int(),
  failed: z.number().int(),
  /** items asked for on published sheets, without those that didn't apply */
  inspected: z.number().int(),
  /** where it was lost, the most expensive first */
  items: z.array(
    z.object({
      scorecardCode: z.string(),
      cardTitleZh: z.string(),
      cardTitleEn: z.string(),
      itemCode: z.string(),
      lostPoints: z.number().int(),
      failed: z.number().int(),
    }),
  ),
});
export type ClauseCost = z.infer<typeof clauseCost>;

export const clauseFigures = z.object({
  startOn: z.string(),
  endOn: z.string(),
  /** clauses in force at the end of the period, by audience and class */
  counts: z.array(
    z.object({
      audience: z.enum(clauseAudiences),
      class: z.enum(clauseClasses),
      total: z.number().int(),
      met: z.number().int(),
      failed: z.number().int(),
      notInspected: z.number().int(),
    }),
  ),
  /** verdict of each clause that was inspected, by code */
  verdicts: z.record(z.string(), z.enum(['met', 'failed'])),
  costs: z.array(clauseCost),
});
export type ClauseFigures = z.infer<typeof clauseFigures>;
