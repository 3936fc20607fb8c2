import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { compareByBytes } from '../../../src/main/backend/database/collation.ts';
import { describeDatabases } from '../../support/backend.ts';
import { smallProvince, told, travel } from '../complaint/complaint.builder.ts';

describeDatabases('the order of texts', (start, kind) => {
  it('finds what begins with a text, in whatever language the server is set up', async () => {
    const backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
    const clerk = await backend.as('supervisor');
    const { number } = (await clerk.complaint.register(told)).row;
    const found = await clerk.complaint.list({ view: 'all', q: number.slice(0, 6) });
    expect(found.rows.map((row) => row.number)).toEqual([number]);
    await backend.close();
  });

  it.skipIf(kind === 'sqlite')(
    'is that of their bytes in every column, and made so by one of two programs',
    async () => {
      const backend = await start();
      const { db } = backend.app.deps;
      const ofLanguage = async () => {
        const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
        where table_schema = current_schema() and data_type = 'text' and collation_name is distinct from 'C'`.execute(
          db,
        );
        return rows.map((row) => row.name).sort();
      };
      expect(await ofLanguage()).toEqual([]);
      await sql`alter table complaint alter column status type text collate "und-x-icu"`.execute(db);
      await sql`create table added (name text, place text collate "zh-x-icu")`.execute(db);
      expect(await ofLanguage()).toEqual(['name', 'place', 'status']);
      await Promise.all([compareByBytes(db), compareByBytes(db)]);
      expect(await ofLanguage()).toEqual([]);
      await backend.close();
    },
  );
});
