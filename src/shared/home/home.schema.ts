import { z } from 'zod';
import { remainingView } from '../complaint/complaint.schema.ts';

/** What a control chart says of its last point (Nelson rules 1–3), that there is too little to say, or that the month still runs. */
export const controlStates = [
  'inControl',
  'belowLimit',
  'aboveLimit',
  'run',
  'trendUp',
  'trendDown',
  'tooFew',
  'running',
] as const;
export type ControlState = (typeof controlStates)[number];

export const trendPoint = z.object({
  month: z.string(),
  value: z.number().nullable(),
  n: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  isSignal: z.boolean(),
});
export type TrendPoint = z.infer<typeof trendPoint>;

export const tileKeys = ['timeliness', 'volume', 'overdue', 'founded', 'satisfaction', 'inspection'] as const;
export const tileView = z.object({
  key: z.enum(tileKeys),
  /** null: nothing to say yet */
  value: z.number().nullable(),
  /** `rate` is a share 0–1 */
  kind: z.enum(['rate', 'count', 'index', 'points']),
  n: z.number(),
  /** the same figure one period earlier */
  previous: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  state: z.enum(controlStates).nullable(),
  trend: z.array(trendPoint),
  /** more is better, less is better, or neither */
  direction: z.enum(['up', 'down', 'none']),
  /** where the rows behind the figure are */
  path: z.string(),
});
export type TileView = z.infer<typeof tileView>;

export const heatMetrics = ['timeliness', 'volume'] as const;
export type HeatMetric = (typeof heatMetrics)[number];
export const heatGroups = ['city', 'department', 'vendor'] as const;
export type HeatGroup = (typeof heatGroups)[number];
export const heatCell = z.object({
  month: z.string(),
  value: z.number().nullable(),
  n: z.number(),
  isSignal: z.boolean(),
});
export const heatRow = z.object({
  unitId: z.string(),
  name: z.string(),
  group: z.enum(heatGroups),
  cells: z.array(heatCell),
});
export type HeatRow = z.infer<typeof heatRow>;

export const alertView = z.object({
  unitId: z.string().nullable(),
  unitName: z.string(),
  metric: z.enum(heatMetrics),
  state: z.enum(controlStates),
  month: z.string(),
  value: z.number(),
  limit: z.number(),
  n: z.number(),
});
export type AlertView = z.infer<typeof alertView>;

export const todoKinds = ['complaint', 'followUp', 'inspection', 'returned', 'review', 'appeal', 'report'] as const;
export const todoView = z.object({
  kind: z.enum(todoKinds),
  id: z.string(),
  number: z.string(),
  title: z.string(),
  unitName: z.string(),
  due: z.enum(['overdue', 'today', 'later']),
  remaining: remainingView.nullable(),
  path: z.string(),
});
export type TodoView = z.infer<typeof todoView>;

export const overview = z.object({
  asOf: z.string(),
  months: z.array(z.string()),
  tiles: z.array(tileView),
  heat: z.object({ timeliness: z.array(heatRow), volume: z.array(heatRow) }),
  alerts: z.array(alertView),
  todo: z.object({ rows: z.array(todoView), overdue: z.number(), today: z.number() }),
});
export type Overview = z.infer<typeof overview>;

/** Counts beside the pages of the navigation. */
export const waiting = z.object({
  /** overdue complaints in the chosen unit */
  overdue: z.number(),
  /** sheets and appeals that wait for this person */
  scores: z.number(),
});
export type Waiting = z.infer<typeof waiting>;
