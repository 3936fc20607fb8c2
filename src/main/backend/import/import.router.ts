import { rpc } from '../rpc/rpc.ts';

export const importRouter = rpc.import.router({});
