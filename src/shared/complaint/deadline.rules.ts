import type { TermLine } from '../calendar/term.rules.ts';
import type { Span } from '../calendar/working-hours.ts';
import { dayOf, type Instant } from '../kernel/dates.ts';
import { type Candidate, candidate, partiesOf } from './candidate.rules.ts';
import { type ClockKind, type ClockState, clockEvents, type StartEvent } from './complaint.enums.ts';
import type { ComplaintState } from './complaint.rules.ts';
import { type DeadlineRule, type RuleSubject, ruleApplies, startsWithin, type TimeFrame } from './deadline-rule.ts';
import { type Measured, measuredOf, progressMeasured, stintKind } from './measured.rules.ts';
import type { OtherComplaint } from './state.ts';

export type { DeadlineRule, RuleEdition, RuleSubject, TimeFrame } from './deadline-rule.ts';
export { ruleApplies, startsWithin } from './deadline-rule.ts';

/** One clock of a complaint, with the rule that decided and every other rule that applied. */
export interface Clock {
  kind: ClockKind;
  /** names this clock among all that ever ran on the complaint: kind and round, news or stint */
  key: string;
  state: ClockState;
  /** whose limit it is; while paused the first that this pause does not stop (a law's), where there is one */
  rule: DeadlineRule | null;
  /** while paused: the rule that stands still, the same as `rule` where none goes on; else null */
  standing: DeadlineRule | null;
  startedAt: Instant;
  stoppedAt: Instant | null;
  /** the unit that has to keep it, for parts of the process */
  unitId: string | null;
  /** first instant too late; null where it stands still and no other limit goes on, or can't be computed */
  dueAt: Instant | null;
  /** year whose calendar is missing for its deadline, or for one that may come before it */
  missingYear: number | null;
  /** finished suspensions that the deciding rule leaves out */
  pauses: readonly Span[];
  lines: TermLine[];
  /** the merged complaint whose deadline is kept, when it comes first; null for its own */
  of: OtherComplaint | null;
  others: OtherLimit[];
  /** limits that may come before the one told here: they need a year without a calendar */
  mayBeEarlier: UnknownLimit[];
}
/** A limit that can't be computed, and may be stricter than the one that decides. */
export interface UnknownLimit {
  rule: DeadlineRule;
  year: number;
  /** it does not end before */
  earliest: Instant;
  of: OtherComplaint | null;
}
/** A limit beside the one that decides. */
export interface OtherLimit {
  rule: DeadlineRule;
  /** null where it stands still now, or can't be computed */
  dueAt: Instant | null;
  isStanding: boolean;
  of: OtherComplaint | null;
}

/**
 * Clocks that ran to their end say how; the others run, stand still, or can't be told.
 * @param found every limit that applies, the deciding one first
 */
function stateOf(state: ComplaintState, measured: Measured, found: readonly Candidate[]): ClockState {
  const { stoppedAt, timeUnknown } = measured;
  const deciding = found[0] as Candidate;
  if (timeUnknown) return 'unknown';
  if (stoppedAt) {
    if (deciding.dueAt !== null && stoppedAt >= deciding.dueAt) return 'answeredLate';
    // in time for whatever a year without a calendar may bring, or not to be told
    return found.every(({ earliest }) => stoppedAt < earliest) ? 'answered' : 'noCalendar';
  }
  if (state.status === 'withdrawn' || state.status === 'merged') return 'stopped';
  if (deciding.isPaused) return 'paused';
  return deciding.dueAt === null ? 'noCalendar' : 'running';
}

/** Known ends first, then those that need a missing year by the earliest they can come to. */
const placeOf = ({ dueAt, earliest }: Candidate) => dueAt ?? `9${earliest}`;

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
          return from && startsWithin(rule, from) ? [candidate(rule, party, from, stoppedAt, state, frame)] : [];
        }),
    )
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  const [first] = found;
  const base = { kind, key, stoppedAt, unitId };
  if (!first)
    return {
      ...base,
      state: 'noRule',
      startedAt,
      rule: null,
      standing: null,
      of: null,
      dueAt: null,
      missingYear: null,
      pauses: [],
      lines: [],
      others: [],
      mayBeEarlier: [],
    };
  const verdict = stateOf(state, measured, found);
  const paused = verdict === 'paused';
  const told = (paused && found.find((one) => !one.isPaused && one.dueAt !== null)) || first;
  const isStanding = (one: Candidate) => stoppedAt === null && one.isPaused;
  const dueOf = (one: Candidate) => (isStanding(one) ? null : one.dueAt);
  const dueAt = dueOf(told);
  const isOpenTo = ({ earliest }: Candidate) => {
    if (stoppedAt !== null) return verdict === 'noCalendar' && earliest <= stoppedAt;
    return dueAt === null ? paused : earliest < dueAt;
  };
  const mayBeEarlier = found.flatMap((one) => {
    const { rule, missingYear: year, earliest, of } = one;
    const isOut = year === null || one === told || isStanding(one);
    return isOut || !isOpenTo(one) ? [] : [{ rule, year, earliest, of }];
  });
  return {
    ...base,
    state: verdict,
    startedAt: told.startedAt,
    rule: told.rule,
    standing: paused ? first.rule : null,
    of: told.of,
    dueAt,
    missingYear: told.missingYear ?? mayBeEarlier[0]?.year ?? null,
    pauses: told.pauses,
    lines: told.lines,
    others: found
      .filter((one) => one !== told)
      .map((one) => ({ rule: one.rule, dueAt: dueOf(one), isStanding: isStanding(one), of: one.of })),
    mayBeEarlier,
  };
}

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
 * Every clock of a complaint: first contact and answer always, the others where a rule speaks of them; news once for
 * every contact before the answer, supporting departments and vendors once for every time the complaint was in their
 * hands.
 */
export function runClocks(
  state: ComplaintState,
  subject: RuleSubject,
  rules: readonly DeadlineRule[],
  frame: TimeFrame,
): Clock[] {
  const clocks: Clock[] = [
    runClock('firstResponse', state, subject, rules, frame),
    ...progressMeasured(state).map((news) => run('progress', news, state, subject, rules, frame)),
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
