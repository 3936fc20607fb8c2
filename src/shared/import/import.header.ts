import { cellText, type ImportCell, parseNumber } from './import.convert.ts';
import type { ImportField } from './import.target.ts';
import { normalWord } from './import.words.ts';

/** A row of a file with its line number as Excel shows it. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly ImportCell[];
  /** Columns whose content is that of the merged block they belong to. */
  readonly filled?: readonly number[] | undefined;
}

/** Rows a header may have: names, and up to two rows of groups above them. */
export type HeaderRows = 1 | 2 | 3;

/** Where the names of the columns stand. */
export interface HeaderFinding {
  /** Line of the (first) header row; that of the first row when none looks like a header. */
  readonly line: number;
  readonly rows: HeaderRows;
  /** Names of columns that are known words of a field. */
  readonly known: number;
}

/** First rows of a sheet among which the header is looked for. */
export const headerReach = 40;

/** The row without what merged blocks put into it: a name over five columns is one name. */
function bare(row: FileRow): FileRow {
  if (row.filled === undefined || row.filled.length === 0) return row;
  const filled = new Set(row.filled);
  return { line: row.line, cells: row.cells.map((cell, i) => (filled.has(i) ? null : cell)) };
}

const looksLikeData = (text: string) =>
  text.length <= 40 && (parseNumber(text) !== null || /^\d{1,4}[-/.年]\d{1,2}/.test(text));

function headerWords(fields: readonly ImportField[]): Set<string> {
  return new Set(fields.flatMap((f) => [f.key, f.labels.zh, f.labels.en, ...f.synonyms].map(normalWord)));
}

/** Parts of a name that may be known: all of it, and its last part. */
const isKnownName = (name: string, words: ReadonlySet<string>) =>
  words.has(normalWord(name)) || words.has(normalWord(name.slice(name.lastIndexOf('/') + 1)));

/** How much header rows look like names of columns: known words weigh most, then many different short texts. */
function score(header: readonly FileRow[], words: ReadonlySet<string>, width: number) {
  const names = headerNames(header, Math.max(...header.map((row) => row.cells.length)));
  const texts = names.filter((name, i) => name !== columnLetter(i));
  if (texts.length === 0) return { score: 0, known: 0 };
  const known = texts.filter((text) => isKnownName(text, words)).length;
  const named = texts.filter((text) => text.length <= 40 && !looksLikeData(text)).length;
  const different = new Set(texts.map(normalWord)).size;
  return { score: known * 4 + named / texts.length + (2 * Math.min(different, width)) / width, known };
}

/** Rows a header that begins at a place may have, most first. */
function heights(rows: readonly FileRow[], top: number): HeaderRows[] {
  const isJoined = (at: number) => continues(rows[at], rows[at + 1]) || isGroupRow(rows[at], rows[at + 1]);
  if (!isJoined(top)) return [1];
  return isJoined(top + 1) ? [3, 2, 1] : [2, 1];
}

/**
 * Finds the header among the first rows: titles and notes may stand above it, and rows of merged group names.
 * @param rows first rows of the sheet (`headerReach` are enough)
 */
export function findHeader(rows: readonly FileRow[], fields: readonly ImportField[]): HeaderFinding {
  const words = headerWords(fields);
  const first = rows.slice(0, headerReach);
  const plain = first.map(bare);
  const width = Math.max(1, ...plain.map((row) => row.cells.filter((cell) => cellText(cell) !== '').length));
  let best: HeaderFinding & { score: number } = { line: rows[0]?.line ?? 1, rows: 1, known: 0, score: 1.5 };
  plain.forEach((row, at) => {
    for (const height of heights(plain, at)) {
      const found = score(first.slice(at, at + height), words, width);
      if (found.score > best.score) best = { line: row.line, rows: height, ...found };
    }
  });
  return { line: best.line, rows: best.rows, known: best.known };
}

