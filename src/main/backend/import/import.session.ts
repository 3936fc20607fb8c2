import type { ImportCell } from '#shared/import/import.convert.ts';
import type { HeaderRows } from '#shared/import/import.header.ts';
import type { ColumnMatch } from '#shared/import/import.match.ts';
import type { DayOrder, MomentShape } from '#shared/import/import.moment.ts';
import type { ImportCountsView } from '#shared/import/import.schema.ts';
import type { ImportField, ImportIssue, ImportWords } from '#shared/import/import.target.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { WorkbookSource } from '../platform/workbook/workbook.ts';
import type { AlikeFound } from './import.alike.ts';
import type { ImportOptions, ImportTarget } from './import.registry.ts';
import type { SheetLook } from './import.sheets.ts';
import type { Spool } from './import.spool.ts';

/** States of rows as they are kept, one byte each. */
export const rowCode = { good: 0, noted: 1, error: 2, present: 3, changed: 4, left: 5 } as const;
export const rowNames = ['good', 'noted', 'error', 'present', 'changed', 'left'] as const;

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
  /** SHA-256 of the content of each row that is none of the errors, 32 bytes each, so that writing needn't compute it again. */
  readonly hashes: Buffer;
  /** Numbers that stand in the file more than once with other content, most frequent first, a few of them. */
  readonly doubled: readonly { readonly key: string; readonly line: number; readonly count: number }[];
}

/** Bytes of the fingerprint of a row. */
export const digestBytes = 32;

/** Fingerprint of a row's content. */
export const digestOf = (review: Pick<Review, 'hashes'>, index: number): Buffer =>
  review.hashes.subarray(index * digestBytes, (index + 1) * digestBytes);

/** How dates of a column are written. */
export interface ColumnProfile {
  readonly order: DayOrder | null;
  readonly isAmbiguous: boolean;
  readonly reference: string;
  readonly shape: MomentShape | null;
  /** No cell has a time of day. */
  readonly isDayOnly: boolean;
}

/** One file on its way in. */
export interface ImportSession {
  readonly sessionId: string;
  readonly accountId: string;
  readonly target: ImportTarget;
  readonly fields: readonly ImportField[];
  readonly options: ImportOptions;
  /** Target and options: what remembered mappings and written rows belong to. */
  scope: string;
  /** The system the file comes from, as the user calls it; empty when it isn't named. */
  sourceName: string;
  readonly file: {
    readonly fileId: string;
    readonly name: string;
    readonly size: number;
    readonly hash: string;
    readonly openedAt: string;
  };
  readonly source: Pick<WorkbookSource, 'format' | 'sheets' | 'text'>;
  /** What the first rows of each sheet said. */
  readonly looks: readonly SheetLook[];
  readonly spool: Spool;
  /** Place of the header in the first sheet read; in the others it is found by its names. */
  headerLine: number;
  headerRows: HeaderRows;
  /** Sheets read and then left alone, as the header isn't there. */
  sheetsWithoutHeader: readonly number[];
  /** Spool indexes of the rows below the headers. */
  dataRows: Uint32Array;
  /** Column behind those of the file that holds the name of the sheet, in workbooks of several. */
  sheetColumn: number | null;
  headers: string[];
  samples: ImportCell[][];
  columns: ColumnMatch[];
  isRemembered: boolean;
  dayOrder: DayOrder | 'auto';
  profiles: (ColumnProfile | null)[];
  /** field → normalised value → decision */
  readonly decisions: Map<string, Map<string, string>>;
  /** Decisions the user took in this session, as `field|word`: they stay when another source is named. */
  readonly ownDecisions: Set<string>;
  /** row index → column → new content */
  readonly mends: Map<number, Map<number, string>>;
  units: ReadonlyMap<string, readonly string[]>;
  unitNames: ReadonlyMap<string, string>;
  review: Review | null;
  /** rows that may repeat something, and which of them are to be joined */
  alike?: AlikeFound;
  revision: number;
  /** Ends when the act that holds the session is done; acts wait for each other. */
  turn: Promise<unknown>;
  isWriting: boolean;
  usedAt: number;
}

/** Data rows of a session: rows of the spool below the headers. */
export const dataCount = (session: ImportSession) => session.dataRows.length;

/** Line of a data row as Excel shows it, in its own sheet. */
export const lineOf = (session: ImportSession, index: number) => session.spool.lineOf(session.dataRows[index] ?? 0);

/** Name of the sheet a data row stands in; null in files of one sheet. */
export function sheetOf(session: ImportSession, index: number): string | null {
  if (session.sheetColumn === null) return null;
  const part = session.spool.partOf(session.dataRows[index] ?? 0);
  return part === undefined ? null : (session.source.sheets[part.sheet]?.name ?? null);
}

/**
 * Cells of consecutive data rows, with the name of the sheet behind them.
 * @returns at most `count` rows, fewer when they are very large
 */
export async function readData(session: ImportSession, from: number, count: number): Promise<ImportCell[][]> {
  const { spool, dataRows, sheetColumn } = session;
  const to = Math.min(from + count, dataRows.length);
  if (from >= to) return [];
  const first = dataRows[from] as number;
  const read = await spool.read(first, (dataRows[to - 1] as number) - first + 1);
  const rows: ImportCell[][] = [];
  for (let index = from; index < to; index++) {
    const cells = read[(dataRows[index] as number) - first];
    if (cells === undefined) break;
    if (sheetColumn !== null) {
      while (cells.length < sheetColumn) cells.push(null);
      cells[sheetColumn] = sheetOf(session, index);
    }
    rows.push(cells);
  }
  return rows;
}

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
