import pg from 'pg';
import { DomainError } from '#shared/kernel/errors.ts';
import type { DatabaseExamination } from '#shared/system/database.schema.ts';
import { migrations } from './migrations.ts';
import { serverOf } from './setting.ts';

/** The oldest major version that PostgreSQL's own people still mend. */
export const oldestServerVersion = 14;
const patienceMs = 8000;

/** What the system, TLS or PostgreSQL says → what it means to the user. */
const faults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'DATABASE_HOST_UNKNOWN',
  EAI_AGAIN: 'DATABASE_HOST_UNKNOWN',
  ECONNREFUSED: 'DATABASE_REFUSED',
  ETIMEDOUT: 'DATABASE_SILENT',
  EHOSTUNREACH: 'DATABASE_SILENT',
  ENETUNREACH: 'DATABASE_SILENT',
  ECONNRESET: 'DATABASE_SILENT',
  EPIPE: 'DATABASE_SILENT',
  '28P01': 'DATABASE_LOGIN_REFUSED',
  '28000': 'DATABASE_LOGIN_REFUSED',
  '3D000': 'DATABASE_NOT_THERE',
  '42501': 'DATABASE_NO_RIGHTS',
  '3F000': 'DATABASE_NO_RIGHTS',
  '25006': 'DATABASE_NO_RIGHTS',
  '53300': 'DATABASE_SERVER_FULL',
  '57P01': 'DATABASE_SILENT',
  '57P02': 'DATABASE_SILENT',
  '57P03': 'DATABASE_SILENT',
  '08006': 'DATABASE_SILENT',
};
const tlsFault = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_)/;

/** The code of a fault on the way to a server; undefined for any other error. */
export function connectionFault(error: unknown): string | undefined {
  const { code = '', message = '', errors } = (error ?? {}) as { code?: string; message?: string; errors?: unknown[] };
  // a host with several addresses fails with one error for each
  if (!faults[code] && errors?.[0]) return connectionFault(errors[0]);
  if (faults[code]) return faults[code];
  if (tlsFault.test(code)) return 'DATABASE_TLS_UNTRUSTED';
  if (/does not support SSL/.test(message)) return 'DATABASE_NO_TLS';
  if (/timeout|Connection terminated|not currently accepting connections/i.test(message)) return 'DATABASE_SILENT';
  return undefined;
}

/**
 * Connects to a server as the program would and looks whether it can work there; leaves nothing behind.
 * @param url postgres://…
 * @throws DomainError DATABASE_HOST_UNKNOWN, _REFUSED, _SILENT, _LOGIN_REFUSED, _NOT_THERE, _NO_TLS, _TLS_UNTRUSTED,
 * _SERVER_TOO_OLD, _SERVER_FULL, _WRONG_ENCODING, _TOO_NEW, _NO_RIGHTS
 */
export async function examineServer(url: string, oldest = oldestServerVersion): Promise<DatabaseExamination> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  // a line that breaks between two questions is told by the next one
  client.on('error', () => {});
  const place = { ...serverOf(url) };
  try {
    await client.connect();
    const serverVersion = await checkServer(client, oldest, place);
    const schema = await examineSchema(client);
    await checkRights(client, schema.tables, place);
    const { state, migration, accounts } = schema;
    return { serverVersion, schema: state, migration, accounts };
  } catch (error) {
    const code = connectionFault(error);
    throw code ? new DomainError(code, place) : error;
  } finally {
    await client.end().catch(() => {});
  }
}

type Place = Readonly<Record<string, string | number>>;

async function checkServer(client: pg.Client, oldest: number, place: Place): Promise<string> {
  const { rows } = await client.query<{ version: string; number: string; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
            pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
  );
  const [found] = rows;
  if (!found) throw new Error('the server does not know its own database');
  if (Number(found.number) < oldest * 10_000)
    throw new DomainError('DATABASE_SERVER_TOO_OLD', { version: found.version, oldest });
  if (found.encoding !== 'UTF8')
    throw new DomainError('DATABASE_WRONG_ENCODING', { ...place, encoding: found.encoding });
  return found.version;
}

interface FoundSchema {
  state: DatabaseExamination['schema'];
  migration: string | null;
  accounts: number;
  tables: readonly string[];
}

async function examineSchema(client: pg.Client): Promise<FoundSchema> {
  const { rows } = await client.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = current_schema() order by tablename',
  );
  const tables = rows.map(({ name }) => name);
  if (!tables.includes('kysely_migration')) return { state: 'empty', migration: null, accounts: 0, tables: [] };
  const applied = (await client.query<{ name: string }>('select name from kysely_migration order by name')).rows;
  const unknown = applied.find(({ name }) => !(name in migrations));
  if (unknown) throw new DomainError('DATABASE_TOO_NEW', { migration: unknown.name });
  const accounts = tables.includes('account')
    ? Number((await client.query<{ n: string }>('select count(*) as n from account')).rows[0]?.n)
    : 0;
  const state = applied.length < Object.keys(migrations).length ? 'older' : 'current';
  return { state, migration: applied.at(-1)?.name ?? null, accounts, tables };
}

/** Rights are tried, not asked for: a standby server, say, grants what it then refuses. */
async function checkRights(client: pg.Client, tables: readonly string[], place: Place): Promise<void> {
  await client.query('begin');
  try {
    await client.query('create table service_audit_rights (n integer)');
  } finally {
    await client.query('rollback');
  }
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as name
     where not (has_table_privilege(quote_ident(name), 'select') and has_table_privilege(quote_ident(name), 'insert')
            and has_table_privilege(quote_ident(name), 'update') and has_table_privilege(quote_ident(name), 'delete'))`,
    [tables],
  );
  if (rows.length > 0) throw new DomainError('DATABASE_NO_RIGHTS', place);
}
