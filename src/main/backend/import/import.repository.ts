import { bulkInsert } from '../database/bulk-insert.ts';
import { type Database, isOneOf } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportBatchTable, ImportMappingTable, ImportRowTable } from './import.table.ts';

export const findMapping = (db: Database, scope: string, signature: string) =>
  db
    .selectFrom('importMapping')
    .selectAll()
    .where('scope', '=', scope)
    .where('signature', '=', signature)
    .executeTakeFirst();

/** Mappings of one layout in any scope, last used first. */
export const listMappings = (db: Database, signature: string) =>
  db.selectFrom('importMapping').select('scope').where('signature', '=', signature).orderBy('usedAt', 'desc').execute();

/** Scopes that begin with a text, each once; there are as many as sources of files. */
export async function listScopes(db: Database, beginning: string): Promise<string[]> {
  const rows = await db.selectFrom('importMapping').select('scope').distinct().execute();
  return rows.map((row) => row.scope).filter((scope) => scope.startsWith(beginning));
}

export const saveMapping = (tx: Tx, row: ImportMappingTable) =>
  tx
    .insertInto('importMapping')
    .values(row)
    .onConflict((oc) =>
      oc.columns(['scope', 'signature']).doUpdateSet({
        mappingJson: row.mappingJson,
        decisionJson: row.decisionJson,
        dayOrder: row.dayOrder,
        usedAt: row.usedAt,
      }),
    )
    .execute();

export const insertBatch = (tx: Tx, row: ImportBatchTable) => tx.insertInto('importBatch').values(row).execute();

/** Last batches of a scope, newest first. */
export const listBatches = (db: Database, scope: string, limit: number) =>
  db
    .selectFrom('importBatch')
    .selectAll()
    .where('scope', '=', scope)
    .orderBy('importedAt', 'desc')
    .limit(limit)
    .execute();

/** Content hashes by key, of those keys that were written before. */
export async function findHashes(db: Database, scope: string, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('importRow')
    .select(['rowKey', 'contentHash'])
    .where('scope', '=', scope)
    .where(isOneOf(db, 'rowKey', keys))
    .execute();
  return new Map(rows.map((row) => [row.rowKey, row.contentHash]));
}

/** Remembers what was written of each row. */
export const saveRows = (tx: Tx, rows: readonly ImportRowTable[]) =>
  bulkInsert(tx, 'importRow', rows, ['scope', 'rowKey']);
