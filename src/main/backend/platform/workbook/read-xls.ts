import { readFile } from 'node:fs/promises';
import type { CellObject, WorkBook } from '@e965/xlsx';
import { read, SSF, utils } from '@e965/xlsx';
import { DomainError } from '#shared/kernel/errors.ts';
import { MergeFiller } from './merged-cells.ts';
import { maxColumns, type WorkbookCell, type WorkbookRow, type WorkbookSource } from './workbook.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** A serial number under a date format as the sheet shows it, rounded to the second. */
function serialText(serial: number, date1904: boolean): string {
  const seconds = Math.round(serial * 86_400);
  const rest = ((seconds % 86_400) + 86_400) % 86_400;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  const days = Math.floor(seconds / 86_400);
  if (days === 0 && !date1904) return time;
  const at = new Date(Date.UTC(1899, 11, 30) + (days + (date1904 ? 1462 : 0)) * 86_400_000);
  const day = at.toISOString().slice(0, 10);
  return rest === 0 ? day : `${day} ${time}`;
}

function plain(cell: CellObject | undefined, date1904: boolean): WorkbookCell {
  if (cell === undefined || cell.v === undefined || cell.v === null) return null;
  if (cell.t === 'e') return cell.w ?? null;
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return typeof cell.z === 'string' && SSF.is_date(cell.z) ? serialText(cell.v, date1904) : cell.v;
  }
  return typeof cell.v === 'boolean' ? cell.v : String(cell.v);
}

/**
 * Opens an old .xls file. It has at most 65,536 rows and is read in one piece.
 * @throws DomainError WORKBOOK_ENCRYPTED, WORKBOOK_DAMAGED
 */
export async function openXls(path: string): Promise<WorkbookSource> {
  const book = parse(await readFile(path));
  const hidden = book.Workbook?.Sheets ?? [];
  const sheets = book.SheetNames.map((name, i) => ({ name, hidden: (hidden[i]?.Hidden ?? 0) !== 0 }));
  if (sheets.length === 0) throw new DomainError('WORKBOOK_DAMAGED');
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return { format: 'xls', sheets, text: null, rows: (sheet, signal) => readRows(book, sheet, date1904, signal) };
}

function parse(bytes: Buffer): WorkBook {
  try {
    return read(bytes, {
      dense: true,
      cellNF: true,
      cellDates: false,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
    });
  } catch (error) {
    const text = String((error as Error).message);
    throw new DomainError(
      /password-protected|password is incorrect/i.test(text) ? 'WORKBOOK_ENCRYPTED' : 'WORKBOOK_DAMAGED',
    );
  }
}

async function* readRows(
  book: WorkBook,
  index: number,
  date1904: boolean,
  signal: AbortSignal,
): AsyncGenerator<WorkbookRow> {
  const sheet = book.Sheets[book.SheetNames[index] ?? ''];
  const range = sheet?.['!ref'];
  if (sheet === undefined || range === undefined) return;
  const last = utils.decode_range(range).e;
  if (last.c >= maxColumns) throw new DomainError('WORKBOOK_TOO_WIDE', { max: maxColumns });
  const filler = new MergeFiller(
    (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c })),
  );
  const data = sheet['!data'] as (CellObject | undefined)[][] | undefined;
  for (let r = 0; r <= last.r; r++) {
    if (r % 1000 === 0) {
      signal.throwIfAborted();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const cells = Array.from({ length: last.c + 1 }, (_, c) => plain(data?.[r]?.[c], date1904));
    if (cells.every((cell) => cell === null || String(cell).trim() === '')) continue;
    const filled = filler.fill(r, cells);
    yield filled.length === 0 ? { line: r + 1, cells } : { line: r + 1, cells, filled };
  }
}
