import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import type { WorkbookCell } from './workbook.ts';

/** One column of a plain sheet. */
export interface SheetColumn {
  readonly header: string;
  /** Width in characters. */
  readonly width?: number;
  /** Excel number format, e.g. `0.00` or `yyyy-mm-dd hh:mm`. */
  readonly format?: string;
}

/** A plain sheet: header row frozen, rows below it. */
export interface BulkSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells in the order of the columns. Text stays text whatever it begins with: it is never written as a formula. */
  readonly rows: AsyncIterable<readonly WorkbookCell[]> | Iterable<readonly WorkbookCell[]>;
}

/**
 * Writes any number of rows to an .xlsx file in constant memory.
 * @param path where the file shall be; it appears there only when it is complete
 */
export async function writeBulkXlsx(path: string, sheet: BulkSheet, signal: AbortSignal): Promise<void> {
  const part = `${path}.part`;
  const stream = writeXlsxStream(rowsOf(sheet), {
    name: sheet.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1',
    columns: sheet.columns.map((column) => ({
      header: column.header,
      width: column.width ?? 16,
      ...(column.format === undefined ? {} : { numFmt: column.format }),
    })),
    freezePane: { rows: 1 },
  });
  try {
    await pipeline(Readable.fromWeb(stream as WebStream), createWriteStream(part), { signal });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function* rowsOf(sheet: BulkSheet): AsyncGenerator<WorkbookCell[]> {
  for await (const row of sheet.rows) yield [...row];
}
