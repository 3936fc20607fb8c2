import Sqlite from 'better-sqlite3';
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresDialect,
  type RawBuilder,
  type SqlBool,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely';
import pg from 'pg';
import type { DialectKind, MigrationTools } from './migration.type.ts';
import { PreparedStatements } from './prepared-statements.ts';
import type { Tables } from './tables.ts';

const strictKeyword = sql`strict`;

export type Database = Kysely<Tables>;

/** SQLite runs DDL inside transactions; kysely's own adapter says it can't and would leave half-done migrations. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
/** On a full disk SQLite undoes the transaction by itself; that nothing is left to undo must not hide why. */
class ForgivingSqliteDriver extends SqliteDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!/no transaction is active/.test(String(error))) throw error;
    });
  }
}
class TransactionalSqliteDialect extends SqliteDialect {
  private readonly database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.database = database;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): SqliteDriver {
    return new ForgivingSqliteDriver({ database: this.database });
  }
}

/**
 * Opens a SQLite file the way the product needs it: write-ahead log, every commit on the disk before it is
 * acknowledged, foreign keys enforced.
 * @param readonly a second connection for reading while a long write goes on
 */
export function openSqliteFile(path: string, readonly = false): Sqlite.Database {
  const file = new Sqlite(path, { readonly, timeout: 10_000 });
  if (!readonly) {
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = FULL');
    // after a great import the log goes back to this length instead of keeping its own for ever
    file.pragma('journal_size_limit = 67108864');
  }
  file.pragma('foreign_keys = ON');
  file.pragma('temp_store = MEMORY');
  file.pragma(`cache_size = -${readonly ? 65_536 : 131_072}`);
  return file;
}

export function sqliteDatabase(file: Sqlite.Database): Database {
  return new Kysely<Tables>({
    dialect: new TransactionalSqliteDialect(new PreparedStatements(file)),
    plugins: [new CamelCasePlugin()],
  });
}

// 20 = bigint, 1700 = numeric: counts and sums come back as numbers on both dialects
const numeric = new Set([20, 1700]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    numeric.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * What the server is told on every line. As it comes set up, for spinning disks, it would read the whole table rather than
 * the index that answers a list or a figure by itself. It would compile questions whose conditions look dear, such as the
 * counts of all views: a second of compiling for some fifty milliseconds of reading. And with its 4 MB it would forget
 * which rows of a page an index has found, and work out the pieces of all texts there again: 19 s instead of one in a
 * million complaints. A server that was given more keeps it.
 */
const planning = [
  'set random_page_cost = 1.1',
  'set jit = off',
  `select set_config('work_mem', '32MB', false) where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')`,
] as const;

/** @param url postgres://user:password@host:port/database */
export function postgresDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    // one line stays: the first call after a pause would wait for a new one, and for the server to get to know the tables
    min: 1,
    max: 8,
    types,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // an idle line that breaks is no fault of any call: the next one opens another, or says that the server is away
  pool.on('error', () => {});
  // one that breaks while it is used fails the query that waits on it; its own event would end the whole program
  pool.on('connect', (client) => client.on('error', () => {}));
  const dialect: Dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      for (const statement of planning) await connection.executeQuery(CompiledQuery.raw(statement));
    },
  });
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

/** The kind of a connection or transaction: PostgreSQL writes its placeholders `$1`, SQLite `?`. */
export function kindOf(db: Database): DialectKind {
  const known = kinds.get(db);
  if (known !== undefined) return known;
  const { sql: text } = db.selectFrom('setting').select('key').where('key', '=', '').compile();
  const kind = text.includes('$1') ? 'postgres' : 'sqlite';
  kinds.set(db, kind);
  return kind;
}
const kinds = new WeakMap<Database, DialectKind>();

/**
 * A condition that a column holds one of many texts: one bound value however many there are, so that the statement is
 * prepared once.
 * @param column as in the database, e.g. `external_number`
 */
export function isOneOf(db: Database, column: string, values: readonly string[]): RawBuilder<SqlBool> {
  return kindOf(db) === 'postgres'
    ? sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::text[])`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`;
}

export function migrationTools(kind: DialectKind): MigrationTools {
  return {
    kind,
    real: kind === 'sqlite' ? 'real' : 'double precision',
    strict: (table) => (kind === 'sqlite' ? (table.modifyEnd(strictKeyword) as typeof table) : table),
  };
}
