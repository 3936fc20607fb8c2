import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import type { DatabaseServer, SharedDatabase, TlsMode } from '#shared/system/database.schema.ts';

/** Where the database is: a file in the data directory, or a server shared by a team. */
export type DatabaseSetting = { kind: 'sqlite' } | { kind: 'postgres'; url: string };

interface Config {
  database?: DatabaseSetting;
}

const configPath = (dataDir: string) => join(dataDir, 'config.json');

/**
 * Reads `config.json` of the data directory; a missing file means the embedded database.
 * @throws DomainError CONFIG_DAMAGED when it can't be understood
 */
export function readDatabaseSetting(dataDir: string): DatabaseSetting {
  return readConfig(dataDir).database ?? { kind: 'sqlite' };
}

/**
 * Writes the setting, completely or not at all. The address of a server carries its password, so the file is for its
 * owner only; on Windows the user's own AppData folder sees to that.
 */
export function writeDatabaseSetting(dataDir: string, setting: DatabaseSetting): void {
  mkdirSync(dataDir, { recursive: true });
  const path = configPath(dataDir);
  const { database: _, ...rest } = existsSync(path) ? withoutFault(() => readConfig(dataDir)) : {};
  const part = `${path}.part`;
  const config = setting.kind === 'sqlite' ? rest : { ...rest, database: setting };
  writeFileSync(part, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flush: true });
  // a file left over from before keeps its mode when it is written again
  chmodSync(part, 0o600);
  renameSync(part, path);
}

function readConfig(dataDir: string): Config {
  const path = configPath(dataDir);
  if (!existsSync(path)) return {};
  try {
    // Windows' Notepad may put a byte order mark before it
    const config = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Config;
    const setting = config.database;
    const known = !setting || setting.kind === 'sqlite' || (setting.kind === 'postgres' && URL.canParse(setting.url));
    if (known) return config;
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
  }
  throw new DomainError('CONFIG_DAMAGED', { path });
}

/** What can't be read any more is not worth keeping when a new setting is chosen. */
function withoutFault(read: () => Config): Config {
  try {
    return read();
  } catch {
    return {};
  }
}

const sslModes: Readonly<Record<TlsMode, string>> = { off: 'disable', encrypted: 'no-verify', verified: 'verify-full' };

/** @returns postgres://user:password@host:port/database?sslmode=…, every part escaped */
export function serverUrl({ host, port, database, user, password, tls }: SharedDatabase): string {
  const part = encodeURIComponent;
  const address = host.includes(':') ? `[${host}]` : host;
  return `postgres://${part(user)}:${part(password)}@${address}:${port}/${part(database)}?sslmode=${sslModes[tls]}`;
}

/** The parts of an address without its password: what may be shown and logged. */
export function serverOf(url: string): DatabaseServer {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode') ?? 'disable';
  const known = Object.entries(sslModes).find(([, name]) => name === mode)?.[0] as TlsMode | undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 5432),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    tls: known ?? 'verified',
  };
}
