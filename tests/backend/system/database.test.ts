import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { SharedDatabase } from '#shared/system/database.schema.ts';
import { openDatabase } from '../../../src/main/backend/database/open.ts';
import { examineServer } from '../../../src/main/backend/database/server.ts';
import {
  readDatabaseSetting,
  serverOf,
  serverUrl,
  writeDatabaseSetting,
} from '../../../src/main/backend/database/setting.ts';
import { describeBackends, startBackend, type TestBackend } from '../../support/backend.ts';

const secret = 'p@ss:/?#[] 密码%';

describe('the setting of the database', () => {
  let dir: string;
  const config = () => join(dir, 'config.json');
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), '稽查 设置 '));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('comes back as it was written, for its owner only, and keeps what else is in the file', () => {
    writeFileSync(config(), '\ufeff{"other": 1}', { mode: 0o644 });
    expect(readDatabaseSetting(dir)).toEqual({ kind: 'sqlite' });
    writeDatabaseSetting(dir, { kind: 'postgres', url: 'postgres://a:b@c:5432/d' });
    expect(readDatabaseSetting(dir)).toEqual({ kind: 'postgres', url: 'postgres://a:b@c:5432/d' });
    if (process.platform !== 'win32') expect(statSync(config()).mode & 0o777).toBe(0o600);
    writeDatabaseSetting(dir, { kind: 'sqlite' });
    expect(JSON.parse(readFileSync(config(), 'utf8'))).toEqual({ other: 1 });
    expect(readdirSync(dir)).toEqual(['config.json']);
  });

  it.each([
    '{',
    '[1',
    '{"database": {"kind": "postgres", "url": "nonsense"}}',
    '{"database": {"kind": "oracle"}}',
    'null',
  ])('is refused by name where it can’t be understood: %s', async (text) => {
    writeFileSync(config(), text);
    await expect(openDatabase(dir)).rejects.toMatchObject({ code: 'CONFIG_DAMAGED', data: { path: config() } });
    writeDatabaseSetting(dir, { kind: 'sqlite' });
    expect(readDatabaseSetting(dir)).toEqual({ kind: 'sqlite' });
  });

  it.each([
    { host: 'db.example', port: 5433, database: '稽查 库', user: 'a@b', tls: 'off' },
    { host: '::1', port: 5432, database: 'x', user: 'y', tls: 'encrypted' },
    { host: '10.0.0.1', port: 5432, database: 'a/b', user: 'é', tls: 'verified' },
  ] as const)('becomes an address and back without its password: $host', (server) => {
    const url = serverUrl({ ...server, password: secret });
    expect(serverOf(url)).toEqual(server);
    expect(JSON.stringify(serverOf(url))).not.toContain('密码');
  });
});

const run = inject('postgresUrl') ? describe : describe.skip;

