import type { Permission } from '../kernel/permissions.ts';
import type { ComplaintAct, ComplaintStatus, Conclusion } from './complaint.enums.ts';
import { type ComplaintState, isAnswered, isPaused } from './complaint.rules.ts';

/** How often units may send a complaint back before only transferring remains (退单 n/2). */
export const returnLimit = 2;

/** One row of the state machine: from which statuses an act is allowed, to whom, and while paused or not. */
export interface ActRule {
  act: ComplaintAct;
  from: readonly ComplaintStatus[];
  permission: Permission;
  paused: 'no' | 'only' | 'either';
}
const beforeAnswer: readonly ComplaintStatus[] = ['received', 'acknowledged', 'assessed', 'assigned', 'investigating'];

/** The state machine: the one table of what may be done. Anything not in it is refused. */
export const actTable: readonly ActRule[] = [
  { act: 'acknowledge', from: ['received'], permission: 'complaint:handle', paused: 'no' },
  { act: 'assess', from: ['received', 'acknowledged'], permission: 'complaint:register', paused: 'no' },
  { act: 'assign', from: ['received', 'acknowledged', 'assessed'], permission: 'complaint:register', paused: 'no' },
  { act: 'accept', from: ['assigned'], permission: 'complaint:handle', paused: 'no' },
  {
    act: 'respond',
    from: ['acknowledged', 'assessed', 'assigned', 'investigating'],
    permission: 'complaint:handle',
    paused: 'no',
  },
  { act: 'followUp', from: ['responded'], permission: 'complaint:close', paused: 'no' },
  { act: 'close', from: ['followedUp'], permission: 'complaint:close', paused: 'no' },
  { act: 'transfer', from: ['assigned', 'investigating'], permission: 'complaint:register', paused: 'no' },
  { act: 'return', from: ['assigned', 'investigating'], permission: 'complaint:handle', paused: 'no' },
  { act: 'suspend', from: beforeAnswer, permission: 'complaint:close', paused: 'no' },
  { act: 'resume', from: beforeAnswer, permission: 'complaint:handle', paused: 'only' },
  {
    act: 'escalate',
    from: [...beforeAnswer, 'responded', 'followedUp'],
    permission: 'complaint:handle',
    paused: 'either',
  },
  { act: 'note', from: [...beforeAnswer, 'responded', 'followedUp'], permission: 'complaint:handle', paused: 'either' },
  { act: 'reopen', from: ['responded', 'followedUp', 'closed'], permission: 'complaint:close', paused: 'no' },
  {
    act: 'withdraw',
    from: [...beforeAnswer, 'responded', 'followedUp'],
    permission: 'complaint:close',
    paused: 'either',
  },
];

/**
 * The acts a person may do now.
 * @param may whether the person holds a permission
 */
export function allowedActs(state: ComplaintState, may: (permission: Permission) => boolean): ComplaintAct[] {
  const paused = isPaused(state);
  return actTable
    .filter((rule) => rule.from.includes(state.status) && may(rule.permission))
    .filter((rule) => rule.paused === 'either' || (rule.paused === 'only') === paused)
    .filter((rule) => rule.act !== 'return' || state.returnCount < returnLimit)
    .map((rule) => rule.act);
}

/** What still keeps a complaint from being closed (办结条件), in the order it is asked for. */
export const closeRequirements = ['response', 'visit', 'conclusion', 'cause', 'measure'] as const;
export type CloseRequirement = (typeof closeRequirements)[number];

/**
 * The requirements for closing that are not met.
 * @param given what the closing act itself brings along
 */
export function missingForClose(
  state: ComplaintState,
  given: { conclusion?: Conclusion | null; causeCode?: string | null; measure?: string } = {},
): CloseRequirement[] {
  const met: Record<CloseRequirement, boolean> = {
    response: isAnswered(state.status),
    visit: state.status === 'followedUp' || state.status === 'closed',
    conclusion: Boolean(given.conclusion ?? state.conclusion),
    cause: Boolean(given.causeCode ?? state.causeCode),
    measure: Boolean((given.measure || state.measure).trim()),
  };
  return closeRequirements.filter((requirement) => !met[requirement]);
}
