import type { Database } from '../database/dialect.ts';
import type { AccountTable } from './account.table.ts';

const accountColumns = (db: Database) =>
  db
    .selectFrom('account')
    .leftJoin('unit', 'unit.unitId', 'account.unitId')
    .selectAll('account')
    .select(['unit.name as unitName', 'unit.path as unitPath']);

export type AccountRow = Awaited<ReturnType<typeof listAccounts>>[number];

export const listAccounts = (db: Database) => accountColumns(db).orderBy('account.loginName').execute();

export const findAccount = (db: Database, accountId: string) =>
  accountColumns(db).where('account.accountId', '=', accountId).executeTakeFirst();

export const findAccountByLogin = (db: Database, loginName: string) =>
  accountColumns(db).where('account.loginName', '=', loginName).executeTakeFirst();

export const insertAccount = (db: Database, row: AccountTable) => db.insertInto('account').values(row).execute();

export const updateAccount = (db: Database, accountId: string, patch: Partial<AccountTable>) =>
  db.updateTable('account').set(patch).where('accountId', '=', accountId).execute();

export const countActiveAdmins = async (db: Database): Promise<number> => {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('role', '=', 'admin')
    .where('isActive', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

export const countAccounts = async (db: Database): Promise<number> => {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

export const findSession = (db: Database, tokenHash: string) =>
  db.selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();
