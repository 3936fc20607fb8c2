import { readFileSync } from 'node:fs';
import pg from 'pg';
import { createPostgresDatabase, type Server, startPostgres } from '../support/postgres.ts';
import { countToo } from './measure.ts';

/** A PostgreSQL for one bench, with a database of its own on it. */
export interface BenchServer {
  /** of the database, with the rights of the server's superuser */
  readonly url: string;
  /** as the results name it */
  readonly name: string;
  /** drops the database; a server that was started for it goes too */
  close(): Promise<void>;
}

const database = 'service_audit_bench';

/**
 * A server started here has the settings a fresh installation has: 128 MB of shared memory, every commit on the disk.
 * @param given address of a running server, `postgres://superuser:password@host:port/postgres`; what it takes of the
 * processor can't be counted then
 */
export async function openServer(given?: string): Promise<BenchServer> {
  // no flags: as it comes
  const own = given === undefined ? await startPostgres([]) : undefined;
  const base = given ?? (own as Server).url;
  const end = own && process.platform === 'linux' ? countToo(() => processorOf(own.processId)) : () => {};
  await drop(base);
  const url = await createPostgresDatabase(base, database);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string; memory: string }>(
    "select current_setting('server_version') as version, current_setting('shared_buffers') as memory",
  );
  await client.end();
  return {
    url,
    name: `PostgreSQL ${rows[0]?.version} (${own ? 'as it comes, ' : ''}shared_buffers ${rows[0]?.memory})`,
    async close() {
      end();
      await drop(base);
      await own?.stop();
    },
  };
}

async function drop(base: string): Promise<void> {
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  await admin.end();
}

/** Of the clock that the system counts ended processes by. */
const tickMs = 10;

/**
 * Processor time of a server so far, in milliseconds: its living processes to the nanosecond, and those that have ended,
 * such as helpers of one query, as the first of them counts them.
 */
function processorOf(root: number): number {
  const children = read(`/proc/${root}/task/${root}/children`)?.trim().split(' ') ?? [];
  const living = [String(root), ...children].reduce((sum, id) => sum + livingMs(id), 0);
  // the name before may hold spaces and brackets
  const rest = read(`/proc/${root}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
  return living + (Number(rest[13] ?? 0) + Number(rest[14] ?? 0)) * tickMs;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // it has ended meanwhile
    return undefined;
  }
}

const livingMs = (id: string) => Number(read(`/proc/${id}/schedstat`)?.split(' ')[0] ?? 0) / 1e6;
