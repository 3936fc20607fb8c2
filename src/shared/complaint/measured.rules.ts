import type { Instant } from '../kernel/dates.ts';
import type { StartEvent } from './complaint.enums.ts';
import type { ComplaintState, Round, Stint } from './complaint.rules.ts';
import type { MergedClaim } from './event.schema.ts';

/** Where a clock may start; null where that has not come yet. */
export type Starts = Partial<Record<StartEvent, Instant | null>>;

/** What a clock measures: from where it may start to where it stopped. */
export interface Measured {
  key: string;
  starts: Starts;
  /** starts a clock would have had, had the complaint not been merged; none where it owed nothing */
  startsOfClaim?: (claim: MergedClaim) => Starts;
  round: number;
  stoppedAt: Instant | null;
  timeUnknown: boolean;
  unitId: string | null;
}

/** What the clocks of a round measure; `progress` is measured from the last news to the next. */
export function measuredOf(
  kind: 'firstResponse' | 'finalResponse' | 'closure',
  state: ComplaintState,
  index: number,
): Measured {
  const now = state.rounds[index] as Round;
  const base = { key: `${kind}.${index + 1}`, unitId: null, round: index, starts: { received: now.startedAt } };
  if (kind === 'firstResponse')
    return {
      ...base,
      startsOfClaim: ({ startedAt, owesContact }) => ({ received: owesContact ? startedAt : null }),
      stoppedAt: now.firstResponseAt,
      timeUnknown: now.firstTimeUnknown,
    };
  const timeUnknown = now.answerTimeUnknown && now.respondedAt === null;
  if (kind === 'finalResponse')
    return {
      ...base,
      startsOfClaim: ({ startedAt, owesAnswer }) => ({ received: owesAnswer ? startedAt : null }),
      stoppedAt: now.respondedAt,
      timeUnknown,
    };
  const closedAt = now.closedAt ?? (state.rounds[index + 1] ? (now.respondedAt ?? null) : null);
  return {
    ...base,
    starts: { received: now.startedAt, responded: now.respondedAt },
    startsOfClaim: ({ startedAt, respondedAt }) => ({ received: startedAt, responded: respondedAt }),
    stoppedAt: closedAt,
    timeUnknown: timeUnknown && closedAt === null,
  };
}

/**
 * News to the customer, one clock from each contact to the next, the last one of a round to its answer. News that came
 * late stays late, whatever came after it.
 */
export function progressMeasured(state: ComplaintState): Measured[] {
  const last = state.rounds.length - 1;
  return state.rounds.flatMap((round, index) => {
    const { contacts, respondedAt, answerTimeUnknown } = round;
    // the answer is a contact, too; no news is owed after it
    const owed = respondedAt ? contacts.slice(0, -1) : contacts;
    return owed.map((from, i) => {
      const stoppedAt = owed[i + 1] ?? respondedAt;
      return {
        key: `progress.${index + 1}.${i + 1}`,
        round: index,
        starts: { contacted: from },
        stoppedAt,
        timeUnknown: stoppedAt === null && (answerTimeUnknown || index < last),
        unitId: null,
      };
    });
  });
}

export const stintKind = (stint: Stint) =>
  stint.party === 'vendor' ? 'vendor' : stint.party === 'support' || stint.party === 'network' ? 'support' : null;
