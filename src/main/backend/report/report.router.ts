import { rpc } from '../rpc/rpc.ts';

export const reportRouter = rpc.report.router({});
