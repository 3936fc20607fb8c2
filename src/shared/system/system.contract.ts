import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { accountErrors } from '../account/account.errors.ts';
import { currentUserSchema, loginName, password } from '../account/account.schema.ts';
import { call } from '../kernel/call.ts';
import { pageInput, pageOf } from '../kernel/paging.ts';
import { databaseChoice, databaseExamination, databaseView, sharedDatabase } from './database.schema.ts';
import { systemErrors } from './system.errors.ts';
import { changeView, fileView, jobView, searchHit, systemState } from './system.schema.ts';

const nothing = z.object({});

/** First run, settings, running tasks, files, search and the change log. */
export const systemContract = {
  state: call('public', systemErrors).input(nothing).output(systemState),
  firstRun: call('public', { ...systemErrors, ...accountErrors })
    .input(
      z.object({
        organizationName: z.string().trim().min(1).max(60),
        loginName,
        displayName: z.string().trim().min(1).max(40),
        password,
        start: z.enum(['sample', 'empty']),
      }),
    )
    .output(z.object({ sessionToken: z.string(), user: currentUserSchema, jobId: z.string().nullable() })),
  removeSample: call('system:manage', systemErrors)
    .input(nothing)
    .output(z.object({ jobId: z.string() })),
  updateSettings: call('system:manage', systemErrors)
    .input(
      z.object({ organizationName: z.string().trim().min(1).max(60), idleMinutes: z.number().int().min(1).max(480) }),
    )
    .output(systemState),
  jobs: call('signedIn', systemErrors).input(nothing).output(z.array(jobView)),
  watchJobs: call('signedIn', systemErrors)
    .input(nothing)
    .output(eventIterator(z.array(jobView))),
  cancelJob: call('signedIn', systemErrors)
    .input(z.object({ jobId: z.string() }))
    .output(nothing),
  uploadFile: call('signedIn', systemErrors)
    .input(z.object({ file: z.instanceof(Blob) }))
    .output(fileView),
  downloadFile: call('signedIn', systemErrors)
    .input(z.object({ fileId: z.string() }))
    .output(z.instanceof(Blob)),
  search: call('signedIn', systemErrors)
    .input(z.object({ text: z.string().trim().min(1).max(80) }))
    .output(z.array(searchHit)),
  changes: call('system:changeLog', systemErrors)
    .input(pageInput.extend({ entity: z.string().max(40).optional(), entityId: z.string().max(60).optional() }))
    .output(pageOf(changeView)),
  verifyChanges: call('system:changeLog', systemErrors)
    .input(nothing)
    .output(z.object({ count: z.number(), isWhole: z.boolean(), brokenAt: z.number().nullable() })),
  backup: call('system:manage', systemErrors)
    .input(nothing)
    .output(z.object({ path: z.string().nullable() })),
  database: call('system:manage', systemErrors).input(nothing).output(databaseView),
  examineDatabase: call('system:manage', systemErrors).input(sharedDatabase).output(databaseExamination),
  /** the backend answers, then starts again on the chosen database */
  switchDatabase: call('system:manage', systemErrors).input(databaseChoice).output(nothing),
  /** the same two before there is an account, and only then */
  examineTeamDatabase: call('public', systemErrors).input(sharedDatabase).output(databaseExamination),
  joinDatabase: call('public', systemErrors).input(databaseChoice).output(nothing),
};
