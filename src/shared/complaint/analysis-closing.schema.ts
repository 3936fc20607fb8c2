import { z } from 'zod';
import { analysisInput } from './analysis.schema.ts';

/** What ends the time that is measured: closing, or the (last) answer. */
export const closingEnds = ['closed', 'answered'] as const;
export type ClosingEnd = (typeof closingEnds)[number];
export const closingGroupings = ['none', 'category', 'unit', 'channel'] as const;
export type ClosingGrouping = (typeof closingGroupings)[number];
/** More curves than this can't be told apart. */
export const mostCurves = 5;

export const closingInput = analysisInput.safeExtend({
  end: z.enum(closingEnds).default('closed'),
  by: z.enum(closingGroupings).default('none'),
});
export type ClosingInput = z.output<typeof closingInput>;

const bounded = z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() });
export const closingCurve = z.object({
  /** code, unit or channel; empty for everything together */
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  isOwn: z.boolean(),
  /** observed: those whose time is not known are left out */
  n: z.number(),
  ended: z.number(),
  /** still open, or withdrawn or merged before the end */
  censored: z.number(),
  unknown: z.number(),
  /** hours; null while more than half are open */
  median: bounded.nullable(),
  /** share not yet ended after 48 hours and 15 days (A9), by the time of the clock on the wall */
  after48Hours: bounded.nullable(),
  after15Days: bounded.nullable(),
  /** hours, share still open, lower and upper bound of its 95 % interval */
  points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  /** still under observation at each of the ticks */
  atRisk: z.array(z.number()),
});
export type ClosingCurve = z.infer<typeof closingCurve>;

export const closingAnalysis = z.object({
  asOf: z.string(),
  curves: z.array(closingCurve),
  /** groups beyond the largest five, left out of curves and test */
  others: z.number(),
  /** hours */
  ticks: z.array(z.number()),
  logRank: z.object({ chiSquare: z.number(), degreesOfFreedom: z.number(), p: z.number() }).nullable(),
});
export type ClosingAnalysis = z.infer<typeof closingAnalysis>;
