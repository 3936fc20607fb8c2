import type { Permission } from '../kernel/permissions.ts';

/**
 * What may wait for a person, in the order it is shown: to be sent on its way, accepted, handed back by a supporting unit or
 * vendor, answered, told to the customer; returns, pauses and compensation, refusals to be decided; visits and closings to be
 * made; warnings to be taken note of; closed ones to be audited again.
 */
export const todoKinds = [
  'dispatch',
  'accept',
  'handBack',
  'answer',
  'inform',
  'decideReturn',
  'approve',
  'refusal',
  'visit',
  'close',
  'warned',
  'audit',
] as const;
export type TodoKind = (typeof todoKinds)[number];

/** Who may do it: nothing waits for a person who may not. */
export const todoPermissions: Readonly<Record<TodoKind, Permission>> = {
  dispatch: 'complaint:register',
  accept: 'complaint:handle',
  handBack: 'complaint:handle',
  answer: 'complaint:handle',
  inform: 'complaint:handle',
  decideReturn: 'complaint:register',
  approve: 'complaint:approve',
  refusal: 'complaint:approve',
  visit: 'complaint:close',
  close: 'complaint:close',
  warned: 'complaint:handle',
  audit: 'complaint:approve',
};

/** Kinds of the view of one's own work: all that is open. Closed ones to be audited again are counted on their own. */
export const openTodoKinds: readonly TodoKind[] = todoKinds.filter((kind) => kind !== 'audit');
