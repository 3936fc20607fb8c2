import { endOfTerm, type Term } from '../calendar/term.rules.ts';
import { type Span, workSpansOf } from '../calendar/working-hours.ts';
import type { ClockKind } from '../complaint/complaint.enums.ts';
import { type DeadlineRule, type RuleSubject, ruleApplies, type TimeFrame } from '../complaint/deadline.rules.ts';
import { addDays, type Day, dayOf } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';

/** The rule that ends first and the first instant too late, epoch milliseconds. */
export interface Due {
  readonly rule: DeadlineRule;
  /** null when a year needed has no calendar */
  readonly dueMs: number | null;
}

/** Answers deadlines of many complaints quickly; the same answers as runClock, see the tests. */
export interface Deadlines {
  /**
   * @param kind which clock
   * @param receivedOn day the complaint was received: rules are chosen by it
   * @param startMs start of the round
   * @param pauses finished pauses in order
   */
  due(kind: ClockKind, subject: RuleSubject, receivedOn: Day, startMs: number, pauses: readonly Span[]): Due | undefined;
}

/**
 * Prepares deadlines: terms in days are counted once for each day, and
 * terms in working hours are looked up in a running sum of working time.
 * @param firstDay first day anything can start on
 */
export function prepareDeadlines(rules: readonly DeadlineRule[], frame: TimeFrame, firstDay: Day): Deadlines {
  const dayTerms = new Map<string, number | null>();
  const hours = workingHours(frame, firstDay);

  const exact = (rule: DeadlineRule, startMs: number, pauses: readonly Span[]): number | null => {
    try {
      return Date.parse(endOfTerm(rule, new Date(startMs).toISOString(), pauses, frame.calendar, frame.hours).dueAt);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING') return null;
      throw error;
    }
  };
  const quick = (rule: DeadlineRule, startMs: number, pauses: readonly Span[]): number | null => {
    const applied = rule.pausable ? pauses : [];
    if (applied.length > 0) return exact(rule, startMs, applied);
    const workMs = workingTime(rule);
    if (workMs !== undefined) return hours(startMs, workMs) ?? exact(rule, startMs, []);
    if (rule.unit === 'hours') return startMs + rule.amount * 3_600_000;
    if (rule.unit === 'minutes') return startMs + rule.amount * 60_000;
    const key = `${rule.code}|${dayOf(startMs)}`;
    let dueMs = dayTerms.get(key);
    if (dueMs === undefined) {
      dueMs = exact(rule, startMs, []);
      dayTerms.set(key, dueMs);
    }
    return dueMs;
  };
  return {
    due(kind, subject, receivedOn, startMs, pauses) {
      let best: Due | undefined;
      for (const rule of rules) {
        if (rule.clock !== kind || !ruleApplies(rule, subject, receivedOn)) continue;
        const dueMs = quick(rule, startMs, pauses);
        if (!best || (dueMs ?? Number.POSITIVE_INFINITY) < (best.dueMs ?? Number.POSITIVE_INFINITY)) best = { rule, dueMs };
      }
      return best;
    },
  };
}

function workingTime(term: Term): number | undefined {
  if (term.unit === 'workHours') return term.amount * 3_600_000;
  if (term.unit === 'workMinutes') return term.amount * 60_000;
  return undefined;
}

/** @returns a look-up: the instant at which so much working time has passed; undefined outside the days covered */
function workingHours(frame: TimeFrame, firstDay: Day): (startMs: number, workMs: number) => number | undefined {
  const spans: Span[] = [];
  try {
    for (let day = firstDay, n = 0; n < 1200; day = addDays(day, 1), n++) spans.push(...workSpansOf(frame.calendar, frame.hours, day));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  const before: number[] = [];
  let sum = 0;
  for (const span of spans) {
    before.push(sum);
    sum += span.to - span.from;
  }
  return (startMs, workMs) => {
    const index = lastAtOrBefore(spans, startMs);
    const span = spans[index];
    const passed = span ? (before[index] as number) + Math.min(startMs, span.to) - span.from : 0;
    const target = passed + workMs;
    let end = Math.max(index, 0);
    while (end < spans.length && (before[end] as number) + (spans[end] as Span).to - (spans[end] as Span).from < target) end += 1;
    const last = spans[end];
    return last && last.from + target - (before[end] as number);
  };
}

function lastAtOrBefore(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).from <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
