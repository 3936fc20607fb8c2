import { z } from 'zod';
import { calendarErrors } from '../calendar/calendar.errors.ts';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintDetail } from './detail.schema.ts';
import { deadlineRule, deadlineRules, ruleEditionView, ruleProblem } from './rule.schema.ts';

const errors = { ...complaintErrors, ...calendarErrors, ...organizationErrors } as const;
const language = z.enum(['zh', 'en']);
const note = z.string().trim().min(1).max(2000);

/** Deadline rules: numbered editions that never change, and moving running complaints to a newer one on purpose. */
export const ruleContract = {
  /** newest first */
  ruleEditions: call('complaint:read', errors).input(z.object({})).output(z.array(ruleEditionView)),
  rules: call('complaint:read', errors)
    .input(z.object({ edition: z.number().int() }))
    .output(z.array(deadlineRule)),
  /** puts a changed set in force as the next edition; running complaints keep theirs */
  publishRules: call('complaint:configure', errors)
    .input(z.object({ basedOn: z.number().int(), note, rules: deadlineRules }))
    .output(ruleEditionView),
  exportRules: call('complaint:read', errors)
    .input(z.object({ edition: z.number().int(), language }))
    .output(z.object({ fileId: z.string() })),
  /** reads an uploaded table of rules: the rules, or everything that is wrong; nothing is stored */
  readRules: call('complaint:configure', errors)
    .input(z.object({ fileId: z.string() }))
    .output(z.object({ rules: z.array(deadlineRule), problems: z.array(ruleProblem) })),
  /** one complaint goes by another edition from now on */
  moveRule: call('complaint:approve', errors)
    .input(z.object({ complaintId: z.string(), lastSeq: z.number().int(), edition: z.number().int(), note }))
    .output(complaintDetail),
  /** all open complaints of an edition go by another one, as a job; its result says how many deadlines changed */
  moveRules: call('complaint:approve', errors)
    .input(z.object({ from: z.number().int(), to: z.number().int(), note }))
    .output(z.object({ jobId: z.string() })),
};
