import type {
  ImportField,
  ImportIssue,
  ImportRow,
  ImportTargetShape,
  ImportValues,
  ImportWords,
} from '#shared/import/import.target.ts';
import type { UnitLevel, UnitLine } from '#shared/kernel/levels.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import type { Tx } from '../database/transaction.ts';
import { ImportSessions } from './import.session.ts';

/** What the page passes on from its address, e.g. `{ wave: '…' }`. Check it before use. */
export type ImportOptions = Readonly<Record<string, string>>;

/** One import in progress, as `write` sees it. */
export interface ImportBatch {
  readonly batchId: string;
  readonly fileName: string;
  readonly options: ImportOptions;
  /** Instant of the import, the same for all rows. */
  readonly importedAt: string;
  /** Rows the user wants joined with what they may repeat, by key: a stored one by id, or another row by key. */
  readonly joins?: ReadonlyMap<string, { readonly id: string | null; readonly key: string | null }>;
}

/** A row that may say what is stored already, or what an earlier row says. */
export interface AlikeRow {
  readonly key: string;
  readonly text: string;
  /** 0–1 */
  readonly score: number;
  readonly reason: ImportWords;
  /** what it may repeat: one of `id` and `key` is there */
  readonly other: {
    readonly id: string | null;
    readonly key: string | null;
    readonly label: string;
    readonly text: string;
  };
}

/** A search over one file, given its new rows in chunks and in order; it remembers those it has been given. */
export interface AlikeSearch {
  /** @returns those of the chunk that may repeat something, each with the likeliest */
  take(rows: readonly ImportRow[]): Promise<readonly AlikeRow[]>;
}

/** Rows by what happened to them. */
export interface ImportCounts {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * What a domain registers to be importable. Exported from `<domain>/<domain>.import.ts`, joined in `app.ts`.
 * The engine does files, headers, mapping, conversion, preview, duplicates, progress, cancel and the transaction.
 */
export interface ImportTarget extends ImportTargetShape {
  /**
   * Fields that depend on data or options (e.g. the items of a questionnaire); replaces `fields`.
   * Throw a DomainError when the options name something that isn't there.
   */
  fieldsFor?(ctx: ServiceContext, options: ImportOptions): Promise<readonly ImportField[]>;

  /** Tables that get about one row for each new row of the file, so that a large file can be written quickly. */
  readonly tables?: readonly (keyof Tables & string)[];

  /** The row's identity in the file's world (complaint number, staff code), or null when it has none. */
  naturalKey(values: ImportValues): string | null;

  /** Checks across the cells of one row; pure and fast, called for every row. */
  check?(values: ImportValues): readonly ImportIssue[];

  /**
   * Checks over the whole file that need the database or the other rows (e.g. a parent unit further down).
   * Only for targets whose files are small: all error-free rows are held in memory. `line` of these rows is only a key:
   * lines of several sheets repeat.
   * @returns issues by `line`
   */
  review?(
    db: Database,
    ctx: ServiceContext,
    rows: readonly ImportRow[],
    options: ImportOptions,
  ): Promise<ReadonlyMap<number, readonly ImportIssue[]>>;

  /**
   * Says in a sentence what rows that are stored with other content will change and what they won't, for the preview.
   * @returns sentences by key
   */
  describeChanges?(
    db: Database,
    ctx: ServiceContext,
    rows: readonly ImportRow[],
    options: ImportOptions,
  ): Promise<ReadonlyMap<string, ImportWords>>;

  /** Which of these keys (at most 2,000) are stored now. The engine compares contents by its own ledger of hashes. */
  existing(db: Database, keys: readonly string[], options: ImportOptions): Promise<ReadonlySet<string>>;

  /**
   * Writes one chunk (at most 2,000 rows, never rows that are unchanged by the ledger) inside the transaction of the
   * whole import, with its change-log entries. Must not open a transaction, must use `tx` only, and must not depend on
   * the chunk size. A `changed` row that turns out to say nothing new counts as unchanged.
   */
  write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[], batch: ImportBatch): Promise<ImportCounts>;

  /** Begins a search for rows that may repeat what is stored or what another row says; told before writing, never refused. */
  alike?(db: Database, ctx: ServiceContext, options: ImportOptions): Promise<AlikeSearch>;

  /** Called once all chunks are written, in the same transaction and with all indexes in place: what needs every row. */
  finish?(tx: Tx, ctx: ServiceContext, batch: ImportBatch): Promise<void>;
}

/** A unit as files may name it. */
export interface ImportUnit {
  readonly unitId: string;
  readonly name: string;
  readonly code: string | null;
  /** Short names and former names. */
  readonly aliases: readonly string[];
}

/** What the engine needs of the organization; given by `app.ts`, so that neither domain imports the other. */
export interface ImportUnits {
  /** All live units that the user may name in a file. */
  list(db: Database, ctx: ServiceContext): Promise<readonly ImportUnit[]>;
  /** Creates a unit at the top of the user's scope inside the transaction of the import. */
  create(tx: Tx, ctx: ServiceContext, unit: { name: string; level: UnitLevel; line: UnitLine }): Promise<string>;
}

/** All targets by key, the organization's units, and the files on their way in. */
export interface ImportRegistry {
  readonly targets: ReadonlyMap<string, ImportTarget>;
  readonly units: ImportUnits;
  readonly sessions: ImportSessions;
}

/**
 * Joins the targets of the domains.
 * @throws Error when two targets claim the same key: a programming mistake
 */
export function createImportRegistry(targets: readonly ImportTarget[], units: ImportUnits): ImportRegistry {
  const byKey = new Map<string, ImportTarget>();
  for (const target of targets) {
    if (byKey.has(target.key)) throw new Error(`Two import targets named ${target.key}`);
    byKey.set(target.key, target);
  }
  return { targets: byKey, units, sessions: new ImportSessions() };
}
