import { rpc } from '../rpc/rpc.ts';
import { assignMany, escalateMany } from './bulk.service.ts';
import { listedIds } from './choice.service.ts';

const complaint = rpc.complaint;

/** Calls that act on many complaints. */
export const bulkHandlers = {
  chooseListed: complaint.chooseListed.handler(async ({ context, input }) => ({
    complaintIds: await listedIds(context.service, input),
  })),
  assignMany: complaint.assignMany.handler(({ context, input }) => assignMany(context.service, input)),
  escalateMany: complaint.escalateMany.handler(({ context, input }) => escalateMany(context.service, input)),
};
