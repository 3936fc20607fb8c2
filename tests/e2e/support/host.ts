import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#shared/contract.ts';

export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
export type Client = ContractRouterClient<typeof contract>;
/** What the database begins with: nothing but the administrator, or the sample province too. */
export type Start = 'empty' | 'sample';

export const administrator = {
  organizationName: '示例省公司',
  loginName: 'admin',
  displayName: '系统管理员',
  password: '检查-2026-ok',
};

/** What is used of scripts/lib/wine.mjs. */
interface WineScripts {
  windowsPath(path: string): string;
  startOnWindows(
    wine: string,
    script: string,
    args: string[],
    options: { env: Record<string, string>; output: string },
  ): { child: ChildProcess };
}

/** The built backend as a process of its own, on a data directory. */
export class Host {
  readonly origin: string;
  readonly token: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, origin: string, token: string) {
    this.child = child;
    this.origin = origin;
    this.token = token;
  }

  /** @throws Error with the backend's own error when it refuses to start */
  static async start(dataDir: string, port = 0): Promise<Host> {
    const token = 'e2e-transport-token';
    if (process.env.SERVICE_AUDIT_WINE)
      return Host.startOnWindows(dataDir, port, token, process.env.SERVICE_AUDIT_WINE);
    const child = spawn(process.execPath, [join(projectRoot, 'out', 'host', 'entry.http.js')], {
      env: {
        ...process.env,
        SERVICE_AUDIT_DATA: dataDir,
        SERVICE_AUDIT_TOKEN: token,
        SERVICE_AUDIT_PORT: String(port),
        SERVICE_AUDIT_RENDERER: join(projectRoot, 'out', 'renderer'),
        SERVICE_AUDIT_LIFELINE: 'stdin',
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const first = await new Promise<{ ready: boolean; port: number; error?: unknown }>((resolve, reject) => {
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) =>
        resolve(JSON.parse(line)),
      );
      child.once('error', reject);
      child.once('close', (code) => reject(new Error(`the backend ended with ${code} before it served`)));
    });
    if (!first.ready) throw new Error(`the backend refused to start: ${JSON.stringify(first.error)}`);
    return new Host(child, `http://127.0.0.1:${first.port}`, token);
  }

  /** The same backend as a Windows program under wine: its paths, locks and renames are those of Windows. */
  private static async startOnWindows(dataDir: string, port: number, token: string, wine: string): Promise<Host> {
    const scripts = new URL('../../../scripts/lib/wine.mjs', import.meta.url).href;
    const { startOnWindows, windowsPath } = (await import(scripts)) as WineScripts;
    const output = `${dataDir}.out`;
    const env = {
      SERVICE_AUDIT_DATA: windowsPath(dataDir),
      SERVICE_AUDIT_TOKEN: token,
      SERVICE_AUDIT_PORT: String(port),
      SERVICE_AUDIT_RENDERER: windowsPath(join(projectRoot, 'out', 'renderer')),
    };
    const { child } = startOnWindows(wine, join(projectRoot, 'out', 'host', 'entry.http.js'), [], { env, output });
    for (let tries = 0; tries < 300; tries++) {
      const line = /^\{.*\}$/m.exec(readFileSync(output, 'utf8'))?.[0];
      const first = line ? (JSON.parse(line) as { ready: boolean; port: number; error?: unknown }) : undefined;
      if (first?.ready) return new Host(child, `http://127.0.0.1:${first.port}`, token);
      if (first) throw new Error(`the backend refused to start: ${JSON.stringify(first.error)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    child.kill('SIGKILL');
    throw new Error(`the backend did not start under wine: ${readFileSync(output, 'utf8')}`);
  }

  get port(): number {
    return Number(new URL(this.origin).port);
  }

  /** Address of a page, e.g. `/complaint?view=overdue`; the first one of a window must carry the token. */
  address(path = '/'): string {
    return `${this.origin}/#${path}`;
  }

  client(sessionToken?: string): Client {
    const session = sessionToken ? { 'x-session': sessionToken } : {};
    return createORPCClient(
      new RPCLink({
        url: `${this.origin}/rpc`,
        headers: () => ({ authorization: `Bearer ${this.token}`, ...session }),
      }),
    );
  }

  /** Asks it to close its database and end. */
  async stop(): Promise<void> {
    // without a stdin (under wine) there is only the hard way, which the database is made for
    await this.ended(() => (this.child.stdin ? this.child.stdin.end() : this.child.kill('SIGKILL')));
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.ended(() => this.child.kill('SIGKILL'));
  }

  private ended(how: () => void): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('close', () => resolve());
      how();
    });
  }
}

const templates = new Map<Start, Promise<string>>();

/** A data directory of its own for a test: a copy of one that went through the first run once. */
export async function freshDataDirectory(start: Start): Promise<string> {
  let template = templates.get(start);
  if (!template) {
    template = prepare(start);
    templates.set(start, template);
  }
  const from = await template;
  const dataDir = emptyDataDirectory();
  cpSync(from, dataDir, { recursive: true });
  return dataDir;
}

/** With a space and Chinese in its path, as the users' are. */
export const emptyDataDirectory = (): string => mkdtempSync(join(tmpdir(), 'service-audit-王 芳-'));

export const removeDataDirectory = (dataDir: string): void => {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  rmSync(`${dataDir}.out`, { force: true });
};

async function prepare(start: Start): Promise<string> {
  if (!existsSync(join(projectRoot, 'out', 'host', 'entry.http.js'))) {
    throw new Error('The program is not built: npm test does it, or `npm run test e2e`.');
  }
  const dataDir = emptyDataDirectory();
  process.once('exit', () => removeDataDirectory(dataDir));
  const host = await Host.start(dataDir);
  const { sessionToken, jobId } = await host.client().system.firstRun({ ...administrator, start });
  const client = host.client(sessionToken);
  while (jobId) {
    const job = (await client.system.jobs({})).find((candidate) => candidate.jobId === jobId);
    if (job?.state === 'completed') break;
    if (job?.state !== 'running') throw new Error(`loading the sample province: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await host.stop();
  return dataDir;
}
