import { rpc } from '../rpc/rpc.ts';

export const inspectionRouter = rpc.inspection.router({});
