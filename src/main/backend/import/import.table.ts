/** How the columns of one source were written last time; found by the names of its columns. */
export interface ImportMappingTable {
  /** Target and its options. */
  scope: string;
  /** SHA-256 of the normalised column names. */
  signature: string;
  /** `{ [header]: field | null }` */
  mappingJson: string;
  /** `{ [field]: { [word]: decision } }` */
  decisionJson: string;
  dayOrder: string;
  usedAt: string;
}

/** One file that was written. */
export interface ImportBatchTable {
  batchId: string;
  scope: string;
  fileName: string;
  fileHash: string;
  mode: string;
  rowCount: number;
  insertedCount: number;
  changedCount: number;
  unchangedCount: number;
  rejectedCount: number;
  accountId: string;
  accountName: string;
  importedAt: string;
}

/** What was written of each row, so that the same row again changes nothing. */
export interface ImportRowTable {
  scope: string;
  rowKey: string;
  contentHash: string;
  batchId: string;
}

/** Tables of the import domain (camelCase; columns are snake_case in the database). */
export interface ImportTables {
  importMapping: ImportMappingTable;
  importBatch: ImportBatchTable;
  importRow: ImportRowTable;
}
