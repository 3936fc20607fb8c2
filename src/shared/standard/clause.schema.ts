import { z } from 'zod';
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
export const customerGrades = [
  'all',
  'diamond',
  'gold',
  'silver',
  'basic',
  '1A',
  '2A',
  '3A',
  '4A',
  '5A',
  '1B',
  '2B',
  '3B',
  '4B',
  '5B',
] as const;
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
  code: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/),
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
