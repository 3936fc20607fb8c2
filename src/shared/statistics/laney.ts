/**
 * Laney's p′ and u′ charts (Laney 2002, Improved control charts for attributes): where denominators run into the
 * thousands or counts vary more than chance alone, plain limits are too narrow and every other point is a signal.
 */
import { type ChartOptions, type ControlChart, D2_OF_TWO, withRules } from './control-chart.ts';

/** How σz is taken from the chart. */
export interface LaneyOptions extends Pick<ChartOptions, 'rules'> {
  /**
   * Points between the two ends of a moving range; 1 as published. Where neighbours resemble each other (weeks of one
   * month), a longer step shows the whole spread.
   */
  lag?: number;
  /** the smallest σz used; 0 as published, 1 where limits shall never be narrower than the plain ones */
  least?: number;
}

/**
 * Laney's correction factor σz = mean |z(i) − z(i−lag)| / d2. Limits of the plain chart are multiplied by it.
 * @returns 1 where there are too few points for a range
 */
export function laneyFactor(chart: Pick<ControlChart, 'points'>, { lag = 1, least = 0 }: LaneyOptions = {}): number {
  const z = chart.points.map((each) => each.z);
  if (z.length <= lag) return Math.max(1, least);
  const sum = z.slice(lag).reduce((total, value, index) => total + Math.abs(value - (z[index] as number)), 0);
  return Math.max(sum / (z.length - lag) / D2_OF_TWO, least);
}

/** A chart whose limits were widened (or narrowed) by σz. */
export interface LaneyChart extends ControlChart {
  factor: number;
}

/**
 * The p′ or u′ chart of a p or u chart: centre and values stay, limits become centre ± 3·σ·σz, rules are looked at anew.
 * @param chart a p, u or c chart
 */
export function laneyChart(chart: ControlChart, options: LaneyOptions = {}): LaneyChart {
  const factor = laneyFactor(chart, options);
  const [floor, ceiling] = [0, chart.kind === 'p' ? 1 : Number.POSITIVE_INFINITY];
  const points = chart.points.map((plain) => {
    const sigma = plain.z === 0 ? sigmaOf(plain) : (plain.value - plain.centre) / plain.z;
    const reach = 3 * sigma * factor;
    return {
      value: plain.value,
      centre: plain.centre,
      lower: Math.max(floor, plain.centre - reach),
      upper: Math.min(ceiling, plain.centre + reach),
      z: factor === 0 ? 0 : plain.z / factor,
      rules: [] as number[],
    };
  });
  return { ...withRules(chart.kind, chart.centre, points, options), factor };
}

/** σ of a point that lies on the centre, from whichever limit was not cut off. */
const sigmaOf = ({ lower, centre, upper }: { lower: number; centre: number; upper: number }) =>
  Math.max(centre - lower, Number.isFinite(upper) ? upper - centre : 0) / 3;
