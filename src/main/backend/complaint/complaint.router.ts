import { rpc } from '../rpc/rpc.ts';

export const complaintRouter = rpc.complaint.router({});
