import { earliestEndOfTerm } from '../calendar/missing-year.rules.ts';
import { endOfTerm, type TermLine } from '../calendar/term.rules.ts';
import type { Span } from '../calendar/working-hours.ts';
import type { Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import type { SuspendReason } from './complaint.enums.ts';
import { type ComplaintState, isPaused, type Pause } from './complaint.rules.ts';
import type { DeadlineRule, RuleSubject, TimeFrame } from './deadline-rule.ts';
import type { MergedClaim } from './event.schema.ts';
import type { Measured, Starts } from './measured.rules.ts';
import type { OtherComplaint } from './state.ts';

/** Whether a suspension for a reason stops a rule's clock. */
const pausedBy = (rule: DeadlineRule, reason: SuspendReason) =>
  rule.pausable && (!rule.pauseReasons || rule.pauseReasons.includes(reason));

/**
 * Suspended stretches as a rule's clock sees them. One still lasting is left out: it has not cost anything countable yet.
 * Once the clock has stopped, what came later moves nothing any more, and a pause it stopped in lasts till then.
 */
function countedPauses(pauses: readonly Pause[], rule: DeadlineRule, stoppedAt: Instant | null): Span[] {
  if (!rule.pausable) return [];
  return pauses.flatMap((pause) => {
    const isOver = pause.to !== null && (stoppedAt === null || pause.to < stoppedAt);
    const to = isOver ? pause.to : stoppedAt;
    return to !== null && pause.from < to && pausedBy(rule, pause.reason)
      ? [{ from: Date.parse(pause.from), to: Date.parse(to) }]
      : [];
  });
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

/** A limit that applies: of several the one that ends first decides. */
export interface Candidate {
  rule: DeadlineRule;
  of: OtherComplaint | null;
  startedAt: Instant;
  /** null where it needs a year without a calendar */
  dueAt: Instant | null;
  /** the end; where that needs a year without a calendar, the earliest it can come to */
  earliest: Instant;
  pauses: readonly Span[];
  lines: TermLine[];
  missingYear: number | null;
  isPaused: boolean;
}

/** Whose deadlines are looked at: the complaint's own, or those of one merged into it. */
export interface Party {
  of: OtherComplaint | null;
  subject: RuleSubject;
  rules: readonly DeadlineRule[];
  receivedAt: Instant;
  starts: Starts;
  pauses: readonly Pause[];
}

/** The complaint itself, and every one merged into it in the round that is measured. */
export function partiesOf(
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

/** Where a rule comes to for a party, its pauses left out. @param stoppedAt where the clock has stopped, else null */
export function candidate(
  rule: DeadlineRule,
  party: Party,
  startedAt: Instant,
  stoppedAt: Instant | null,
  state: ComplaintState,
  frame: TimeFrame,
): Candidate {
  const pause = isPaused(state) ? state.pauses.at(-1) : undefined;
  const pauses = countedPauses(party.pauses, rule, stoppedAt);
  const { of } = party;
  const base = { rule, of, startedAt, pauses, isPaused: pause !== undefined && pausedBy(rule, pause.reason) };
  try {
    const end = endOfTerm(rule, startedAt, pauses, frame.calendar, frame.hours);
    return { ...base, ...end, earliest: end.dueAt, missingYear: null };
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING')) throw error;
    const earliest = earliestEndOfTerm(rule, startedAt, pauses, frame.calendar, frame.hours);
    return { ...base, dueAt: null, earliest, lines: [], missingYear: Number(error.data.year) };
  }
}
