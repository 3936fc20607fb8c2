import { RPCHandler } from '@orpc/server/message-port';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { App } from '../app.ts';
import type { CallContext } from './rpc.ts';

type Port = Parameters<RPCHandler<CallContext>['upgrade']>[0];

/** Answers calls that come over one message port: a window's, or a test's. */
export function servePort(app: App, port: Port & { start?: () => void }): void {
  const handler = new RPCHandler<CallContext>(app.router, { plugins: [new RequestHeadersPlugin()] });
  handler.upgrade(port, { context: { deps: app.deps } });
  port.start?.();
}
