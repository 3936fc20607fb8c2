import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { backendPortMessage, type ShellBridge } from '#shared/kernel/shell-bridge.ts';
import { sessionToken } from './session-token.ts';
import { transportToken } from './transport-token.ts';

declare global {
  interface Window {
    serviceAuditShell?: ShellBridge;
  }
}

/** Thrown when the backend doesn't answer in time or went away; its sentence is `errors.<code>`. */
export class TransportError extends Error {
  readonly code: 'BACKEND_UNREACHABLE' | 'BACKEND_SILENT';
  constructor(code: 'BACKEND_UNREACHABLE' | 'BACKEND_SILENT') {
    super(code);
    this.code = code;
  }
}

const defaultTimeoutMs = 30_000;
const transferTimeoutMs = 600_000;
const slowCalls = new Set([
  'system.uploadFile',
  'system.downloadFile',
  'inspection.addEvidence',
  'inspection.evidence',
]);
const streams = new Set(['system.watchJobs']);

const headers = (): Record<string, string> => {
  const token = sessionToken.get();
  return token ? { 'x-session': token } : {};
};

function httpLink(): ClientLink<ClientContext> {
  return new FetchLink({
    url: `${window.location.origin}/rpc`,
    headers: () => ({ ...headers(), authorization: `Bearer ${transportToken()}` }),
    fetch: async (request, init) => {
      const response = await fetch(request, init);
      // the backend died too often and a page saying so took its place: show that page
      if (response.headers.get('x-service-audit') === 'stopped') window.location.reload();
      return response;
    },
  });
}

/** The link of the port that is alive now; a new one comes when the backend was started again. */
class PortSwitch {
  private current: Promise<{ link: ClientLink<ClientContext>; dead: AbortController }>;
  private resolve!: (value: { link: ClientLink<ClientContext>; dead: AbortController }) => void;
  private alive: AbortController | undefined;

  constructor(shell: ShellBridge) {
    this.current = this.wait();
    window.addEventListener('message', (event) => {
      const port = event.ports[0];
      if (event.source !== window || (event.data as { type?: string })?.type !== backendPortMessage || !port) return;
      this.alive = new AbortController();
      const entry = { link: new PortLink({ port, headers }) as ClientLink<ClientContext>, dead: this.alive };
      port.start();
      this.resolve(entry);
      this.current = Promise.resolve(entry);
    });
    shell.onBackendState((state) => {
      if (state === 'running' || !this.alive) return;
      this.alive.abort(new TransportError('BACKEND_UNREACHABLE'));
      this.alive = undefined;
      this.current = this.wait();
      shell.requestPort();
    });
    shell.requestPort();
  }
  private wait() {
    return new Promise<{ link: ClientLink<ClientContext>; dead: AbortController }>((resolve) => {
      this.resolve = resolve;
    });
  }
  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const { link, dead } = await this.current;
    const signal = options.signal ? AbortSignal.any([options.signal, dead.signal]) : dead.signal;
    return rejectOn(dead.signal, link.call(path, input, { ...options, signal }));
  }
}

/** Whatever is pending ends with the reason of the signal: a dead backend leaves nobody waiting. */
function rejectOn<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

/** Adds the time limit of each call, and turns a broken line into a named error. */
export function createLink(): ClientLink<ClientContext> {
  const shell = window.serviceAuditShell;
  const inner: ClientLink<ClientContext> = shell ? new PortSwitch(shell) : httpLink();
  return {
    async call(path, input, options) {
      const name = path.join('.');
      if (streams.has(name)) return inner.call(path, input, options);
      const limit = AbortSignal.timeout(slowCalls.has(name) ? transferTimeoutMs : defaultTimeoutMs);
      const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
      try {
        return await rejectOn(limit, inner.call(path, input, { ...options, signal }));
      } catch (error) {
        if (limit.aborted) throw new TransportError('BACKEND_SILENT');
        if (error instanceof TypeError) throw new TransportError('BACKEND_UNREACHABLE');
        throw error;
      }
    },
  };
}
