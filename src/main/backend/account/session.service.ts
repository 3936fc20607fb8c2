import { createHash, randomBytes } from 'node:crypto';
import type { CurrentUser } from '#shared/account/account.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { type Permission, permissionRoles, roleMay } from '#shared/kernel/permissions.ts';
import type { Deps } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting } from '../system/setting.repository.ts';
import { type AccountRow, findAccount, findAccountByLogin, findSession, updateAccount } from './account.repository.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { activityOf } from './session-activity.ts';

export const defaultIdleMinutes = 30;
const sessionHours = 16;
const maxFailures = 5;
const blockMinutes = 5;

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');
const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;
// A hash of nothing: an unknown name costs as much time as a wrong password, so names can't be tried out.
let decoy: Promise<string> | undefined;

/** What the rest of the backend knows of an account. */
export function toCurrentUser(row: AccountRow): CurrentUser {
  const permissions = (Object.keys(permissionRoles) as Permission[]).filter((p) => roleMay(row.role, p));
  return {
    accountId: row.accountId,
    loginName: row.loginName,
    displayName: row.displayName,
    role: row.role,
    unitId: row.unitId,
    unitName: row.unitName,
    unitPath: row.unitPath ?? '/',
    permissions,
  };
}

/** Opens a session and answers its token, which only the window keeps. */
export async function openSession(tx: Database, deps: Pick<Deps, 'clock'>, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = deps.clock.now();
  await tx
    .insertInto('session')
    .values({ tokenHash: hashToken(token), accountId, createdAt: now, activeAt: now, lockedAt: null })
    .execute();
  return token;
}

/**
 * Checks name and password. After five failures in a row the account is blocked for five minutes.
 * @throws DomainError SIGN_IN_FAILED, ACCOUNT_BLOCKED
 */
export async function signIn(deps: Deps, input: { loginName: string; password: string }) {
  const row = await findAccountByLogin(deps.db, input.loginName.trim());
  const user = await checkPassword(deps, row, input.password);
  const sessionToken = await inTransaction(deps, async (tx) => {
    const oldest = new Date(Date.parse(deps.clock.now()) - sessionHours * 3_600_000).toISOString();
    await tx.deleteFrom('session').where('createdAt', '<', oldest).execute();
    await recordChange(tx, { ...deps, user }, { entity: 'account', entityId: user.accountId, action: 'signIn' });
    return openSession(tx, deps, user.accountId);
  });
  return { sessionToken, user };
}

async function checkPassword(deps: Deps, row: AccountRow | undefined, password: string): Promise<CurrentUser> {
  const now = deps.clock.now();
  if (row?.blockedUntil && row.blockedUntil > now) {
    throw new DomainError('ACCOUNT_BLOCKED', {
      minutes: Math.max(1, Math.ceil(minutesBetween(now, row.blockedUntil))),
    });
  }
  decoy ??= hashPassword('');
  const matches = await passwordMatches(password, row?.passwordHash ?? (await decoy));
  if (row?.isActive !== 1 || !matches) {
    if (row) await countFailure(deps, row, now);
    throw new DomainError('SIGN_IN_FAILED');
  }
  if (row.failedCount > 0) await updateAccount(deps.db, row.accountId, { failedCount: 0, blockedUntil: null });
  return toCurrentUser(row);
}

async function countFailure(deps: Deps, row: AccountRow, now: string): Promise<void> {
  const failedCount = row.failedCount + 1;
  const isBlocked = failedCount >= maxFailures;
  await updateAccount(deps.db, row.accountId, {
    failedCount: isBlocked ? 0 : failedCount,
    blockedUntil: isBlocked ? new Date(Date.parse(now) + blockMinutes * 60_000).toISOString() : null,
  });
  deps.log.info('sign-in failed', { accountId: row.accountId, failedCount });
}

/**
 * The account behind a token.
 * @throws DomainError SESSION_REQUIRED when there is none or it has run out, SESSION_LOCKED after idling
 */
export async function resolveSession(deps: Deps, token: string | undefined): Promise<CurrentUser> {
  if (!token) throw new DomainError('SESSION_REQUIRED');
  const tokenHash = hashToken(token);
  // Read beside the writer: while an import holds the one write connection, every other call must still get its turn.
  // The held moment first: written down between the two, it would be missing in both.
  const held = activityOf(deps).since(tokenHash, '');
  const session = await findSession(deps.read, tokenHash);
  const now = deps.clock.now();
  if (!session || minutesBetween(session.createdAt, now) > sessionHours * 60) throw new DomainError('SESSION_REQUIRED');
  if (session.lockedAt) throw new DomainError('SESSION_LOCKED');
  const idleMinutes = await getSetting(deps.read, 'idleMinutes', defaultIdleMinutes);
  const written = activityOf(deps).since(tokenHash, session.activeAt);
  if (minutesBetween(held > written ? held : written, now) > idleMinutes) {
    lockIdle(deps, tokenHash, session.activeAt, now);
    throw new DomainError('SESSION_LOCKED');
  }
  const row = await findAccount(deps.read, session.accountId);
  if (row?.isActive !== 1) throw new DomainError('SESSION_REQUIRED');
  return toCurrentUser(row);
}

/** Writes down that a session is locked when the write connection is free; the answer doesn't wait for it. */
function lockIdle(deps: Deps, tokenHash: string, activeAt: string, now: string): void {
  deps.db
    .updateTable('session')
    .set({ lockedAt: now })
    .where('tokenHash', '=', tokenHash)
    // Not once it has been opened again meanwhile.
    .where('activeAt', '=', activeAt)
    .execute()
    .catch((error: unknown) => deps.log.info('lock not written', { error: String(error) }));
}

/** Opens a locked session again with its own account's password. */
export async function unlock(deps: Deps, token: string | undefined, password: string) {
  const session = token ? await findSession(deps.db, hashToken(token)) : undefined;
  if (!session || !token) throw new DomainError('SESSION_REQUIRED');
  const user = await checkPassword(deps, await findAccount(deps.db, session.accountId), password);
  await deps.db
    .updateTable('session')
    .set({ lockedAt: null, activeAt: deps.clock.now() })
    .where('tokenHash', '=', hashToken(token))
    .execute();
  return { sessionToken: token, user };
}

/** Notes that somebody is at work in the window. Never waits for the database. */
export async function touchSession(deps: Deps, token: string): Promise<void> {
  activityOf(deps).note(deps, hashToken(token), deps.clock.now());
}
export async function lockSession(deps: Deps, token: string): Promise<void> {
  await deps.db
    .updateTable('session')
    .set({ lockedAt: deps.clock.now() })
    .where('tokenHash', '=', hashToken(token))
    .execute();
}
export async function closeSession(deps: Deps, token: string): Promise<void> {
  await deps.db.deleteFrom('session').where('tokenHash', '=', hashToken(token)).execute();
}
