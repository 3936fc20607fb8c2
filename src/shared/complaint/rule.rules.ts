import { DomainError } from '../kernel/errors.ts';
import { clockEvents } from './complaint.enums.ts';
import { ruleFaultWords } from './complaint.words.ts';
import type { DeadlineRule } from './deadline.rules.ts';

/** What can be wrong with a rule beside its neighbours. */
export type RuleFault = 'duplicate' | 'backwards' | 'amount' | 'events' | 'conflict' | 'mean' | 'window' | 'dayEnd';

/** The cases a rule speaks of, by one clause. */
const casesOf = ({ clock, startEvent, province, channels, businesses, grades, area, category, clause }: DeadlineRule) =>
  JSON.stringify([
    clock,
    startEvent,
    province,
    ...[channels, businesses, grades].map((list) => list && [...list].sort()),
    area,
    category,
    clause,
  ]);
const overlap = (a: DeadlineRule, b: DeadlineRule) =>
  (a.effectiveFrom ?? '') <= (b.effectiveTo ?? '9') && (b.effectiveFrom ?? '') <= (a.effectiveTo ?? '9');

type Stretch = [from: string, until: string];
/** The times of day of a rule as stretches within one day; two where they run over midnight. */
function stretchesOf({ startFrom, startUntil }: DeadlineRule): Stretch[] {
  const [from, until] = [startFrom ?? '00:00', startUntil ?? '24:00'];
  return from <= until
    ? [[from, until]]
    : [
        [from, '24:00'],
        ['00:00', until],
      ];
}
const shareTimes = (a: DeadlineRule, b: DeadlineRule) =>
  stretchesOf(a).some(([from, until]) => stretchesOf(b).some((other) => from < other[1] && other[0] < until));
const timedUnits: readonly DeadlineRule['unit'][] = ['minutes', 'hours', 'workMinutes', 'workHours'];
/** All that a limit says: how long, over which days its last one rolls, and which suspensions stop it. */
function limitOf({ amount, unit, extend, dayEnd = 'midnight', pausable, pauseReasons }: DeadlineRule): string {
  const last = timedUnits.includes(unit) ? '' : `${extend} ${dayEnd}`;
  const pauses = pausable ? [...(pauseReasons ?? ['all'])].sort().join() : '';
  return `${amount} ${unit} ${last} ${pauses}`;
}

/** How long one of a unit is, beside others of its family; days and months depend on the calendar and only meet their own. */
const lengths: Readonly<Record<DeadlineRule['unit'], [family: string, length: number]>> = {
  minutes: ['natural', 1],
  hours: ['natural', 60],
  naturalDays: ['natural', 24 * 60],
  workMinutes: ['work', 1],
  workHours: ['work', 60],
  workDays: ['workDays', 1],
  months: ['months', 1],
};
/** Whether a limit of the mean is longer than one that no single case may pass. */
function isLonger(mean: DeadlineRule, longest: DeadlineRule): boolean {
  const [family, length] = lengths[mean.unit];
  const [other, otherLength] = lengths[longest.unit];
  return family === other && mean.amount * length > longest.amount * otherLength;
}
const meet = (a: DeadlineRule, b: DeadlineRule) => overlap(a, b) && shareTimes(a, b);

/**
 * What contradicts itself in a set of rules: one code twice, an effective span that ends before it begins, a limit that is
 * not positive, events that do not belong to the clock, times of day that hold none, a last day's end for a limit that
 * has no last day, two limits of one clause for the same cases, days and times of day, a mean longer than the longest
 * (平均值≤X 且最长≤Y).
 * @returns the faults with the codes concerned, none for a sound set
 */
export function ruleFaults(rules: readonly DeadlineRule[]): { code: string; fault: RuleFault; other: string | null }[] {
  const faults: { code: string; fault: RuleFault; other: string | null }[] = [];
  const seen = new Map<string, DeadlineRule>();
  const alike = new Map<string, DeadlineRule[]>();
  for (const rule of rules) {
    const add = (fault: RuleFault, other: string | null = null) => faults.push({ code: rule.code, fault, other });
    if (seen.has(rule.code)) add('duplicate');
    seen.set(rule.code, rule);
    if (rule.effectiveFrom !== null && rule.effectiveTo !== null && rule.effectiveTo < rule.effectiveFrom)
      add('backwards');
    if (!(rule.amount > 0)) add('amount');
    const events = clockEvents[rule.clock];
    if (!events.starts.includes(rule.startEvent) || events.stop !== rule.stopEvent) add('events');
    if (rule.startFrom && rule.startFrom === rule.startUntil) add('window');
    if (rule.dayEnd === 'closeOfBusiness' && timedUnits.includes(rule.unit)) add('dayEnd');
    const key = casesOf(rule);
    const before = (alike.get(key) ?? []).filter((one) => meet(one, rule));
    const clash = before.find((one) => one.measure === rule.measure && limitOf(one) !== limitOf(rule));
    if (clash) add('conflict', clash.code);
    const passed = before.find((one) =>
      rule.measure === 'mean'
        ? one.measure === 'longest' && isLonger(rule, one)
        : one.measure === 'mean' && isLonger(one, rule),
    );
    if (passed) add('mean', passed.code);
    alike.set(key, [...(alike.get(key) ?? []), rule]);
  }
  return faults;
}

/**
 * Refuses a set of rules that contradicts itself.
 * @throws COMPLAINT_RULE_CONTRADICTORY with the code, the fault and the other rule's code
 */
export function checkRules(rules: readonly DeadlineRule[]): void {
  const [first] = ruleFaults(rules);
  if (first)
    throw new DomainError('COMPLAINT_RULE_CONTRADICTORY', {
      rule: first.code,
      fault: first.fault,
      other: first.other ?? '',
      faultZh: ruleFaultWords[first.fault].zh,
      faultEn: ruleFaultWords[first.fault].en,
    });
}
