import { cellText, type ImportCell, parseNumber } from './import.convert.ts';
import type { ImportField } from './import.target.ts';
import { normalWord } from './import.words.ts';

/** A row of a file with its line number as Excel shows it. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly ImportCell[];
}

/** Where the names of the columns stand. */
export interface HeaderFinding {
  /** Line of the (first) header row; 0 when the file has none. */
  readonly line: number;
  /** 2 when a row of groups stands above the names. */
  readonly rows: 1 | 2;
}

const looksLikeData = (text: string) => parseNumber(text) !== null || /^\d{1,4}[-/.年]\d{1,2}/.test(text);

function headerWords(fields: readonly ImportField[]): Set<string> {
  return new Set(fields.flatMap((f) => [f.key, f.labels.zh, f.labels.en, ...f.synonyms].map(normalWord)));
}

/** How much a row looks like names of columns: known words weigh most, then many different short texts. */
function score(row: FileRow, words: ReadonlySet<string>, width: number): number {
  const texts = row.cells.map(cellText).filter((text) => text !== '');
  if (texts.length === 0) return 0;
  const known = texts.filter((text) => words.has(normalWord(text))).length;
  const named = texts.filter((text) => text.length <= 40 && !looksLikeData(text)).length;
  const different = new Set(texts.map(normalWord)).size;
  return known * 4 + named / texts.length + (2 * Math.min(different, width)) / width;
}

/**
 * Finds the header among the first rows: titles and notes may stand above it, and a row of merged group names.
 * @param rows first rows of the sheet (30 are enough)
 */
export function findHeader(rows: readonly FileRow[], fields: readonly ImportField[]): HeaderFinding {
  const words = headerWords(fields);
  const width = Math.max(1, ...rows.map((row) => row.cells.filter((cell) => cellText(cell) !== '').length));
  let best: { at: number; score: number } | null = null;
  rows.slice(0, 30).forEach((row, at) => {
    const value = score(row, words, width);
    if (value > (best?.score ?? 0)) best = { at, score: value };
  });
  const found = best as { at: number; score: number } | null;
  if (found === null || found.score < 1.5) return { line: rows[0]?.line ?? 1, rows: 1 };
  const header = rows[found.at] as FileRow;
  const below = rows[found.at + 1];
  if (below !== undefined && continues(header, below)) return { line: header.line, rows: 2 };
  const above = rows[found.at - 1];
  if (above !== undefined && above.line === header.line - 1 && isGroupRow(above, header))
    return { line: above.line, rows: 2 };
  return { line: header.line, rows: 1 };
}

/** A row of names below one whose merged cells left gaps: it fills the gaps and holds no data. */
function continues(header: FileRow, below: FileRow): boolean {
  if (below.line !== header.line + 1) return false;
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

/** A row of group names above the names: at least two, fewer than the names, each over a group that goes on to the right. */
function isGroupRow(above: FileRow, header: FileRow): boolean {
  const filled = above.cells.map((cell, i) => ({ text: cellText(cell), i })).filter((c) => c.text !== '');
  if (filled.length < 2 || filled.length >= header.cells.length) return false;
  return (
    filled.every((c) => c.text.length <= 20 && !looksLikeData(c.text)) &&
    filled.some((c) => cellText(above.cells[c.i + 1] ?? null) === '')
  );
}

/**
 * Names of the columns. Two header rows are joined as `group/name`; empty names become the column letter.
 * @param top first header row
 * @param bottom second header row, if there is one
 * @param width number of columns of the widest row
 */
export function headerNames(top: readonly ImportCell[], bottom: readonly ImportCell[] | null, width: number): string[] {
  let group = '';
  const names: string[] = [];
  for (let i = 0; i < width; i++) {
    const upper = cellText(top[i] ?? null).replace(/\s+/g, ' ');
    const lower = cellText(bottom?.[i] ?? null).replace(/\s+/g, ' ');
    if (upper !== '') group = upper;
    if (bottom === null) names.push(upper);
    else if (lower === '') names.push(upper);
    else names.push(group === '' ? lower : `${group}/${lower}`);
  }
  return names.map((name, i) => (name === '' ? columnLetter(i) : name));
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
