import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import { createApp } from './app.ts';
import { fileLog } from './platform/log.ts';
import { chromiumPrinter } from './platform/pdf/chromium.pdf.ts';
import { serveHttp } from './rpc/http.ts';

/**
 * The backend on loopback, started by the scripts and the tests. Settings come from the environment:
 * SERVICE_AUDIT_DATA (data directory), SERVICE_AUDIT_TOKEN, SERVICE_AUDIT_PORT, SERVICE_AUDIT_RENDERER (built window),
 * SERVICE_AUDIT_ORIGIN (dev server), SERVICE_AUDIT_LIFELINE=stdin (ends with its stdin). Prints one line of JSON when it is ready, or when it can't be.
 */
async function main(): Promise<void> {
  const env = process.env;
  const dataDir = env.SERVICE_AUDIT_DATA || join(homedir(), '.service-audit');
  const token = env.SERVICE_AUDIT_TOKEN || randomBytes(24).toString('base64url');
  const app = await createApp({ dataDir, log: fileLog(dataDir), pdf: chromiumPrinter() });
  const host = await serveHttp(app, {
    token,
    rendererDir: env.SERVICE_AUDIT_RENDERER || undefined,
    port: Number(env.SERVICE_AUDIT_PORT ?? 0),
    allowedOrigin: env.SERVICE_AUDIT_ORIGIN || undefined,
  });
  const url = `http://127.0.0.1:${host.port}/#token=${token}`;
  process.stdout.write(`${JSON.stringify({ ready: true, port: host.port, token, url })}\n`);
  const stop = async () => {
    await host.close();
    await app.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // whoever started this process holds the other end: when it dies, however it dies, nobody needs this one any more
  if (env.SERVICE_AUDIT_LIFELINE === 'stdin') process.stdin.once('end', stop).resume();
}

main().catch((error: unknown) => {
  const known =
    error instanceof DomainError
      ? { code: error.code, data: error.data }
      : { code: 'INTERNAL_FAULT', data: { message: String(error) } };
  process.stdout.write(`${JSON.stringify({ ready: false, error: known })}\n`);
  process.exit(3);
});
