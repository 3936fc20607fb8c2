import { cellText, type ImportCell } from '#shared/import/import.convert.ts';
import { issueOf, noteOf } from '#shared/import/import.reasons.ts';
import type { ImportIssue, ImportWords } from '#shared/import/import.target.ts';
import { normalWord } from '#shared/import/import.words.ts';
import type { ReadRow } from './import.row.ts';
import {
  dataCount,
  digestBytes,
  digestOf,
  type ImportSession,
  lineOf,
  rowCode,
  type ValueTally,
} from './import.session.ts';

/** Makes the same thing for the same line again and again: thousands of rows may repeat one. */
function forLine<T>(make: (line: number) => T): (line: number) => T {
  let last: { line: number; made: T } | null = null;
  return (line) => {
    if (last?.line !== line) last = { line, made: make(line) };
    return last.made;
  };
}

/** What a review gathers while it walks. */
export class Gathering {
  readonly states: Uint8Array;
  readonly hashes: Buffer;
  readonly reasons = new Map<string, number>();
  readonly lateIssues = new Map<number, readonly ImportIssue[]>();
  readonly lateNotes = new Map<number, ImportWords>();
  readonly values = new Map<string, Map<string, ValueTally>>();
  readonly columnErrors: number[];
  /** natural key → index of the first row that has it */
  readonly keys = new Map<string, number>();
  readonly doubled = new Map<string, { key: string; line: number; count: number }>();
  readonly unique = new Map<string, Map<string, number>>();
  readonly repeatedNote = forLine((line) => noteOf('repeated', { line }));
  readonly doubledIssue: (line: number) => readonly ImportIssue[];

  constructor(session: ImportSession) {
    const rows = dataCount(session);
    this.states = new Uint8Array(rows);
    this.hashes = Buffer.alloc(rows * digestBytes);
    this.columnErrors = session.columns.map(() => 0);
    const field = keyField(session);
    this.doubledIssue = forLine((line) => [issueOf('duplicateKey', field, { line })]);
  }

  fail(index: number, issues: readonly ImportIssue[], columnOf: ReadonlyMap<string, number>): void {
    this.states[index] = rowCode.error;
    for (const issue of issues) {
      const key = `${issue.code}|${issue.field ?? ''}`;
      this.reasons.set(key, (this.reasons.get(key) ?? 0) + 1);
      const column = issue.field === null ? undefined : columnOf.get(issue.field);
      if (column !== undefined) this.columnErrors[column] = (this.columnErrors[column] ?? 0) + 1;
    }
  }

  /** Counts a value of a list column; an empty cell only where one has to be decided about. */
  tally(field: string, cell: ImportCell, countsEmpty: boolean): void {
    const text = cellText(cell);
    if (text === '' && !countsEmpty) return;
    const words = this.values.get(field) ?? new Map<string, ValueTally>();
    if (words.size === 0) this.values.set(field, words);
    const word = normalWord(text);
    const known = words.get(word);
    if (known !== undefined) known.count += 1;
    else if (words.size < 5000) words.set(word, { text, count: 1 });
  }
}

/** Duplicates inside the file: the natural key, and fields that must differ. */
export function findDuplicates(
  session: ImportSession,
  found: Gathering,
  index: number,
  row: ReadRow,
  key: { key: string; isNatural: boolean },
): readonly ImportIssue[] | 'repeated' {
  const before = key.isNatural ? found.keys.get(key.key) : undefined;
  if (before !== undefined) {
    const line = lineOf(session, before);
    if (digestOf(found, before).equals(digestOf(found, index))) {
      found.lateNotes.set(index, found.repeatedNote(line));
      return 'repeated';
    }
    const doubled = found.doubled.get(key.key);
    if (doubled === undefined) found.doubled.set(key.key, { key: key.key, line, count: 2 });
    else doubled.count += 1;
    return found.doubledIssue(line);
  }
  if (key.isNatural) found.keys.set(key.key, index);
  const issues: ImportIssue[] = [];
  for (const field of session.fields) {
    const value = row.values[field.key];
    // The key itself has been looked up already.
    if (field.unique !== true || value === null || value === undefined || (key.isNatural && value === key.key))
      continue;
    const seen = found.unique.get(field.key) ?? new Map<string, number>();
    if (seen.size === 0) found.unique.set(field.key, seen);
    const other = seen.get(String(value));
    if (other === undefined) seen.set(String(value), lineOf(session, index));
    else issues.push(issueOf('duplicate', field.key, { label: field.labels, line: other }));
  }
  return issues;
}

/** The field whose cell is marked when the natural key is doubled: the unique one, else the first required one. */
function keyField(session: ImportSession): string | null {
  return (
    (session.fields.find((f) => f.unique === true) ?? session.fields.find((f) => f.required === true))?.key ?? null
  );
}
