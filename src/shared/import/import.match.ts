import { cellText, codeWords, type ImportCell, parseNumber } from './import.convert.ts';
import { parseMoment } from './import.moment.ts';
import type { ImportField } from './import.target.ts';
import { likeness, normalWord } from './import.words.ts';

/** Content is only looked at for its kind: which order and year dates are read with doesn't matter here. */
const reading = { order: 'ymd', reference: '2026-12-31' } as const;

/** How a column came to its field. */
export type MatchSource = 'remembered' | 'name' | 'likeness' | 'content' | 'user' | 'none';

/** One column of the file and what it is written to. */
export interface ColumnMatch {
  readonly field: string | null;
  readonly source: MatchSource;
}

/** Columns of the same source file have the same signature: the normalised names in their order. */
export function headerSignature(headers: readonly string[]): string {
  return headers.map(normalWord).join('|');
}

/**
 * Names of a column to compare: all of it, and its last part when it has a group (`客户/号码`) and no other column ends
 * in the same part (`受理/时间` and `办结/时间` are not both a time).
 */
function namesOf(headers: readonly string[]): { whole: string; part: string | null }[] {
  const lastPart = (header: string) => normalWord(header.slice(header.lastIndexOf('/') + 1));
  const counts = new Map<string, number>();
  for (const header of headers) counts.set(lastPart(header), (counts.get(lastPart(header)) ?? 0) + 1);
  return headers.map((header) => {
    const part = lastPart(header);
    const whole = normalWord(header);
    return { whole, part: part !== whole && counts.get(part) === 1 ? part : null };
  });
}

interface Candidate {
  column: number;
  field: string;
  score: number;
  source: MatchSource;
}

function wordsOf(field: ImportField): string[] {
  return [field.key, field.labels.zh, field.labels.en, ...field.synonyms].map(normalWord);
}

/** Whether most cells can be read as the field's kind: a name that is only alike must not lead a text to a date. */
function allows(field: ImportField, sample: readonly ImportCell[]): boolean {
  const cells = sample.filter((cell) => cellText(cell) !== '');
  if (cells.length === 0 || field.kind === 'text' || field.kind === 'unit' || field.kind === 'boolean') return true;
  const readable = cells.filter((cell) => {
    if (field.kind === 'code') return codeWords(field).has(normalWord(cellText(cell)));
    if (field.kind === 'integer' || field.kind === 'number')
      return typeof cell === 'number' || parseNumber(cellText(cell)) !== null;
    const result = typeof cell === 'boolean' || cell === null ? null : parseMoment(cell, reading);
    return result !== null && (result.ok || result.fault !== 'notMoment');
  });
  return readable.length * 2 >= cells.length;
}

function byName(
  headers: readonly string[],
  samples: readonly (readonly ImportCell[])[],
  fields: readonly ImportField[],
): Candidate[] {
  const out: Candidate[] = [];
  namesOf(headers).forEach(({ whole, part }, column) => {
    for (const field of fields) {
      const words = wordsOf(field);
      // An earlier synonym is the better one, so that `Date` prefers the field that names it first.
      const place = words.indexOf(whole);
      const partPlace = part === null ? -1 : words.indexOf(part);
      if (place >= 0) out.push({ column, field: field.key, score: 3 - place / 100, source: 'name' });
      else if (partPlace >= 0) out.push({ column, field: field.key, score: 2 - partPlace / 100, source: 'name' });
      else {
        const alike = Math.max(...words.map((word) => likeness(whole, word)));
        if (alike >= 0.8 && allows(field, samples[column] ?? []))
          out.push({ column, field: field.key, score: alike, source: 'likeness' });
      }
    }
  });
  return out;
}

function fits(field: ImportField, sample: readonly ImportCell[]): number {
  const texts = sample.filter((cell) => cellText(cell) !== '');
  if (texts.length < 3) return 0;
  const share = (test: (cell: ImportCell) => boolean) => texts.filter(test).length / texts.length;
  if (field.kind === 'code') {
    const words = codeWords(field);
    return share((cell) => words.has(normalWord(cellText(cell))));
  }
  if (field.pattern !== undefined) {
    const pattern = new RegExp(field.pattern.source, 'u');
    return share((cell) => pattern.test(cellText(cell)));
  }
  if (field.kind === 'datetime' || field.kind === 'date' || field.kind === 'time') {
    return share((cell) => {
      if (typeof cell === 'number' || parseNumber(cellText(cell)) !== null) return false;
      const result = parseMoment(cellText(cell), reading);
      if (!result.ok) return false;
      const { day, time } = result.moment;
      return field.kind === 'datetime'
        ? day !== null && time !== null
        : (field.kind === 'date') === (day !== null) && (field.kind === 'time') === (time !== null);
    });
  }
  return 0;
}

/** Guesses by content only where exactly one column and one field of a kind are left, so that a guess can't be a coin toss. */
function byContent(
  taken: readonly (string | null)[],
  samples: readonly (readonly ImportCell[])[],
  fields: readonly ImportField[],
): Candidate[] {
  const used = new Set(taken);
  const out: Candidate[] = [];
  for (const field of fields.filter((f) => !used.has(f.key))) {
    const columns = samples
      .map((_, column) => column)
      .filter((column) => taken[column] === null && fits(field, samples[column] as ImportCell[]) >= 0.8);
    if (columns.length === 1)
      out.push({ column: columns[0] as number, field: field.key, score: 0.5, source: 'content' });
  }
  return out.filter((c) => out.filter((other) => other.column === c.column).length === 1);
}

/**
 * Matches columns to fields: by name and synonym, by likeness of the name, then by content. Each field once.
 * @param samples first cells of each column
 */
export function matchColumns(
  headers: readonly string[],
  samples: readonly (readonly ImportCell[])[],
  fields: readonly ImportField[],
): ColumnMatch[] {
  const fieldOf: (string | null)[] = headers.map(() => null);
  const sourceOf: MatchSource[] = headers.map(() => 'none');
  const used = new Set<string>();
  const take = (candidates: Candidate[]) => {
    for (const c of candidates.sort((a, b) => b.score - a.score || a.column - b.column)) {
      if (fieldOf[c.column] !== null || used.has(c.field)) continue;
      fieldOf[c.column] = c.field;
      sourceOf[c.column] = c.source;
      used.add(c.field);
    }
  };
  take(byName(headers, samples, fields));
  take(byContent(fieldOf, samples, fields));
  return headers.map((_, i) => ({ field: fieldOf[i] as string | null, source: sourceOf[i] as MatchSource }));
}
