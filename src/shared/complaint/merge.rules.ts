import { pausesOfClaim } from './candidate.rules.ts';
import { isOpen } from './complaint.rules.ts';
import type { RuleSubject } from './deadline.rules.ts';
import type { MergedClaim } from './event.schema.ts';
import type { ComplaintState, OtherComplaint, Round } from './state.ts';

/**
 * What a complaint brings along when it is merged into another: what it still owes its customer, and what complaints
 * merged into it before still owe theirs. The earliest deadline of all is kept (合并单取最早): merging never makes a
 * deadline later, and what was overdue stays overdue.
 * @param subject what deadline rules look at
 * @param at when it is merged; a pause that lasts ends there, because the work goes on in the other one
 */
export function claimsOf(
  state: ComplaintState,
  subject: Omit<RuleSubject, 'province'>,
  self: OtherComplaint,
  at: string,
): MergedClaim[] {
  const index = state.rounds.length - 1;
  const now = state.rounds[index] as Round;
  const ended = (pauses: ReturnType<typeof pausesOfClaim>) =>
    pauses.map(({ from, to, reason }) => ({ from, to: to ?? at, reason }));
  const { channel, business, grade, area, category } = subject;
  const own: MergedClaim = {
    ...self,
    subject: { channel, business, grade, area, category },
    ruleEdition: state.ruleEdition,
    receivedAt: state.receivedAt,
    startedAt: now.startedAt,
    respondedAt: now.respondedAt,
    owesContact: now.firstResponseAt === null && !now.firstTimeUnknown,
    owesAnswer: now.respondedAt === null && !now.answerTimeUnknown,
    pauses: ended(state.pauses),
  };
  const before = state.absorbed
    .filter(({ round }) => round === index)
    .flatMap(({ at: since, claims }) =>
      claims.map((claim) => ({
        ...claim,
        pauses: ended(pausesOfClaim(claim, since, state.pauses)),
        // an answer to the one it was merged into was an answer to it too
        respondedAt: claim.respondedAt ?? now.respondedAt,
        owesContact: claim.owesContact && own.owesContact,
        owesAnswer: claim.owesAnswer && own.owesAnswer,
      })),
    );
  return [own, ...before];
}

/** Why one complaint can't be merged into another. */
export type MergeRefusal = 'self' | 'mergedAlready' | 'over' | 'answeredBefore';

/**
 * Whether a complaint may become a duplicate of another, as far as their histories say.
 * @param source the one that ends as merged
 * @param target the one that goes on
 * @returns null when nothing stands against it
 */
export function mergeRefusal(
  source: { complaintId: string; state: ComplaintState },
  target: { complaintId: string; state: ComplaintState },
): MergeRefusal | null {
  if (source.complaintId === target.complaintId) return 'self';
  if (target.state.status === 'merged') return 'mergedAlready';
  if (!isOpen(target.state.status)) return 'over';
  const answeredAt = target.state.rounds.at(-1)?.respondedAt ?? null;
  const cameAt = (source.state.rounds.at(-1) as Round).startedAt;
  // An answer given before the customer came again can't be the answer to that.
  return answeredAt !== null && answeredAt < cameAt ? 'answeredBefore' : null;
}

/**
 * Whether merging would close a ring: the target is, directly or over others, merged into the source.
 * @param source the one that would end as merged
 * @param start the one it would be merged into
 * @param above what a complaint is merged into now
 * @returns the numbers of the ring in its order, beginning and ending with the source; null when there is none
 */
export async function mergeCycle(
  source: OtherComplaint,
  start: OtherComplaint,
  above: (complaintId: string) => Promise<OtherComplaint | null>,
): Promise<string[] | null> {
  const way = [source.number, start.number];
  const seen = new Set([start.complaintId]);
  let at: OtherComplaint | null = start;
  while (at) {
    if (at.complaintId === source.complaintId) return way;
    at = await above(at.complaintId);
    if (!at || seen.has(at.complaintId)) return null;
    seen.add(at.complaintId);
    way.push(at.number);
  }
  return null;
}
