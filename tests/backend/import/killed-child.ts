/**
 * A process that imports a file and is killed meanwhile by `kill.test.ts`.
 * Arguments: data directory, prefix of the keys, number of rows. Prints `writing` and `done`.
 */
import { insertAccount } from '../../../src/main/backend/account/account.repository.ts';
import type { Deps, ServiceContext } from '../../../src/main/backend/context.ts';
import { openDatabase } from '../../../src/main/backend/database/open.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { createImportRegistry } from '../../../src/main/backend/import/import.registry.ts';
import { openImport, writeImport } from '../../../src/main/backend/import/import.service.ts';
import { systemClock } from '../../../src/main/backend/platform/clock.ts';
import { FileStore } from '../../../src/main/backend/platform/files.ts';
import { newId } from '../../../src/main/backend/platform/ids.ts';
import { JobCenter } from '../../../src/main/backend/platform/jobs.ts';
import { silentLog } from '../../../src/main/backend/platform/log.ts';
import { probeTarget } from './probe.ts';

const [dataDir = '', prefix = '', rowCount = '0'] = process.argv.slice(2);
const database = await openDatabase(dataDir);
const noUnits = { list: async () => [], create: async () => '' };
const deps: Deps = {
  db: database.db,
  read: database.read,
  kind: database.kind,
  clock: systemClock,
  newId: () => newId(),
  jobs: new JobCenter(),
  files: new FileStore(dataDir, () => newId()),
  log: silentLog,
  pdf: { render: async () => new Uint8Array() },
  imports: createImportRegistry([probeTarget], noUnits),
  dataDir,
  instanceId: 'child',
  place: { kind: 'sqlite', path: '' },
  restart: () => {},
  backup: async () => undefined,
};
const accountId = deps.newId();
const now = deps.clock.now();
const account = {
  accountId,
  loginName: accountId,
  displayName: 'child',
  passwordHash: '',
  role: 'supervisor' as const,
  unitId: null,
  isActive: 1,
  failedCount: 0,
  blockedUntil: null,
};
await inTransaction(deps, (tx) => insertAccount(tx, { ...account, createdAt: now, updatedAt: now }));
const user: ServiceContext['user'] = {
  accountId,
  loginName: accountId,
  displayName: 'child',
  role: 'supervisor',
  unitId: null,
  unitName: null,
  unitPath: '/',
  permissions: [],
};
const ctx: ServiceContext = { ...deps, user, signal: new AbortController().signal };

const lines = Array.from({ length: Number(rowCount) }, (_, i) => `${prefix}-${i},2026-11-01 08:00,办结`);
const file = await deps.files.save('k.csv', Buffer.from(['编号,受理时间,状态', ...lines].join('\n')), accountId);
const opened = await deps.jobs.settled(
  openImport(ctx, deps.imports, { target: 'probe', options: {}, fileId: file.fileId }).jobId,
);
process.stdout.write('writing\n');
const written = await deps.jobs.settled(
  writeImport(ctx, deps.imports, { sessionId: String(opened.result?.sessionId), mode: 'all', language: 'zh' }).jobId,
);
process.stdout.write(written.state === 'completed' ? 'done\n' : `failed ${JSON.stringify(written.error)}\n`);
// Waits to be killed: an end of its own would hide a write that only looked finished.
setInterval(() => {}, 1000);
