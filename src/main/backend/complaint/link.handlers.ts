import { rpc } from '../rpc/rpc.ts';
import { writtenComplaint } from './complaint.service.ts';
import { correctFacts } from './correct.service.ts';
import { linkComplaints, mergeComplaints, unlinkComplaints, unmergeComplaints } from './link.service.ts';
import { relatedComplaints } from './related.service.ts';
import { similarComplaints } from './similar.service.ts';
import { splitComplaint } from './split.service.ts';

const { link, unlink, merge, unmerge, split, correct, related, similar } = rpc.complaint;

/** Calls about complaints that belong together. */
export const linkHandlers = {
  link: link.handler(async ({ context: { service }, input }) => {
    await linkComplaints(service, input);
    return writtenComplaint(service, input.complaintId);
  }),
  unlink: unlink.handler(async ({ context: { service }, input }) => {
    await unlinkComplaints(service, input);
    return writtenComplaint(service, input.complaintId);
  }),
  merge: merge.handler(async ({ context: { service }, input }) => {
    await mergeComplaints(service, input);
    return writtenComplaint(service, input.complaintId);
  }),
  unmerge: unmerge.handler(async ({ context: { service }, input }) => {
    await unmergeComplaints(service, input);
    return writtenComplaint(service, input.complaintId);
  }),
  split: split.handler(async ({ context: { service }, input }) =>
    writtenComplaint(service, await splitComplaint(service, input)),
  ),
  correct: correct.handler(async ({ context: { service }, input }) => {
    await correctFacts(service, input);
    return writtenComplaint(service, input.complaintId);
  }),
  related: related.handler(({ context, input }) => relatedComplaints(context.service, input.complaintId)),
  similar: similar.handler(({ context, input }) => similarComplaints(context.service, input)),
};
