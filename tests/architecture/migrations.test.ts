import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../src/main/backend/database/migrations.ts';
import { openDatabase } from '../../src/main/backend/database/open.ts';
import { fingerprint, frozenProblems, migrationProblems } from './support/migration-rules.ts';
import { readSources, sourceFile } from './support/source-files.ts';

const files = readSources('src/main/backend/database/migrations');
const frozen = JSON.parse(readFileSync(new URL('./migrations.frozen.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const at = (text: string, name = '0999-x.ts') => sourceFile(`src/main/backend/database/migrations/${name}`, text);

describe('migrations', () => {
  it('are additive and import nothing from src', () => expect(files.flatMap(migrationProblems)).toEqual([]));

  it('are registered in the order of their numbers, without a gap', () => {
    const names = files.map((file) => (file.path.split('/').at(-1) ?? '').replace(/\.ts$/, '')).sort();
    expect(Object.keys(migrations)).toEqual(names);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
  });

  it('that are released stay as they are', () => expect(frozenProblems(files, frozen)).toEqual([]));
});

describe('the rules about migrations can fail', () => {
  for (const text of [
    "await db.schema.dropTable('complaint').execute();",
    "await db.schema.alterTable('complaint').dropColumn('note').execute();",
    'await sql`drop table complaint`.execute(db);',
    "await db.deleteFrom('complaint').execute();",
    "import { roles } from '#shared/kernel/permissions.ts';",
    "import { complaintTable } from '../../complaint/complaint.table.ts';",
  ]) {
    it(`sees: ${text}`, () => expect(migrationProblems(at(text))).toHaveLength(1));
  }

  it('sees a released one that was changed, renamed or pushed back', () => {
    const first = at("await db.schema.createTable('a').execute();", '0001-a.ts');
    const list = { '0001-a': fingerprint(first) };
    expect(frozenProblems([first], list)).toEqual([]);
    expect(frozenProblems([at(`// only a comment\n${first.text}`, '0001-a.ts')], list)).toEqual([]);
    expect(frozenProblems([at("await db.schema.createTable('b').execute();", '0001-a.ts')], list)).toHaveLength(1);
    expect(frozenProblems([at(first.text, '0001-b.ts')], list)).toHaveLength(1);
    expect(frozenProblems([at('', '0000-before.ts'), first], list)).toHaveLength(1);
  });
});

describe('tables on SQLite', () => {
  let dataDir: string;
  let file: Sqlite.Database;
  const looseTables = () =>
    (file.pragma('table_list') as { schema: string; name: string; type: string; strict: number }[])
      .filter((table) => table.schema === 'main' && table.type === 'table' && table.strict === 0)
      .map((table) => table.name)
      // SQLite's own, kysely's own
      .filter((name) => !/^(sqlite_|kysely_)/.test(name));
  const tables = () =>
    (
      file.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").all() as {
        name: string;
      }[]
    ).map((row) => row.name);

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'service-audit-migrations-'));
    await (await openDatabase(dataDir, { kind: 'sqlite' })).close();
    file = new Sqlite(join(dataDir, 'service-audit.db'));
  });
  afterAll(() => {
    file.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('are STRICT', () => expect(looseTables()).toEqual([]));

  it('and their columns are named in singular snake_case', () => {
    const columns = tables().flatMap((table) =>
      (file.pragma(`table_info(${table})`) as { name: string }[]).map((column) => `${table}.${column.name}`),
    );
    expect(columns.filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*\.[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual(
      [],
    );
    expect(columns.length).toBeGreaterThan(50);
  });

  it('a loose table is seen', () => {
    file.exec('create table planted (id integer primary key)');
    expect(looseTables()).toEqual(['planted']);
    file.exec('drop table planted');
  });
});
