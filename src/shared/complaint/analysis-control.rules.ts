import type { Day } from '../kernel/dates.ts';
import { type ControlChart, pChart, uChart } from '../statistics/control-chart.ts';
import { outsideChance } from '../statistics/false-alarm.ts';
import { laneyChart } from '../statistics/laney.ts';
import { falseAlarmChance } from '../statistics/nelson.ts';
import type { PlaceView } from './analysis.schema.ts';
import type {
  ControlMeasure,
  ControlPointView,
  ControlSeries,
  ControlSignal,
  ControlStep,
  UnjudgedReason,
} from './analysis-control.schema.ts';

/** Months and weeks that a chart shows. */
export const chartLength: Record<ControlStep, number> = { month: 24, week: 52 };
/** Fewer points than this set no limits worth looking at. */
const fewestPoints = 12;
/** Mean count of a point below which it is charted and not judged. */
const fewestEvents = 5;
/** The same for the rarer outcome of a share. */
const fewestOutcomes = 3;
/**
 * Steps between the ends of the moving range. Weeks of one month resemble each other, so that ranges of neighbours show
 * too small a spread; four weeks apart they show all of it.
 */
const lagOf: Record<ControlStep, number> = { month: 1, week: 4 };

/** A point before it is charted. `size`: cases, 10,000 user-months, or months. */
export interface ControlSample {
  readonly key: string;
  readonly startOn: Day;
  readonly endOn: Day;
  readonly count: number;
  readonly size: number;
}
export interface SeriesOptions {
  readonly measure: ControlMeasure;
  readonly step: ControlStep;
  readonly rules: readonly number[];
  readonly laney: boolean;
}
/** A series with what chance alone would make of it. */
export interface JudgedSeries {
  readonly series: ControlSeries;
  /** expected false alarms of each point; empty where the series is not judged */
  readonly chances: number[];
}

function unjudgedReason(kind: 'p' | 'u', samples: readonly ControlSample[]): UnjudgedReason | null {
  if (samples.length < fewestPoints) return 'tooFewPoints';
  const count = samples.reduce((sum, sample) => sum + sample.count, 0) / samples.length;
  const size = samples.reduce((sum, sample) => sum + sample.size, 0) / samples.length;
  const isEnough = kind === 'u' ? count >= fewestEvents : Math.min(count, size - count) >= fewestOutcomes;
  return isEnough ? null : 'tooFewCases';
}

/**
 * The control chart of one unit: a u or p chart, its limits widened by Laney's σz where counts vary more than chance
 * alone (never narrowed), and the rules its points complete.
 * @param samples in order; those without any size are left out
 */
export function controlSeriesOf(
  place: PlaceView | null,
  per: ControlSeries['per'],
  samples: readonly ControlSample[],
  { measure, step, rules, laney }: SeriesOptions,
): JudgedSeries {
  const kind = measure === 'volume' ? 'u' : 'p';
  const known = samples.filter((sample) => sample.size > 0);
  const plain: ControlChart = (kind === 'u' ? uChart : pChart)(known, { rules });
  const widened = laney ? laneyChart(plain, { lag: lagOf[step], least: 1, rules }) : { ...plain, factor: 1 };
  const unjudged = unjudgedReason(kind, known);
  const points = known.map((sample, i): ControlPointView => {
    const { lower, upper, value, rules: completed } = widened.points[i] as (typeof widened.points)[number];
    const { lower: plainLower, upper: plainUpper } = plain.points[i] as (typeof plain.points)[number];
    return { ...sample, value, lower, upper, plainLower, plainUpper, rules: unjudged ? [] : completed };
  });
  const chances = unjudged
    ? []
    : points.map((point, index) =>
        rules.reduce(
          (sum, rule) =>
            sum +
            (rule === 1
              ? outsideChance(kind, { ...point, centre: plain.centre }, point.size, widened.factor)
              : falseAlarmChance(rule, index)),
          0,
        ),
      );
  return { series: { place, per, centre: plain.centre, factor: widened.factor, unjudged, points }, chances };
}

/** Whether a point lies in the period: it begins or ends there. */
const touches = (point: Pick<ControlSample, 'startOn' | 'endOn'>, period: { startOn: Day; endOn: Day }) =>
  point.endOn >= period.startOn && point.startOn <= period.endOn;

/** The signals of a series, the latest first, each rule once for a run of points that keep completing it. */
export function signalsOf(
  { series }: JudgedSeries,
  category: ControlSignal['category'],
  period: { startOn: Day; endOn: Day },
): ControlSignal[] {
  const { place, per, centre, points } = series;
  return points
    .flatMap((point, i) =>
      point.rules
        // a run of ten is one signal, named where it was complete
        .filter((rule) => rule === 1 || !points[i - 1]?.rules.includes(rule))
        .map((rule): ControlSignal => {
          const direction = directionOf(rule, point, points[i - 1], centre);
          return { place, category, rule, direction, per, point, centre, isInPeriod: touches(point, period) };
        }),
    )
    .reverse();
}

function directionOf(
  rule: number,
  point: ControlPointView,
  before: ControlPointView | undefined,
  centre: number,
): 'up' | 'down' {
  const reference = rule === 3 && before ? before.value : centre;
  return point.value >= reference ? 'up' : 'down';
}

/** Series and points looked at, and the signals to be expected of them if nothing were the matter. */
export function lookedAt(all: readonly JudgedSeries[], period: { startOn: Day; endOn: Day }) {
  const looked = { series: 0, points: 0, expected: 0, pointsInPeriod: 0, expectedInPeriod: 0 };
  for (const { series, chances } of all) {
    if (chances.length === 0) continue;
    looked.series += 1;
    for (const [i, chance] of chances.entries()) {
      looked.points += 1;
      looked.expected += chance;
      if (!touches(series.points[i] as ControlPointView, period)) continue;
      looked.pointsInPeriod += 1;
      looked.expectedInPeriod += chance;
    }
  }
  return looked;
}

/** Whether a signal is for the worse. */
export const isWorse = (measure: ControlMeasure, direction: 'up' | 'down') =>
  (measure === 'timeliness') === (direction === 'down');
