import { existsSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, type Protocol, protocol } from 'electron';

export const appOrigin = 'app://service-audit';

/**
 * Scripts only from the program itself; styles also inline, because antd writes its own; nothing from the network.
 * `connect-src` has no host: the page reaches the backend through its MessagePort alone.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  'media-src blob:',
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

/** Must run before the app is ready: makes app:// an origin of its own, with storage and fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * The file of the built renderer that a URL of the app means; undefined when it points outside or at nothing.
 * A path without an extension is a page of the single-page app.
 */
export function resolveAppFile(url: string, root: string): string | undefined {
  const { pathname, host } = new URL(url);
  if (host !== 'service-audit') return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const file = normalize(join(root, decoded));
  if (file !== root && !file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  if (!/\.[^./\\]+$/.test(decoded)) return join(root, 'index.html');
  return existsSync(file) ? file : undefined;
}

/**
 * Serves the built renderer on app://.
 * @param root folder of the built renderer
 * @param pages further documents by path, e.g. the one shown when the backend has given up
 */
export function serveApp(target: Protocol, root: string, pages: (pathname: string) => string | undefined): void {
  target.handle('app', async (request) => {
    const headers = { 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' };
    const page = pages(new URL(request.url).pathname);
    if (page !== undefined)
      return new Response(page, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });
    const file = resolveAppFile(request.url, root);
    if (file === undefined) return new Response('', { status: 404, headers });
    const answer = await net.fetch(pathToFileURL(file).href);
    const merged = new Headers(answer.headers);
    for (const [name, value] of Object.entries(headers)) merged.set(name, value);
    return new Response(answer.body, { status: answer.status, headers: merged });
  });
}
