import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { countMatching, matching, pageIds } from '../../../src/main/backend/complaint/complaint.list.ts';
import { describeDatabases } from '../../support/backend.ts';
import { tell } from '../complaint/analysis.builder.ts';
import { smallProvince, travel } from '../complaint/complaint.builder.ts';

describeDatabases('plans of PostgreSQL as it comes set up', (start, kind) => {
  it.skipIf(kind === 'sqlite')('answer lists about everything by indexes alone', async () => {
    const backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    const units = await smallProvince(backend);
    const { db } = backend.app.deps;
    await tell(
      backend,
      Array.from({ length: 100 }, (_, n) => ({
        at: `2026-11-${String((n % 20) + 1).padStart(2, '0')}T01:00:00.000Z`,
        unitId: n % 3 ? units.hall : units.other,
      })),
    );
    // so many that it matters how they are read
    const { rows: columns } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = 'complaint'`.execute(db);
    const values: Record<string, string> = {
      complaint_id: 'complaint_id || n',
      number: "number || '-' || n",
      external_number: 'null',
      // as wide as real ones are, and quick to write
      content: "'宽带'",
      demand: 'md5(n::text) || md5(complaint_id)',
      customer_grade: "case n % 9 when 0 then 'gold' else 'basic' end",
      is_open: 'case n % 50 when 0 then 1 else 0 end',
      due_sort: "'2026-11-' || (10 + n % 20)",
    };
    const names = columns.map(({ name }) => name);
    await sql`insert into complaint (${sql.raw(names.join(', '))})
      select ${sql.raw(names.map((name) => values[name] ?? name).join(', '))} from complaint, generate_series(1, 50) as n`.execute(
      db,
    );
    await sql`vacuum analyze complaint`.execute(db);
    const planOf = async (query: { explain(): Promise<unknown[]> }) =>
      (await query.explain()).map((row) => Object.values(row as object)[0]).join('\n');
    const scope = (given: object) => ({
      filter: complaintFilter.parse({ view: 'all', ...given }),
      unitPath: '/',
      now: backend.clock.now(),
    });

    const gold = await planOf(countMatching(db, scope({ grades: ['gold'] })));
    expect(gold).toMatch(/Index Only Scan using complaint_list/);
    const byGrade = matching(db, scope({}), 'planned').select('customerGrade').groupBy('customerGrade');
    expect(await planOf(byGrade)).toMatch(/Index Only Scan using complaint_list/);
    for (const descending of [false, true]) {
      const page = await planOf(pageIds(db, scope({}), { sort: 'due', descending }, 100, 50));
      expect(page).toContain('Merge Append');
      expect(page.match(/Index Only Scan (?:Backward )?using complaint_open_due/g)).toHaveLength(2);
      expect(page).not.toMatch(/Sort {2}\(|Seq Scan/);
    }
    const { rows } = await sql<{ jit: string; memory: string }>`select current_setting('jit') as jit,
      current_setting('work_mem') as memory`.execute(db);
    expect(rows).toEqual([{ jit: 'off', memory: '32MB' }]);
    await backend.close();
  });
});
