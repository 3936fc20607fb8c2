import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { evidenceErrors } from '../kernel/evidence.errors.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { attachmentPurposes } from './complaint.enums.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintDetail } from './detail.schema.ts';

const errors = { ...complaintErrors, ...evidenceErrors, ...organizationErrors } as const;

export const attachmentView = z.object({
  attachmentId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  purpose: z.enum(attachmentPurposes),
  addedAt: z.string(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

/** Papers, pictures and recordings of a complaint; adding and taking off are acts of its history. */
export const attachmentContract = {
  attachments: call('complaint:read', errors)
    .input(z.object({ complaintId: z.string() }))
    .output(z.array(attachmentView)),
  attach: call('complaint:handle', errors)
    .input(
      z.object({
        complaintId: z.string(),
        lastSeq: z.number().int(),
        purpose: z.enum(attachmentPurposes),
        name: z.string().trim().min(1).max(200),
        note: z.string().trim().max(2000).default(''),
        file: z.instanceof(Blob),
      }),
    )
    .output(complaintDetail),
  detach: call('complaint:handle', errors)
    .input(
      z.object({
        complaintId: z.string(),
        lastSeq: z.number().int(),
        attachmentId: z.string(),
        note: z.string().trim().min(1).max(2000),
      }),
    )
    .output(complaintDetail),
  attachment: call('complaint:read', errors)
    .input(z.object({ attachmentId: z.string() }))
    .output(z.instanceof(Blob)),
};
