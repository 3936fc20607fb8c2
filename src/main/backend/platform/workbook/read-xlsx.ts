import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { DomainError } from '#shared/kernel/errors.ts';
import { MergeFiller, readMergedRanges } from './merged-cells.ts';
import { maxColumns, maxRows, type WorkbookCell, type WorkbookRow, type WorkbookSource } from './workbook.ts';
import { readZipDirectory, readZipEntry, refuseBombs, type ZipEntry } from './zip-directory.ts';

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

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** A chart sheet has no rows. */
  readonly hasRows: boolean;
  readonly entry: ZipEntry | undefined;
}

const attribute = (tag: string, name: string) => plainXml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Paths of worksheets by relation id. */
function worksheetPaths(xml: string, folder: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    if (!attribute(tag, 'Type').endsWith('/worksheet')) continue;
    const target = attribute(tag, 'Target');
    paths.set(attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `${folder}${target}`);
  }
  return paths;
}

function sheetsOf(bytes: Buffer, entries: readonly ZipEntry[], workbook: ZipEntry): SheetPart[] {
  const xml = readZipEntry(bytes, workbook).toString('utf8');
  const folder = workbook.name.slice(0, workbook.name.lastIndexOf('/') + 1);
  const relations = entries.find((entry) => entry.name === `${folder}_rels/${workbook.name.slice(folder.length)}.rels`);
  const paths = relations && worksheetPaths(readZipEntry(bytes, relations).toString('utf8'), folder);
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => {
    const path = paths?.get(attribute(tag, '(?:\\w+:)?id'));
    return {
      name: attribute(tag, 'name'),
      hidden: /\sstate="(?:hidden|veryHidden)"/.test(tag),
      hasRows: paths === undefined || path !== undefined,
      entry: entries.find((entry) => entry.name === path),
    };
  });
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
  const sheets = sheetsOf(bytes, entries, workbook);
  if (!sheets.some((sheet) => sheet.hasRows)) throw new DomainError('WORKBOOK_DAMAGED');
  return {
    format: 'xlsx',
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    text: null,
    rows: (sheet, signal) => readRows(bytes, sheet, sheets[sheet], signal),
  };
}

async function* readRows(
  bytes: Buffer,
  sheet: number,
  part: SheetPart | undefined,
  signal: AbortSignal,
): AsyncGenerator<WorkbookRow> {
  if (part?.hasRows !== true) return;
  if (part.entry === undefined) throw new DomainError('WORKBOOK_DAMAGED');
  const filler = new MergeFiller(await readMergedRanges(bytes, part.entry, signal));
  try {
    for await (const row of streamXlsxRows(bytes, { sheet })) {
      signal.throwIfAborted();
      if (row.values.length > maxColumns && row.values.slice(maxColumns).some((value) => value !== null))
        throw new DomainError('WORKBOOK_TOO_WIDE', { max: maxColumns });
      const cells = row.values.slice(0, maxColumns).map(plain);
      if (isEmpty(cells)) continue;
      if (row.index >= maxRows) throw new DomainError('WORKBOOK_TOO_MANY_ROWS', { max: maxRows });
      const filled = filler.fill(row.index, cells);
      yield filled.length === 0 ? { line: row.index + 1, cells } : { line: row.index + 1, cells, filled };
    }
  } catch (error) {
    if (error instanceof DomainError || signal.aborted) throw error;
    throw new DomainError('WORKBOOK_DAMAGED');
  }
}
