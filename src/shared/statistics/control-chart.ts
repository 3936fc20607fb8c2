/**
 * Shewhart control charts (Montgomery, Introduction to Statistical Quality Control; GB/T 17989.2):
 * p for shares, u for counts per exposure, XmR for single values, with Nelson's eight rules (Nelson 1984).
 */

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
  kind: 'p' | 'u' | 'xmr';
  centre: number;
  points: ControlPoint[];
}

/** A count over its sample size (p chart) or exposure (u chart). */
export interface CountedSample {
  count: number;
  size: number;
}

/** d2 for subgroups of two: mean of the range in standard deviations. */
const D2_OF_TWO = 2 / Math.sqrt(Math.PI);
/** The same to the three decimals of the published tables: XmR limits agree with theirs to the last printed figure. */
const TABULATED_D2_OF_TWO = 1.128;
/** D4 for subgroups of two: upper limit of the moving range. */
const D4_OF_TWO = 3.266532;
/** Rules looked at unless a caller says otherwise: outlier, run, trend. */
export const DEFAULT_RULES = [1, 2, 3] as const;

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

function withRules(kind: ControlChart['kind'], centre: number, points: ControlPoint[], options: ChartOptions) {
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

/**
 * Laney's p′ correction factor σ_z = mR̄(z) / 1.128 (Laney 2002): with denominators in the thousands plain p limits are
 * too narrow; multiply them by this factor when it is well above 1.
 */
export function laneyFactor(chart: ControlChart): number {
  const z = chart.points.map((each) => each.z);
  if (z.length < 2) return 1;
  const sum = z.slice(1).reduce((total, value, index) => total + Math.abs(value - (z[index] as number)), 0);
  return sum / (z.length - 1) / D2_OF_TWO;
}

/** One completed pattern: the rule and the index of the point that completes it. */
export interface NelsonSignal {
  rule: number;
  index: number;
}

type Test = { length: number; holds: (window: readonly number[]) => boolean };

/** At least `needed` points of the window beyond `limit` on one side, the last of them among these. */
function beyond(window: readonly number[], limit: number, needed: number): boolean {
  const last = window.at(-1) as number;
  const side = Math.sign(last);
  if (side * last <= limit) return false;
  return window.filter((value) => side * value > limit).length >= needed;
}

const TESTS: Record<number, Test> = {
  1: { length: 1, holds: ([z]) => Math.abs(z as number) > 3 },
  2: { length: 9, holds: (w) => w.every((z) => z > 0) || w.every((z) => z < 0) },
  3: {
    length: 6,
    holds: (w) =>
      w.every((z, i) => i === 0 || z > (w[i - 1] as number)) || w.every((z, i) => i === 0 || z < (w[i - 1] as number)),
  },
  4: {
    length: 14,
    holds: (w) =>
      w.every((z, i) => i < 2 || (z - (w[i - 1] as number)) * ((w[i - 1] as number) - (w[i - 2] as number)) < 0),
  },
  5: { length: 3, holds: (w) => beyond(w, 2, 2) },
  6: { length: 5, holds: (w) => beyond(w, 1, 4) },
  7: { length: 15, holds: (w) => w.every((z) => Math.abs(z) < 1) },
  8: { length: 8, holds: (w) => w.every((z) => Math.abs(z) > 1) },
};

/**
 * Nelson's tests for special causes on standardised values.
 * A rule is reported at every point whose window fulfils it.
 */
export function nelsonSignals(z: readonly number[], rules: readonly number[] = DEFAULT_RULES): NelsonSignal[] {
  const signals: NelsonSignal[] = [];
  for (let index = 0; index < z.length; index += 1) {
    for (const rule of rules) {
      const test = TESTS[rule];
      if (!test || index + 1 < test.length) continue;
      if (test.holds(z.slice(index + 1 - test.length, index + 1))) signals.push({ rule, index });
    }
  }
  return signals;
}
