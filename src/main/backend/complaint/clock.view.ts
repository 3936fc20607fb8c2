import { coversTime } from '#shared/calendar/calendar.rules.ts';
import type { TermUnit } from '#shared/calendar/term.rules.ts';
import { type Span, workMilliseconds } from '#shared/calendar/working-hours.ts';
import type { Clock, DeadlineRule } from '#shared/complaint/deadline.rules.ts';
import type { ClockView } from '#shared/complaint/detail.schema.ts';
import { remainingOf } from '#shared/complaint/remaining.rules.ts';
import type { DeadlineWorld } from './complaint.cache.ts';

/** Remaining time in the unit of the rule; natural time where the calendar of a year on the way is missing. */
export function remaining(dueAt: string | null, now: string, unit: TermUnit, world: DeadlineWorld) {
  if (!dueAt) return null;
  return remainingOf(dueAt, now, coversTime(world.calendar, now, dueAt) ? unit : 'naturalDays', world);
}

const ruleView = (rule: DeadlineRule) => ({
  code: rule.code,
  name: rule.name,
  clause: rule.clause,
  amount: rule.amount,
  unit: rule.unit,
  extend: rule.extend,
  dayEnd: rule.dayEnd ?? 'midnight',
  startFrom: rule.startFrom ?? null,
  startUntil: rule.startUntil ?? null,
  verification: rule.verification,
});
const minutesOf: Partial<Record<TermUnit, number>> = { minutes: 1, hours: 60, workMinutes: 1, workHours: 60 };

/**
 * One clock as the window and the printed sheet show it.
 * @param now the moment it is looked at
 * @param unitNames names of the units that parts of the process belong to, by id
 */
export function clockView(
  clock: Clock,
  now: string,
  world: DeadlineWorld,
  unitNames: ReadonlyMap<string, string>,
): ClockView {
  const { rule, standing, lines, others, mayBeEarlier, unitId, pauses: _pauses, ...rest } = clock;
  const isLive = clock.state === 'running' || clock.state === 'paused';
  const allowedMinutes = rule && minutesOf[rule.unit] ? rule.amount * (minutesOf[rule.unit] as number) : null;
  // a complaint that ended without an answer used no more after its end
  const leftMinutes = allowedMinutes === null || clock.state === 'stopped' ? null : minutesLeft(clock, now, world);
  return {
    ...rest,
    unitName: unitId && (unitNames.get(unitId) ?? null),
    rule: rule && ruleView(rule),
    standing: standing && ruleView(standing),
    others: others.map((other) => ({ ...other, rule: ruleView(other.rule) })),
    mayBeEarlier: mayBeEarlier.map((one) => ({ ...one, rule: ruleView(one.rule) })),
    remaining: isLive && rule ? remaining(clock.dueAt, now, rule.unit, world) : null,
    lateBy:
      clock.state === 'answeredLate' && rule && clock.stoppedAt
        ? remaining(clock.dueAt, clock.stoppedAt, rule.unit, world)
        : null,
    allowedMinutes,
    usedMinutes: allowedMinutes === null || leftMinutes === null ? null : allowedMinutes - leftMinutes,
    ...spentOf(clock, now, world),
    lines,
  };
}

/** A stretch of time less its pauses, and the pauses in it, in minutes. */
interface Stretch {
  readonly net: number;
  readonly paused: number;
}

/**
 * Measures from one instant to another in working time or in plain time. Additive; negative where `to` is before `from`.
 * @returns null where working time is asked for and a year on the way has no calendar
 */
function stretchOf(
  isWorking: boolean,
  from: string,
  to: string,
  pauses: readonly Span[],
  world: DeadlineWorld,
): Stretch | null {
  if (isWorking && !coversTime(world.calendar, from, to)) return null;
  const between = (a: number, b: number) =>
    isWorking ? workMilliseconds(world.calendar, world.hours, instantOf(a), instantOf(b)) : b - a;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const paused = pauses
    .map((pause) => ({ from: Math.max(pause.from, start), to: Math.min(pause.to, end) }))
    .filter((pause) => pause.to > pause.from)
    .reduce((sum, pause) => sum + between(pause.from, pause.to), 0);
  return { net: Math.round((between(start, end) - paused) / 60_000), paused: Math.round(paused / 60_000) };
}
const instantOf = (at: number) => new Date(at).toISOString();

/**
 * Minutes from the stop (or now) to the deadline, in the rule's own time; negative when over. A pause that came after
 * the stop moved the deadline, but took nothing of what was used.
 * @returns null where there is no deadline, or where a year on the way has no calendar
 */
function minutesLeft({ rule, dueAt, stoppedAt, pauses }: Clock, now: string, world: DeadlineWorld): number | null {
  if (!dueAt || !rule) return null;
  const isWorking = rule.unit === 'workHours' || rule.unit === 'workMinutes';
  return stretchOf(isWorking, stoppedAt ?? now, dueAt, pauses, world)?.net ?? null;
}

/** Terms that go by working time or by working days. */
const workUnits: readonly TermUnit[] = ['workMinutes', 'workHours', 'workDays'];

/** Minutes a clock went on and stood still, from its start to its stop or to now, in the time its rule goes by. */
function spentOf(clock: Clock, now: string, world: DeadlineWorld): Pick<ClockView, 'netMinutes' | 'pausedMinutes'> {
  const { rule, standing, state, startedAt, stoppedAt, pauses } = clock;
  const end = stoppedAt ?? now;
  // a pause that still lasts is not among the pauses: what was used by now can't be told
  const isUntold = rule === null || state === 'stopped' || state === 'unknown' || standing === rule || end < startedAt;
  const spent = isUntold ? null : stretchOf(workUnits.includes(rule.unit), startedAt, end, pauses, world);
  return { netMinutes: spent?.net ?? null, pausedMinutes: spent?.paused ?? null };
}
