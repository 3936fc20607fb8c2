import { addDays, dayOf, type Instant, instantAt } from './dates.ts';
import { periodOfDay } from './period.ts';

/** A month or week as far as a span touches it, with the whole month's or week's ends; `to` and `end` don't belong to it. */
export interface PartOfSpan {
  /** `YYYY-MM`, or the Monday of a week */
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly start: Instant;
  readonly end: Instant;
}

function partsOf(
  span: { from: Instant; to: Instant },
  wholeAt: (at: Instant) => { key: string; start: Instant; end: Instant },
): PartOfSpan[] {
  const parts: PartOfSpan[] = [];
  for (let from = span.from; from < span.to; ) {
    const whole = wholeAt(from);
    const to = whole.end < span.to ? whole.end : span.to;
    parts.push({ ...whole, from, to });
    from = to;
  }
  return parts;
}

/** The months (Asia/Shanghai) that a span of instants touches, in order. */
export const monthsOfSpan = (from: Instant, to: Instant): PartOfSpan[] =>
  partsOf({ from, to }, (at) => {
    const { key, startOn, endOn } = periodOfDay('month', dayOf(at));
    return { key, start: instantAt(startOn), end: instantAt(addDays(endOn, 1)) };
  });

/** The Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The weeks from Monday to Sunday (Asia/Shanghai) that a span of instants touches, in order. */
export const weeksOfSpan = (from: Instant, to: Instant): PartOfSpan[] =>
  partsOf({ from, to }, (at) => {
    const key = mondayOf(dayOf(at));
    return { key, start: instantAt(key), end: instantAt(addDays(key, 7)) };
  });
