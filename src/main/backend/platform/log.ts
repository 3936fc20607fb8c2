import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';

/** A log line; never given passwords, tokens, customer numbers or complaint texts. */
export interface Log {
  info(message: string, data?: Record<string, unknown>): void;
  error(message: string, data?: Record<string, unknown>): void;
}

/** Writes `log/backend.log` in the data directory, rotated at 5 MB. */
export function fileLog(dataDir: string): Log {
  const directory = join(dataDir, 'log');
  mkdirSync(directory, { recursive: true });
  const logger = electronLog.create({ logId: `backend-${dataDir}` });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => join(directory, 'backend.log');
  logger.transports.file.maxSize = 5 * 1024 * 1024;
  const line = (message: string, data?: Record<string, unknown>) =>
    data ? `${message} ${JSON.stringify(data)}` : message;
  return { info: (m, d) => logger.info(line(m, d)), error: (m, d) => logger.error(line(m, d)) };
}

export const silentLog: Log = { info() {}, error() {} };
