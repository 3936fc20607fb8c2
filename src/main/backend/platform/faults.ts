import { DomainError } from '#shared/kernel/errors.ts';

/** What SQLite, PostgreSQL and the operating system call the same few troubles. */
const full = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100']);
const unwritable = /^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/;

/**
 * The code a user can do something about when the machine, not the program, is the matter; undefined for any other error.
 */
export function machineFault(error: unknown): 'DATABASE_FULL' | 'DATABASE_BUSY' | undefined {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (full.has(code)) return 'DATABASE_FULL';
  return code.startsWith('SQLITE_BUSY') ? 'DATABASE_BUSY' : undefined;
}

/**
 * Why the backend can't start, by name where there is one.
 * @param dataDir where it tried to write
 * @returns a DomainError when starting again won't help, else the error as it was
 */
export function startFault(error: unknown, dataDir: string): unknown {
  if (error instanceof DomainError) return error;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (full.has(code)) return new DomainError('DATABASE_FULL', { path: dataDir });
  return unwritable.test(code) ? new DomainError('DATABASE_NOT_WRITABLE', { path: dataDir, code }) : error;
}
