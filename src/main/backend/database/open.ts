import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DomainError } from '#shared/kernel/errors.ts';
import type { DatabaseServer } from '#shared/system/database.schema.ts';
import { compareByBytes } from './collation.ts';
import { checkDamage, noteClosed } from './damage.ts';
import { type Database, openSqliteFile, postgresDatabase, sqliteDatabase } from './dialect.ts';
import { backupSqlite, migrate } from './migrate.ts';
import type { DialectKind } from './migration.type.ts';
import { connectionFault } from './server.ts';
import { readDatabaseSetting, serverOf } from './setting.ts';

/** Where the open database is, without any password. */
export type DatabasePlace = { kind: 'sqlite'; path: string } | { kind: 'postgres'; server: DatabaseServer };

export interface OpenDatabase {
  readonly kind: DialectKind;
  readonly place: DatabasePlace;
  /** the one writer */
  readonly db: Database;
  /** for reading while a long write goes on; the same pool on PostgreSQL */
  readonly read: Database;
  /** the open file, for backups; undefined on PostgreSQL */
  readonly file?: Sqlite.Database;
  close(): Promise<void>;
}

/**
 * Opens the database, migrated to this program's version.
 * @throws DomainError DATABASE_IN_USE, DATABASE_TOO_NEW, DATABASE_DAMAGED, CONFIG_DAMAGED; DATABASE_UNREACHABLE with the
 * reason and the server
 */
export async function openDatabase(dataDir: string, setting = readDatabaseSetting(dataDir)): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true });
  return setting.kind === 'postgres' ? openPostgres(setting.url) : openSqlite(dataDir);
}

async function openSqlite(dataDir: string): Promise<OpenDatabase> {
  const lock = takeInstanceLock(dataDir);
  const path = join(dataDir, 'service-audit.db');
  let file: Sqlite.Database | undefined;
  try {
    const checked = openChecked(path);
    const opened = checked.file;
    file = opened;
    const db = sqliteDatabase(opened);
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    await migrate(db, 'sqlite', async () => {
      await backupSqlite(opened, join(dataDir, 'backup'), `before-upgrade-${stamp}.db`);
    });
    const readFile = openSqliteFile(path, true);
    const read = sqliteDatabase(readFile);
    return {
      kind: 'sqlite',
      place: { kind: 'sqlite', path },
      db,
      read,
      file,
      async close() {
        // kysely closes only what it has used; the writer closes last, since only it can bring the log back into the file
        await read.destroy();
        readFile.close();
        await db.destroy();
        opened.close();
        noteClosed(path, checked.checkedAt);
        lock.close();
      },
    };
  } catch (error) {
    file?.close();
    lock.close();
    throw error;
  }
}

/** A damaged file is noticed at start and never written to. */
function openChecked(path: string): { file: Sqlite.Database; checkedAt: number } {
  try {
    return { checkedAt: checkDamage(path), file: openSqliteFile(path) };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
      throw new DomainError('DATABASE_DAMAGED', { path });
    throw error;
  }
}

/** The operating system drops this lock when the process dies, however it dies; a lock file with a pid would stay. */
function takeInstanceLock(dataDir: string): Sqlite.Database {
  const lock = new Sqlite(join(dataDir, 'instance.lock'), { timeout: 200 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    // a full disk or a folder that can't be written to is no second program
    const isTaken = String((error as { code?: string }).code).startsWith('SQLITE_BUSY');
    throw isTaken ? new DomainError('DATABASE_IN_USE', { path: dataDir }) : error;
  }
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const db = postgresDatabase(url);
  const server = serverOf(url);
  try {
    // what is there before an upgrade first, so that no index it makes is built twice
    await migrate(db, 'postgres', () => compareByBytes(db));
    await compareByBytes(db);
  } catch (error) {
    await db.destroy();
    const place = `${server.host}:${server.port}/${server.database}`;
    // named with its server, so that the page shown instead of the program can offer the way back
    if (error instanceof DomainError) throw new DomainError(error.code, { ...error.data, server: place });
    const reason = connectionFault(error);
    throw reason ? new DomainError('DATABASE_UNREACHABLE', { reason, server: place }) : error;
  }
  return { kind: 'postgres', place: { kind: 'postgres', server }, db, read: db, close: () => db.destroy() };
}
