import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { DomainError } from '#shared/kernel/errors.ts';
import type {
  DatabaseChoice,
  DatabaseExamination,
  DatabaseView,
  SharedDatabase,
} from '#shared/system/database.schema.ts';
import { countAccounts } from '../account/account.service.ts';
import type { Deps, ServiceContext } from '../context.ts';
import { appliedMigrations } from '../database/migrate.ts';
import { examineServer } from '../database/server.ts';
import { serverUrl, writeDatabaseSetting } from '../database/setting.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from './change-log.repository.ts';

/** The database in use, as the administrator sees it. */
export async function databaseState(ctx: ServiceContext): Promise<DatabaseView> {
  const applied = await appliedMigrations(ctx.read, ctx.kind);
  const common = {
    migrations: { count: applied.length, last: applied.at(-1) ?? null },
    lastBackup: newestBackup(join(ctx.dataDir, 'backup')),
  };
  if (ctx.place.kind === 'sqlite') {
    const { path } = ctx.place;
    // not the length of the file: what was written last is still in the log beside it
    const { rows } = await sql<{ version: string; size: number }>`
      select sqlite_version() as version, page_count * page_size as size
      from pragma_page_count(), pragma_page_size()`.execute(ctx.read);
    return {
      ...common,
      kind: 'sqlite',
      engineVersion: rows[0]?.version ?? '',
      size: Number(rows[0]?.size ?? 0),
      file: { path, walSize: sizeOf(`${path}-wal`) },
      server: null,
    };
  }
  const { rows } = await sql<{ version: string; size: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as size`.execute(
    ctx.read,
  );
  return {
    ...common,
    kind: 'postgres',
    engineVersion: rows[0]?.version ?? '',
    size: Number(rows[0]?.size ?? 0),
    file: null,
    server: ctx.place.server,
  };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function newestBackup(directory: string): DatabaseView['lastBackup'] {
  if (!existsSync(directory)) return null;
  const [newest] = readdirSync(directory)
    .filter((name) => name.endsWith('.db'))
    .map((name) => ({ path: join(directory, name), stat: statSync(join(directory, name)) }))
    .sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
  return newest ? { path: newest.path, size: newest.stat.size, at: newest.stat.mtime.toISOString() } : null;
}

/**
 * Connects to a server and tells what is there.
 * @throws DomainError DATABASE_… with a sentence for each reason why it can't be used
 */
export const examineDatabase = (server: SharedDatabase): Promise<DatabaseExamination> =>
  examineServer(serverUrl(server));

/**
 * Leaves the database in use for another one: examined first, then written down, then the backend starts again.
 * Nothing is moved. The change log of the database that is left tells of it, without the password.
 * @throws DomainError DATABASE_TASKS_RUNNING while someone's task is under way, or whatever the examination finds
 */
export async function switchDatabase(ctx: ServiceContext, choice: DatabaseChoice): Promise<Record<string, never>> {
  if (ctx.jobs.isBusy()) throw new DomainError('DATABASE_TASKS_RUNNING');
  if (choice.kind === 'postgres') await examineDatabase(choice.server);
  await inTransaction(ctx, (tx) =>
    recordChange(tx, ctx, {
      entity: 'database',
      entityId: 'database',
      action: 'switch',
      before: describePlace(ctx),
      after: describeChoice(choice),
    }),
  );
  switchTo(ctx, choice);
  return {};
}

/**
 * {@link examineDatabase} for a newcomer whose team has a database already.
 * @throws DomainError FIRST_RUN_DONE when this database has an account: then it takes an administrator
 */
export async function examineTeamDatabase(deps: Deps, server: SharedDatabase): Promise<DatabaseExamination> {
  await refuseWhenSetUp(deps);
  return examineDatabase(server);
}

/**
 * {@link switchDatabase} before there is an account; nothing is lost by leaving an empty database.
 * @throws DomainError FIRST_RUN_DONE, or whatever the examination finds
 */
export async function joinDatabase(deps: Deps, choice: DatabaseChoice): Promise<Record<string, never>> {
  await refuseWhenSetUp(deps);
  if (choice.kind === 'postgres') await examineDatabase(choice.server);
  switchTo(deps, choice);
  return {};
}

async function refuseWhenSetUp(deps: Deps): Promise<void> {
  if ((await countAccounts(deps.db)) > 0) throw new DomainError('FIRST_RUN_DONE');
}

function switchTo(deps: Deps, choice: DatabaseChoice): void {
  const setting = choice.kind === 'postgres' ? ({ kind: 'postgres', url: serverUrl(choice.server) } as const) : choice;
  writeDatabaseSetting(deps.dataDir, setting);
  deps.restart();
}

function describePlace({ place }: Deps) {
  return place.kind === 'sqlite' ? { kind: place.kind } : { kind: place.kind, ...place.server };
}

function describeChoice(choice: DatabaseChoice) {
  if (choice.kind === 'sqlite') return choice;
  const { password: _, ...server } = choice.server;
  return { kind: choice.kind, ...server };
}
