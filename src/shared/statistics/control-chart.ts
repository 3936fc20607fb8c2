/**
 * Shewhart control charts (Montgomery, Introduction to Statistical Quality Control; GB/T 17989.2):
 * p for shares, u for counts per exposure, c for counts over equal exposure, XmR for single values, with Nelson's rules.
 */
import { DEFAULT_RULES, nelsonSignals } from './nelson.ts';

/** Limits of one point; charts with unequal sample sizes have one set a point. */
export interface ControlLimits {
  lower: number;
  centre: number;
  upper: number;
}

/** A plotted point: its value, its limits and its distance from the centre in standard deviations. */
export interface ControlPoint extends ControlLimits {
  value: number;
  z: number;
  /** Nelson rules (1–8) that this point completes; empty when in control. */
  rules: number[];
}

/** A computed chart. */
export interface ControlChart {
  kind: 'p' | 'u' | 'c' | 'xmr';
  centre: number;
  points: ControlPoint[];
}

/** A count over its sample size (p chart) or exposure (u chart). */
export interface CountedSample {
  count: number;
  size: number;
}

/** d2 for subgroups of two: mean of the range of two normal values in standard deviations. */
export const D2_OF_TWO = 2 / Math.sqrt(Math.PI);
/** The same to the three decimals of the published tables: XmR limits agree with theirs to the last printed figure. */
const TABULATED_D2_OF_TWO = 1.128;
/** D4 for subgroups of two: upper limit of the moving range. */
export const D4_OF_TWO = 3.266532;

/** Options common to the charts. */
export interface ChartOptions {
  rules?: readonly number[];
  /** Samples that set centre and spread; all when absent. Excluding known special causes is a person's decision. */
  baseline?: (index: number) => boolean;
}

function point(value: number, centre: number, sigma: number, floor: number, ceiling: number): ControlPoint {
  return {
    value,
    centre,
    lower: Math.max(floor, centre - 3 * sigma),
    upper: Math.min(ceiling, centre + 3 * sigma),
    z: sigma === 0 ? 0 : (value - centre) / sigma,
    rules: [],
  };
}

/** A chart of points whose limits stand, with the rules they complete. */
export function withRules<K extends ControlChart['kind']>(
  kind: K,
  centre: number,
  points: ControlPoint[],
  options: Pick<ChartOptions, 'rules'>,
) {
  const signals = nelsonSignals(
    points.map((each) => each.z),
    options.rules ?? DEFAULT_RULES,
  );
  for (const signal of signals) (points[signal.index] as ControlPoint).rules.push(signal.rule);
  return { kind, centre, points } satisfies ControlChart;
}

function pooledRate(samples: readonly CountedSample[], options: ChartOptions): number {
  const base = samples.filter((sample, index) => sample.size > 0 && (options.baseline?.(index) ?? true));
  const size = base.reduce((sum, sample) => sum + sample.size, 0);
  return size === 0 ? 0 : base.reduce((sum, sample) => sum + sample.count, 0) / size;
}

/** p chart: shares `count / size`, limits p̄ ± 3·√(p̄(1−p̄)/n). Samples of size 0 are left out by the caller. */
export function pChart(samples: readonly CountedSample[], options: ChartOptions = {}): ControlChart {
  const centre = pooledRate(samples, options);
  const points = samples.map(({ count, size }) =>
    point(count / size, centre, Math.sqrt((centre * (1 - centre)) / size), 0, 1),
  );
  return withRules('p', centre, points, options);
}

/** u chart: events per exposure, limits ū ± 3·√(ū/n). */
export function uChart(samples: readonly CountedSample[], options: ChartOptions = {}): ControlChart {
  const centre = pooledRate(samples, options);
  const points = samples.map(({ count, size }) =>
    point(count / size, centre, Math.sqrt(centre / size), 0, Number.POSITIVE_INFINITY),
  );
  return withRules('u', centre, points, options);
}

/** c chart: events over equal exposure, limits c̄ ± 3·√c̄. */
export function cChart(counts: readonly number[], options: ChartOptions = {}): ControlChart {
  const { centre, points } = uChart(
    counts.map((count) => ({ count, size: 1 })),
    options,
  );
  return { kind: 'c', centre, points };
}

/** XmR (individuals) chart with its moving-range limits. */
export interface XmrChart extends ControlChart {
  kind: 'xmr';
  meanMovingRange: number;
  movingRangeUpper: number;
  movingRanges: number[];
}

/** XmR chart: x̄ ± 2.66·mR̄ with mR̄ the mean absolute difference of neighbours; needs two values for limits. */
export function xmrChart(values: readonly number[], options: ChartOptions = {}): XmrChart {
  const inBase = (index: number) => options.baseline?.(index) ?? true;
  const base = values.filter((_, index) => inBase(index));
  const centre = base.length === 0 ? 0 : base.reduce((sum, value) => sum + value, 0) / base.length;
  const movingRanges = values.slice(1).map((value, index) => Math.abs(value - (values[index] as number)));
  const baseRanges = movingRanges.filter((_, index) => inBase(index) && inBase(index + 1));
  const mean = baseRanges.length === 0 ? 0 : baseRanges.reduce((sum, range) => sum + range, 0) / baseRanges.length;
  const sigma = mean / TABULATED_D2_OF_TWO;
  const points = values.map((value) => point(value, centre, sigma, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
  return {
    ...withRules('xmr', centre, points, options),
    kind: 'xmr',
    meanMovingRange: mean,
    movingRangeUpper: D4_OF_TWO * mean,
    movingRanges,
  };
}
