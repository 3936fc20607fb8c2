import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeDatabases } from '../../support/backend.ts';

describeDatabases('indexes of the import tables', (start, kind) => {
  test('every lookup goes by an index', async () => {
    const backend = await start();
    try {
      const { db } = backend.app.deps;
      if (kind === 'postgres') await sql`set enable_seqscan = off`.execute(db);
      const explain = kind === 'sqlite' ? 'explain query plan' : 'explain';
      for (const [statement, index] of [
        [`select row_key from import_row where scope = 'a' and row_key in ('b', 'c')`, 'import_row'],
        [`select * from import_mapping where scope = 'a' and signature = 'b'`, 'import_mapping'],
        [`select * from import_batch where scope = 'a' order by imported_at desc limit 10`, 'import_batch_scope'],
      ] as const) {
        const { rows } = await sql.raw(`${explain} ${statement}`).execute(db);
        const plan = JSON.stringify(rows);
        expect(plan).toContain(index);
        expect(plan).toMatch(kind === 'sqlite' ? /USING (COVERING )?INDEX/ : /Index/);
        if (kind === 'sqlite') expect(plan).not.toContain('TEMP B-TREE');
      }
    } finally {
      await backend.close();
    }
  });
});