run('examining a server', () => {
  let admin: pg.Client;
  let server: SharedDatabase;
  let base: URL;
  const name = `examined_${process.pid}`;
  const role = `${name}_role`;
  const examine = (part: Partial<SharedDatabase> = {}, oldest?: number) =>
    examineServer(serverUrl({ ...server, ...part }), oldest);

  beforeAll(async () => {
    base = new URL(inject('postgresUrl'));
    admin = new pg.Client({ connectionString: base.href });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.query(`create database ${name}_latin encoding 'LATIN1' locale 'C' template template0`);
    await admin.query(`create role ${role} login password '${secret}'`);
    server = {
      host: '127.0.0.1',
      port: Number(base.port),
      database: name,
      user: 'postgres',
      password: 'test',
      tls: 'off',
    };
  });
  afterAll(async () => {
    for (const database of [name, `${name}_latin`]) await admin.query(`drop database ${database} with (force)`);
    await admin.query(`drop role ${role}`);
    await admin.end();
  });

  it('finds an empty database, leaves it empty, then finds ours in it', async () => {
    expect(await examine()).toMatchObject({ schema: 'empty', migration: null, accounts: 0 });
    expect((await examine()).serverVersion).toMatch(/^\d+/);
    const dir = mkdtempSync(join(tmpdir(), 'pg-'));
    const open = await openDatabase(dir, { kind: 'postgres', url: serverUrl(server) });
    expect(await examine()).toMatchObject({ schema: 'current', accounts: 0 });
    await open.db
      .deleteFrom('kysely_migration' as never)
      .where('name' as never, 'like', '0006%' as never)
      .execute();
    expect((await examine()).schema).toBe('older');
    await open.db
      .insertInto('kysely_migration' as never)
      .values({ name: '9999-future', timestamp: 'now' } as never)
      .execute();
    await expect(examine()).rejects.toMatchObject({ code: 'DATABASE_TOO_NEW', data: { migration: '9999-future' } });
    await open.close();
    await expect(openDatabase(dir, { kind: 'postgres', url: serverUrl(server) })).rejects.toMatchObject({
      code: 'DATABASE_TOO_NEW',
      data: { server: `127.0.0.1:${server.port}/${name}` },
    });
    rmSync(dir, { recursive: true });
  });

  it('says what is wrong, by name, and never the password', async () => {
    const closed = await closedPort();
    const failing: [Partial<SharedDatabase>, string][] = [
      [{ host: 'nobody.invalid' }, 'DATABASE_HOST_UNKNOWN'],
      [{ port: closed }, 'DATABASE_REFUSED'],
      [{ database: 'not_there' }, 'DATABASE_NOT_THERE'],
      [{ database: `${name}_latin` }, 'DATABASE_WRONG_ENCODING'],
      [{ tls: 'encrypted' }, 'DATABASE_NO_TLS'],
      [{ user: role, password: secret }, 'DATABASE_NO_RIGHTS'],
      [{ user: role, password: `${secret}!` }, 'DATABASE_LOGIN_REFUSED'],
      [{ user: 'nobody' }, 'DATABASE_LOGIN_REFUSED'],
    ];
    for (const [part, code] of failing) {
      const fault = await examine(part).catch((error: unknown) => error);
      expect(fault, code).toMatchObject({ code });
      expect(JSON.stringify((fault as { data: unknown }).data)).not.toContain('密码');
    }
    await expect(examine({}, 99)).rejects.toMatchObject({ code: 'DATABASE_SERVER_TOO_OLD', data: { oldest: 99 } });
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    await expect(examine({ port })).rejects.toMatchObject({ code: 'DATABASE_SILENT' });
    silent.close();
  }, 20_000);

  it('an unreachable server is named when the program starts, and the answer comes soon', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pg-'));
    const url = serverUrl({ ...server, port: await closedPort() });
    await expect(openDatabase(dir, { kind: 'postgres', url })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      data: { reason: 'DATABASE_REFUSED' },
    });
    rmSync(dir, { recursive: true });
  });
});

run('a server that goes away while the program runs', () => {
  it('is named in the answer, and the next call works when it is back', async () => {
    const backend = await startBackend('postgres', 'http');
    const client = await backend.as('admin');
    await client.system.state({});
    const { place } = backend.app.deps;
    const database = place.kind === 'postgres' ? place.server.database : '';
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    await admin.query(`alter database ${database} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]);
    await expect(client.system.state({})).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', status: 503 });
    await admin.query(`alter database ${database} allow_connections true`);
    await admin.end();
    expect((await client.system.state({})).databaseKind).toBe('postgres');
    await backend.close();
  });
});

run('a server that goes away in the middle of a transaction', () => {
  it('fails the call that waits, and nothing else', async () => {
    const backend = await startBackend('postgres', 'direct');
    const { db } = backend.app.deps;
    const admin = new pg.Client({ connectionString: inject('postgresUrl') });
    await admin.connect();
    let pid = 0;
    const broken = db.transaction().execute(async (tx) => {
      pid = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid ?? 0;
      // between two queries: nobody waits on the line when it breaks
      await admin.query('select pg_terminate_backend($1)', [pid]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 1`.execute(tx);
    });
    await expect(broken).rejects.toThrow();
    expect(pid).toBeGreaterThan(0);
    await admin.end();
    const again = await db.selectFrom('setting').select('key').limit(1).execute();
    expect(again.length).toBeLessThanOrEqual(1);
    await backend.close();
  });
});

