import { DomainError } from '../kernel/errors.ts';
import { clockEvents } from './complaint.enums.ts';
import { ruleFaultWords } from './complaint.words.ts';
import type { DeadlineRule } from './deadline.rules.ts';

/** What can be wrong with a rule beside its neighbours. */
export type RuleFault = 'duplicate' | 'backwards' | 'amount' | 'events' | 'conflict' | 'mean' | 'window' | 'dayEnd';

const conditionsOf = ({
  clock,
  startEvent,
  measure,
  province,
  channels,
  businesses,
  grades,
  area,
  category,
}: DeadlineRule) =>
  JSON.stringify([
    clock,
    startEvent,
    measure,
    province,
    ...[channels, businesses, grades].map((list) => list && [...list].sort()),
    area,
    category,
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
const limitOf = ({ amount, unit, dayEnd = 'midnight' }: DeadlineRule) => `${amount} ${unit} ${dayEnd}`;
const timedUnits: readonly DeadlineRule['unit'][] = ['minutes', 'hours', 'workMinutes', 'workHours'];

/**
 * What contradicts itself in a set of rules: one code twice, an effective span that ends before it begins, a limit that is
 * not positive, events that do not belong to the clock, times of day that hold none, a last day's end for a limit that
 * has no last day, two limits of one clause for the same cases, days and times of day.
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
    const key = `${conditionsOf(rule)}|${rule.clause}`;
    const before = alike.get(key) ?? [];
    const clash = before.find((one) => overlap(one, rule) && shareTimes(one, rule) && limitOf(one) !== limitOf(rule));
    if (clash) add('conflict', clash.code);
    alike.set(key, [...before, rule]);
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
