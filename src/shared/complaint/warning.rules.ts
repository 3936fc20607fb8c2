import { endOfTerm, type TermUnit } from '../calendar/term.rules.ts';
import { workInstantBefore } from '../calendar/working-hours.ts';
import type { Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import type { Clock, TimeFrame } from './deadline.rules.ts';
import type { ComplaintPolicy } from './policy.schema.ts';

/** When clocks warn: the part of the policy of the house that says so. */
export type WarningPolicy = ComplaintPolicy['warning'];

/**
 * A warning has two addressees, each told on their own: whoever has the complaint in hand hears of shares of the time,
 * of hours left and of the deadline; from the deadline on the superior units hear, one more at each rung.
 */
export type WarningTrack = 'holder' | 'ladder';

export type WarningKind = 'share' | 'left' | 'due' | 'over';
export interface Stage {
  kind: WarningKind;
  /** percent of the time used; working hours left; working hours over; 0 for `due` */
  value: number;
}
const trackOf = (kind: WarningKind): WarningTrack => (kind === 'over' ? 'ladder' : 'holder');

/** A stage as it is stored: `share.80`, `left.4`, `due`, `over.8`. */
export const stageKey = ({ kind, value }: Stage): string => (kind === 'due' ? kind : `${kind}.${value}`);
/** The stage a stored word means. */
export function stageOf(key: string): Stage {
  const dot = key.indexOf('.');
  return dot < 0
    ? { kind: 'due', value: 0 }
    : { kind: key.slice(0, dot) as WarningKind, value: Number(key.slice(dot + 1)) };
}

/** The stages of a policy. A share of 1 is the deadline itself; 0 hours left would be the deadline once more. */
export function stagesOf({ shares, workHoursLeft, escalateAfter }: WarningPolicy): Stage[] {
  return [
    ...shares.map(
      (share): Stage =>
        share >= 1 ? { kind: 'due', value: 0 } : { kind: 'share', value: Math.round(share * 1000) / 10 },
    ),
    ...(workHoursLeft > 0 ? [{ kind: 'left' as const, value: workHoursLeft }] : []),
    ...escalateAfter.map((value): Stage => ({ kind: 'over', value })),
  ];
}

/** Which rung of the ladder a stage is: so many levels up it goes; 0 for what the holder is told. */
export const rungOf = (stage: Stage, policy: WarningPolicy): number =>
  stage.kind === 'over' ? policy.escalateAfter.filter((hours) => hours <= stage.value).length : 0;

const timed: readonly TermUnit[] = ['minutes', 'hours', 'workMinutes', 'workHours'];
const hourMs = 3_600_000;

/**
 * The moment a share of a clock's time is used: terms in minutes and hours by their own time, suspensions left out;
 * terms in days and months by natural time between start and end.
 */
function shareAt(clock: RunningClock, percent: number, { calendar, hours }: TimeFrame): Instant {
  const { rule, startedAt, dueAt, pauses } = clock;
  if (timed.includes(rule.unit))
    return endOfTerm({ ...rule, amount: (rule.amount * percent) / 100 }, startedAt, pauses, calendar, hours).dueAt;
  const start = Date.parse(startedAt);
  return new Date(Math.round(start + ((Date.parse(dueAt) - start) * percent) / 100)).toISOString();
}

/** The moment of a stage; null where it would come before the clock starts, or needs a year without a calendar. */
function momentOf(clock: RunningClock, { kind, value }: Stage, frame: TimeFrame): Instant | null {
  const { calendar, hours } = frame;
  try {
    if (kind === 'due' || (kind === 'over' && value === 0)) return clock.dueAt;
    if (kind === 'share') return shareAt(clock, value, frame);
    if (kind === 'over')
      return endOfTerm({ amount: value, unit: 'workHours', extend: 'none' }, clock.dueAt, [], calendar, hours).dueAt;
    const left = workInstantBefore(calendar, hours, clock.dueAt, value * hourMs);
    return left > clock.startedAt ? left : null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING') return null;
    throw error;
  }
}

type RunningClock = Clock & { rule: NonNullable<Clock['rule']>; dueAt: Instant };
/** Only what runs warns: what stands still is nobody's delay, but a limit that knows no pause goes on beside it. */
const isRunning = (clock: Clock): clock is RunningClock =>
  (clock.state === 'running' || clock.state === 'paused') && clock.dueAt !== null && clock.rule !== null;

/** Under this name a clock warns of the limit that goes on while it stands still. */
const besideKey = (key: string) => `${key}.beside`;
/** Both names a clock warns under. */
export const warningKeys = (key: string): [string, string] => [key, besideKey(key)];
/** Whether a warning spoke of a limit that went on while its clock stood still. */
export const isBesidePause = (warningKey: string) => warningKey.endsWith('.beside');

/** A warning that was given: enough to know that it, and what comes before it, is not given again. */
export interface RaisedWarning {
  clock: string;
  stage: string;
  /** the deadline it spoke of */
  dueAt?: Instant;
}
/**
 * What was given of the limit a clock speaks of now: under its name, and under the other one where that was the same
 * deadline. A law's limit may decide before a pause, go on beside it, and decide again after it.
 */
function givenOf(clock: RunningClock, raised: readonly RaisedWarning[]): { name: string; given: Stage[] } {
  const keys = warningKeys(clock.key);
  const name = keys[clock.state === 'paused' ? 1 : 0];
  const given = raised.filter((one) => one.clock === name || (keys.includes(one.clock) && one.dueAt === clock.dueAt));
  return { name, given: given.map((one) => stageOf(one.stage)) };
}
/** A warning to come. */
export interface Warning {
  /** one of the names of {@link warningKeys} */
  clock: string;
  kind: Clock['kind'];
  stage: Stage;
  /** the moment it is due */
  at: Instant;
  /** the deadline it speaks of */
  dueAt: Instant;
  /** the unit whose part of the process it is, for parts */
  unitId: string | null;
}

const severity: Readonly<Record<WarningKind, number>> = { share: 0, left: 1, due: 2, over: 3 };
/** Whether a stage comes after another: by moment, then by weight, then by hours over. */
const isAfter = (a: Placed, b: Placed) =>
  a.at !== b.at
    ? a.at > b.at
    : severity[a.stage.kind] !== severity[b.stage.kind]
      ? severity[a.stage.kind] > severity[b.stage.kind]
      : a.stage.value > b.stage.value;
interface Placed {
  stage: Stage;
  at: Instant;
}

/**
 * The stages of one clock and one addressee that are still to come or owed, in order. What lies before a stage that was
 * given is taken as given, wherever a moved deadline has put it.
 */
function pendingOn(clock: RunningClock, stages: readonly Stage[], given: readonly Stage[], frame: TimeFrame): Placed[] {
  const place = (stage: Stage): Placed[] => {
    const at = momentOf(clock, stage, frame);
    return at === null ? [] : [{ stage, at }];
  };
  const last = given.flatMap(place).reduce<Placed | null>((a, b) => (a === null || isAfter(b, a) ? b : a), null);
  const known = new Set(given.map(stageKey));
  return stages
    .filter((stage) => !known.has(stageKey(stage)))
    .flatMap(place)
    .filter((placed) => last === null || isAfter(placed, last))
    .sort((a, b) => (isAfter(a, b) ? 1 : -1));
}

function* pending(
  clocks: readonly Clock[],
  raised: readonly RaisedWarning[],
  policy: WarningPolicy,
  frame: TimeFrame,
): Generator<{ clock: RunningClock; name: string; placed: Placed[] }> {
  const stages = stagesOf(policy);
  for (const clock of clocks) {
    if (!isRunning(clock)) continue;
    const { name, given } = givenOf(clock, raised);
    for (const track of ['holder', 'ladder'] as const) {
      const onTrack = (stage: Stage) => trackOf(stage.kind) === track;
      yield { clock, name, placed: pendingOn(clock, stages.filter(onTrack), given.filter(onTrack), frame) };
    }
  }
}

/**
 * When a complaint has to be looked at next for warnings: the first moment that is still to come or owed.
 * @param raised what was given already
 * @returns null when none is to come
 */
export function nextWarningAt(
  clocks: readonly Clock[],
  raised: readonly RaisedWarning[],
  policy: WarningPolicy,
  frame: TimeFrame,
): Instant | null {
  let next: Instant | null = null;
  for (const { placed } of pending(clocks, raised, raised.length === 0 ? firstOf(policy) : policy, frame)) {
    const first = placed[0]?.at;
    if (first && (next === null || first < next)) next = first;
  }
  return next;
}

/** Where nothing was given yet only what comes first matters: imports ask this for every open complaint. */
function firstOf(policy: WarningPolicy): WarningPolicy {
  const { shares, workHoursLeft, escalateAfter } = policy;
  // The ladder begins with the deadline at the earliest, and so after every share.
  return {
    shares: shares.slice(0, 1),
    workHoursLeft,
    escalateAfter: shares.length > 0 ? [] : escalateAfter.slice(0, 1),
  };
}

/**
 * The warnings to give now: of each clock, for each addressee, the highest stage reached. Lower ones that nobody was there
 * to give (the program was shut, the complaint was imported) are not made up for.
 */
export function warningsDue(
  clocks: readonly Clock[],
  raised: readonly RaisedWarning[],
  policy: WarningPolicy,
  frame: TimeFrame,
  now: Instant,
): Warning[] {
  const due: Warning[] = [];
  for (const { clock, name, placed } of pending(clocks, raised, policy, frame)) {
    const highest = placed.filter(({ at }) => at <= now).at(-1);
    if (!highest) continue;
    const { kind, dueAt, unitId } = clock;
    due.push({ clock: name, kind, stage: highest.stage, at: highest.at, dueAt, unitId });
  }
  return due;
}
