import { z } from 'zod';
import { analysisInput, placeView } from './analysis.schema.ts';

/** Complaints per users (u), share of founded ones (p), share answered in time (p). */
export const controlMeasures = ['volume', 'founded', 'timeliness'] as const;
export type ControlMeasure = (typeof controlMeasures)[number];
export const controlSteps = ['month', 'week'] as const;
export type ControlStep = (typeof controlSteps)[number];

export const controlInput = analysisInput.safeExtend({
  measure: z.enum(controlMeasures).default('volume'),
  step: z.enum(controlSteps).default('month'),
  /** a category with everything below it; only for the volume */
  category: z.string().max(80).default(''),
  /** Nelson's rules that are looked at */
  rules: z.array(z.number().int().min(1).max(8)).min(1).default([1, 2, 3]),
  /** limits widened by Laney's σz; plain ones otherwise */
  laney: z.boolean().default(true),
});
export type ControlInput = z.output<typeof controlInput>;

/** Why a series is charted but not judged. */
export const unjudgedReasons = ['tooFewPoints', 'tooFewCases'] as const;
export type UnjudgedReason = (typeof unjudgedReasons)[number];

export const controlPointView = z.object({
  /** `YYYY-MM`, or the Monday of the week */
  key: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  count: z.number(),
  /** cases of a share; 10,000 user-months, or months where users are not known */
  size: z.number(),
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** limits without Laney's correction */
  plainLower: z.number(),
  plainUpper: z.number(),
  rules: z.array(z.number()),
});
export type ControlPointView = z.infer<typeof controlPointView>;

export const controlSeries = z.object({
  /** null: the whole scope */
  place: placeView.nullable(),
  /** the volume of a unit without known users is counted per month */
  per: z.enum(['users', 'time', 'cases']),
  centre: z.number(),
  /** σz; 1 for plain limits */
  factor: z.number(),
  unjudged: z.enum(unjudgedReasons).nullable(),
  points: z.array(controlPointView),
});
export type ControlSeries = z.infer<typeof controlSeries>;

/** A rule that a point completes, with everything needed to say it in words and to open its complaints. */
export const controlSignal = z.object({
  place: placeView.nullable(),
  category: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  rule: z.number(),
  direction: z.enum(['up', 'down']),
  per: z.enum(['users', 'time', 'cases']),
  point: controlPointView,
  centre: z.number(),
  isInPeriod: z.boolean(),
});
export type ControlSignal = z.infer<typeof controlSignal>;

export const controlAnalysis = z.object({
  asOf: z.string(),
  series: z.array(controlSeries),
  signals: z.array(controlSignal),
  /** signals of the period that are not listed, where there are very many */
  unlisted: z.number(),
  /** series and points looked at, and how many signals chance alone would bring */
  looked: z.object({
    series: z.number(),
    points: z.number(),
    expected: z.number(),
    pointsInPeriod: z.number(),
    expectedInPeriod: z.number(),
  }),
});
export type ControlAnalysis = z.infer<typeof controlAnalysis>;
