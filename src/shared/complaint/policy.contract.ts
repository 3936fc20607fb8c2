import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintPolicy } from './policy.schema.ts';

/** The rules of the house for complaints. */
export const policyContract = {
  policy: call('complaint:read', complaintErrors).input(z.object({})).output(complaintPolicy),
  /** what depends on them is computed again, as a job */
  setPolicy: call('complaint:configure', complaintErrors).input(complaintPolicy).output(complaintPolicy),
};
