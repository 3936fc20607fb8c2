import type { WorkCalendar } from '../calendar/calendar.rules.ts';
import type { DayEnd, TermExtension, TermUnit } from '../calendar/term.rules.ts';
import type { WorkingHours } from '../calendar/working-hours.ts';
import { type Day, formatInstant, type Instant } from '../kernel/dates.ts';
import type {
  AreaKind,
  ClockKind,
  ComplaintBusiness,
  ComplaintChannel,
  CustomerGrade,
  StartEvent,
  StopEvent,
  SuspendReason,
} from './complaint.enums.ts';

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
  /**
   * Times of day, `HH:mm` in Asia/Shanghai, the start event has to lie between, half-open: one at 14:00 sharp belongs to
   * the rule from 14:00 on, not to the one until 14:00. (The source of limits by the time of a report leaves that
   * moment open.) Null: from or to midnight. A stretch that ends before it begins runs over midnight.
   */
  startFrom?: string | null;
  startUntil?: string | null;
  stopEvent: StopEvent;
  amount: number;
  unit: TermUnit;
  extend: TermExtension;
  /** when the last day of a limit in days or months ends; at midnight where left out */
  dayEnd?: DayEnd;
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

/** Whether a rule speaks of what started at a moment, by its time of day. */
export function startsWithin({ startFrom, startUntil }: Pick<DeadlineRule, 'startFrom' | 'startUntil'>, at: Instant) {
  if (!startFrom && !startUntil) return true;
  const from = startFrom ?? '00:00';
  const until = startUntil ?? '24:00';
  const time = formatInstant(at).slice(11);
  return from <= until ? from <= time && time < until : from <= time || time < until;
}
