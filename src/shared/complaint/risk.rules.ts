import type { WorkCalendar } from '../calendar/calendar.rules.ts';
import { endOfTerm, type Term } from '../calendar/term.rules.ts';
import { addDays, type Day, dayOf, type Instant, instantAt } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import type { ComplaintChannel, ComplaintStatus, CustomerGrade, VisitResult } from './complaint.enums.ts';

/**
 * How near an open complaint is to an appeal to the regulator (申诉风险): points for what makes one likely. The grounds are
 * those the field names; **the weights are the house's own and have no source**. They only put complaints in an order, and
 * each is shown with its reason. Change them here; cached ones follow when the columns are computed again.
 */
export const riskWeights = {
  /** unanswered for longer than the 15 days after which a customer may appeal */
  limitPassed: 40,
  /** that limit is at most three days off */
  limitNear: 30,
  /** at most seven days off */
  limitComing: 15,
  /** the house's own deadline for the answer is over */
  overdue: 15,
  /** an unsatisfied visit, in whichever round */
  unhappy: 20,
  /** the customer does not accept the decision */
  refused: 15,
  reopened: 10,
  /** the same number complained before, inside the window of the policy */
  repeated: 15,
  /** the same matter over another channel as well */
  otherChannel: 10,
  /** it came from outside already: regulator, government hotline, consumer association, media */
  outside: 20,
  escalated: 10,
  /** diamond and gold cards, key accounts of the first two classes */
  highGrade: 5,
} as const;
export type RiskReason = keyof typeof riskWeights;
export const riskReasons = Object.keys(riskWeights) as RiskReason[];

/** From so many points on a complaint stands in the list of risks, and from the second on it is a high one. */
export const riskFrom = 30;
export const highRiskFrom = 60;

/**
 * An unanswered customer may appeal after 15 days (《电信用户申诉处理办法》, 工信部令第 35 号). The last day rolls over holidays
 * (Civil Code art. 203), as in the shipped rule CN-35-15.
 */
export const appealTerm: Term = { amount: 15, unit: 'naturalDays', extend: 'holiday' };
const nearDays = 3;
const comingDays = 7;

export const outsideChannels: readonly ComplaintChannel[] = ['regulator', 'government', 'consumerAssociation', 'media'];
export const highGrades: readonly CustomerGrade[] = ['diamond', 'gold', '1A', '2A', '1B', '2B'];
/** Statuses without an answer. */
export const unansweredStatuses: readonly ComplaintStatus[] = [
  'received',
  'acknowledged',
  'assessed',
  'assigned',
  'investigating',
];

/** What the history and the facts alone say; kept beside the complaint as its standing points. */
export interface StandingRisk {
  channel: ComplaintChannel;
  customerGrade: CustomerGrade | null;
  status: ComplaintStatus;
  visitResult: VisitResult | null;
  unhappyVisits: number;
  reopenCount: number;
  escalationLevel: number;
}
/** With what depends on other complaints and on the time. */
export interface RiskSubject extends StandingRisk {
  receivedAt: Instant;
  /** a real instant only while the clock of the answer runs */
  dueSort: string;
  repeatCount: number;
  channelRepeatCount: number;
}
/** A moment, with the days of receipt whose limit of 15 days it has reached or comes near to. */
export interface RiskMoment {
  now: Instant;
  /** received before this: the limit is over */
  passedBefore: Instant;
  nearBefore: Instant;
  comingBefore: Instant;
}

/** First instant after the 15 days of a day of receipt; without rolling where a year lacks its calendar, which is the earlier one. */
function appealFrom(day: Day, calendar: WorkCalendar): Instant {
  try {
    return endOfTerm(appealTerm, instantAt(day), [], calendar, []).dueAt;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING')
      return instantAt(addDays(day, appealTerm.amount + 1));
    throw error;
  }
}

/** End of the last day of receipt whose limit is over at an instant. */
function receivedBefore(at: Instant, calendar: WorkCalendar): Instant {
  let day = addDays(dayOf(at), -appealTerm.amount);
  while (appealFrom(day, calendar) > at) day = addDays(day, -1);
  return instantAt(addDays(day, 1));
}

/** The days of receipt that count at a moment; asked once for a whole list. */
export function riskMoment(now: Instant, calendar: WorkCalendar): RiskMoment {
  const later = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
  return {
    now,
    passedBefore: receivedBefore(now, calendar),
    nearBefore: receivedBefore(later(nearDays), calendar),
    comingBefore: receivedBefore(later(comingDays), calendar),
  };
}

const standing = (one: StandingRisk): Partial<Record<RiskReason, boolean>> => ({
  unhappy: one.unhappyVisits > 0,
  refused: one.visitResult === 'refused' && one.status === 'responded',
  reopened: one.reopenCount > 0,
  outside: outsideChannels.includes(one.channel),
  escalated: one.escalationLevel > 0,
  highGrade: one.customerGrade !== null && highGrades.includes(one.customerGrade),
});
const pointsOf = (reasons: readonly RiskReason[]) => reasons.reduce((sum, reason) => sum + riskWeights[reason], 0);
const held = (grounds: Partial<Record<RiskReason, boolean>>) => riskReasons.filter((reason) => grounds[reason]);

/** Points that don't change with the time or with other complaints. */
export const standingPoints = (one: StandingRisk): number => pointsOf(held(standing(one)));

/**
 * Points and reasons of an open complaint at a moment, heaviest reason first.
 * @param moment from `riskMoment`
 */
export function riskOf(one: RiskSubject, moment: RiskMoment): { points: number; reasons: RiskReason[] } {
  const unanswered = unansweredStatuses.includes(one.status);
  const limitPassed = unanswered && one.receivedAt < moment.passedBefore;
  const limitNear = unanswered && !limitPassed && one.receivedAt < moment.nearBefore;
  const reasons = held({
    ...standing(one),
    limitPassed,
    limitNear,
    limitComing: unanswered && !limitPassed && !limitNear && one.receivedAt < moment.comingBefore,
    overdue: one.dueSort <= moment.now,
    repeated: one.repeatCount > 0,
    otherChannel: one.channelRepeatCount > 0,
  }).sort((a, b) => riskWeights[b] - riskWeights[a]);
  return { points: pointsOf(reasons), reasons };
}
