import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { complaintChoice, mostTogether } from './choice.schema.ts';
import { complaintErrors } from './complaint.errors.ts';

const errors = { ...complaintErrors, ...organizationErrors } as const;
const language = z.enum(['zh', 'en']);
const complaintIds = z.array(z.string()).min(1).max(200);

/** What is printed of complaints with the customer masked: 处理单 通报单. */
export const complaintPapers = ['sheet', 'circular'] as const;
export type ComplaintPaper = (typeof complaintPapers)[number];

/** Papers about complaints. */
export const printContract = {
  /** a few papers as one document, to be looked at and printed */
  printPapers: call('complaint:read', errors)
    .input(z.object({ complaintIds, what: z.enum(complaintPapers), language }))
    .output(z.object({ html: z.string() })),
  /** a selection as one PDF; the job's result holds a `fileId` beside a bulk result */
  printMany: call('complaint:read', errors)
    .input(complaintChoice(mostTogether).extend({ what: z.enum(complaintPapers), language }))
    .output(z.object({ jobId: z.string() })),
  /** the answer to the customer, with the name in full; the asking is logged */
  printLetter: call('complaint:unmask', errors)
    .input(z.object({ complaintId: z.string(), language }))
    .output(z.object({ html: z.string() })),
};
