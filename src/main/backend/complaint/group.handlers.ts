import { rpc } from '../rpc/rpc.ts';
import { groups } from './group.service.ts';

/** Calls about how the list divides. */
export const groupHandlers = {
  groups: rpc.complaint.groups.handler(({ context, input }) => groups(context.service, input)),
};
