import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { complaintChoice, mostTogether } from './choice.schema.ts';
import { complaintStatuses } from './complaint.enums.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintFilter } from './complaint.schema.ts';

const errors = { ...complaintErrors, ...organizationErrors } as const;
const note = z.string().trim().max(2000);
const choice = complaintChoice(mostTogether);
const started = z.object({ jobId: z.string() });

/** What came of a bulk act, also of one that was stopped: how many it was done to, and each it was not done to with the reason. */
export const bulkResult = z.object({
  done: z.number(),
  /** how many it didn't come to before it was stopped */
  left: z.number(),
  refused: z.array(
    z.object({
      complaintId: z.string(),
      /** null where it doesn't exist or lies outside the person's units */
      number: z.string().nullable(),
      status: z.enum(complaintStatuses).nullable(),
      isPaused: z.boolean(),
      /** code and data of the error a single act would have met */
      code: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type BulkResult = z.infer<typeof bulkResult>;
export type Refused = BulkResult['refused'][number];

/** Acts on many complaints, each as a job; its result is a {@link bulkResult}. */
export const bulkContract = {
  /** all that a filter leaves, to be acted on as a fixed set */
  chooseListed: call('complaint:read', errors)
    .input(complaintFilter)
    .output(z.object({ complaintIds: z.array(z.string()) })),
  /** assigns, or reassigns with a note, to one unit */
  assignMany: call('complaint:register', errors)
    .input(choice.extend({ unitId: z.string(), note: note.default('') }))
    .output(started),
  /** brings each before the next unit above it, with a note */
  escalateMany: call('complaint:handle', errors)
    .input(choice.extend({ note: note.min(1) }))
    .output(started),
};
