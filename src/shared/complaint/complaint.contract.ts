import { z } from 'zod';
import { calendarErrors } from '../calendar/calendar.errors.ts';
import { call } from '../kernel/call.ts';
import { pageOf } from '../kernel/paging.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { analysisContract } from './analysis.contract.ts';
import { attachmentContract } from './attachment.contract.ts';
import { bulkContract } from './bulk.contract.ts';
import { closureContract } from './closure.contract.ts';
import { complaintErrors } from './complaint.errors.ts';
import {
  actInput,
  catalogueNode,
  complaintFilter,
  complaintRow,
  complaintViews,
  listInput,
  registerInput,
  savedView,
} from './complaint.schema.ts';
import { complaintDetail } from './detail.schema.ts';
import { groupContract } from './group.contract.ts';
import { linkContract } from './link.contract.ts';
import { policyContract } from './policy.contract.ts';
import { printContract } from './print.contract.ts';
import { ruleContract } from './rule.contract.ts';
import { todoContract } from './todo.contract.ts';

const errors = { ...complaintErrors, ...calendarErrors, ...organizationErrors } as const;
const one = z.object({ complaintId: z.string() });

/** Calls of the complaint domain. */
export const complaintContract = {
  ...linkContract,
  ...analysisContract,
  ...ruleContract,
  ...todoContract,
  ...policyContract,
  ...closureContract,
  ...printContract,
  ...groupContract,
  ...attachmentContract,
  ...bulkContract,
  list: call('complaint:read', errors).input(listInput).output(pageOf(complaintRow)),
  /** how many complaints each view holds, inside a unit's subtree */
  counts: call('complaint:read', errors)
    .input(z.object({ unitId: z.string().nullish() }))
    .output(
      z.object(
        Object.fromEntries(complaintViews.map((view) => [view, z.number()])) as Record<
          (typeof complaintViews)[number],
          z.ZodNumber
        >,
      ),
    ),
  get: call('complaint:read', errors).input(one).output(complaintDetail),
  /** the customer's number in full; the asking is logged */
  reveal: call('complaint:unmask', errors)
    .input(one)
    .output(z.object({ customerName: z.string(), customerNumber: z.string() })),
  /** category and cause trees, parents before children */
  catalogue: call('complaint:read', errors)
    .input(z.object({}))
    .output(z.object({ categories: z.array(catalogueNode), causes: z.array(catalogueNode) })),
  register: call('complaint:register', errors).input(registerInput).output(complaintDetail),
  act: call('complaint:handle', errors).input(actInput).output(complaintDetail),
  views: call('complaint:read', errors).input(z.object({})).output(z.array(savedView)),
  saveView: call('complaint:read', errors)
    .input(z.object({ name: z.string().trim().min(1).max(30), filter: complaintFilter }))
    .output(savedView),
  removeView: call('complaint:read', errors)
    .input(z.object({ viewId: z.string() }))
    .output(z.object({})),
  /** writes what the list shows to an .xlsx file, as a job */
  export: call('complaint:read', errors)
    .input(listInput.omit({ offset: true, limit: true }).extend({ language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ jobId: z.string() })),
};
