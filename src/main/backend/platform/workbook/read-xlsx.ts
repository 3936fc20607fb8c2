import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { DomainError } from '#shared/kernel/errors.ts';
import { maxColumns, maxRows, type WorkbookCell, type WorkbookRow, type WorkbookSource } from './workbook.ts';
import { readZipDirectory, readZipEntry, refuseBombs } from './zip-directory.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** A date cell as the sheet shows it. The library gives the wall clock as UTC. */
function dateText(value: Date): string {
  const at = new Date(Math.round(value.getTime() / 1000) * 1000);
  if (Number.isNaN(at.getTime())) return '';
  const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  if (at.getUTCFullYear() < 1900) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

function plain(value: unknown): WorkbookCell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}

const isEmpty = (cells: readonly WorkbookCell[]) =>
  cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));

const plainXml = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp|#x?[0-9a-f]+);/gi, (whole, name: string) => {
    const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    if (!name.startsWith('#')) return named[name] ?? whole;
    return String.fromCodePoint(
      name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)),
    );
  });

function sheetsOf(xml: string): { name: string; hidden: boolean }[] {
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => ({
    name: plainXml(/\sname="([^"]*)"/.exec(tag)?.[1] ?? ''),
    hidden: /\sstate="(?:hidden|veryHidden)"/.test(tag),
  }));
}

/**
 * Opens an .xlsx file.
 * @throws DomainError WORKBOOK_DAMAGED, WORKBOOK_BOMB, WORKBOOK_UNKNOWN (a zip that is no workbook), WORKBOOK_IS_ODS
 */
export async function openXlsx(path: string): Promise<WorkbookSource> {
  const bytes = await readFile(path);
  const entries = readZipDirectory(bytes);
  refuseBombs(entries);
  const workbook = entries.find((entry) => /(^|\/)workbook\d*\.xml$/i.test(entry.name));
  if (workbook === undefined) {
    const ods =
      entries.some((entry) => entry.name === 'mimetype') && entries.some((entry) => entry.name === 'content.xml');
    throw new DomainError(ods ? 'WORKBOOK_IS_ODS' : 'WORKBOOK_UNKNOWN');
  }
  const sheets = sheetsOf(readZipEntry(bytes, workbook).toString('utf8'));
  if (sheets.length === 0) throw new DomainError('WORKBOOK_DAMAGED');
  return { format: 'xlsx', sheets, text: null, rows: (sheet, signal) => readRows(bytes, sheet, signal) };
}

async function* readRows(bytes: Uint8Array, sheet: number, signal: AbortSignal): AsyncGenerator<WorkbookRow> {
  try {
    for await (const row of streamXlsxRows(bytes, { sheet })) {
      signal.throwIfAborted();
      if (row.values.length > maxColumns && row.values.slice(maxColumns).some((value) => value !== null))
        throw new DomainError('WORKBOOK_TOO_WIDE', { max: maxColumns });
      const cells = row.values.slice(0, maxColumns).map(plain);
      if (isEmpty(cells)) continue;
      if (row.index >= maxRows) throw new DomainError('WORKBOOK_TOO_MANY_ROWS', { max: maxRows });
      yield { line: row.index + 1, cells };
    }
  } catch (error) {
    if (error instanceof DomainError || signal.aborted) throw error;
    throw new DomainError('WORKBOOK_DAMAGED');
  }
}
