import type { AccountView } from '#shared/account/account.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Role } from '#shared/kernel/permissions.ts';
import type { Deps, ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  type AccountRow,
  countActiveAdmins,
  findAccount,
  findAccountByLogin,
  insertAccount,
  listAccounts,
  updateAccount,
} from './account.repository.ts';
import { hashPassword, passwordMatches } from './password.ts';

/** For the first run, which asks whether anybody is there yet. */
export { countAccounts, findAccount } from './account.repository.ts';

export interface NewAccount {
  loginName: string;
  displayName: string;
  role: Role;
  unitId: string | null;
  password: string;
}

const view = (row: AccountRow): AccountView => ({
  accountId: row.accountId,
  loginName: row.loginName,
  displayName: row.displayName,
  role: row.role,
  unitId: row.unitId,
  unitName: row.unitName,
  isActive: row.isActive === 1,
  createdAt: row.createdAt,
});

/** At least 8 characters, not all alike, not the login name (NIST SP 800-63B: length over composition). */
export function checkPasswordStrength(password: string, loginName: string): void {
  const isWeak =
    password.length < 8 || new Set(password).size < 4 || password.toLowerCase() === loginName.toLowerCase();
  if (isWeak) throw new DomainError('PASSWORD_WEAK');
}

export async function listAllAccounts(ctx: ServiceContext): Promise<AccountView[]> {
  return (await listAccounts(ctx.db)).map(view);
}

/** Makes an account inside a transaction. @throws DomainError LOGIN_NAME_TAKEN, PASSWORD_WEAK */
export async function addAccount(tx: Tx, deps: Pick<Deps, 'clock' | 'newId'>, input: NewAccount): Promise<string> {
  if (await findAccountByLogin(tx, input.loginName))
    throw new DomainError('LOGIN_NAME_TAKEN', { loginName: input.loginName });
  checkPasswordStrength(input.password, input.loginName);
  const { password, ...fields } = input;
  const accountId = deps.newId();
  const now = deps.clock.now();
  const passwordHash = await hashPassword(password);
  await insertAccount(tx, {
    ...fields,
    accountId,
    passwordHash,
    isActive: 1,
    failedCount: 0,
    blockedUntil: null,
    createdAt: now,
    updatedAt: now,
  });
  return accountId;
}

export async function createAccount(ctx: ServiceContext, input: NewAccount): Promise<AccountView> {
  const accountId = await inTransaction(ctx, async (tx) => {
    const id = await addAccount(tx, ctx, input);
    const { password: _, ...after } = input;
    await recordChange(tx, ctx, { entity: 'account', entityId: id, action: 'create', after });
    return id;
  });
  return view((await findAccount(ctx.db, accountId)) as AccountRow);
}

/** @throws DomainError ACCOUNT_NOT_FOUND, LAST_ADMIN, PASSWORD_WEAK */
export async function changeAccount(
  ctx: ServiceContext,
  input: {
    accountId: string;
    displayName: string;
    role: Role;
    unitId: string | null;
    isActive: boolean;
    password?: string | undefined;
  },
): Promise<AccountView> {
  await inTransaction(ctx, async (tx) => {
    const before = await findAccount(tx, input.accountId);
    if (!before) throw new DomainError('ACCOUNT_NOT_FOUND');
    const losesAdmin = before.role === 'admin' && before.isActive === 1 && (input.role !== 'admin' || !input.isActive);
    if (losesAdmin && (await countActiveAdmins(tx)) <= 1) throw new DomainError('LAST_ADMIN');
    const fields = {
      displayName: input.displayName,
      role: input.role,
      unitId: input.unitId,
      isActive: input.isActive ? 1 : 0,
    };
    if (input.password) checkPasswordStrength(input.password, before.loginName);
    const secret = input.password
      ? { passwordHash: await hashPassword(input.password), failedCount: 0, blockedUntil: null }
      : {};
    await updateAccount(tx, input.accountId, { ...fields, ...secret, updatedAt: ctx.clock.now() });
    // A changed password or right must not live on in an open session.
    if (input.password || losesAdmin || !input.isActive)
      await tx.deleteFrom('session').where('accountId', '=', input.accountId).execute();
    const { displayName, role, unitId, isActive } = before;
    await recordChange(tx, ctx, {
      entity: 'account',
      entityId: input.accountId,
      action: input.password ? 'updateWithPassword' : 'update',
      before: { displayName, role, unitId, isActive },
      after: fields,
    });
  });
  return view((await findAccount(ctx.db, input.accountId)) as AccountRow);
}

/** @throws DomainError SIGN_IN_FAILED when the current password is wrong, PASSWORD_WEAK */
export async function changeOwnPassword(ctx: ServiceContext, input: { current: string; next: string }): Promise<void> {
  const row = await findAccount(ctx.db, ctx.user.accountId);
  if (!row || !(await passwordMatches(input.current, row.passwordHash))) throw new DomainError('SIGN_IN_FAILED');
  checkPasswordStrength(input.next, row.loginName);
  const passwordHash = await hashPassword(input.next);
  await inTransaction(ctx, async (tx) => {
    await updateAccount(tx, row.accountId, { passwordHash, updatedAt: ctx.clock.now() });
    await recordChange(tx, ctx, { entity: 'account', entityId: row.accountId, action: 'changePassword' });
  });
}
