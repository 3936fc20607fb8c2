import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { DomainError } from '#shared/kernel/errors.ts';

/** How the file was left by an orderly end, and when all of it was last read for damage. */
interface Left {
  size: number;
  mtimeMs: number;
  checkedAt: number;
}
const pathOfLeft = (path: string) => `${path}.closed`;
/** Longest time between two readings of the whole file, in milliseconds: a disk may forget what nobody writes. */
const longestUnchecked = 7 * 86_400_000;

/**
 * Looks a database file over before anything is written to it. All of it is read, which takes as long as it is large,
 * unless it is byte for byte where an orderly end left it and was read within a week.
 * @param now epoch milliseconds
 * @returns when the whole file was last read, for `noteClosed`
 * @throws DomainError DATABASE_DAMAGED
 */
export function checkDamage(path: string, now = Date.now()): number {
  if (!existsSync(path)) return now;
  const left = readLeft(path);
  rmSync(pathOfLeft(path), { force: true });
  const { size, mtimeMs } = statSync(path);
  const isAsLeft = left?.size === size && left.mtimeMs === mtimeMs && !existsSync(`${path}-wal`);
  if (isAsLeft && left.checkedAt <= now && now - left.checkedAt < longestUnchecked) return left.checkedAt;
  const probe = new Sqlite(path, { timeout: 10_000 });
  try {
    if (probe.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DomainError('DATABASE_DAMAGED', { path });
  } finally {
    probe.close();
  }
  return now;
}

/** Notes an orderly end: call it when the last connection is closed. @param checkedAt as `checkDamage` answered */
export function noteClosed(path: string, checkedAt: number): void {
  if (existsSync(`${path}-wal`)) return;
  try {
    const { size, mtimeMs } = statSync(path);
    const left: Left = { size, mtimeMs, checkedAt };
    writeFileSync(pathOfLeft(path), JSON.stringify(left));
  } catch {
    // a full disk, or a folder taken away, must not keep the program from ending; without the note the next start reads all of the file
  }
}

function readLeft(path: string): Left | undefined {
  try {
    return JSON.parse(readFileSync(pathOfLeft(path), 'utf8')) as Left;
  } catch {
    // none, or half a note: then all of the file is read
    return undefined;
  }
}
