import type { ComplaintEventType } from '#shared/complaint/complaint.enums.ts';
import type { TimelineItem } from './timeline-warning.tsx';

/** What a line of the history is about: how it was handled, a talk with the customer, a file. */
export const timelineKinds = ['handling', 'contact', 'file'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

const kinds: Readonly<Record<ComplaintEventType, TimelineKind>> = {
  received: 'contact',
  imported: 'handling',
  acknowledged: 'contact',
  assessed: 'handling',
  assigned: 'handling',
  accepted: 'handling',
  informed: 'contact',
  noted: 'handling',
  handedBack: 'handling',
  responded: 'contact',
  followedUp: 'contact',
  exhausted: 'contact',
  closed: 'handling',
  returned: 'handling',
  transferred: 'handling',
  suspensionRequested: 'handling',
  suspensionRefused: 'handling',
  suspended: 'handling',
  resumed: 'handling',
  compensationProposed: 'handling',
  compensationApproved: 'handling',
  compensationRefused: 'handling',
  escalated: 'handling',
  reopened: 'handling',
  withdrawn: 'handling',
  corrected: 'handling',
  ruleMoved: 'handling',
  attached: 'file',
  detached: 'file',
  linked: 'handling',
  unlinked: 'handling',
  split: 'handling',
  merged: 'handling',
  unmerged: 'handling',
  absorbed: 'handling',
  released: 'handling',
  audited: 'handling',
};

/** The kind of a line; a warning is about the handling. */
export const kindOf = (item: TimelineItem): TimelineKind => ('warning' in item ? 'handling' : kinds[item.event.type]);
