import type { UnitChannel, UnitLevel, UnitLine } from '#shared/kernel/levels.ts';

export interface UnitTable {
  unitId: string;
  parentId: string | null;
  /** `/id/id/` from the root down to this unit; a subtree is one range of it */
  path: string;
  code: string;
  name: string;
  level: UnitLevel;
  line: UnitLine;
  channel: UnitChannel;
  sortOrder: number;
  isActive: number;
  isSample: number;
  createdAt: string;
  updatedAt: string;
}
export interface StaffTable {
  staffId: string;
  unitId: string;
  code: string;
  name: string;
  post: string;
  isActive: number;
  isSample: number;
  createdAt: string;
  updatedAt: string;
}
/** Users a unit served in a month, those of everything below it included: what its complaints are divided by. */
export interface UnitUsersTable {
  unitId: string;
  /** `YYYY-MM` */
  month: string;
  users: number;
  isSample: number;
  updatedAt: string;
}
export interface OrganizationTables {
  unit: UnitTable;
  staff: StaffTable;
  unitUsers: UnitUsersTable;
}
