import { z } from 'zod';
import { questionnaireDefinition } from './questionnaire.schema.ts';

/** What a survey is about; `overall` covers several businesses in one wave. */
export const surveyBusinesses = ['mobile', 'broadband', 'fixed', 'enterprise', 'overall'] as const;
export type SurveyBusiness = (typeof surveyBusinesses)[number];

export const waveStates = ['open', 'locked'] as const;
export type WaveState = (typeof waveStates)[number];

/** How indices are computed; PLS weights will be a method of their own beside this one. */
export const indexMethods = ['simpleMean'] as const;

const day = z.iso.date();

const interval = z.object({ low: z.number(), high: z.number() });

/** Index 0–100 of a group with its sample size and 95 % t interval. */
export const indexFigureView = z.object({
  n: z.number().int(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  standardError: z.number().nullable(),
  interval: interval.nullable(),
  /** fewer than 30: no verdict may be given */
  small: z.boolean(),
});
export type IndexFigureView = z.infer<typeof indexFigureView>;

export const shareFigureView = z.object({
  count: z.number().int(),
  n: z.number().int(),
  rate: z.number().nullable(),
  interval: interval.nullable(),
});

export const differenceVerdicts = ['increased', 'decreased', 'withinError', 'sampleTooSmall', 'noPrevious'] as const;
export const differenceView = z.object({
  difference: z.number().nullable(),
  interval: interval.nullable(),
  verdict: z.enum(differenceVerdicts),
});
export type DifferenceView = z.infer<typeof differenceView>;

export const waveInput = z.object({
  name: z.string().trim().min(1).max(80),
  business: z.enum(surveyBusinesses),
  unitId: z.string(),
  questionnaireVersionId: z.string(),
  startOn: day,
  endOn: day,
});
export type WaveInput = z.infer<typeof waveInput>;

export const waveView = z.object({
  waveId: z.string(),
  name: z.string(),
  business: z.enum(surveyBusinesses),
  unitId: z.string(),
  unitName: z.string(),
  questionnaireVersionId: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  state: z.enum(waveStates),
  lockedAt: z.string().nullable(),
  isSample: z.boolean(),
  /** submissions inside the reader's scope */
  submissions: z.number().int(),
});
export type WaveView = z.infer<typeof waveView>;

/** A wave in the list: with the index of the questionnaire's target construct. */
export const waveRow = waveView.extend({ index: indexFigureView, comparison: differenceView });
export type WaveRow = z.infer<typeof waveRow>;

export const questionnaireSummary = z.object({
  questionnaireVersionId: z.string(),
  code: z.string(),
  version: z.number().int(),
  labelZh: z.string(),
  labelEn: z.string(),
  items: z.number().int(),
  publishedAt: z.string(),
});

export const constructResult = z.object({
  code: z.string(),
  index: indexFigureView,
  previous: indexFigureView.nullable(),
  comparison: differenceView,
});
export type ConstructResult = z.infer<typeof constructResult>;

export const itemResult = z.object({
  code: z.string(),
  construct: z.string(),
  counts: z.array(z.number().int()),
  missing: z.number().int(),
  mean: z.number().nullable(),
  topTwo: shareFigureView,
});
export type ItemResult = z.infer<typeof itemResult>;

export const trendPoint = z.object({
  waveId: z.string(),
  name: z.string(),
  startOn: z.string(),
  index: indexFigureView,
});

export const sampleQualityView = z.object({
  submissions: z.number().int(),
  missing: shareFigureView,
  complete: shareFigureView,
  straightLine: shareFigureView,
  speeder: shareFigureView,
  repeated: shareFigureView,
  /** target index with straight-lined submissions left out, to show what they move */
  indexWithoutStraightLine: indexFigureView,
});

export const waveResults = z.object({
  wave: waveView,
  definition: questionnaireDefinition,
  method: z.enum(indexMethods),
  scopeUnitName: z.string().nullable(),
  previousWave: z.object({ waveId: z.string(), name: z.string() }).nullable(),
  /** waves this one may be compared with: same questionnaire, other wave */
  comparable: z.array(z.object({ waveId: z.string(), name: z.string(), startOn: z.string() })),
  target: z.string(),
  constructs: z.array(constructResult),
  items: z.array(itemResult),
  trend: z.array(trendPoint),
  quality: sampleQualityView,
  /** names of the extra columns of the imported file */
  extraDimensions: z.array(z.string()),
});
export type WaveResults = z.infer<typeof waveResults>;

/** `unit`, `business`, `channel`, `grade`, or `extra:` and the name of a column of the file. */
export const segmentDimension = z.string().regex(/^(unit|business|channel|grade|extra:.{1,120})$/su);

export const segmentRow = z.object({
  /** null: submissions without a value */
  value: z.string().nullable(),
  label: z.string().nullable(),
  submissions: z.number().int(),
  index: indexFigureView,
  comparison: differenceView,
});
export type SegmentRow = z.infer<typeof segmentRow>;

/** Narrows submissions to those behind a number; every part is optional and all of them must hold. */
export const submissionFilter = z.object({
  unitId: z.string().optional(),
  segment: z.object({ dimension: segmentDimension, value: z.string().nullable() }).optional(),
  /** submissions that gave this answer to this item; `answer: null` finds the missing ones */
  item: z.object({ code: z.string(), answer: z.number().int().min(0).max(10).nullable() }).optional(),
  quality: z.enum(['straightLine', 'incomplete', 'speeder']).optional(),
});
export type SubmissionFilter = z.infer<typeof submissionFilter>;

export const submissionView = z.object({
  submissionId: z.string(),
  externalId: z.string().nullable(),
  lineNumber: z.number().int(),
  unitId: z.string(),
  unitName: z.string(),
  business: z.enum(surveyBusinesses),
  channel: z.string().nullable(),
  grade: z.string().nullable(),
  answers: z.array(z.number().int().nullable()),
  missingCount: z.number().int(),
  isStraightLine: z.boolean(),
  durationSeconds: z.number().int().nullable(),
  /** index 0–100 by construct code; null where too few items were answered */
  indices: z.record(z.string(), z.number().nullable()),
});
export type SubmissionView = z.infer<typeof submissionView>;
