import { type WorkCalendar, workingDaysBetween } from '../calendar/calendar.rules.ts';
import { endOfTerm, type TermExtension, type TermLine, type TermUnit } from '../calendar/term.rules.ts';
import { type Span, type WorkingHours, workMilliseconds } from '../calendar/working-hours.ts';
import { addDays, type Day, dayOf, type Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import {
  type AreaKind,
  type ClockKind,
  type ClockState,
  type ComplaintBusiness,
  type ComplaintChannel,
  type CustomerGrade,
  clockEvents,
  type StartEvent,
  type StopEvent,
  type SuspendReason,
} from './complaint.enums.ts';
import { type ComplaintState, isPaused, type Pause, type Round, type Stint } from './complaint.rules.ts';
import type { MergedClaim } from './event.schema.ts';
import type { OtherComplaint } from './state.ts';

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
  startEvent: StartEvent;
  stopEvent: StopEvent;
  amount: number;
  unit: TermUnit;
  extend: TermExtension;
  /** `mean` limits the average of many complaints and never decides about a single one */
  measure: 'longest' | 'mean';
  pausable: boolean;
  /** which suspensions stop this clock; null: every approved one */
  pauseReasons?: readonly SuspendReason[] | null;
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
  /** rules by edition, for merged complaints that began with another; those of the complaint itself where left out */
  editions?: ReadonlyMap<number, readonly DeadlineRule[]>;
}

