import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { hashPassword } from '../../src/main/backend/account/password.ts';
import { createApp } from '../../src/main/backend/app.ts';
import type { DatabaseSetting } from '../../src/main/backend/database/setting.ts';
import { silentLog } from '../../src/main/backend/platform/log.ts';
import { FixedClock } from './fixed-clock.ts';
import { createPostgresDatabase, startPostgres } from './postgres.ts';

/** The database every spec's own one is copied from, as the production start leaves it. */
const patternName = 't_pattern';

/**
 * Starts one real PostgreSQL for all backend specs, and makes of each kind one database by a production start: specs
 * take a copy of it, since migrations and seeds take ten times as long as most of them.
 */
export default async function setup(project: TestProject) {
  const patternDir = mkdtempSync(join(tmpdir(), 'service-audit-pattern-'));
  await startOnce(patternDir, { kind: 'sqlite' });
  project.provide('sqlitePattern', join(patternDir, 'service-audit.db'));
  // memory-hard by design: one hash serves every test account
  project.provide('passwordHash', await hashPassword('correct horse'));
  const server = process.env.SERVICE_AUDIT_NO_POSTGRES ? undefined : await startPostgres();
  if (server) {
    const url = await createPostgresDatabase(server.url, patternName);
    const emptyDir = join(patternDir, 'postgres');
    await startOnce(emptyDir, { kind: 'postgres', url });
  }
  project.provide('postgresUrl', server?.url ?? '');
  project.provide('postgresPattern', server ? patternName : '');
  return async () => {
    await server?.stop();
    rmSync(patternDir, { recursive: true, force: true });
  };
}

async function startOnce(dataDir: string, database: DatabaseSetting): Promise<void> {
  const pdf = { render: async () => new Uint8Array() };
  const app = await createApp({ dataDir, log: silentLog, pdf, clock: new FixedClock(), database, watches: false });
  await app.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** path of the SQLite file to copy; empty where there is none */
    sqlitePattern: string;
    /** name of the PostgreSQL database to copy; empty where there is none */
    postgresPattern: string;
    /** of `correct horse`; empty where each file has to make its own */
    passwordHash: string;
  }
}
