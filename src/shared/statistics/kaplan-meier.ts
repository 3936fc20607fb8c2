import { type Interval, normalQuantile } from './interval.ts';

/** One observation: how long it lasted, and whether the event was seen (false: censored, still open at that time). */
export interface Duration {
  time: number;
  event: boolean;
}
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood's standard error */
  standardError: number;
}

/** Times of events and of censorings, each ascending. */
function sortedTimes(durations: readonly Duration[]): { events: Float64Array; censored: Float64Array } {
  const seen = durations.reduce((count, one) => count + (one.event ? 1 : 0), 0);
  const events = new Float64Array(seen);
  const censored = new Float64Array(durations.length - seen);
  let e = 0;
  let c = 0;
  for (const { time, event } of durations)
    if (event) events[e++] = time;
    else censored[c++] = time;
  return { events: events.sort(), censored: censored.sort() };
}

/** Distinct event times with how many were at risk and how many events there were. */
export function riskTable(durations: readonly Duration[]): Pick<SurvivalStep, 'time' | 'atRisk' | 'events'>[] {
  const { events, censored } = sortedTimes(durations);
  const rows = [];
  let gone = 0;
  for (let i = 0; i < events.length; ) {
    const time = events[i] as number;
    let next = i + 1;
    while (next < events.length && events[next] === time) next += 1;
    // censored at a tied time: still at risk there
    while (gone < censored.length && (censored[gone] as number) < time) gone += 1;
    rows.push({ time, atRisk: durations.length - i - gone, events: next - i });
    i = next;
  }
  return rows;
}

/**
 * Kaplan–Meier estimate of the survival function with Greenwood's standard error (Kaplan & Meier 1958; Greenwood 1926).
 * @param durations any order; ties are handled, censored ones at a tied time stay at risk there
 * @returns one step per distinct event time
 */
export function kaplanMeier(durations: readonly Duration[]): SurvivalStep[] {
  let survival = 1;
  let variance = 0;
  return riskTable(durations).map(({ time, atRisk, events }) => {
    survival *= 1 - events / atRisk;
    variance += atRisk === events ? 0 : events / (atRisk * (atRisk - events));
    return { time, atRisk, events, survival, standardError: survival * Math.sqrt(variance) };
  });
}

/** The last step at or before a time; undefined before the first event. */
export function stepAt(steps: readonly SurvivalStep[], time: number): SurvivalStep | undefined {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as SurvivalStep).time <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1];
}

/** S(t): the share still open after a time. */
export const survivalAt = (steps: readonly SurvivalStep[], time: number): number => stepAt(steps, time)?.survival ?? 1;

/** The first time at which survival has fallen to one half or below; null when it never does. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find((step) => step.survival <= 0.5)?.time ?? null;
}

/** How the interval of a survival is taken: on the scale of log S, or of log(−log S), which stays inside 0–1. */
export type SurvivalScale = 'log' | 'logLog';

/**
 * Pointwise confidence interval of one step from Greenwood's standard error.
 * @returns null where survival is 1 or 0: there is no spread to speak of
 */
export function survivalInterval(step: SurvivalStep, scale: SurvivalScale = 'logLog', level = 0.95): Interval | null {
  const { survival, standardError } = step;
  if (survival <= 0 || survival >= 1) return null;
  const reach = normalQuantile(1 - (1 - level) / 2) * (standardError / survival);
  if (scale === 'log') return { low: survival * Math.exp(-reach), high: Math.min(1, survival * Math.exp(reach)) };
  const ratio = Math.exp(reach / Math.log(survival));
  // log S is negative: the ratio lies below 1, and the power with it above S
  return { low: survival ** (1 / ratio), high: survival ** ratio };
}

/** Interval of the median: where the bounds of the curve cross one half (Brookmeyer & Crowley 1982). */
export function medianInterval(
  steps: readonly SurvivalStep[],
  scale: SurvivalScale = 'logLog',
): { low: number | null; high: number | null } {
  const crossing = (bound: (interval: Interval) => number) =>
    steps.find((step) => {
      const interval = survivalInterval(step, scale);
      return interval ? bound(interval) <= 0.5 : step.survival <= 0;
    })?.time ?? null;
  return { low: crossing(({ low }) => low), high: crossing(({ high }) => high) };
}

/** How many were still under observation right before a time. */
export function atRiskAt(durations: readonly Duration[], times: readonly number[]): number[] {
  const all = Float64Array.from(durations, (one) => one.time).sort();
  return times.map((time) => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] as number) < time) low = middle + 1;
      else high = middle;
    }
    return all.length - low;
  });
}
