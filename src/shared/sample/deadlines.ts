import { endOfTerm } from '../calendar/term.rules.ts';
import type { Span } from '../calendar/working-hours.ts';
import type { ClockKind } from '../complaint/complaint.enums.ts';
import {
  type DeadlineRule,
  type RuleSubject,
  ruleApplies,
  startsWithin,
  type TimeFrame,
} from '../complaint/deadline.rules.ts';
import type { Day, Instant } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';

/** Answers the deadline of a complaint that is only being planned, before it has a history. */
export interface Deadlines {
  /**
   * @param kind which clock
   * @param receivedOn day the complaint was received: rules are chosen by it
   * @param startAt start of the round
   * @param pauses finished pauses in order
   * @returns the first instant too late in epoch milliseconds; undefined without a rule or a calendar
   */
  due(
    kind: ClockKind,
    subject: RuleSubject,
    receivedOn: Day,
    startAt: Instant,
    pauses: readonly Span[],
  ): number | undefined;
}

/** Deadlines by the product's own rules: of all that apply, the one that ends first. */
export function prepareDeadlines(rules: readonly DeadlineRule[], frame: TimeFrame): Deadlines {
  const end = (rule: DeadlineRule, startAt: Instant, pauses: readonly Span[]): number => {
    try {
      return Date.parse(endOfTerm(rule, startAt, rule.pausable ? pauses : [], frame.calendar, frame.hours).dueAt);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'CALENDAR_YEAR_MISSING') return Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  return {
    due(kind, subject, receivedOn, startAt, pauses) {
      let earliest = Number.POSITIVE_INFINITY;
      for (const rule of rules) {
        if (rule.clock === kind && ruleApplies(rule, subject, receivedOn) && startsWithin(rule, startAt))
          earliest = Math.min(earliest, end(rule, startAt, pauses));
      }
      return Number.isFinite(earliest) ? earliest : undefined;
    },
  };
}
