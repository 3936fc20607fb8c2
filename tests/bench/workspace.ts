import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { contract } from '#shared/contract.ts';
import { type App, createApp } from '../../src/main/backend/app.ts';
import type { ServiceContext } from '../../src/main/backend/context.ts';
import type { DatabaseSetting } from '../../src/main/backend/database/setting.ts';
import { silentLog } from '../../src/main/backend/platform/log.ts';
import { loadSampleWithTruth } from '../../src/main/backend/sample/sample.service.ts';

export type Client = ContractRouterClient<typeof contract>;

const people = {
  admin: { loginName: 'bench-admin', displayName: '测速管理员', password: '测速-2026-ok' },
  supervisor: { loginName: 'bench-supervisor', displayName: '测速主管', password: '测速-2026-ok' },
};

/** The backend in this process, with a supervisor signed in. */
export interface Workspace {
  readonly app: App;
  readonly client: Client;
  readonly sessionToken: string;
  readonly ctx: ServiceContext;
  close(): Promise<void>;
}

const directories = new Set<string>();
process.once('exit', () => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A directory that goes when the bench ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'service-audit-bench-'));
  directories.add(directory);
  return directory;
}

export function dropDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  directories.delete(directory);
}

/** A copy of a closed data directory. */
export function copyOf(dataDir: string): string {
  const copy = temporaryDirectory();
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

/**
 * Opens a data directory; a fresh one goes through the first run.
 * @param database the embedded one when left out
 */
export async function openWorkspace(dataDir: string, database?: DatabaseSetting): Promise<Workspace> {
  const noPdf = { render: async () => new Uint8Array() };
  const app = await createApp({ dataDir, log: silentLog, pdf: noPdf, watches: false, ...(database && { database }) });
  const clientOf = (token?: string) =>
    createRouterClient(app.router, {
      context: { deps: app.deps, reqHeaders: new Headers(token ? { 'x-session': token } : {}) },
    }) as unknown as Client;
  if (!(await clientOf().system.state({})).isSetUp) {
    const first = await clientOf().system.firstRun({ organizationName: '测速省公司', start: 'empty', ...people.admin });
    await clientOf(first.sessionToken).account.create({ ...people.supervisor, role: 'supervisor', unitId: null });
  }
  const { loginName, password } = people.supervisor;
  const { sessionToken, user } = await clientOf().account.signIn({ loginName, password });
  const ctx: ServiceContext = { ...app.deps, user, signal: new AbortController().signal };
  return { app, client: clientOf(sessionToken), sessionToken, ctx, close: () => app.close() };
}

/**
 * A closed data directory with the sample province.
 * @param thinning share of the demo scale's complaints and submissions
 * @param hallEveryMonths months from one visit of a hall to the next; that of the thinned scale when left out
 * @param database where the province goes instead, empty so far
 */
export async function sampleDirectory(
  thinning: number,
  hallEveryMonths?: number,
  database?: DatabaseSetting,
): Promise<string> {
  const dataDir = temporaryDirectory();
  const workspace = await openWorkspace(dataDir, database);
  await loadSampleWithTruth(
    workspace.ctx,
    { scale: 'demo', seed: 1, thinning, ...(hallEveryMonths !== undefined && { hallEveryMonths }) },
    { report: () => {}, signal: workspace.ctx.signal },
  );
  await workspace.close();
  return dataDir;
}

/** Waits for a job and answers its result. @throws Error when it fails */
export async function jobResult(client: Client, jobId: string): Promise<Record<string, unknown>> {
  for (;;) {
    const job = (await client.system.jobs({})).find((candidate) => candidate.jobId === jobId);
    if (job?.state === 'completed') return job.result ?? {};
    if (job?.state !== 'running') throw new Error(`job ended: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
