import { type ComplaintState, foldEvents, isOpen, isPaused } from '#shared/complaint/complaint.rules.ts';
import {
  answeredInTime,
  type Clock,
  type DeadlineRule,
  type RuleSubject,
  runClocks,
  type TimeFrame,
} from '#shared/complaint/deadline.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import type { ComplaintPolicy } from '#shared/complaint/policy.schema.ts';
import { standingPoints } from '#shared/complaint/risk.rules.ts';
import { nextWarningAt, type RaisedWarning } from '#shared/complaint/warning.rules.ts';
import type { ComplaintCache, ComplaintFacts } from './complaint.table.ts';

/** Everything beside facts and events that deadlines depend on. */
export interface DeadlineWorld extends TimeFrame {
  /** rules by edition */
  editions: ReadonlyMap<number, readonly DeadlineRule[]>;
  /** province of the organisation, for provincial rules */
  province: string | null;
  policy: ComplaintPolicy;
}

/** Open complaints whose clock does not run come after those whose clock does. */
const sortAfterRunning = { paused: '9996', noCalendar: '9997' } as const;
const live: readonly Clock['state'][] = ['running', 'paused'];

/** The earliest deadline among running clocks of some kinds. */
const earliestDue = (clocks: readonly Clock[], kinds: readonly Clock['kind'][]) =>
  clocks
    .flatMap((clock) => (kinds.includes(clock.kind) && live.includes(clock.state) && clock.dueAt ? [clock.dueAt] : []))
    .sort()[0] ?? null;

/** What waits for a second person: a suspension, a compensation, or both. */
function pendingOf(state: ComplaintState): ComplaintCache['pendingApproval'] {
  if (!isOpen(state.status)) return null;
  const compensation = state.compensation?.state === 'proposed';
  if (state.suspensionRequest) return compensation ? 'both' : 'suspension';
  return compensation ? 'compensation' : null;
}

export function subjectOf(
  facts: Pick<ComplaintFacts, 'channel' | 'business' | 'customerGrade' | 'area' | 'categoryCode'>,
  world: DeadlineWorld,
): RuleSubject {
  return {
    province: world.province,
    channel: facts.channel,
    business: facts.business,
    grade: facts.customerGrade,
    area: facts.area,
    category: facts.categoryCode,
  };
}

export const rulesOf = (world: DeadlineWorld, state: ComplaintState): readonly DeadlineRule[] =>
  world.editions.get(state.ruleEdition) ?? [];

/** Every clock of a complaint as it stands after some events. */
export const clocksOf = (
  facts: Parameters<typeof subjectOf>[0],
  state: ComplaintState,
  world: DeadlineWorld,
): Clock[] => runClocks(state, subjectOf(facts, world), rulesOf(world, state), world);

/**
 * The list columns of a complaint, computed from its history alone, and from the warnings it was given. Dropping and
 * computing them again gives the same.
 * @param raised warnings given so far; with none a sweep looks once too often and finds them
 */
export function cacheOf(
  facts: Pick<ComplaintFacts, 'channel' | 'business' | 'customerGrade' | 'area' | 'categoryCode'>,
  events: readonly ComplaintEvent[],
  world: DeadlineWorld,
  raised: readonly RaisedWarning[] = [],
): ComplaintCache {
  const state = foldEvents(events);
  const subject = subjectOf(facts, world);
  const rules = rulesOf(world, state);
  const clocks = runClocks(state, subject, rules, world);
  const clock = clocks.find((one) => one.kind === 'finalResponse') as Clock;
  const inTime = answeredInTime(state, subject, rules, world, clock);
  const sort =
    live.includes(clock.state) && clock.dueAt
      ? clock.dueAt
      : (sortAfterRunning[clock.state as keyof typeof sortAfterRunning] ?? '9998');
  return {
    lastSeq: state.lastSeq,
    receivedAt: state.receivedAt,
    unitId: state.unitId,
    firstUnitId: state.firstUnitId,
    status: state.status,
    isOpen: isOpen(state.status) ? 1 : 0,
    ruleEdition: state.ruleEdition,
    clockState: clock.state,
    dueAt: clock.dueAt,
    dueSort: sort,
    dueUnit: clock.rule?.unit ?? null,
    dueRule: clock.rule?.code ?? null,
    missingYear: clock.missingYear,
    pausedReason: isPaused(state) ? (state.pauses.at(-1)?.reason ?? null) : null,
    firstDueAt: clocks.find((one) => one.kind === 'firstResponse')?.dueAt ?? null,
    progressDueAt: earliestDue(clocks, ['progress']),
    closureDueAt: earliestDue(clocks, ['closure']),
    partDueAt: earliestDue(clocks, ['support', 'vendor']),
    acknowledgedAt: state.acknowledgedAt,
    respondedAt: state.respondedAt,
    closedAt: state.closedAt,
    isInTime: inTime === null ? null : inTime ? 1 : 0,
    conclusion: state.conclusion,
    causeCode: state.causeCode,
    visitResult: state.visitResult,
    returnPending: state.returnPending ? 1 : 0,
    returnCount: state.returnCount,
    transferCount: state.transferCount,
    reopenCount: state.reopenCount,
    escalationLevel: state.escalationLevel,
    handlerId: state.handlerId,
    escalatedUnitId: state.escalatedUnitId,
    mergedInto: state.mergedInto?.complaintId ?? null,
    splitFrom: state.splitFrom?.complaintId ?? null,
    closedBy: state.closedBy,
    closedRecordedAt: state.closedRecordedAt,
    pendingApproval: pendingOf(state),
    answerMarginMinutes:
      clock.stoppedAt && clock.dueAt
        ? Math.floor((Date.parse(clock.dueAt) - Date.parse(clock.stoppedAt)) / 60_000)
        : null,
    compensationCents: state.compensation?.state === 'approved' ? state.compensation.amountCents : null,
    unhappyVisits: state.unhappyVisits,
    backdatedCount: state.backdatedCount,
    isImported: state.imported ? 1 : 0,
    isTimeUnknown: state.timesUnknown ? 1 : 0,
    riskPoints: isOpen(state.status) ? standingPoints({ ...facts, ...state }) : 0,
    nextWarnAt: isOpen(state.status) ? nextWarningAt(clocks, raised, world.policy.warning, world) : null,
  };
}
