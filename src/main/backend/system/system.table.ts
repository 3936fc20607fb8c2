export interface SettingTable {
  key: string;
  valueJson: string;
  updatedAt: string;
}
export interface ChangeLogTable {
  sequence: number;
  occurredAt: string;
  accountId: string | null;
  accountName: string;
  entity: string;
  entityId: string;
  action: string;
  beforeJson: string | null;
  afterJson: string | null;
  previousHash: string;
  hash: string;
}
export interface SystemTables {
  setting: SettingTable;
  changeLog: ChangeLogTable;
}
