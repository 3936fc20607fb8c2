import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { describe, inject } from 'vitest';
import type { contract } from '#shared/contract.ts';
import type { Role } from '#shared/kernel/permissions.ts';
import { insertAccount } from '../../src/main/backend/account/account.repository.ts';
import { hashPassword } from '../../src/main/backend/account/password.ts';
import { openSession, resolveSession } from '../../src/main/backend/account/session.service.ts';
import { type App, createApp } from '../../src/main/backend/app.ts';
import type { Deps, ServiceContext } from '../../src/main/backend/context.ts';
import { openDatabase } from '../../src/main/backend/database/open.ts';
import type { DatabaseSetting } from '../../src/main/backend/database/setting.ts';
import { inTransaction } from '../../src/main/backend/database/transaction.ts';
import { newId } from '../../src/main/backend/platform/ids.ts';
import { silentLog } from '../../src/main/backend/platform/log.ts';
import { serveHttp } from '../../src/main/backend/rpc/http.ts';
import { servePort } from '../../src/main/backend/rpc/port.ts';
import { FixedClock } from './fixed-clock.ts';
import { createPostgresDatabase } from './postgres.ts';

export { FixedClock };

export type Client = ContractRouterClient<typeof contract>;
export type DatabaseKind = 'sqlite' | 'postgres';
export type Way = 'direct' | 'port' | 'http';

export interface TestBackend {
  readonly app: App;
  readonly clock: FixedClock;
  readonly dataDir: string;
  readonly database: DatabaseSetting;
  /** a client for an account of this role, made on first use; `unitId` limits its scope */
  as(role: Role, unitId?: string | null): Promise<Client>;
  /** a client without session */
  anonymous(): Client;
  /** service context of a role, for services called without a transport */
  context(role: Role, unitId?: string | null): Promise<ServiceContext>;
  /** how often the backend asked to be started again */
  restarts(): number;
  close(): Promise<void>;
}

let databaseCount = 0;
let passwordHash: string | undefined;

/** Fills a database that is migrated and nothing more, before the program starts on it. */
export type EarlierWork = (deps: Pick<Deps, 'db' | 'kind' | 'clock' | 'newId'>) => Promise<void>;

/**
 * A fresh database as the production start makes it, reached one of three ways.
 * @param shared the PostgreSQL of another backend instead of a fresh one: ask each for other roles, their names would meet
 * @param earlier what an earlier program has left in it
 */
