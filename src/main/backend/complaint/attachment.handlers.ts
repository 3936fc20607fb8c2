import { rpc } from '../rpc/rpc.ts';
import { attach, attachments, detach, readAttachment } from './attachment.service.ts';
import { detailAfter } from './complaint.service.ts';

const complaint = rpc.complaint;

/** Calls about files of a complaint. */
export const attachmentHandlers = {
  attachments: complaint.attachments.handler(({ context, input }) => attachments(context.service, input.complaintId)),
  attach: complaint.attach.handler(async ({ context, input }) => {
    await attach(context.service, input);
    return detailAfter(context.service, input.complaintId);
  }),
  detach: complaint.detach.handler(async ({ context, input }) => {
    await detach(context.service, input);
    return detailAfter(context.service, input.complaintId);
  }),
  attachment: complaint.attachment.handler(({ context, input }) => readAttachment(context.service, input.attachmentId)),
};
