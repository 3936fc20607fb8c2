import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile, sqliteDatabase } from '../../../src/main/backend/database/dialect.ts';
import { migrate } from '../../../src/main/backend/database/migrate.ts';
import { openDatabase } from '../../../src/main/backend/database/open.ts';
import { startFault } from '../../../src/main/backend/platform/faults.ts';
import { startBackend, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';

/** SQLite answers SQLITE_FULL when it may have no more pages, as it does when the disk has none. */
describe('a full disk', () => {
  let backend: TestBackend;
  let pages = 0;
  beforeEach(async () => {
    backend = await startBackend('sqlite', 'port');
    const { db } = backend.app.deps;
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db.withoutPlugins());
    pages = Number(rows[0]?.page_count);
  });
  afterEach(() => backend.close());
  const allow = (more: number) => sql.raw(`pragma max_page_count = ${pages + more}`).execute(backend.app.deps.db);

  it('is named, in a task as in a call; nothing half-written is left, and with room again all goes on', async () => {
    const driver = await ImportDriver.as(backend, 'admin');
    const lines = Array.from({ length: 3000 }, (_, i) => `U${i},单位 ${i} ${'很长的名称'.repeat(8)},P,市`);
    const text = `编码,名称,上级单位,层级\nP,省公司,,省\n${lines.join('\n')}\n`;
    const sessionId = await driver.open('组织.csv', text, { target: 'unit' });
    await allow(40);
    const failed = await driver.write(sessionId);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'DATABASE_FULL' } });
    expect(await driver.client.organization.units({})).toEqual([]);
    await allow(0);
    const settings = { organizationName: '很长的名称'.repeat(12), idleMinutes: 30 };
    let fault: unknown;
    for (let i = 0; i < 400 && !fault; i++)
      fault = await driver.client.system.updateSettings({ ...settings, idleMinutes: i + 1 }).then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(fault).toMatchObject({ code: 'DATABASE_FULL', status: 507 });
    expect((await driver.client.system.verifyChanges({})).isWhole).toBe(true);
    await allow(100_000);
    await driver.client.system.updateSettings(settings);
    expect(await driver.write(sessionId)).toMatchObject({ state: 'completed', result: { inserted: 3001 } });
  });

  it('a backup that can’t be finished leaves no half of it', async () => {
    const directory = join(backend.dataDir, 'backup');
    // a folder where the copy should be: writing fails there as on a full disk
    mkdirSync(directory, { recursive: true });
    const stamp = backend.clock.now().replace(/[:.]/g, '-');
    mkdirSync(join(directory, `backup-${stamp}.db`, 'x'), { recursive: true });
    const admin = await backend.as('admin');
    await expect(admin.system.backup({})).rejects.toMatchObject({ status: 500 });
    expect(readdirSync(directory).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

describe('a data directory that can’t be used', () => {
  it('a migration that meets a full disk says so, and leaves the database as it was', async () => {
    const dir = mkdtempSync(join(tmpdir(), '稽查 满 '));
    const raw = openSqliteFile(join(dir, 'x.db'));
    raw.pragma('max_page_count = 12');
    const db = sqliteDatabase(raw);
    const error = await migrate(db, 'sqlite').catch((fault: unknown) => fault);
    expect(startFault(error, dir)).toMatchObject({ code: 'DATABASE_FULL' });
    raw.pragma('max_page_count = 100000');
    await migrate(db, 'sqlite');
    await db.destroy();
    raw.close();
    rmSync(dir, { recursive: true });
  });

  it('a file in its place is named as such, not as a second program', async () => {
    const parent = mkdtempSync(join(tmpdir(), '稽查 只读 '));
    mkdirSync(join(parent, 'data', 'instance.lock'), { recursive: true });
    const error = await openDatabase(join(parent, 'data'), { kind: 'sqlite' }).catch((fault: unknown) => fault);
    expect(startFault(error, parent)).toMatchObject({ code: 'DATABASE_NOT_WRITABLE', data: { path: parent } });
    expect(existsSync(join(parent, 'data', 'service-audit.db'))).toBe(false);
    rmSync(parent, { recursive: true });
  });

  it.each([
    ['ENOSPC', 'DATABASE_FULL'],
    ['SQLITE_FULL', 'DATABASE_FULL'],
    ['EROFS', 'DATABASE_NOT_WRITABLE'],
    ['SQLITE_READONLY_DIRECTORY', 'DATABASE_NOT_WRITABLE'],
  ])('%s at the start means %s', (code, named) => {
    expect(startFault(Object.assign(new Error(code), { code }), '/data')).toMatchObject({ code: named });
  });

  it('any other error stays what it is, so that it is tried again', () => {
    const error = new Error('x');
    expect(startFault(error, '/data')).toBe(error);
  });
});
