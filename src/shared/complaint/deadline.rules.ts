import { type WorkCalendar, workingDaysBetween } from '../calendar/calendar.rules.ts';
import { endOfTerm, type TermExtension, type TermLine, type TermUnit } from '../calendar/term.rules.ts';
import { type Span, type WorkingHours, workMilliseconds } from '../calendar/working-hours.ts';
import { addDays, type Day, dayOf, type Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import type {
  AreaKind,
  ClockKind,
  ClockState,
  ComplaintBusiness,
  ComplaintChannel,
  CustomerGrade,
} from './complaint.enums.ts';
import type { ComplaintState, Round } from './complaint.rules.ts';

/** One deadline rule: the fields of the reference's R13. A null condition means "any". */
export interface DeadlineRule {
  code: string;
  name: string;
  clock: ClockKind;
  province: string | null;
  channels: readonly ComplaintChannel[] | null;
  businesses: readonly ComplaintBusiness[] | null;
  grades: readonly CustomerGrade[] | null;
  area: AreaKind | null;
  /** category code, matching itself and everything below it */
  category: string | null;
  startEvent: 'received';
  stopEvent: 'acknowledged' | 'responded';
  amount: number;
  unit: TermUnit;
  extend: TermExtension;
  measure: 'longest' | 'mean';
  pausable: boolean;
  consequence: string;
  clause: string;
  effectiveFrom: Day | null;
  effectiveTo: Day | null;
  verification: 'verified' | 'pending' | 'example';
}
/** A numbered set of rules. A complaint keeps the edition it began with until it is moved on purpose. */
export interface RuleEdition {
  number: number;
  rules: readonly DeadlineRule[];
}

/** What rules look at. */
export interface RuleSubject {
  province: string | null;
  channel: ComplaintChannel;
  business: ComplaintBusiness | null;
  grade: CustomerGrade | null;
  area: AreaKind | null;
  category: string | null;
}

export interface TimeFrame {
  calendar: WorkCalendar;
  hours: WorkingHours;
}

/** One clock of a complaint, with the rule that decided and every other rule that applied. */
export interface Clock {
  kind: ClockKind;
  state: ClockState;
  rule: DeadlineRule | null;
  startedAt: Instant;
  stoppedAt: Instant | null;
  /** first instant too late; null while paused or where it cannot be computed */
  dueAt: Instant | null;
  /** year whose calendar is missing */
  missingYear: number | null;
  lines: TermLine[];
  others: { rule: DeadlineRule; dueAt: Instant | null }[];
}

const within = <T>(list: readonly T[] | null, value: T | null) =>
  list === null || (value !== null && list.includes(value));

/** Whether a rule speaks about a complaint received on a day. */
export function ruleApplies(rule: DeadlineRule, subject: RuleSubject, receivedOn: Day): boolean {
  return (
    (rule.province === null || rule.province === subject.province) &&
    within(rule.channels, subject.channel) &&
    within(rule.businesses, subject.business) &&
    within(rule.grades, subject.grade) &&
    (rule.area === null || rule.area === subject.area) &&
    (rule.category === null ||
      subject.category === rule.category ||
      Boolean(subject.category?.startsWith(`${rule.category}.`))) &&
    (rule.effectiveFrom === null || rule.effectiveFrom <= receivedOn) &&
    (rule.effectiveTo === null || receivedOn <= rule.effectiveTo)
  );
}

/**
 * Refuses a set of rules that contradicts itself: one code twice, an effective span that ends before it begins, a limit
 * that is not positive.
 * @throws COMPLAINT_RULE_CONTRADICTORY with the code
 */
export function checkRules(rules: readonly DeadlineRule[]): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    const backwards = rule.effectiveFrom !== null && rule.effectiveTo !== null && rule.effectiveTo < rule.effectiveFrom;
    if (seen.has(rule.code) || backwards || !(rule.amount > 0))
      throw new DomainError('COMPLAINT_RULE_CONTRADICTORY', { rule: rule.code });
    seen.add(rule.code);
  }
}

/** Suspended stretches as the clock sees them. The one still lasting is left out: it has not cost anything countable yet. */
function finishedPauses(state: ComplaintState): Span[] {
  return state.pauses.flatMap((pause) =>
    pause.to ? [{ from: Date.parse(pause.from), to: Date.parse(pause.to) }] : [],
  );
}

