import { timingSafeEqual } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { App } from '../app.ts';
import type { CallContext } from './rpc.ts';

const mime: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** No scripts but ours, no network but this server; inline styles are what antd and AG Grid work with. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface HttpHost {
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

/**
 * The backend on loopback, for browsers and tests. Every call needs the bearer token; Host and Origin must be this
 * server's own, against DNS rebinding and foreign pages.
 * @param rendererDir built window to serve; without it only calls are answered
 * @param port 0 picks a free one
 * @param allowedOrigin another origin that may call (the dev server)
 */
export async function serveHttp(
  app: App,
  options: { token: string; rendererDir?: string | undefined; port?: number; allowedOrigin?: string | undefined },
): Promise<HttpHost> {
  const handler = new RPCHandler<CallContext>(app.router, { plugins: [new RequestHeadersPlugin()] });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      app.deps.log.error('http request failed', { error: String(error) });
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  server.requestTimeout = 0;
  // a busy backend must not end a connection just when the next call is on its way over it
  server.keepAliveTimeout = 120_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refuse(request, (server.address() as AddressInfo).port, options.allowedOrigin);
    if (refusal) return void response.writeHead(403).end(refusal);
    if (
      options.allowedOrigin &&
      request.headers.origin === options.allowedOrigin &&
      allowCors(request, response, options.allowedOrigin)
    )
      return;
    if (request.url?.startsWith('/rpc/')) {
      if (!hasToken(request, options.token)) return void response.writeHead(401).end('token');
      const { matched } = await handler.handle(request, response, { prefix: '/rpc', context: { deps: app.deps } });
      if (!matched) response.writeHead(404).end();
      return;
    }
    serveFile(request, response, options.rendererDir);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function refuse(request: IncomingMessage, port: number, allowedOrigin: string | undefined): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(request.headers.host ?? '')) return 'host';
  const { origin } = request.headers;
  if (origin && origin !== allowedOrigin && !hosts.some((host) => origin === `http://${host}`)) return 'origin';
  return undefined;
}

function allowCors(request: IncomingMessage, response: ServerResponse, origin: string): boolean {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-headers', 'authorization, content-type, x-session');
  response.setHeader('access-control-expose-headers', 'content-disposition');
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204).end();
  return true;
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function serveFile(request: IncomingMessage, response: ServerResponse, rendererDir: string | undefined): void {
  const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname);
  const path = rendererDir && normalize(join(rendererDir, pathname === '/' ? 'index.html' : pathname));
  if (!path?.startsWith(rendererDir + sep) || !existsSync(path) || !statSync(path).isFile())
    return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': mime[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  });
  createReadStream(path).pipe(response);
}
