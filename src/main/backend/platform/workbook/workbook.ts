/**
 * The one port to table files. Other rooms see rows of plain cells and never a library's objects, so that a library can
 * be exchanged here without them noticing.
 */

/** A cell: dates come as text `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` or `HH:MM:SS`, as the sheet shows them. */
export type WorkbookCell = string | number | boolean | null;

/** One row that isn't empty. */
export interface WorkbookRow {
  /** Line as Excel shows it, from 1. For text files the number of the record. */
  readonly line: number;
  readonly cells: readonly WorkbookCell[];
  /** Columns whose content is that of the merged block they belong to; left out when there are none. */
  readonly filled?: readonly number[];
}

export type WorkbookFormat = 'xlsx' | 'xls' | 'csv';

/** Encodings of text files that can be chosen. */
export const textEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'] as const;
export type TextEncoding = (typeof textEncodings)[number];

export const delimiters = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** How a text file is read. */
export interface TextReading {
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  /** Characters that the encoding can't have: the encoding is wrong or the file damaged. */
  readonly garbled: number;
}

/** An opened table file. */
export interface WorkbookSource {
  readonly format: WorkbookFormat;
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  /** Only for text files. */
  readonly text: TextReading | null;
  /**
   * Rows of a sheet in their order, read as they are asked for.
   * @param sheet index in `sheets`
   * @throws DomainError WORKBOOK_DAMAGED, WORKBOOK_TOO_MANY_ROWS
   */
  rows(sheet: number, signal: AbortSignal): AsyncIterable<WorkbookRow>;
}

/** Rows of one sheet of Excel, and the most this program takes from any file. */
export const maxRows = 1_048_576;
/** Columns taken from a row; more would be a damaged or hostile file. */
export const maxColumns = 500;
/** Largest file taken, in bytes. */
export const maxFileBytes = 300 * 1024 * 1024;
