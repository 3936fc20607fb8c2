import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

const mostStatements = 256;

/** Begins a statement that is run once for each of its parameters, which are rows of values. Only for SQLite. */
export const forEachRow = '/* each row */ ';

/**
 * Keeps prepared statements, because the driver asks for a new one at every execution: compiling `insert` into a table
 * with a dozen indexes costs more than running it. The one unused for longest goes first.
 */
export class PreparedStatements implements SqliteDatabase {
  private readonly known = new Map<string, Sqlite.Statement>();
  private readonly file: Sqlite.Database;

  constructor(file: Sqlite.Database) {
    this.file = file;
  }

  prepare(text: string): SqliteStatement {
    const statement = this.find(text);
    return (text.startsWith(forEachRow) ? rowByRow(statement) : statement) as SqliteStatement;
  }

  close(): void {
    this.known.clear();
    this.file.close();
  }

  private find(text: string): Sqlite.Statement {
    const known = this.known.get(text);
    // A statement that is being iterated over can't be run a second time.
    if (known?.busy === true) return this.file.prepare(text);
    const statement = known ?? this.file.prepare(text);
    this.known.delete(text);
    this.known.set(text, statement);
    if (this.known.size > mostStatements) this.known.delete(this.known.keys().next().value as string);
    return statement;
  }
}

/**
 * One row at a time inside one call. A single statement of many rows would be slower: SQLite keeps a copy of every page
 * it touches, to be able to take back half a statement.
 */
function rowByRow(statement: Sqlite.Statement) {
  const run = (rows: readonly unknown[][]) => {
    for (const row of rows) statement.run(row);
    return { changes: rows.length, lastInsertRowid: 0 };
  };
  return { reader: false, run };
}
