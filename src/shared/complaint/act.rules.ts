import type { Permission } from '../kernel/permissions.ts';
import type { ComplaintAct, ComplaintStatus, Conclusion } from './complaint.enums.ts';
import { type ComplaintState, isAnswered, isPaused } from './complaint.rules.ts';
import type { ComplaintPolicy } from './policy.schema.ts';

/** One row of the state machine: from which statuses an act is allowed, to whom, and while paused or not. */
export interface ActRule {
  act: ComplaintAct;
  from: readonly ComplaintStatus[];
  permission: Permission;
  paused: 'no' | 'only' | 'either';
}
const beforeAnswer: readonly ComplaintStatus[] = ['received', 'acknowledged', 'assessed', 'assigned', 'investigating'];
const open: readonly ComplaintStatus[] = [...beforeAnswer, 'responded', 'followedUp'];
const any: readonly ComplaintStatus[] = [...open, 'closed', 'withdrawn', 'merged'];

/** The state machine: the one table of what may be done. Anything not in it is refused. */
export const actTable: readonly ActRule[] = [
  { act: 'acknowledge', from: ['received'], permission: 'complaint:handle', paused: 'no' },
  { act: 'assess', from: ['received', 'acknowledged'], permission: 'complaint:register', paused: 'no' },
  { act: 'assign', from: ['received', 'acknowledged', 'assessed'], permission: 'complaint:register', paused: 'no' },
  { act: 'accept', from: ['assigned'], permission: 'complaint:handle', paused: 'no' },
  { act: 'inform', from: ['acknowledged', ...beforeAnswer.slice(2)], permission: 'complaint:handle', paused: 'either' },
  { act: 'handBack', from: ['assigned', 'investigating'], permission: 'complaint:handle', paused: 'no' },
  {
    act: 'respond',
    from: ['acknowledged', 'assessed', 'assigned', 'investigating'],
    permission: 'complaint:handle',
    paused: 'no',
  },
  { act: 'followUp', from: ['responded'], permission: 'complaint:close', paused: 'no' },
  { act: 'exhaust', from: ['responded'], permission: 'complaint:approve', paused: 'no' },
  { act: 'close', from: ['followedUp'], permission: 'complaint:close', paused: 'no' },
  { act: 'transfer', from: ['assigned', 'investigating'], permission: 'complaint:register', paused: 'no' },
  { act: 'return', from: ['assigned', 'investigating'], permission: 'complaint:handle', paused: 'no' },
  { act: 'requestSuspension', from: beforeAnswer, permission: 'complaint:handle', paused: 'no' },
  { act: 'refuseSuspension', from: beforeAnswer, permission: 'complaint:approve', paused: 'no' },
  { act: 'suspend', from: beforeAnswer, permission: 'complaint:approve', paused: 'no' },
  { act: 'resume', from: beforeAnswer, permission: 'complaint:handle', paused: 'only' },
  { act: 'proposeCompensation', from: open, permission: 'complaint:handle', paused: 'either' },
  { act: 'approveCompensation', from: open, permission: 'complaint:approve', paused: 'either' },
  { act: 'refuseCompensation', from: open, permission: 'complaint:approve', paused: 'either' },
  { act: 'escalate', from: open, permission: 'complaint:handle', paused: 'either' },
  { act: 'note', from: open, permission: 'complaint:handle', paused: 'either' },
  { act: 'attach', from: any, permission: 'complaint:handle', paused: 'either' },
  { act: 'reopen', from: ['responded', 'followedUp', 'closed'], permission: 'complaint:close', paused: 'no' },
  { act: 'withdraw', from: open, permission: 'complaint:close', paused: 'either' },
  { act: 'moveRule', from: open, permission: 'complaint:approve', paused: 'either' },
  { act: 'correct', from: open, permission: 'complaint:register', paused: 'either' },
  { act: 'audit', from: ['closed'], permission: 'complaint:approve', paused: 'either' },
  { act: 'link', from: any, permission: 'complaint:register', paused: 'either' },
  { act: 'split', from: open, permission: 'complaint:register', paused: 'either' },
  { act: 'merge', from: open, permission: 'complaint:register', paused: 'either' },
  { act: 'unmerge', from: ['merged'], permission: 'complaint:register', paused: 'either' },
];

/** Who asks what is allowed: what they may, and who they are, since nobody approves their own request. */
export interface Actor {
  accountId: string | null;
  may(permission: Permission): boolean;
}

