import { type ControlChart, pChart, xmrChart } from '../statistics/control-chart.ts';
import type { AlertView, ControlState, HeatGroup, HeatMetric, HeatRow, TrendPoint } from './home.schema.ts';

/** Complaints of one unit in one month: received, answered in time, late. */
export interface MonthCount {
  readonly month: string;
  readonly count: number;
  readonly inTime: number;
  readonly late: number;
}
/** Fewer months than this say nothing about control (Montgomery §6.2.1 asks for 20–25; a year is what people keep). */
const fewestMonths = 6;
/** Shares over fewer cases are shown, but never judged. */
const fewestCases = 30;

const pad = (n: number) => String(n).padStart(2, '0');

/** The `count` months that end with the month of a day, oldest first, as `YYYY-MM`. */
export function monthsBack(endOn: string, count: number): string[] {
  const last = Number(endOn.slice(0, 4)) * 12 + Number(endOn.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, i) => last - count + 1 + i).map(
    (n) => `${Math.floor(n / 12)}-${pad((n % 12) + 1)}`,
  );
}

/** Sums counts per month; months without any complaint stand with zeros. */
export function sumByMonth(rows: readonly MonthCount[], months: readonly string[]): MonthCount[] {
  const byMonth = new Map(months.map((month) => [month, { month, count: 0, inTime: 0, late: 0 }]));
  for (const row of rows) {
    const sum = byMonth.get(row.month);
    if (!sum) continue;
    sum.count += row.count;
    sum.inTime += row.inTime;
    sum.late += row.late;
  }
  return [...byMonth.values()];
}

interface Series {
  readonly trend: TrendPoint[];
  readonly state: ControlState;
}

/** p chart of the share answered in time, over months with cases. */
export function timelinessSeries(months: readonly MonthCount[]): Series {
  const judged = months.filter((m) => m.inTime + m.late > 0);
  const chart = pChart(judged.map((m) => ({ count: m.inTime, size: m.inTime + m.late })));
  const at = new Map(judged.map((m, i) => [m.month, chart.points[i]]));
  const enough = judged.length >= fewestMonths;
  const trend = months.map((m): TrendPoint => {
    const point = at.get(m.month);
    const n = m.inTime + m.late;
    if (!point) return { month: m.month, value: null, n, lower: null, upper: null, isSignal: false };
    return {
      month: m.month,
      value: point.value,
      n,
      lower: point.lower,
      upper: point.upper,
      isSignal: enough && n >= fewestCases && point.rules.length > 0,
    };
  });
  return { trend, state: stateOf(chart, enough && (trend.at(-1)?.n ?? 0) >= fewestCases) };
}

/**
 * XmR chart of the number of complaints a month: there is no exposure to divide by yet.
 * @param isRunning the last month has not ended: its number can only grow, so it sets no limits and is not judged
 */
export function volumeSeries(months: readonly MonthCount[], isRunning = false): Series {
  const last = months.length - 1;
  const chart = xmrChart(
    months.map((m) => m.count),
    { baseline: (i) => !(isRunning && i === last) },
  );
  const enough = months.filter((m) => m.count > 0).length >= fewestMonths;
  const trend = months.map((m, i): TrendPoint => {
    const point = chart.points[i];
    return {
      month: m.month,
      value: m.count,
      n: m.count,
      lower: Math.max(0, point?.lower ?? 0),
      upper: point?.upper ?? null,
      isSignal: enough && !(isRunning && i === last) && (point?.rules.length ?? 0) > 0,
    };
  });
  return { trend, state: isRunning ? 'running' : stateOf(chart, enough) };
}

/** What the last point says: outside the limits first, then a trend of six, then a run of nine (Nelson 1, 3, 2). */
export function stateOf(chart: ControlChart, enough: boolean): ControlState {
  const last = chart.points.at(-1);
  if (!last || !enough) return 'tooFew';
  if (last.rules.includes(1)) return last.z < 0 ? 'belowLimit' : 'aboveLimit';
  const before = chart.points.at(-2);
  if (last.rules.includes(3)) return last.value < (before?.value ?? last.value) ? 'trendDown' : 'trendUp';
  if (last.rules.includes(2)) return 'run';
  return 'inControl';
}

export interface UnitMonths {
  readonly unitId: string;
  readonly name: string;
  readonly group: HeatGroup;
  readonly months: readonly MonthCount[];
}

/** One row of the heat map. */
export function heatRowOf(unit: UnitMonths, metric: HeatMetric, isRunning = false): HeatRow {
  const { trend } = metric === 'timeliness' ? timelinessSeries(unit.months) : volumeSeries(unit.months, isRunning);
  const { unitId, name, group } = unit;
  return { unitId, name, group, cells: trend.map(({ month, value, n, isSignal }) => ({ month, value, n, isSignal })) };
}

/** Timeliness from which a house counts as on target, in percent. */
export const onTarget = 98;

type BandName = 'b2' | 'b1' | 'h0' | 'g1' | 'g2';
const bandNames: readonly BandName[] = ['b2', 'b1', 'h0', 'g1', 'g2'];
export interface HeatBand {
  readonly name: BandName;
  /** percent; the worst begins at 0 */
  readonly from: number;
}

/**
 * Shades of the shares answered in time, worst first. They are laid around the target where a house reaches it, and around
 * the mean of all its complaints where it does not: a table that is red all over tells nobody where to look.
 * @returns the bands and the percentage they are laid around
 */
export function heatBandsOf(rows: readonly HeatRow[]): { bands: HeatBand[]; middle: number } {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.value !== null));
  const judged = cells.reduce((sum, cell) => sum + cell.n, 0);
  const inTime = cells.reduce((sum, cell) => sum + (cell.value ?? 0) * cell.n, 0);
  const middle = judged === 0 ? onTarget : Math.max(4, Math.min(onTarget, Math.round((100 * inTime) / judged)));
  const starts = [0, middle - 3, middle - 1, middle, middle + 1];
  return { bands: bandNames.map((name, i) => ({ name, from: starts[i] as number })), middle };
}

/** Units whose last month is a signal for the worse: timeliness down, volume up. */
export function alertsOf(units: readonly UnitMonths[], isRunning = false): AlertView[] {
  const alerts: AlertView[] = [];
  for (const unit of units) {
    const bad: [HeatMetric, Series, readonly ControlState[]][] = [
      ['timeliness', timelinessSeries(unit.months), ['belowLimit', 'trendDown']],
      ['volume', volumeSeries(unit.months, isRunning), ['aboveLimit', 'trendUp']],
    ];
    for (const [metric, { trend, state }, states] of bad) {
      const last = trend.at(-1);
      if (!last || last.value === null || !states.includes(state)) continue;
      const limit = (metric === 'timeliness' ? last.lower : last.upper) ?? last.value;
      alerts.push({
        unitId: unit.unitId,
        unitName: unit.name,
        metric,
        state,
        month: last.month,
        value: last.value,
        limit,
        n: last.n,
      });
    }
  }
  const isOutside = (alert: AlertView) => (alert.state === 'belowLimit' || alert.state === 'aboveLimit' ? 0 : 1);
  return alerts.sort((a, b) => isOutside(a) - isOutside(b) || b.n - a.n);
}
