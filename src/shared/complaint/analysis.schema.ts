import { z } from 'zod';
import { addDays, isDay } from '../kernel/dates.ts';
import { unitLevels } from '../kernel/levels.ts';

/**
 * What counts as one complaint in 万投比 (reference R4: the trade counts in three ways and no public text says which):
 * everything taken down, without inquiries, or founded ones only.
 */
export const numeratorKinds = ['all', 'withoutInquiry', 'founded'] as const;
export type NumeratorKind = (typeof numeratorKinds)[number];

const day = z.string().refine(isDay);
const scope = {
  unitId: z.string().nullish(),
  startOn: day,
  endOn: day,
};
const longestDays = 731;
const inOrder = ({ startOn, endOn }: { startOn: string; endOn: string }) =>
  startOn <= endOn && endOn <= addDays(startOn, longestDays);

/** A unit with everything below it, and days of receipt, both included; at most two years. */
export const analysisInput = z
  .object({ ...scope, numerator: z.enum(numeratorKinds).default('all') })
  .refine(inOrder, { path: ['endOn'] });
export type AnalysisInput = z.output<typeof analysisInput>;

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
/** A share with what it counts and its 95 % Wilson interval. */
export const shareView = z.object({ hits: z.number(), n: z.number(), rate: z.number().nullable(), interval });
export type ShareView = z.infer<typeof shareView>;

export const changeVerdicts = ['increased', 'decreased', 'withinError', 'sampleTooSmall'] as const;
/** How a rate stands to an earlier one: their ratio with its 95 % interval, and what may be said. */
export const rateChange = z.object({
  count: z.number(),
  rate: z.number().nullable(),
  ratio: z.number().nullable(),
  interval,
  verdict: z.enum(changeVerdicts),
});
export type RateChange = z.infer<typeof rateChange>;

/**
 * A count over its exposure. Exposure is in 10,000 user-months (one user for one month is one user-month) where users are
 * known, else null; the rate is per 10,000 users and month, its interval the exact Poisson one.
 */
export const volumeFigure = z.object({
  count: z.number(),
  exposure: z.number().nullable(),
  rate: z.number().nullable(),
  interval,
});
export type VolumeFigure = z.infer<typeof volumeFigure>;

/** A unit right below the scope with everything below it; `isOwn`: the unit alone, without what lies below. */
export const placeView = z.object({
  unitId: z.string(),
  name: z.string(),
  code: z.string(),
  level: z.enum(unitLevels),
  isOwn: z.boolean(),
});
export type PlaceView = z.infer<typeof placeView>;

export const monthVolume = volumeFigure.extend({
  month: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  /** it has not ended: its exposure is that of the part that has passed */
  isRunning: z.boolean(),
  previous: rateChange.nullable(),
  lastYear: rateChange.nullable(),
});
export type MonthVolume = z.infer<typeof monthVolume>;

export const volumeAnalysis = z.object({
  asOf: z.string(),
  /** the last 24 months up to the period's, in order */
  months: z.array(monthVolume),
  period: volumeFigure.extend({ previous: rateChange.nullable(), lastYear: rateChange.nullable() }),
  /** the month whose users stand for the period's last month; null where users are not known */
  usersOf: z.object({ month: z.string(), users: z.number() }).nullable(),
  /** everything taken down in the period, and what is counted beside it and never subtracted */
  received: z.number(),
  beside: z.object({
    inquiries: z.number(),
    repeated: z.number(),
    multiChannel: z.number(),
    merged: z.number(),
    withdrawn: z.number(),
  }),
  /** A4, A5, A10, A12, A13, A15, A16 of the indicators */
  shares: z.object({
    founded: shareView,
    inTime: shareView,
    repeated: shareView,
    escalated: shareView,
    multiChannel: shareView,
    transferredOften: shareView,
    sentBack: shareView,
  }),
  units: z.array(volumeFigure.extend({ place: placeView, founded: shareView, inTime: shareView })),
});
export type VolumeAnalysis = z.infer<typeof volumeAnalysis>;

/** A category or cause as the period's complaints bear it; `code` null is none. */
export const codeFigure = z.object({
  code: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
  /** code of the first level it belongs to */
  top: z.string().nullable(),
  count: z.number(),
  /** of the period before */
  previous: z.number(),
});
export type CodeFigure = z.infer<typeof codeFigure>;

export const structureAnalysis = z.object({
  total: z.number(),
  previousTotal: z.number(),
  /** the days of the period before, both included */
  previousOn: z.object({ startOn: z.string(), endOn: z.string() }),
  categories: z.array(codeFigure),
  causes: z.array(codeFigure),
  /** whether the mix of first-level categories differs from that of the period before (A17) */
  shift: z.object({ chiSquare: z.number(), degreesOfFreedom: z.number(), p: z.number() }).nullable(),
  units: z.array(z.object({ place: placeView, count: z.number(), exposure: z.number().nullable() })),
  /** index into `units`, index into `causes`, complaints; cells without any are left out */
  cells: z.array(z.tuple([z.number(), z.number(), z.number()])),
});
export type StructureAnalysis = z.infer<typeof structureAnalysis>;

export const ageBuckets = ['day0', 'day2', 'day4', 'day6', 'day11', 'day16', 'day31'] as const;
export const dueBuckets = [
  'over7',
  'over3',
  'over1',
  'over0',
  'left0',
  'left1',
  'left3',
  'left7',
  'paused',
  'notRunning',
] as const;
export type AgeBucket = (typeof ageBuckets)[number];
export type DueBucket = (typeof dueBuckets)[number];
/** What a bucket holds, as the list's filter says it: days of receipt, or instants of the deadline. */
export const bucketView = z.object({
  key: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  count: z.number(),
});
export const ageingAnalysis = z.object({
  asOf: z.string(),
  open: z.number(),
  byAge: z.array(bucketView.extend({ key: z.enum(ageBuckets) })),
  byDue: z.array(bucketView.extend({ key: z.enum(dueBuckets) })),
  units: z.array(
    z.object({
      place: placeView,
      open: z.number(),
      /** in the order of `byAge` and `byDue` */
      age: z.array(z.number()),
      due: z.array(z.number()),
      oldestOn: z.string(),
    }),
  ),
});
export type AgeingAnalysis = z.infer<typeof ageingAnalysis>;

export const timelinessAnalysis = z.object({
  asOf: z.string(),
  total: z.object({ inTime: z.number(), late: z.number(), undecided: z.number(), share: shareView }),
  units: z.array(
    z.object({
      place: placeView,
      received: z.number(),
      inTime: z.number(),
      late: z.number(),
      undecided: z.number(),
      share: shareView,
    }),
  ),
  /** rules that limit the average, each with the period's mean */
  means: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      clause: z.string(),
      clock: z.string(),
      amount: z.number(),
      unit: z.string(),
      n: z.number(),
      mean: z.number().nullable(),
      interval,
      verdict: z.enum(['met', 'exceeded', 'withinError', 'sampleTooSmall', 'notComputed']),
    }),
  ),
});
export type TimelinessAnalysis = z.infer<typeof timelinessAnalysis>;
