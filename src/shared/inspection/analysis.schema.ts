import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitLevels, unitLines } from '../kernel/levels.ts';
import { scoredStaff } from './inspection.schema.ts';
import { inspectionStages } from './stage.rules.ts';

const day = z.string().refine(isDay, 'day');
const whole = z.number().int();
const interval = z.object({ low: z.number(), high: z.number() });
const titled = { titleZh: z.string(), titleEn: z.string() };

/** Days inclusive, and the unit whose subtree is meant; the account's whole scope when left out. */
export const analysisScope = z.object({ unitId: z.string().nullish(), startOn: day, endOn: day });
export type AnalysisScope = z.infer<typeof analysisScope>;

/** Whether inspected units, the cities they lie in, or the scored staff are put in order. */
export const rankingKinds = ['unit', 'city', 'staff'] as const;
export type RankingKind = (typeof rankingKinds)[number];
export const rankingInput = analysisScope.extend({
  line: z.enum(unitLines),
  by: z.enum(rankingKinds).default('unit'),
  /** fewest sheets with a score for a place in the order */
  least: whole.min(1).max(100).default(3),
});
export type RankingInput = z.infer<typeof rankingInput>;

/** How a mean compares with the one of the period before. */
export const changeVerdicts = ['increased', 'decreased', 'withinError', 'sampleTooSmall'] as const;

export const rankingRow = z.object({
  /** unit or staff id */
  id: z.string(),
  name: z.string(),
  code: z.string(),
  /** unit of a person, unit above a unit */
  place: z.string(),
  n: whole,
  /** 1/1000 point */
  mean: z.number().nullable(),
  median: z.number().nullable(),
  interval: interval.nullable(),
  grades: z.record(z.string(), whole),
  /** best and worst place that the intervals leave possible; null below the least number of sheets */
  rankFrom: whole.nullable(),
  rankTo: whole.nullable(),
  /** mean and number of the period before */
  previousMean: z.number().nullable(),
  previousN: whole,
  change: z.number().nullable(),
  changeVerdict: z.enum(changeVerdicts),
});
export type RankingRow = z.infer<typeof rankingRow>;

const place = z.object({ id: z.string(), name: z.string(), code: z.string() });
export const ranking = z.object({
  line: z.enum(unitLines),
  rows: z.array(rankingRow),
  n: whole,
  mean: z.number().nullable(),
  grades: z.array(z.object({ code: z.string(), ...titled })),
  previousStartOn: z.string(),
  previousEndOn: z.string(),
  /** active site units of the line without a published sheet in the period */
  notInspected: z.array(place.extend({ place: z.string() })),
  sites: whole,
});
export type Ranking = z.infer<typeof ranking>;

export const itemAnalysisInput = analysisScope.extend({
  /** the card most sheets of the time were scored by when left out */
  scorecardCode: z.string().optional(),
  /** one version; all of the code, item by item, when left out */
  scorecardVersionId: z.string().optional(),
});
export type ItemAnalysisInput = z.infer<typeof itemAnalysisInput>;

/** Counts of an item: sheets that have it, those it didn't apply to, failures, critical hits, points lost (1/1000). */
const share = {
  sheets: whole,
  notApplicable: whole,
  failed: whole,
  hits: whole,
  lostPoints: whole,
};
export const itemFigure = z.object({
  itemCode: z.string(),
  sectionCode: z.string(),
  ...titled,
  fullPoints: whole,
  severity: z.enum(['veto', 'key', 'general']),
  clauseCode: z.string(),
  ...share,
  /** failed of those it applied to, with its Wilson interval */
  failRate: z.number().nullable(),
  interval: interval.nullable(),
  /** by sheet it applied to, 1/1000 point */
  meanLost: z.number().nullable(),
});
export type ItemFigure = z.infer<typeof itemFigure>;

export const itemAnalysis = z.object({
  scorecardCode: z.string(),
  ...titled,
  line: z.enum(unitLines),
  versions: z.array(z.object({ scorecardVersionId: z.string(), version: whole, sheets: whole })),
  sheets: whole,
  items: z.array(itemFigure),
  /** units right below the scope, and their counts by item: `[row, column, scored, failed]` */
  units: z.array(place.extend({ isLeaf: z.boolean(), sheets: whole })),
  cells: z.array(z.tuple([whole, whole, whole, whole])),
});
export type ItemAnalysis = z.infer<typeof itemAnalysis>;

export const inspectorFigure = z.object({
  inspectorName: z.string(),
  sheets: whole,
  scored: whole,
  failed: whole,
  failRate: z.number().nullable(),
  interval: interval.nullable(),
  meanPoints: z.number().nullable(),
  /** against all others: finds more, finds less, or no difference that can be told */
  verdict: z.enum(['strict', 'lenient', 'usual']),
  /** sheets with an earlier one of the unit by the same card, and how many of them are scored exactly the same */
  compared: whole,
  same: whole,
});
export type InspectorFigure = z.infer<typeof inspectorFigure>;

/** One sheet on the way of a unit or a person. */
export const historySheet = z.object({
  inspectionId: z.string(),
  number: z.string(),
  inspectedOn: z.string(),
  unitName: z.string(),
  scorecardCode: z.string(),
  ...titled,
  inspectorName: z.string(),
  stage: z.enum(inspectionStages),
  points: whole.nullable(),
  originalPoints: whole.nullable(),
  grade: z.string().nullable(),
  /** items answered as on the sheet before by the same card, of those on both; null without one */
  same: whole.nullable(),
  compared: whole,
});
export type HistorySheet = z.infer<typeof historySheet>;

const costlyItem = z.object({
  scorecardCode: z.string(),
  itemCode: z.string(),
  ...titled,
  scored: whole,
  failed: whole,
  lostPoints: whole,
});
export type CostlyItem = z.infer<typeof costlyItem>;
const band = z.object({ code: z.string(), ...titled, fromPoints: whole });
export type GradeBand = z.infer<typeof band>;
const common = {
  sheets: z.array(historySheet),
  /** of all time: published ones in the scope */
  total: whole,
  mean: z.number().nullable(),
  items: z.array(costlyItem),
  /** grades of the card that was used last, from the best */
  bands: z.array(band),
  appeals: z.object({ raised: whole, accepted: whole, open: whole, pointsChanged: whole }),
  lastInspectedOn: z.string().nullable(),
  daysSince: whole.nullable(),
  today: z.string(),
};
export const unitHistory = z.object({
  unit: place.extend({ level: z.enum(unitLevels), line: z.enum(unitLines), place: z.string() }),
  ...common,
  /** published sheets by month of the period, months without any too */
  months: z.array(z.object({ month: z.string(), sheets: whole, units: whole, mean: z.number().nullable() })),
  /** active sites in the subtree */
  sites: whole,
});
export type UnitHistory = z.infer<typeof unitHistory>;
export const staffHistory = z.object({
  staff: scoredStaff.extend({ unitId: z.string(), unitName: z.string() }),
  ...common,
});
export type StaffHistory = z.infer<typeof staffHistory>;
