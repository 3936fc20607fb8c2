import type { Role } from '#shared/kernel/permissions.ts';

export interface AccountTable {
  accountId: string;
  loginName: string;
  displayName: string;
  passwordHash: string;
  role: Role;
  /** scope: this unit and everything below it; null sees the whole organisation */
  unitId: string | null;
  isActive: number;
  failedCount: number;
  blockedUntil: string | null;
  createdAt: string;
  updatedAt: string;
}
export interface SessionTable {
  tokenHash: string;
  accountId: string;
  createdAt: string;
  activeAt: string;
  lockedAt: string | null;
}
export interface AccountTables {
  account: AccountTable;
  session: SessionTable;
}
