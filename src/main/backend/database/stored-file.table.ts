import type { ColumnType } from 'kysely';

/** A kept file in a shared database; the table is on PostgreSQL only. */
export interface StoredFileTable {
  sha256: string;
  /** bytes */
  size: number;
  /** by the clock of the server, which all who share it have in common; touched whenever the same bytes come again */
  storedAt: Date;
}
export interface StoredFileChunkTable {
  sha256: string;
  /** from 0 */
  position: number;
  /** at most 1 MiB */
  bytes: ColumnType<Uint8Array, Uint8Array, Uint8Array>;
}
export interface StoredFileTables {
  storedFile: StoredFileTable;
  storedFileChunk: StoredFileChunkTable;
}
