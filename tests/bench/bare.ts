import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';

/** The database without the program: what the program's own answers are compared with. Placeholders are `?`. */
export interface Bare {
  rows<Row>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** the first column of all rows */
  column<Value>(text: string, ...values: unknown[]): Promise<Value[]>;
  /** statements one after the other, without an answer */
  run(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The file of a data directory. @param isReader with the cache the program's reader has, and no way to write */
export function bareSqlite(dataDir: string, isReader = true): Bare & { readonly file: Sqlite.Database } {
  const file = new Sqlite(join(dataDir, 'service-audit.db'), { readonly: isReader });
  if (isReader) file.pragma('cache_size = -65536');
  const prepared = new Map<string, Sqlite.Statement>();
  const prepare = (text: string) => {
    const statement = prepared.get(text) ?? file.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  const rows = async <Row>(text: string, ...values: unknown[]) => prepare(text).raw(false).all(values) as Row[];
  return {
    file,
    rows,
    column: async <Value>(text: string, ...values: unknown[]) => prepare(text).pluck().all(values) as Value[],
    run: async (text) => {
      file.exec(text);
    },
    close: async () => {
      file.close();
    },
  };
}

const numeric = new Set([20, 1700]);
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    numeric.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
};

/** One line to a PostgreSQL database. */
export async function barePostgres(url: string): Promise<Bare> {
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  const numbered = (text: string) => {
    let place = 0;
    return text.replace(/\?/g, () => `$${++place}`);
  };
  const rows = async <Row>(text: string, ...values: unknown[]) =>
    (await client.query(numbered(text), values)).rows as Row[];
  return {
    rows,
    column: async <Value>(text: string, ...values: unknown[]) =>
      (await client.query({ text: numbered(text), values, rowMode: 'array' })).rows.map((row) => row[0] as Value),
    run: async (text) => {
      await client.query(text);
    },
    close: () => client.end(),
  };
}
