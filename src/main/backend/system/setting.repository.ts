import type { Database } from '../database/dialect.ts';

/** Reads one setting; `fallback` when it was never set. */
export async function getSetting<T>(db: Database, key: string, fallback: T): Promise<T> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', key).executeTakeFirst();
  return row ? (JSON.parse(row.valueJson) as T) : fallback;
}

/** Writes one setting inside the transaction of its caller. */
export async function putSetting(tx: Database, key: string, value: unknown, now: string): Promise<void> {
  const row = { key, valueJson: JSON.stringify(value), updatedAt: now };
  await tx
    .insertInto('setting')
    .values(row)
    .onConflict((c) => c.column('key').doUpdateSet({ valueJson: row.valueJson, updatedAt: now }))
    .execute();
}
