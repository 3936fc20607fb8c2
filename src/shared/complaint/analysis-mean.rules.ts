import type { TermUnit } from '../calendar/term.rules.ts';
import { minutesPerDay, periodsOf, type Span, withoutPauses, workMilliseconds } from '../calendar/working-hours.ts';
import { type Instant, instantAt } from '../kernel/dates.ts';
import { type Interval, MINIMUM_SAMPLE, meanInterval } from '../statistics/interval.ts';
import type { DeadlineRule, TimeFrame } from './deadline.rules.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Milliseconds of a unit that runs round the clock; a month is a twelfth of a year. */
const natural: Partial<Record<TermUnit, number>> = {
  minutes: minuteMs,
  hours: 60 * minuteMs,
  naturalDays: dayMs,
  months: (365.25 * dayMs) / 12,
};

/**
 * Time between two instants without the pauses, in the unit of a rule; working days are as long as the working hours of
 * one. Averages are of such lengths: limits in days are counted in whole days only for a single complaint.
 * @param pauses finished ones that stop the rule's clock, in order
 * @throws CALENDAR_YEAR_MISSING
 */
export function elapsedIn(
  unit: TermUnit,
  from: Instant,
  to: Instant,
  pauses: readonly Span[],
  frame: Pick<TimeFrame, 'calendar' | 'hours'>,
): number {
  const spans = withoutPauses([{ from: Date.parse(from), to: Date.parse(to) }], pauses);
  const unitMs = natural[unit];
  if (unitMs !== undefined) return spans.reduce((sum, span) => sum + span.to - span.from, 0) / unitMs;
  const workOf = (list: readonly Span[]) =>
    list.reduce((sum, { from, to }) => {
      const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
      return sum + workMilliseconds(frame.calendar, frame.hours, start, end);
    }, 0);
  if (unit === 'workDays') {
    // a working day is as long as the hours in force then
    const periods = periodsOf(frame.hours);
    return periods.reduce((sum, { since, hours }, i) => {
      const next = periods[i + 1]?.since;
      const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(instantAt(since));
      const to = next ? Date.parse(instantAt(next)) : Number.POSITIVE_INFINITY;
      const within = spans
        .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
        .filter((span) => span.from < span.to);
      return sum + workOf(within) / (minutesPerDay(hours) * minuteMs);
    }, 0);
  }
  return workOf(spans) / (unit === 'workHours' ? 60 * minuteMs : minuteMs);
}

/** What may be said about a mean that a rule limits. */
export type MeanVerdict = 'met' | 'exceeded' | 'withinError' | 'sampleTooSmall' | 'notComputed';

/** A mean against its limit: met or exceeded only where the whole interval lies on one side. */
export function judgeMean(
  rule: Pick<DeadlineRule, 'amount'>,
  { n, mean, sd }: { n: number; mean: number; sd: number },
): { n: number; mean: number | null; interval: Interval | null; verdict: MeanVerdict } {
  if (n === 0) return { n, mean: null, interval: null, verdict: 'sampleTooSmall' };
  const interval = meanInterval(mean, sd, n);
  const verdict = (): MeanVerdict => {
    if (!interval || n < MINIMUM_SAMPLE) return 'sampleTooSmall';
    if (interval.high <= rule.amount) return 'met';
    return interval.low > rule.amount ? 'exceeded' : 'withinError';
  };
  return { n, mean, interval, verdict: verdict() };
}
