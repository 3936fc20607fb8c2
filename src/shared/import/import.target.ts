/**
 * What a domain says about a kind of row that people bring in files: the pure half of an import target.
 * The half that writes is `ImportTarget` in `src/main/backend/import/import.registry.ts`.
 */
import type { UnitLevel, UnitLine } from '../kernel/levels.ts';
import type { Permission } from '../kernel/permissions.ts';

/** A text in both languages of the program. */
export interface ImportWords {
  readonly zh: string;
  readonly en: string;
}

/**
 * What a cell becomes:
 * - `text`: trimmed string (cells of numbers lose a trailing `.0`, so 21009 stays `21009`);
 * - `integer`, `number`: a number (thousands separators, full-width digits and `%` are understood);
 * - `date`: `YYYY-MM-DD`; `time`: `HH:MM:SS`;
 * - `datetime`: an instant, ISO-8601 UTC with milliseconds; the file's wall clock is read as Asia/Shanghai;
 * - `code`: one of `codes[].value`; `unit`: a unit id; `boolean`: true or false.
 */
export type ImportKind = 'text' | 'integer' | 'number' | 'date' | 'time' | 'datetime' | 'code' | 'unit' | 'boolean';

/** A converted cell; `null` is an empty cell or a column that is not imported. */
export type ImportValue = string | number | boolean | null;

/** A converted row by field key. Every field of the target is present. */
export type ImportValues = Readonly<Record<string, ImportValue>>;

/** One entry of a code list, with the other words that files use for it. Names and case are compared loosely. */
export interface ImportCode {
  readonly value: string;
  readonly labels: ImportWords;
  readonly synonyms?: readonly string[];
}

/** One column that a target understands. */
export interface ImportField {
  /** Key in `ImportValues`, camelCase. */
  readonly key: string;
  readonly labels: ImportWords;
  /** Other header names in any language: compared without case, spaces, punctuation and width of characters. */
  readonly synonyms: readonly string[];
  readonly kind: ImportKind;
  /** An empty cell (or a column that isn't mapped) is an error. */
  readonly required?: boolean;
  /** The same value twice in one file is an error on the later row. */
  readonly unique?: boolean;
  /** Longest text in characters. */
  readonly maxLength?: number;
  /** Smallest and greatest value of an integer or number. */
  readonly min?: number;
  readonly max?: number;
  /** The list of a `code` field. */
  readonly codes?: readonly ImportCode[];
  /** The code an empty cell stands for. */
  readonly emptyCode?: string;
  /** What the value must look like, and the sentence when it doesn't. */
  readonly pattern?: { readonly source: string; readonly words: ImportWords };
  /** Key in `ImportValues` under which the cell's own text is handed on beside its code; no part of the fingerprint. */
  readonly textInto?: string;
  /** For `date` and `datetime`: a day after today is an error. */
  readonly notFuture?: boolean;
  /** For `unit`: missing units may be created with this level and line when the user asks for it. */
  readonly createUnit?: { readonly level: UnitLevel; readonly line: UnitLine };
}

/** Something wrong with a row. `field` null concerns the whole row. `code` groups issues in the counts. */
export interface ImportIssue {
  readonly field: string | null;
  readonly code: string;
  /** One short sentence that says what is wrong (and what to do), per language. */
  readonly words: ImportWords;
}

/** Two columns that make one value: a date and a time become the datetime field `into`. */
export interface ImportCombine {
  readonly into: string;
  readonly date: string;
  readonly time: string;
}

/**
 * The pure description of a target.
 *
 * Separate date and time columns: declare a `datetime` field (`receivedAt`), a `date` field (`receivedDate`) and a
 * `time` field (`receivedTime`), and `combine: [{ into: 'receivedAt', date: 'receivedDate', time: 'receivedTime' }]`.
 * If the file has no column for `into`, it is computed from the two; `required` is checked on `into` only.
 */
export interface ImportTargetShape {
  readonly key: string;
  readonly labels: ImportWords;
  /** What importing this needs beside `import:run`, e.g. `complaint:import`. */
  readonly permission: Permission;
  readonly fields: readonly ImportField[];
  readonly combine?: readonly ImportCombine[];
  /** Columns that match no field are handed on in `ImportRow.extra` by their header (e.g. survey segments). */
  readonly keepExtra?: boolean;
  /** Rows can be compared with what is stored and with each other before they are written. */
  readonly findsAlike?: boolean;
  /**
   * Files come from other systems: the user may name the system, numbers are unique and decisions remembered within it.
   * The target finds the name in `options.source`.
   */
  readonly hasSources?: boolean;
}

/** A row ready to be written. */
export interface ImportRow {
  /** Line in the file as Excel shows it, from 1. */
  readonly line: number;
  /** The natural key, or for rows without one a key made of the content and its ordinal in the file. Store it. */
  readonly key: string;
  /** SHA-256 of the converted content, hex. */
  readonly contentHash: string;
  /** `new`: key not stored yet; `changed`: stored, and its content differs from the last import (or came otherwise). */
  readonly state: 'new' | 'changed';
  readonly values: ImportValues;
  /** Columns without a field by header, when the target keeps them. */
  readonly extra: Readonly<Record<string, string>>;
}
