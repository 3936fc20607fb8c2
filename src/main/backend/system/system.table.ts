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
/** A filter somebody keeps under a name, for one page. */
export interface SavedViewTable {
  viewId: string;
  accountId: string;
  page: string;
  name: string;
  filterJson: string;
  createdAt: string;
}
export interface SystemTables {
  savedView: SavedViewTable;
  setting: SettingTable;
  changeLog: ChangeLogTable;
}