export async function startBackend(
  kind: DatabaseKind,
  way: Way,
  clock = new FixedClock(),
  shared?: DatabaseSetting,
  earlier?: EarlierWork,
): Promise<TestBackend> {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-audit-测试 '));
  // what is seeded carries the time of its start, so a copy is right at the usual time only
  const isCopy = !earlier && clock.now() === new FixedClock().now();
  const database = shared ?? (await freshDatabase(kind, dataDir, isCopy));
  if (earlier) {
    const opened = await openDatabase(dataDir, database);
    await earlier({ db: opened.db, kind: opened.kind, clock, newId }).finally(() => opened.close());
  }
  const noPdf = { render: async () => new Uint8Array() };
  let restarts = 0;
  const restart = () => {
    restarts += 1;
  };
  const app = await createApp({ dataDir, log: silentLog, pdf: noPdf, clock, database, restart, watches: false });
  const transport = await openTransport(app, way);
  const tokens = new Map<string, string>();
  const tokenOf = async (role: Role, unitId: string | null) => {
    const key = `${role}|${unitId}`;
    const known = tokens.get(key);
    if (known) return known;
    const token = await inTransaction(app.deps, async (tx) => {
      const loginName = `${role}${tokens.size}`;
      const accountId = app.deps.newId();
      const now = clock.now();
      passwordHash ??= inject('passwordHash') || (await hashPassword('correct horse'));
      const account = {
        accountId,
        loginName,
        displayName: loginName,
        passwordHash,
        role,
        unitId,
        isActive: 1,
        failedCount: 0,
        blockedUntil: null,
      };
      await insertAccount(tx, { ...account, createdAt: now, updatedAt: now });
      return openSession(tx, app.deps, accountId);
    });
    tokens.set(key, token);
    return token;
  };
  return {
    app,
    clock,
    dataDir,
    database,
    as: async (role, unitId = null) => transport.client(await tokenOf(role, unitId)),
    anonymous: () => transport.client(undefined),
    context: async (role, unitId = null) => ({
      ...app.deps,
      user: await resolveSession(app.deps, await tokenOf(role, unitId)),
      signal: new AbortController().signal,
    }),
    restarts: () => restarts,
    close: async () => {
      await transport.close();
      await app.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

interface Transport {
  client(sessionToken: string | undefined): Client;
  close(): Promise<void>;
}

async function openTransport(app: App, way: Way): Promise<Transport> {
  const headers = (token: string | undefined): Record<string, string> => (token ? { 'x-session': token } : {});
  if (way === 'direct') {
    return {
      client: (token) =>
        createRouterClient(app.router, {
          context: { deps: app.deps, reqHeaders: new Headers(headers(token)) },
        }) as unknown as Client,
      close: async () => {},
    };
  }
  if (way === 'port') {
    const { port1, port2 } = new MessageChannel();
    servePort(app, port1 as unknown as Parameters<typeof servePort>[1]);
    port2.start();
    return {
      client: (token) =>
        createORPCClient(
          new PortLink({ port: port2 as unknown as MessagePort, headers: () => headers(token) }),
        ) as Client,
      close: async () => {
        port2.close();
        port1.close();
      },
    };
  }
  const host = await serveHttp(app, { token: 'transport-token' });
  return {
    client: (token) =>
      createORPCClient(
        new FetchLink({
          url: `http://127.0.0.1:${host.port}/rpc`,
          headers: () => ({ authorization: 'Bearer transport-token', ...headers(token) }),
        }),
      ) as Client,
    close: () => host.close(),
  };
}

async function freshDatabase(kind: DatabaseKind, dataDir: string, isCopy: boolean): Promise<DatabaseSetting> {
  if (kind === 'sqlite') {
    const pattern = inject('sqlitePattern');
    if (isCopy && pattern) copyFileSync(pattern, join(dataDir, 'service-audit.db'));
    return { kind };
  }
  databaseCount += 1;
  const name = `t_${process.pid}_${databaseCount}_${Math.random().toString(36).slice(2, 8)}`;
  return {
    kind,
    url: await createPostgresDatabase(inject('postgresUrl'), name, isCopy ? inject('postgresPattern') : ''),
  };
}

type Specs = (start: (clock?: FixedClock) => Promise<TestBackend>, kind: DatabaseKind, way: Way) => void;

const everyWay: [DatabaseKind, Way][] = [
  ['sqlite', 'direct'],
  ['sqlite', 'port'],
  ['sqlite', 'http'],
  ['postgres', 'direct'],
  ['postgres', 'port'],
  ['postgres', 'http'],
];
/** A transport knows nothing of the database behind it: each of both occurs, and so does each transport of the program. */
const crosswise: [DatabaseKind, Way][] = [
  ['sqlite', 'port'],
  ['postgres', 'http'],
];

function describeOver(ways: readonly [DatabaseKind, Way][], name: string, specs: Specs): void {
  for (const [kind, way] of ways) {
    const run = kind === 'postgres' && !inject('postgresUrl') ? describe.skip : describe;
    run(`${name} · ${kind} · ${way}`, () => specs((clock) => startBackend(kind, way, clock), kind, way));
  }
}

/**
 * One spec, two ways in: SQLite behind the port of the window, PostgreSQL behind HTTP. All six with
 * `SERVICE_AUDIT_EVERY_WAY=1`.
 */
export function describeBackends(name: string, specs: Specs): void {
  describeOver(process.env.SERVICE_AUDIT_EVERY_WAY ? everyWay : crosswise, name, specs);
}

/** Every database by every transport: for what a transport could lose, as files, streams, errors and what can be cancelled. */
export function describeEveryWay(name: string, specs: Specs): void {
  describeOver(everyWay, name, specs);
}

/** Only the two databases, directly: for specs that look inside. */
export function describeDatabases(
  name: string,
  specs: (start: (clock?: FixedClock, earlier?: EarlierWork) => Promise<TestBackend>, kind: DatabaseKind) => void,
): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    const run = kind === 'postgres' && !inject('postgresUrl') ? describe.skip : describe;
    run(`${name} · ${kind}`, () =>
      specs((clock, earlier) => startBackend(kind, 'direct', clock, undefined, earlier), kind),
    );
  }
}
