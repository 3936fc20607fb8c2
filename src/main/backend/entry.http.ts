import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import { restartExitCode } from '#shared/kernel/shell-bridge.ts';
import { createApp } from './app.ts';
import { writeDatabaseSetting } from './database/setting.ts';
import { startFault } from './platform/faults.ts';
import { fileLog } from './platform/log.ts';
import { chromiumPrinter } from './platform/pdf/chromium.pdf.ts';
import { serveHttp } from './rpc/http.ts';

const dataDirectory = () => process.env.SERVICE_AUDIT_DATA || join(homedir(), '.service-audit');
/** the answer to the call that asked for it leaves first */
const restartDelayMs = 300;

/**
 * The backend on loopback, started by the scripts and the tests. Settings come from the environment:
 * SERVICE_AUDIT_DATA (data directory), SERVICE_AUDIT_TOKEN, SERVICE_AUDIT_PORT, SERVICE_AUDIT_RENDERER (built window),
 * SERVICE_AUDIT_ORIGIN (dev server), SERVICE_AUDIT_LIFELINE=stdin (ends with its stdin),
 * SERVICE_AUDIT_EMBEDDED (leaves a shared database for the one of this computer). Prints one line of JSON when it is ready, or when it can't be; it
 * ends with `restartExitCode` when it wants to be started again.
 */
async function main(): Promise<void> {
  const env = process.env;
  const dataDir = dataDirectory();
  const token = env.SERVICE_AUDIT_TOKEN || randomBytes(24).toString('base64url');
  if (env.SERVICE_AUDIT_EMBEDDED) writeDatabaseSetting(dataDir, { kind: 'sqlite' });
  const app = await createApp({
    dataDir,
    log: fileLog(dataDir),
    pdf: chromiumPrinter(),
    restart: () => setTimeout(() => stop(restartExitCode), restartDelayMs),
  });
  const host = await serveHttp(app, {
    token,
    rendererDir: env.SERVICE_AUDIT_RENDERER || undefined,
    port: Number(env.SERVICE_AUDIT_PORT ?? 0),
    allowedOrigin: env.SERVICE_AUDIT_ORIGIN || undefined,
  });
  const url = `http://127.0.0.1:${host.port}/#token=${token}`;
  process.stdout.write(`${JSON.stringify({ ready: true, port: host.port, token, url })}\n`);
  async function stop(exitCode: number): Promise<void> {
    // a watching Node doesn't end with what it watches, so whoever started this one is told here too
    if (exitCode === restartExitCode) process.stdout.write(`${JSON.stringify({ restart: true })}\n`);
    await host.close();
    await app.close();
    process.exit(exitCode);
  }
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));
  // whoever started this process holds the other end: when it dies, however it dies, nobody needs this one any more
  if (env.SERVICE_AUDIT_LIFELINE === 'stdin') process.stdin.once('end', () => stop(0)).resume();
}

main().catch((raw: unknown) => {
  const error = startFault(raw, dataDirectory());
  const known =
    error instanceof DomainError
      ? { code: error.code, data: error.data }
      : { code: 'INTERNAL_FAULT', data: { message: String(error) } };
  process.stdout.write(`${JSON.stringify({ ready: false, error: known })}\n`);
  process.exit(3);
});
