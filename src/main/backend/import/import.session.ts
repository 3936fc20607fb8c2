import type { ImportCell } from '#shared/import/import.convert.ts';
import type { ColumnMatch } from '#shared/import/import.match.ts';
import type { DayOrder, MomentShape } from '#shared/import/import.moment.ts';
import type { ImportCountsView } from '#shared/import/import.schema.ts';
import type { ImportField, ImportIssue, ImportWords } from '#shared/import/import.target.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { WorkbookSource } from '../platform/workbook/workbook.ts';
import type { ImportOptions, ImportTarget } from './import.registry.ts';
import type { Spool } from './import.spool.ts';

/** States of rows as they are kept, one byte each. */
export const rowCode = { good: 0, noted: 1, error: 2, present: 3, changed: 4 } as const;
export const rowNames = ['good', 'noted', 'error', 'present', 'changed'] as const;

/** How often a value stands in a code or unit column. */
export interface ValueTally {
  readonly text: string;
  count: number;
}

/** What looking at all rows found. */
export interface Review {
  readonly states: Uint8Array;
  readonly counts: ImportCountsView;
  /** `code|field` → rows */
  readonly reasons: ReadonlyMap<string, number>;
  /** Issues and remarks that come from other rows or the database, by row index. */
  readonly lateIssues: ReadonlyMap<number, readonly ImportIssue[]>;
  readonly lateNotes: ReadonlyMap<number, ImportWords>;
  /** field → word → tally */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, ValueTally>>;
  readonly columnErrors: readonly number[];
}

/** How dates of a column are written. */
export interface ColumnProfile {
  readonly order: DayOrder | null;
  readonly isAmbiguous: boolean;
  readonly reference: string;
  readonly shape: MomentShape | null;
}

/** One file on its way in. */
export interface ImportSession {
  readonly sessionId: string;
  readonly accountId: string;
  readonly target: ImportTarget;
  readonly fields: readonly ImportField[];
  readonly options: ImportOptions;
  /** Target and options: what remembered mappings and written rows belong to. */
  readonly scope: string;
  readonly file: {
    readonly fileId: string;
    readonly name: string;
    readonly size: number;
    readonly hash: string;
    readonly openedAt: string;
  };
  readonly source: Pick<WorkbookSource, 'format' | 'sheets' | 'text'>;
  readonly sheet: number;
  readonly spool: Spool;
  headerLine: number;
  headerRows: 1 | 2;
  /** Spool index of the first data row. */
  firstRow: number;
  headers: string[];
  samples: ImportCell[][];
  columns: ColumnMatch[];
  isRemembered: boolean;
  dayOrder: DayOrder | 'auto';
  profiles: (ColumnProfile | null)[];
  /** field → normalised value → decision */
  readonly decisions: Map<string, Map<string, string>>;
  /** row index → column → new content */
  readonly mends: Map<number, Map<number, string>>;
  units: ReadonlyMap<string, readonly string[]>;
  unitNames: ReadonlyMap<string, string>;
  review: Review | null;
  revision: number;
  /** Ends when the act that holds the session is done; acts wait for each other. */
  turn: Promise<unknown>;
  isWriting: boolean;
  usedAt: number;
}

/** Data rows of a session: rows of the spool below the header. */
export const dataCount = (session: ImportSession) => Math.max(0, session.spool.count - session.firstRow);

const mostSessions = 20;

/** The sessions of one running backend. */
export class ImportSessions {
  private readonly sessions = new Map<string, ImportSession>();

  /** Keeps a session; the one unused for longest goes when there are too many. */
  async add(session: ImportSession): Promise<void> {
    this.sessions.set(session.sessionId, session);
    const idle = [...this.sessions.values()].filter((s) => !s.isWriting).sort((a, b) => a.usedAt - b.usedAt);
    for (const old of idle.slice(0, Math.max(0, this.sessions.size - mostSessions))) await this.drop(old.sessionId);
  }

  /** @throws DomainError IMPORT_SESSION_LOST when it is gone or someone else's */
  find(sessionId: string, accountId: string): ImportSession {
    const session = this.sessions.get(sessionId);
    if (session === undefined || session.accountId !== accountId) throw new DomainError('IMPORT_SESSION_LOST');
    session.usedAt = Math.max(0, ...[...this.sessions.values()].map((s) => s.usedAt)) + 1;
    return session;
  }

  /** Forgets a session and removes its spool. */
  async drop(sessionId: string): Promise<void> {
    const session = this.sessions.get(sessionId);
    this.sessions.delete(sessionId);
    await session?.spool.drop();
  }

  /** Drops every session: the backend closes, and no spool may be left open. */
  async dropAll(): Promise<void> {
    for (const sessionId of [...this.sessions.keys()]) await this.drop(sessionId);
  }
}

/** Runs an act when the acts before it on the same session are done. */
export function inTurn<T>(session: ImportSession, act: () => Promise<T>): Promise<T> {
  const result = session.turn.then(act, act);
  session.turn = result.catch(() => {});
  return result;
}