describeBackends('the page of the database', (start, kind) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
  });
  afterEach(() => backend.close());

  it('tells what is in use, and the newest backup', async () => {
    const client = await backend.as('admin');
    const before = await client.system.database({});
    expect(before).toMatchObject({ kind, lastBackup: null });
    expect(before.engineVersion).toMatch(/^\d+\.\d+/);
    expect(before.size).toBeGreaterThan(10_000);
    expect(before.migrations).toMatchObject({ count: expect.any(Number), last: expect.stringMatching(/^\d{4}-/) });
    if (kind === 'sqlite') {
      expect(before.file?.path).toBe(join(backend.dataDir, 'service-audit.db'));
      expect(before.file?.walSize).toBeGreaterThan(0);
      const { path } = await client.system.backup({});
      expect((await client.system.database({})).lastBackup).toMatchObject({ path, size: expect.any(Number) });
    } else {
      expect(before.server).toMatchObject({ host: '127.0.0.1', user: 'postgres' });
      expect(JSON.stringify(before)).not.toContain('test@');
    }
  });

  it('is for the administrator; newcomers only reach it before there is an account', async () => {
    const nowhere = { host: '127.0.0.1', port: 1, database: 'a', user: 'b', password: secret, tls: 'off' as const };
    const anonymous = backend.anonymous();
    await expect(anonymous.system.examineTeamDatabase(nowhere)).rejects.toMatchObject({ code: 'DATABASE_REFUSED' });
    await backend.as('admin');
    await expect(anonymous.system.examineTeamDatabase(nowhere)).rejects.toMatchObject({ code: 'FIRST_RUN_DONE' });
    await expect(anonymous.system.joinDatabase({ kind: 'sqlite' })).rejects.toMatchObject({ code: 'FIRST_RUN_DONE' });
    expect(readDatabaseSetting(backend.dataDir)).toEqual({ kind: 'sqlite' });
  });
});

run('changing the database', () => {
  let backend: TestBackend;
  const shared = (): SharedDatabase => {
    const base = new URL(inject('postgresUrl'));
    return {
      host: '127.0.0.1',
      port: Number(base.port),
      database: 'postgres',
      user: 'postgres',
      password: 'test',
      tls: 'off',
    };
  };
  beforeEach(async () => {
    backend = await startBackend('sqlite', 'http');
  });
  afterEach(() => backend.close());

  it('is written down, told to the change log without the password, and starts the backend again', async () => {
    const client = await backend.as('admin');
    expect(await client.system.examineDatabase(shared())).toMatchObject({ schema: 'empty' });
    await client.system.switchDatabase({ kind: 'postgres', server: shared() });
    expect(backend.restarts()).toBe(1);
    expect(readDatabaseSetting(backend.dataDir)).toEqual({ kind: 'postgres', url: serverUrl(shared()) });
    const { rows } = await client.system.changes({ entity: 'database', offset: 0, limit: 5 });
    expect(rows[0]).toMatchObject({ action: 'switch', beforeJson: '{"kind":"sqlite"}' });
    expect(rows[0]?.afterJson).toContain('"host":"127.0.0.1"');
    expect(rows[0]?.afterJson).not.toContain('password');
    expect((await client.system.verifyChanges({})).isWhole).toBe(true);
    await client.system.switchDatabase({ kind: 'sqlite' });
    expect(readDatabaseSetting(backend.dataDir)).toEqual({ kind: 'sqlite' });
  });

  it('changes nothing when the server can’t be used or a task is under way', async () => {
    const client = await backend.as('admin');
    const wrong = { ...shared(), database: 'not_there' };
    await expect(client.system.switchDatabase({ kind: 'postgres', server: wrong })).rejects.toMatchObject({
      code: 'DATABASE_NOT_THERE',
      status: 502,
    });
    let finish = () => {};
    const ctx = await backend.context('admin');
    ctx.jobs.start(ctx, { kind: 'loadSample', title: '' }, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return null;
    });
    await expect(client.system.switchDatabase({ kind: 'postgres', server: shared() })).rejects.toMatchObject({
      code: 'DATABASE_TASKS_RUNNING',
    });
    finish();
    expect(readDatabaseSetting(backend.dataDir)).toEqual({ kind: 'sqlite' });
    expect((await client.system.changes({ entity: 'database', offset: 0, limit: 5 })).total).toBe(0);
    expect(backend.restarts()).toBe(0);
  });
});

/** A port that was free a moment ago. */
const closedPort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
