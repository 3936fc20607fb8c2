import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bulkInsert } from '../../../src/main/backend/database/bulk-insert.ts';
import { withIndexesAside } from '../../../src/main/backend/database/index-free.ts';
import { inTransaction, type Tx } from '../../../src/main/backend/database/transaction.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';

describeDatabases('a load with indexes set aside', (start, kind) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
  });
  afterEach(() => backend.close());

  const indexes = async (db = backend.app.deps.db) => {
    const text =
      kind === 'sqlite'
        ? sql<{ name: string }>`select sql as name from sqlite_master where type = 'index' order by sql`
        : sql<{ name: string }>`select indexdef as name from pg_indexes order by indexdef`;
    return (await text.execute(db)).rows.map((row) => row.name);
  };
  const days = (count: number) => Array.from({ length: count }, (_, i) => ({ onDay: `day ${i}`, last: i }));
  const load = (rows: number, act: (tx: Tx) => Promise<unknown>) =>
    inTransaction(backend.app.deps, (tx) =>
      withIndexesAside(tx, ['complaint', 'complaintEvent'], rows, async () => {
        await bulkInsert(tx, 'complaintCounter', days(1500));
        await act(tx);
      }),
    );

  it('has every index again when it ends, and when it fails', async () => {
    const before = await indexes();
    const inside: string[][] = [];
    await load(6000, async (tx) => inside.push(await indexes(tx)));
    // Only SQLite sets them aside; elsewhere others may be waiting for the same tables.
    const built = (names: readonly string[] = []) =>
      names.filter((name) => / on "?(public\.)?complaint"? /i.test(name));
    expect(built(before).length).toBeGreaterThan(5);
    expect(built(inside[0]).length).toBe(kind === 'sqlite' ? 0 : built(before).length);
    expect(await indexes()).toEqual(before);
    await inTransaction(backend.app.deps, (tx) => tx.deleteFrom('complaintCounter').execute());
    await expect(load(6000, () => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off');
    expect(await indexes()).toEqual(before);
    expect(await backend.app.deps.db.selectFrom('complaintCounter').selectAll().execute()).toEqual([]);
  });

  it('leaves them alone for few rows, and writes rows that are there already over', async () => {
    const before = await indexes();
    await load(10, async (tx) => expect(await indexes(tx)).toEqual(before));
    await inTransaction(backend.app.deps, (tx) =>
      bulkInsert(
        tx,
        'complaintCounter',
        [{ onDay: 'day 7', last: 70 }, ...days(1).map((d) => ({ ...d, onDay: 'new' }))],
        ['onDay'],
      ),
    );
    const rows = await backend.app.deps.db.selectFrom('complaintCounter').selectAll().execute();
    expect(rows.length).toBe(1501);
    expect(rows.find((row) => row.onDay === 'day 7')?.last).toBe(70);
  });
});
