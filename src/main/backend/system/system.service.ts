import { DomainError } from '#shared/kernel/errors.ts';
import type { Role } from '#shared/kernel/permissions.ts';
import type { SystemState } from '#shared/system/system.schema.ts';
import { addAccount, countAccounts, findAccount } from '../account/account.service.ts';
import { defaultIdleMinutes, openSession, toCurrentUser } from '../account/session.service.ts';
import type { Deps, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { loadSample, removeSample } from '../sample/sample.service.ts';
import { listChanges, recordChange, verifyChain } from './change-log.repository.ts';
import { getSetting, putSetting } from './setting.repository.ts';

export const programVersion = '0.1.0';

export async function systemState(deps: Deps): Promise<SystemState> {
  const sample = await deps.read
    .selectFrom('unit')
    .select('unitId')
    .where('isSample', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return {
    isSetUp: (await countAccounts(deps.read)) > 0,
    organizationName: await getSetting(deps.read, 'organizationName', ''),
    version: programVersion,
    databaseKind: deps.kind,
    idleMinutes: await getSetting(deps.read, 'idleMinutes', defaultIdleMinutes),
    hasSample: sample !== undefined,
    instanceId: deps.instanceId,
    now: deps.clock.now(),
    busyWith: deps.jobs.longestRunning(),
  };
}

export interface FirstRun {
  organizationName: string;
  loginName: string;
  displayName: string;
  password: string;
  start: 'sample' | 'empty';
}

/**
 * Makes the first administrator and names the organisation; with `sample`, begins to load the sample province.
 * @throws DomainError FIRST_RUN_DONE when an account exists already
 */
export async function firstRun(deps: Deps, input: FirstRun) {
  const role: Role = 'admin';
  const opened = await inTransaction(deps, async (tx) => {
    if ((await countAccounts(tx)) > 0) throw new DomainError('FIRST_RUN_DONE');
    const { loginName, displayName, password } = input;
    const accountId = await addAccount(tx, deps, { loginName, displayName, password, role, unitId: null });
    await putSetting(tx, 'organizationName', input.organizationName, deps.clock.now());
    const writer = { ...deps, user: { accountId, displayName } };
    await recordChange(tx, writer, {
      entity: 'account',
      entityId: accountId,
      action: 'create',
      after: { loginName, displayName, role },
    });
    await recordChange(tx, writer, {
      entity: 'setting',
      entityId: 'organizationName',
      action: 'update',
      after: input.organizationName,
    });
    return { accountId, sessionToken: await openSession(tx, deps, accountId) };
  });
  const row = await findAccount(deps.db, opened.accountId);
  if (!row) throw new DomainError('ACCOUNT_NOT_FOUND');
  const user = toCurrentUser(row);
  const ctx: ServiceContext = { ...deps, user, signal: new AbortController().signal };
  const jobId =
    input.start === 'sample'
      ? deps.jobs.start(ctx, { kind: 'loadSample', title: input.organizationName }, (job) =>
          loadSample(ctx, { scale: 'demo', seed: 1 }, job),
        )
      : null;
  return { sessionToken: opened.sessionToken, user, jobId };
}

export function startRemoveSample(ctx: ServiceContext): { jobId: string } {
  return { jobId: ctx.jobs.start(ctx, { kind: 'removeSample', title: '' }, (job) => removeSample(ctx, job)) };
}

export async function updateSettings(
  ctx: ServiceContext,
  input: { organizationName: string; idleMinutes: number },
): Promise<SystemState> {
  const before = await systemState(ctx);
  await inTransaction(ctx, async (tx) => {
    await putSetting(tx, 'organizationName', input.organizationName, ctx.clock.now());
    await putSetting(tx, 'idleMinutes', input.idleMinutes, ctx.clock.now());
    const { organizationName, idleMinutes } = before;
    await recordChange(tx, ctx, {
      entity: 'setting',
      entityId: 'general',
      action: 'update',
      before: { organizationName, idleMinutes },
      after: input,
    });
  });
  return systemState(ctx);
}

export const changes = (
  ctx: ServiceContext,
  input: { entity?: string | undefined; entityId?: string | undefined; offset: number; limit: number },
) => listChanges(ctx.read, input);

/** Proves that the change log is whole, entry by entry. */
export async function verifyChanges(ctx: ServiceContext) {
  const { count, brokenAt } = await verifyChain(ctx.read, ctx.signal);
  return { count, brokenAt, isWhole: brokenAt === null };
}

export async function backupNow(ctx: ServiceContext): Promise<{ path: string | null }> {
  const stamp = ctx.clock.now().replace(/[:.]/g, '-');
  return { path: (await ctx.backup(`backup-${stamp}.db`)) ?? null };
}