/** One clock of a complaint, with the rule that decided and every other rule that applied. */
export interface Clock {
  kind: ClockKind;
  /** names this clock among all that ever ran on the complaint: kind and round, news or stint */
  key: string;
  state: ClockState;
  rule: DeadlineRule | null;
  startedAt: Instant;
  stoppedAt: Instant | null;
  /** the unit that has to keep it, for parts of the process */
  unitId: string | null;
  /**
   * First instant too late. While paused: the earliest limit that knows no pause (a law's), else null; null too where it
   * cannot be computed.
   */
  dueAt: Instant | null;
  /** year whose calendar is missing */
  missingYear: number | null;
  /** finished suspensions that the deciding rule leaves out */
  pauses: readonly Span[];
  lines: TermLine[];
  /** the merged complaint whose deadline is kept, when it comes first; null for its own */
  of: OtherComplaint | null;
  others: { rule: DeadlineRule; dueAt: Instant | null; of: OtherComplaint | null }[];
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

/** Whether a suspension for a reason stops a rule's clock. */
const pausedBy = (rule: DeadlineRule, reason: SuspendReason) =>
  rule.pausable && (!rule.pauseReasons || rule.pauseReasons.includes(reason));

/** Suspended stretches as a rule's clock sees them. The one still lasting is left out: it has not cost anything countable yet. */
function finishedPauses(pauses: readonly Pause[], rule: DeadlineRule): Span[] {
  if (!rule.pausable) return [];
  return pauses.flatMap((pause) =>
    pause.to && pausedBy(rule, pause.reason) ? [{ from: Date.parse(pause.from), to: Date.parse(pause.to) }] : [],
  );
}

/**
 * Pauses that count for a merged complaint: its own until then, and from then on those of the one it was merged into.
 * @param at when it was merged
 */
export const pausesOfClaim = (claim: MergedClaim, at: Instant, pauses: readonly Pause[]): Pause[] => [
  ...claim.pauses,
  ...pauses.flatMap((pause) =>
    pause.to !== null && pause.to <= at ? [] : [{ ...pause, from: pause.from < at ? at : pause.from }],
  ),
];

type Starts = Partial<Record<StartEvent, Instant | null>>;

/** What a clock measures: from where it may start to where it stopped. */
interface Measured {
  key: string;
  starts: Starts;
  /** starts a clock would have had, had the complaint not been merged; none where it owed nothing */
  startsOfClaim?: (claim: MergedClaim) => Starts;
  round: number;
  stoppedAt: Instant | null;
  timeUnknown: boolean;
  unitId: string | null;
}

interface Candidate {
  rule: DeadlineRule;
  of: OtherComplaint | null;
  startedAt: Instant;
  dueAt: Instant | null;
  pauses: readonly Span[];
  lines: TermLine[];
  missingYear: number | null;
  isPaused: boolean;
}

/** Whose deadlines are looked at: the complaint's own, or those of one merged into it. */
interface Party {
  of: OtherComplaint | null;
  subject: RuleSubject;
  rules: readonly DeadlineRule[];
  receivedAt: Instant;
  starts: Starts;
  pauses: readonly Pause[];
}

function partiesOf(
  measured: Measured,
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
): Party[] {
  const own = { of: null, subject, rules, receivedAt: state.receivedAt, starts: measured.starts, pauses: state.pauses };
  const { startsOfClaim } = measured;
  if (!startsOfClaim) return [own];
  const merged = state.absorbed
    .filter(({ round }) => round === measured.round)
    .flatMap(({ at, claims }) =>
      claims.map((claim) => ({
        of: { complaintId: claim.complaintId, number: claim.number },
        subject: { ...claim.subject, province: subject.province },
        rules: frame.editions?.get(claim.ruleEdition) ?? rules,
        receivedAt: claim.receivedAt,
        starts: startsOfClaim(claim),
        pauses: pausesOfClaim(claim, at, state.pauses),
      })),
    );
  return [own, ...merged];
}

function candidate(
  rule: DeadlineRule,
  party: Party,
  startedAt: Instant,
  state: ComplaintState,
  frame: TimeFrame,
): Candidate {
  const pause = isPaused(state) ? state.pauses.at(-1) : undefined;
  const pauses = finishedPauses(party.pauses, rule);
  const { of } = party;
  const base = { rule, of, startedAt, pauses, isPaused: pause !== undefined && pausedBy(rule, pause.reason) };
  try {
    return { ...base, ...endOfTerm(rule, startedAt, pauses, frame.calendar, frame.hours), missingYear: null };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING')
      return { ...base, dueAt: null, lines: [], missingYear: Number(error.data.year) };
    throw error;
  }
}

/** Clocks that ran to their end say how; the others run, stand still, or can't be told. */
function stateOf(state: ComplaintState, measured: Measured, deciding: Candidate): ClockState {
  const { stoppedAt, timeUnknown } = measured;
  if (timeUnknown) return 'unknown';
  if (stoppedAt)
    return deciding.dueAt === null ? 'noCalendar' : stoppedAt < deciding.dueAt ? 'answered' : 'answeredLate';
  if (state.status === 'withdrawn' || state.status === 'merged') return 'stopped';
  if (deciding.isPaused) return 'paused';
  return deciding.dueAt === null ? 'noCalendar' : 'running';
}

/**
 * Runs one clock. Of all rules that apply the one that ends first decides (national and provincial rules are compared by
 * the day they come to, never by their numbers), also among those of complaints merged into this one.
 */
function run(
  kind: ClockKind,
  measured: Measured,
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
): Clock {
  const { key, stoppedAt, unitId } = measured;
  const startedAt = measured.starts[clockEvents[kind].starts[0] as StartEvent] ?? state.receivedAt;
  const found = partiesOf(measured, state, subject, rules, frame)
    .flatMap((party) =>
      party.rules
        .filter((rule) => rule.clock === kind && rule.measure === 'longest')
        .filter((rule) => ruleApplies(rule, party.subject, dayOf(party.receivedAt)))
        .flatMap((rule) => {
          const from = party.starts[rule.startEvent];
          return from ? [candidate(rule, party, from, state, frame)] : [];
        }),
    )
    .sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  const [first, ...rest] = found;
  const others = rest.map(({ rule, dueAt, of }) => ({ rule, dueAt, of }));
  const base = { kind, key, stoppedAt, unitId, others };
  if (!first)
    return {
      ...base,
      state: 'noRule',
      startedAt,
      rule: null,
      of: null,
      dueAt: null,
      missingYear: null,
      pauses: [],
      lines: [],
    };
  const verdict = stateOf(state, measured, first);
  return {
    ...base,
    state: verdict,
    startedAt: first.startedAt,
    rule: first.rule,
    of: first.of,
    dueAt: verdict === 'paused' ? (found.find((one) => !one.isPaused)?.dueAt ?? null) : first.dueAt,
    missingYear: found.find((one) => one.missingYear !== null)?.missingYear ?? null,
    pauses: first.pauses,
    lines: first.lines,
  };
}

/** What the clocks of a round measure; `progress` is measured from the last news to the next. */
function measuredOf(
  kind: 'firstResponse' | 'finalResponse' | 'closure',
  state: ComplaintState,
  index: number,
): Measured {
  const now = state.rounds[index] as Round;
  const base = { key: `${kind}.${index + 1}`, unitId: null, round: index, starts: { received: now.startedAt } };
  if (kind === 'firstResponse')
    return {
      ...base,
      startsOfClaim: ({ startedAt, owesContact }) => ({ received: owesContact ? startedAt : null }),
      stoppedAt: now.firstResponseAt,
      timeUnknown: now.firstTimeUnknown,
    };
  const timeUnknown = now.answerTimeUnknown && now.respondedAt === null;
  if (kind === 'finalResponse')
    return {
      ...base,
      startsOfClaim: ({ startedAt, owesAnswer }) => ({ received: owesAnswer ? startedAt : null }),
      stoppedAt: now.respondedAt,
      timeUnknown,
    };
  const closedAt = now.closedAt ?? (state.rounds[index + 1] ? (now.respondedAt ?? null) : null);
  return {
    ...base,
    starts: { received: now.startedAt, responded: now.respondedAt },
    startsOfClaim: ({ startedAt, respondedAt }) => ({ received: startedAt, responded: respondedAt }),
    stoppedAt: closedAt,
    timeUnknown: timeUnknown && closedAt === null,
  };
}

/** The news owed now, or the last one owed before the answer. */
function progressMeasured(state: ComplaintState): Measured | null {
  const index = state.rounds.length - 1;
  const now = state.rounds[index] as Round;
  const owed = now.respondedAt ? now.contacts.slice(0, -1) : now.contacts;
  const from = owed.at(-1);
  if (!from) return null;
  return {
    key: `progress.${index + 1}.${owed.length}`,
    round: index,
    starts: { contacted: from },
    stoppedAt: now.respondedAt,
    timeUnknown: false,
    unitId: null,
  };
}

const stintKind = (stint: Stint) =>
  stint.party === 'vendor' ? 'vendor' : stint.party === 'support' || stint.party === 'network' ? 'support' : null;

/**
 * Runs one of the clocks of a round.
 * @param kind which clock
 * @param roundIndex which round of answering; the current one by default
 */
export function runClock(
  kind: 'firstResponse' | 'finalResponse' | 'closure',
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
  roundIndex = state.rounds.length - 1,
): Clock {
  return run(kind, measuredOf(kind, state, roundIndex), state, subject, rules, frame);
}

/**
 * Every clock of a complaint: first contact and answer always, the others where a rule speaks of them; supporting
 * departments and vendors once for every time the complaint was in their hands.
 */
export function runClocks(
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
): Clock[] {
  const news = progressMeasured(state);
  const clocks: Clock[] = [
    runClock('firstResponse', state, subject, rules, frame),
    ...(news ? [run('progress', news, state, subject, rules, frame)] : []),
    runClock('finalResponse', state, subject, rules, frame),
    runClock('closure', state, subject, rules, frame),
    ...state.stints.flatMap((stint, i) => {
      const kind = stintKind(stint);
      const measured = {
        key: `${kind}.${i + 1}`,
        round: state.rounds.length - 1,
        starts: { assigned: stint.from },
        stoppedAt: stint.to,
        timeUnknown: false,
        unitId: stint.unitId,
      };
      return kind ? [run(kind, measured, state, subject, rules, frame)] : [];
    }),
  ];
  return clocks.filter(
    (clock) => clock.rule !== null || clock.kind === 'firstResponse' || clock.kind === 'finalResponse',
  );
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
