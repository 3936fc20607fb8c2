import { rpc } from '../rpc/rpc.ts';

export const standardRouter = rpc.standard.router({});
