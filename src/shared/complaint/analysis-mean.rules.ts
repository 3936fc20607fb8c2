import type { TermUnit } from '../calendar/term.rules.ts';
import { minutesPerDay, type Span, withoutPauses, workMilliseconds } from '../calendar/working-hours.ts';
import type { Instant } from '../kernel/dates.ts';
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
  const work = spans.reduce(
    (sum, span) =>
      sum +
      workMilliseconds(frame.calendar, frame.hours, new Date(span.from).toISOString(), new Date(span.to).toISOString()),
    0,
  );
  if (unit === 'workDays') return work / (minutesPerDay(frame.hours) * minuteMs);
  return work / (unit === 'workHours' ? 60 * minuteMs : minuteMs);
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