/** Whether a unit has it in hand that it was sent to, here or in the system it was imported from. */
const hasBeenSent = (state: ComplaintState) => state.stints.at(-1)?.to === null || state.unitId !== state.firstUnitId;

/** Conditions of acts beyond status and permission. */
const conditions: Partial<
  Record<ComplaintAct, (state: ComplaintState, actor: Actor, policy: ComplaintPolicy) => boolean>
> = {
  // What nobody sent can't be sent back: the first unit has it because the customer came there.
  return: (state, _actor, policy) => hasBeenSent(state) && state.returnCount < policy.returnLimit,
  // Only what another unit has in its hands can be handed back to the first one.
  handBack: (state) => hasBeenSent(state) && state.party !== 'front',
  requestSuspension: (state) => state.suspensionRequest === null,
  refuseSuspension: (state) => state.suspensionRequest !== null,
  // Two people: the clock stands still only when somebody else than the one who asked says so.
  suspend: (state, actor) =>
    state.suspensionRequest === null ||
    actor.accountId === null ||
    state.suspensionRequest.accountId !== actor.accountId,
  proposeCompensation: (state) => state.compensation?.state !== 'proposed' && state.compensation?.state !== 'approved',
  approveCompensation: (state, actor) =>
    state.compensation?.state === 'proposed' &&
    (actor.accountId === null || state.compensation.proposedBy !== actor.accountId),
  refuseCompensation: (state) => state.compensation?.state === 'proposed',
  exhaust: (state) => state.isRefused,
  // Nobody re-audits what they closed themselves.
  audit: (state, actor) => state.closedBy === null || state.closedBy !== actor.accountId,
};

/**
 * The acts a person may do now.
 * @param actor who asks
 * @param policy the rules of the house: how many returns
 */
export function allowedActs(state: ComplaintState, actor: Actor, policy: ComplaintPolicy): ComplaintAct[] {
  const paused = isPaused(state);
  return actTable
    .filter((rule) => rule.from.includes(state.status) && actor.may(rule.permission))
    .filter((rule) => rule.paused === 'either' || (rule.paused === 'only') === paused)
    .filter((rule) => conditions[rule.act]?.(state, actor, policy) ?? true)
    .map((rule) => rule.act);
}

/** What still keeps a complaint from being closed (办结条件), in the order it is asked for. */
export const closeRequirements = [
  'response',
  'evidence',
  'visit',
  'acceptance',
  'conclusion',
  'cause',
  'measure',
  'correction',
  'prevention',
  'compensation',
] as const;
export type CloseRequirement = (typeof closeRequirements)[number];

/** Levels of a code: `vendor` has one, `vendor.noShow` two. */
export const depthOf = (code: string) => code.split('.').length;

/** What the closing act itself brings along. */
export interface Closing {
  conclusion?: Conclusion | null;
  causeCode?: string | null;
  measure?: string;
  correction?: string;
  prevention?: string;
  /** proof of the answer, where the answer itself named none */
  evidence?: string;
}

/**
 * The requirements for closing that are not met. A customer who refuses keeps the complaint open until every option is
 * exhausted and told (ISO 10002:2018, 8.9); a founded one needs correction and prevention (8.7).
 * @param given what the closing act brings along
 */
export function missingForClose(
  state: ComplaintState,
  policy: ComplaintPolicy,
  given: Closing = {},
): CloseRequirement[] {
  const conclusion = given.conclusion ?? state.conclusion;
  const cause = given.causeCode ?? state.causeCode;
  const isFounded = conclusion !== 'notFounded';
  const told = (value: string | undefined, known: string) => Boolean((value || known).trim());
  const { causeDepth, needsEvidence, needsPrevention } = policy.closing;
  const met: Record<CloseRequirement, boolean> = {
    response: isAnswered(state.status),
    evidence: !needsEvidence || told(given.evidence, state.responseEvidence.join('')) || state.timesUnknown,
    visit: state.status === 'followedUp' || state.status === 'closed',
    acceptance: !state.isRefused,
    conclusion: Boolean(conclusion),
    cause: Boolean(cause && depthOf(cause) >= causeDepth),
    measure: told(given.measure, state.measure),
    correction: !needsPrevention || !isFounded || told(given.correction, state.correction),
    prevention: !needsPrevention || !isFounded || told(given.prevention, state.prevention),
    compensation: state.compensation?.state !== 'proposed',
  };
  return closeRequirements.filter((requirement) => !met[requirement]);
}
