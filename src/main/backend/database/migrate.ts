import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DomainError } from '#shared/kernel/errors.ts';
import { type Database, migrationTools } from './dialect.ts';
import type { DialectKind, MigrationModule } from './migration.type.ts';
import { migrations } from './migrations.ts';

/** Names of migrations already run; none on an empty database. */
export async function appliedMigrations(db: Database, kind: DialectKind): Promise<string[]> {
  const exists =
    kind === 'sqlite'
      ? await sql<{ n: number }>`select count(*) as n from sqlite_master where name = 'kysely_migration'`.execute(db)
      : await sql<{
          n: number;
        }>`select count(*) as n from pg_tables where schemaname = current_schema() and tablename = 'kysely_migration'`.execute(
          db,
        );
  if (!Number(exists.rows[0]?.n)) return [];
  const rows = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.rows.map((r) => r.name);
}

/**
 * Brings the database to this program's version, all or nothing.
 * @param backup called before anything is changed in a database that already holds data
 * @throws DomainError DATABASE_TOO_NEW when the file was written by a newer program; it is left untouched
 */
export async function migrate(
  db: Database,
  kind: DialectKind,
  backup: () => Promise<void> = async () => {},
  known: Readonly<Record<string, MigrationModule>> = migrations,
): Promise<void> {
  const applied = await appliedMigrations(db, kind);
  const unknown = applied.filter((name) => !(name in known));
  if (unknown.length > 0) throw new DomainError('DATABASE_TOO_NEW', { migration: unknown.at(-1) ?? '' });
  const pending = Object.keys(known).filter((name) => !applied.includes(name));
  if (pending.length === 0) return;
  if (applied.length > 0) await backup();
  const tools = migrationTools(kind);
  const migrator = new Migrator({
    // Without the camel-case plugin: migrations name tables and columns as they are in the database.
    db: db.withoutPlugins() as Kysely<unknown>,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(known).map(([name, m]) => [name, { up: (d: Kysely<unknown>) => m.up(d, tools) }]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/**
 * Copies a SQLite database while it is open, and proves that the copy is whole before it gets its name.
 * @returns path of the backup
 * @throws DomainError BACKUP_DAMAGED when the copy fails its integrity check
 */
export async function backupSqlite(file: Sqlite.Database, directory: string, name: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  const part = `${path}.part`;
  try {
    await file.backup(part);
    checkCopy(part, path);
    renameSync(part, path);
    return path;
  } catch (error) {
    // on a full disk above all, half a copy is only in the way
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${rest}`, { force: true });
    throw error;
  }
}

/** Makes the copy stand alone and proves that it is whole. */
function checkCopy(part: string, path: string): void {
  const copy = new Sqlite(part);
  try {
    // One file that stands alone: no -wal and -shm beside it to be forgotten when it is carried away.
    copy.pragma('journal_mode = DELETE');
    const answer = copy.pragma('integrity_check', { simple: true });
    if (answer !== 'ok') throw new DomainError('BACKUP_DAMAGED', { path });
  } finally {
    copy.close();
  }
}
