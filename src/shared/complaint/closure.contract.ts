import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import {
  backdatedRow,
  bulkRow,
  bunchingView,
  checkInput,
  closureAuditDetail,
  closureAuditDraw,
  closureAuditView,
  closureScope,
} from './closure.schema.ts';
import { complaintErrors } from './complaint.errors.ts';

const errors = { ...complaintErrors, ...organizationErrors } as const;
const one = z.object({ closureAuditId: z.string() });

/** Whether closings are real: re-audits of a seeded sample, closings bunched before the deadline, in bulk, back-dated. */
export const closureContract = {
  drawClosureAudit: call('complaint:approve', errors).input(closureAuditDraw).output(closureAuditDetail),
  /** newest first */
  closureAudits: call('complaint:read', errors).input(z.object({})).output(z.array(closureAuditView)),
  closureAudit: call('complaint:read', errors).input(one).output(closureAuditDetail),
  /** what the check of one drawn complaint found; it becomes an event of the complaint */
  checkClosure: call('complaint:approve', errors).input(checkInput).output(closureAuditDetail),
  exportClosureAudit: call('complaint:read', errors)
    .input(one.extend({ language: z.enum(['zh', 'en']) }))
    .output(z.object({ fileId: z.string() })),
  bunching: call('complaint:read', errors).input(closureScope).output(bunchingView),
  bulkClosings: call('complaint:read', errors).input(closureScope).output(z.array(bulkRow)),
  backdatedActs: call('complaint:read', errors).input(closureScope).output(z.array(backdatedRow)),
};
