import type { Instant } from '../kernel/dates.ts';
import {
  atRiskAt,
  type Duration,
  kaplanMeier,
  medianInterval,
  medianSurvival,
  type SurvivalStep,
  stepAt,
  survivalInterval,
} from '../statistics/kaplan-meier.ts';
import type { ClosingCurve, ClosingEnd } from './analysis-closing.schema.ts';
import type { ComplaintStatus } from './complaint.enums.ts';
import { isAnswered, isOpen } from './complaint.rules.ts';

const minuteMs = 60_000;
/** Points of a drawn curve. */
const pointsDrawn = 240;
/** The axis ends where fewer than this share of the widest group is left, and at the latest after 60 days. */
const shareDrawn = 0.02;
const longestAxis = 60 * 24;

/** What is observed of one complaint. */
export interface Observed {
  readonly receivedAt: Instant;
  readonly status: ComplaintStatus;
  readonly closedAt: Instant | null;
  readonly respondedAt: Instant | null;
}

/**
 * The time of one complaint in hours, to the minute: up to its end, or as long as it has been without one. A withdrawn or
 * merged one is censored when it was.
 * @returns null where it ended at a time that is not known
 */
export function observe(complaint: Observed, end: ClosingEnd, asOf: Instant): Duration | null {
  const { receivedAt, status, closedAt, respondedAt } = complaint;
  const lasted = (at: Instant, event: boolean): Duration => ({
    time: Math.max(0, Math.round((Date.parse(at) - Date.parse(receivedAt)) / minuteMs)) / 60,
    event,
  });
  if (end === 'answered') {
    if (respondedAt !== null) return respondedAt <= asOf ? lasted(respondedAt, true) : lasted(asOf, false);
    if (isAnswered(status)) return null;
  }
  if (isOpen(status)) return lasted(asOf, false);
  if (closedAt === null) return null;
  if (closedAt > asOf) return lasted(asOf, false);
  return lasted(closedAt, end === 'closed' && status === 'closed');
}

const bounded = (value: number, interval: { low: number | null; high: number | null } | null) => ({
  value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});

function survivalOver(steps: readonly SurvivalStep[], hours: number) {
  const step = stepAt(steps, hours);
  return step ? bounded(step.survival, survivalInterval(step)) : bounded(1, null);
}

/** Observed times with their estimate, made once. */
export interface Estimated {
  readonly times: readonly Duration[];
  readonly steps: readonly SurvivalStep[];
}
export const estimate = (times: readonly Duration[]): Estimated => ({ times, steps: kaplanMeier(times) });

const longest = (times: readonly Duration[]) => times.reduce((most, one) => Math.max(most, one.time), 0);

/** Enough digits for a picture; the figures beside it have all of theirs. */
const drawn = (value: number) => Math.round(value * 1e5) / 1e5;

/** One curve: estimate with log-log bounds on a grid, median with its interval, and S at the limits of A9. */
export function curveOf(
  { times, steps }: Estimated,
  ticks: readonly number[],
): Omit<ClosingCurve, 'key' | 'zh' | 'en' | 'isOwn' | 'unknown'> {
  const last = ticks.at(-1) ?? 0;
  const seen = longest(times);
  const grid = Array.from({ length: pointsDrawn + 1 }, (_, i) => (last * i) / pointsDrawn).filter((at) => at <= seen);
  const median = medianSurvival(steps);
  const ended = times.reduce((sum, one) => sum + (one.event ? 1 : 0), 0);
  return {
    n: times.length,
    ended,
    censored: times.length - ended,
    median: median === null ? null : bounded(median, medianInterval(steps)),
    after48Hours: times.length === 0 ? null : survivalOver(steps, 48),
    after15Days: times.length === 0 ? null : survivalOver(steps, 15 * 24),
    points: grid.map((at) => {
      const { value, low, high } = survivalOver(steps, at);
      return [at, drawn(value), drawn(low ?? value), drawn(high ?? value)];
    }),
    atRisk: atRiskAt(times, ticks),
  };
}

/** Round steps of the axis in hours. */
const stepsOfAxis = [1, 2, 4, 6, 12, 24, 48, 72, 120, 168, 240];

/** Ticks from 0 to where nearly all of the slowest group are done, at most nine. */
export function ticksOf(groups: readonly Estimated[]): number[] {
  const ends = groups.map(
    ({ times, steps }) => steps.find((step) => step.survival < shareDrawn)?.time ?? longest(times),
  );
  const reach = Math.min(longestAxis, Math.max(24, ...ends));
  const step = stepsOfAxis.find((each) => reach / each <= 8) ?? 240;
  return Array.from({ length: Math.ceil(reach / step) + 1 }, (_, i) => i * step);
}
