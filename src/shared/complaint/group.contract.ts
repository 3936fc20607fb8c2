import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintFilter } from './complaint.schema.ts';

/** By what a list can be grouped. */
export const groupings = ['unit', 'category', 'status', 'channel', 'grade', 'business'] as const;
export type Grouping = (typeof groupings)[number];

const group = z.object({
  /** what to narrow the filter to: unit id, category code, status …; empty for those without */
  key: z.string(),
  /** of units; the other names are words of the window */
  name: z.string(),
  count: z.number(),
  overdue: z.number(),
});

/** How the list divides. */
export const groupContract = {
  /** groups of what the filter leaves, the largest first, at most 200; they add up to the list */
  groups: call('complaint:read', { ...complaintErrors, ...organizationErrors })
    .input(complaintFilter.extend({ by: z.enum(groupings) }))
    .output(z.object({ groups: z.array(group), others: z.number() })),
};
