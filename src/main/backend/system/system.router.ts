import { openAsBlob } from 'node:fs';
import { DomainError } from '#shared/kernel/errors.ts';
import { rpc } from '../rpc/rpc.ts';
import {
  databaseState,
  examineDatabase,
  examineTeamDatabase,
  joinDatabase,
  switchDatabase,
} from './database.service.ts';
import { search } from './search.service.ts';
import {
  backupNow,
  changes,
  firstRun,
  startRemoveSample,
  systemState,
  updateSettings,
  verifyChanges,
} from './system.service.ts';

const system = rpc.system;
const maxUploadBytes = 300 * 1024 * 1024;

export const systemRouter = system.router({
  state: system.state.handler(({ context }) => systemState(context.deps)),
  firstRun: system.firstRun.handler(({ context, input }) => firstRun(context.deps, input)),
  removeSample: system.removeSample.handler(({ context }) => startRemoveSample(context.service)),
  updateSettings: system.updateSettings.handler(({ context, input }) => updateSettings(context.service, input)),
  jobs: system.jobs.handler(({ context }) => context.deps.jobs.list(context.service.user.accountId)),
  watchJobs: system.watchJobs.handler(({ context }) =>
    context.deps.jobs.watch(context.service.user.accountId, context.service.signal),
  ),
  cancelJob: system.cancelJob.handler(({ context, input }) => {
    context.deps.jobs.cancel(context.service.user.accountId, input.jobId);
    return {};
  }),
  uploadFile: system.uploadFile.handler(async ({ context, input }) => {
    if (input.file.size > maxUploadBytes)
      throw new DomainError('FILE_TOO_LARGE', { megabytes: maxUploadBytes / 1024 / 1024 });
    const name = input.file instanceof File ? input.file.name : 'file';
    const bytes = new Uint8Array(await input.file.arrayBuffer());
    const file = await context.deps.files.save(name, bytes, context.service.user.accountId);
    return { fileId: file.fileId, name: file.name, size: file.size };
  }),
  downloadFile: system.downloadFile.handler(async ({ context, input }) => {
    const file = context.deps.files.open(input.fileId, context.service.user.accountId);
    return new File([await openAsBlob(file.path)], file.name);
  }),
  search: system.search.handler(({ context, input }) => search(context.service, input.text)),
  changes: system.changes.handler(({ context, input }) => changes(context.service, input)),
  verifyChanges: system.verifyChanges.handler(({ context }) => verifyChanges(context.service)),
  database: system.database.handler(({ context }) => databaseState(context.service)),
  examineDatabase: system.examineDatabase.handler(({ input }) => examineDatabase(input)),
  switchDatabase: system.switchDatabase.handler(({ context, input }) => switchDatabase(context.service, input)),
  examineTeamDatabase: system.examineTeamDatabase.handler(({ context, input }) =>
    examineTeamDatabase(context.deps, input),
  ),
  joinDatabase: system.joinDatabase.handler(({ context, input }) => joinDatabase(context.deps, input)),
  backup: system.backup.handler(({ context }) => backupNow(context.service)),
});