/** A row of names below one whose merged cells left gaps: it fills the gaps and holds no data. */
function continues(header: FileRow | undefined, below: FileRow | undefined): boolean {
  if (header === undefined || below === undefined || below.line !== header.line + 1) return false;
  const texts = below.cells.map(cellText);
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 2 || filled.some((text) => looksLikeData(text) || text.length > 20)) return false;
  const width = Math.max(header.cells.length, below.cells.length);
  let gaps = 0;
  let clash = 0;
  for (let i = 0; i < width; i++) {
    const top = cellText(header.cells[i] ?? null);
    const bottom = texts[i] ?? '';
    if (top === '' && bottom !== '') gaps += 1;
    if (top !== '' && bottom === '') clash += 1;
  }
  return gaps > 0 && clash > 0;
}

/**
 * A row of group names above the names: at least two, fewer than the names, each over a group that goes on to the right.
 * `统计时间：2026 年` is a remark and no group.
 */
function isGroupRow(above: FileRow | undefined, header: FileRow | undefined): boolean {
  if (above === undefined || header === undefined || above.line !== header.line - 1) return false;
  const filled = above.cells.map((cell, i) => ({ text: cellText(cell), i })).filter((c) => c.text !== '');
  const names = header.cells.filter((cell) => cellText(cell) !== '').length;
  if (filled.length < 2 || filled.length >= names) return false;
  return (
    filled.every((c) => c.text.length <= 20 && !looksLikeData(c.text) && !/[:：]/.test(c.text)) &&
    filled.some((c) => cellText(above.cells[c.i + 1] ?? null) === '')
  );
}

/** Longer texts are no names; the question of a survey may be long. */
const longestName = 400;
const oneLine = (cell: ImportCell | undefined) =>
  cellText(cell ?? null)
    .slice(0, longestName)
    .replace(/\s+/g, ' ');

/** Texts of a row of groups; where the file doesn't say which cells are merged, a group goes on until the next one. */
function groupTexts(row: FileRow, below: readonly FileRow[], width: number, isMerged: boolean): string[] {
  let group = '';
  return Array.from({ length: width }, (_, i) => {
    const own = oneLine(row.cells[i]);
    if (own !== '') group = own;
    if (own !== '' || isMerged) return own;
    return below.some((lower) => oneLine(lower.cells[i]) !== '') ? group : '';
  });
}

/**
 * Names of the columns. Several header rows are joined as `group/name`; empty names become the column letter.
 * @param header the header rows from top to bottom
 * @param width number of columns of the widest row
 */
export function headerNames(header: readonly FileRow[], width: number): string[] {
  const isMerged = header.some((row) => (row.filled?.length ?? 0) > 0);
  const texts = header.map((row, i) =>
    i < header.length - 1
      ? groupTexts(row, header.slice(i + 1), width, isMerged)
      : Array.from({ length: width }, (_, column) => oneLine(row.cells[column])),
  );
  return Array.from({ length: width }, (_, column) => {
    const parts = texts.map((row) => row[column] ?? '').filter((part) => part !== '');
    // A name merged over both rows stands in both.
    const name = parts.filter((part, i) => part !== parts[i - 1]).join('/');
    return name === '' ? columnLetter(column) : name;
  });
}

/** What two sheets must have in common to be read as one: all names in their order, whatever their writing. */
export function layoutOf(names: readonly string[]): string {
  let end = names.length;
  while (end > 0 && names[end - 1] === columnLetter(end - 1)) end -= 1;
  return names.slice(0, end).map(normalWord).join('|');
}

/**
 * Finds a header with given names among the first rows of another sheet.
 * @param layout {@link layoutOf} the names looked for
 * @returns place of its first row among `rows`, or -1
 */
export function findLayout(rows: readonly FileRow[], layout: string, headerRows: HeaderRows): number {
  const width = Math.max(0, ...rows.slice(0, headerReach).map((row) => row.cells.length));
  return rows
    .slice(0, headerReach)
    .findIndex((_, at) => layoutOf(headerNames(rows.slice(at, at + headerRows), width)) === layout);
}

/** Column name as Excel shows it: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  let rest = index;
  let out = '';
  do {
    out = String.fromCharCode(65 + (rest % 26)) + out;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return out;
}
