import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDamage, noteClosed } from '../../../src/main/backend/database/damage.ts';
import { openSqliteFile, sqliteDatabase } from '../../../src/main/backend/database/dialect.ts';
import { appliedMigrations, backupSqlite, migrate } from '../../../src/main/backend/database/migrate.ts';
import { migrations } from '../../../src/main/backend/database/migrations.ts';
import { openDatabase } from '../../../src/main/backend/database/open.ts';

const sqlite = { kind: 'sqlite' } as const;

describe('opening the embedded database', () => {
  let dir: string;
  const file = () => join(dir, 'service-audit.db');
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), '稽查 库 '));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('makes it by the migrations, durable and strict', async () => {
    const open = await openDatabase(dir, sqlite);
    expect(open.file?.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(open.file?.pragma('synchronous', { simple: true })).toBe(2);
    expect(open.file?.pragma('foreign_keys', { simple: true })).toBe(1);
    const loose = open.file
      ?.prepare(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like 'kysely_%'",
      )
      .all();
    expect(loose).toEqual([]);
    expect(await appliedMigrations(open.db, 'sqlite')).toEqual(Object.keys(migrations));
    await open.close();
  });

  it('refuses a second program on the same database, and lets the next one in when the first has ended', async () => {
    const first = await openDatabase(dir, sqlite);
    await expect(openDatabase(dir, sqlite)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    await first.close();
    await (await openDatabase(dir, sqlite)).close();
  });

  it('refuses a database from a newer program and leaves it as it was', async () => {
    const open = await openDatabase(dir, sqlite);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099')`.execute(open.db);
    await open.close();
    const before = readFileSync(file());
    await expect(openDatabase(dir, sqlite)).rejects.toMatchObject({
      code: 'DATABASE_TOO_NEW',
      data: { migration: '9999-future' },
    });
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('notices a damaged file and never writes over it', async () => {
    writeFileSync(file(), 'this is not a database, it only has its name'.repeat(50));
    const before = readFileSync(file());
    await expect(openDatabase(dir, sqlite)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('notices a database that was cut short', async () => {
    const open = await openDatabase(dir, sqlite);
    await open.close();
    expect(readdirSync(dir).filter((name) => name.endsWith('-wal'))).toEqual([]);
    truncateSync(file(), 40_960);
    await expect(openDatabase(dir, sqlite)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
  });

  it('reads all of a file again unless it is as an orderly end left it, and after a week in any case', async () => {
    const open = await openDatabase(dir, sqlite);
    await open.close();
    const today = Date.now();
    const checked = checkDamage(file(), today + 1000);
    expect(checked).toBeLessThanOrEqual(today);
    noteClosed(file(), checked);
    expect(checkDamage(file(), today + 8 * 86_400_000)).toBe(today + 8 * 86_400_000);
    // taken at the start, so a program that is killed leaves none
    expect(checkDamage(file(), today + 1000)).toBe(today + 1000);
    noteClosed(file(), today);
    utimesSync(file(), 1, 1);
    expect(checkDamage(file(), today + 1000)).toBe(today + 1000);
    noteClosed(file(), today);
    writeFileSync(`${file()}.closed`, '{"size":');
    expect(checkDamage(file(), today + 1000)).toBe(today + 1000);
    rmSync(dir, { recursive: true, force: true });
    expect(() => noteClosed(file(), today)).not.toThrow();
  });

  it('notices damage that came after an orderly end', async () => {
    const open = await openDatabase(dir, sqlite);
    await open.close();
    const bytes = readFileSync(file());
    bytes.fill(7, 8192, bytes.length / 2);
    writeFileSync(file(), bytes);
    await expect(openDatabase(dir, sqlite)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  it('backs up before it migrates, and a failing migration leaves nothing behind', async () => {
    const raw = openSqliteFile(file());
    const db = sqliteDatabase(raw);
    await migrate(db, 'sqlite');
    await sql`insert into setting (key, value_json, updated_at) values ('a', '1', 'now')`.execute(db);
    let backups = 0;
    const later = {
      ...migrations,
      '9000-adds': {
        up: async (d: typeof db) => void (await sql`create table added (id integer primary key) strict`.execute(d)),
      },
      '9001-fails': { up: async () => Promise.reject(new Error('broken on purpose')) },
    };
    const backup = async () => {
      backups += 1;
      await backupSqlite(raw, join(dir, 'backup'), 'before.db');
    };
    await expect(migrate(db, 'sqlite', backup, later as never)).rejects.toThrow('broken on purpose');
    expect(backups).toBe(1);
    expect(raw.prepare("select count(*) as n from sqlite_master where name = 'added'").get()).toEqual({ n: 0 });
    expect(await appliedMigrations(db, 'sqlite')).toEqual(Object.keys(migrations));
    const copy = new Sqlite(join(dir, 'backup', 'before.db'), { readonly: true });
    expect(copy.prepare("select value_json from setting where key = 'a'").get()).toEqual({ value_json: '1' });
    copy.close();
    await db.destroy();
    expect(readdirSync(join(dir, 'backup'))).toEqual(['before.db']);
    expect(existsSync(`${join(dir, 'backup', 'before.db')}.part`)).toBe(false);
  });
});