function candidate(rule: DeadlineRule, startedAt: Instant, pauses: readonly Span[], frame: TimeFrame) {
  try {
    return {
      rule,
      ...endOfTerm(rule, startedAt, rule.pausable ? pauses : [], frame.calendar, frame.hours),
      missingYear: null,
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING')
      return { rule, dueAt: null, lines: [], missingYear: Number(error.data.year) };
    throw error;
  }
}

function stateOf(
  state: ComplaintState,
  timeUnknown: boolean,
  stoppedAt: Instant | null,
  dueAt: Instant | null,
): ClockState {
  if (timeUnknown) return 'unknown';
  if (stoppedAt) return dueAt === null ? 'noCalendar' : stoppedAt < dueAt ? 'answered' : 'answeredLate';
  if (state.status === 'withdrawn') return 'stopped';
  if (state.pauses.at(-1)?.to === null) return 'paused';
  return dueAt === null ? 'noCalendar' : 'running';
}

/**
 * Runs one clock over a history. Of all rules that apply the one that ends first decides (national and provincial rules
 * are compared by the day they come to, never by their numbers).
 * @param kind which clock
 * @param roundIndex which round of answering; the current one by default
 */
export function runClock(
  kind: ClockKind,
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
  roundIndex = state.rounds.length - 1,
): Clock {
  const now = state.rounds[roundIndex] as Round;
  const startedAt = now.startedAt;
  const stoppedAt = kind === 'firstResponse' ? now.firstResponseAt : now.respondedAt;
  const pauses = finishedPauses(state);
  const found = rules
    .filter((rule) => rule.clock === kind && ruleApplies(rule, subject, dayOf(state.receivedAt)))
    .map((rule) => candidate(rule, startedAt, pauses, frame))
    .sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  const others = found.slice(1).map(({ rule, dueAt }) => ({ rule, dueAt }));
  const first = found[0];
  const base = { kind, startedAt, stoppedAt, others };
  if (!first) return { ...base, state: 'noRule', rule: null, dueAt: null, missingYear: null, lines: [] };
  const missingYear = found.find((one) => one.missingYear !== null)?.missingYear ?? null;
  const timeUnknown = kind === 'firstResponse' ? now.firstTimeUnknown : now.answerTimeUnknown && stoppedAt === null;
  const verdict = stateOf(state, timeUnknown, stoppedAt, first.dueAt);
  return {
    ...base,
    state: verdict,
    rule: first.rule,
    dueAt: verdict === 'paused' ? null : first.dueAt,
    missingYear,
    lines: first.lines,
  };
}

/**
 * Whether the final answer came in time, every round counted: one late round makes the complaint late.
 * @param current the clock of the current round, where it is known already
 * @returns null while it is not decided or cannot be known
 */
export function answeredInTime(
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
  current = runClock('finalResponse', state, subject, rules, frame),
): boolean | null {
  const earlier = state.rounds.slice(0, -1);
  const verdicts = earlier.map((_, i) => runClock('finalResponse', state, subject, rules, frame, i).state);
  verdicts.push(current.state);
  if (verdicts.includes('answeredLate')) return false;
  return verdicts.every((verdict) => verdict === 'answered') ? true : null;
}

/** Units a badge counts in; always the unit family of the rule, so that the number can be compared with the clause. */
export type BadgeUnit = 'minute' | 'hour' | 'day' | 'workMinute' | 'workHour' | 'workDay';
export interface Remaining {
  /** positive: left; negative: over */
  overdue: boolean;
  amount: number;
  unit: BadgeUnit;
}

const minuteMs = 60_000;
const scaled = (ms: number, work: boolean): Omit<Remaining, 'overdue'> =>
  ms < 60 * minuteMs
    ? { amount: Math.max(1, Math.floor(ms / minuteMs)), unit: work ? 'workMinute' : 'minute' }
    : { amount: Math.floor(ms / (60 * minuteMs)), unit: work ? 'workHour' : 'hour' };

/**
 * How much is left or over, in the unit of the rule: working hours where it runs in working time, days where it counts
 * days (hours on the last day).
 * @throws CALENDAR_YEAR_MISSING
 */
export function remainingOf(dueAt: Instant, now: Instant, unit: TermUnit, frame: TimeFrame): Remaining {
  const overdue = dueAt <= now;
  const natural = Math.abs(Date.parse(dueAt) - Date.parse(now));
  const [from, to] = overdue ? [dueAt, now] : [now, dueAt];
  if (unit === 'workMinutes' || unit === 'workHours') {
    const work = workMilliseconds(frame.calendar, frame.hours, from, to);
    const days = work / minuteMs / 60;
    return {
      overdue,
      ...(days > 200
        ? { amount: Math.floor(natural / (24 * 60 * minuteMs)), unit: 'day' as const }
        : scaled(work, true)),
    };
  }
  if (unit === 'workDays') {
    const days = workingDaysBetween(frame.calendar, dayOf(from), addDays(dayOf(to), overdue ? 0 : -1));
    // Over, but only a weekend has passed since: less than one working day, and said so.
    if (days > 0 || (overdue && natural >= 24 * 60 * minuteMs)) return { overdue, amount: days, unit: 'workDay' };
  }
  if (unit === 'minutes' || unit === 'hours' || natural < 24 * 60 * minuteMs)
    return { overdue, ...scaled(natural, false) };
  return { overdue, amount: Math.floor(natural / (24 * 60 * minuteMs)), unit: 'day' };
}
