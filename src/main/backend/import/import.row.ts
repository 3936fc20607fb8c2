import { hash } from 'node:crypto';
import {
  type Converter,
  type ConvertSettings,
  cellText,
  converterOf,
  type ImportCell,
  wallInstant,
} from '#shared/import/import.convert.ts';
import { issueOf, noteOf } from '#shared/import/import.reasons.ts';
import type { ImportField, ImportIssue, ImportValue, ImportValues, ImportWords } from '#shared/import/import.target.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ImportSession } from './import.session.ts';

/** A row of the file read by the session's mapping. */
export interface ReadRow {
  readonly values: ImportValues;
  readonly issues: readonly ImportIssue[];
  readonly notes: readonly { readonly column: number; readonly words: ImportWords }[];
  readonly extra: Readonly<Record<string, string>>;
}

export type RowReader = (index: number, cells: readonly ImportCell[]) => ReadRow;

interface Column {
  readonly column: number;
  readonly field: ImportField;
  readonly convert: Converter;
}

const noDecisions: ReadonlyMap<string, string> = new Map();

/** Column → field, with a date column that has a time column beside it read as the date of both. */
export function fieldColumns(session: ImportSession): Map<string, number> {
  const byField = new Map<string, number>();
  session.columns.forEach((match, column) => {
    if (match.field !== null) byField.set(match.field, column);
  });
  for (const { into, date, time } of session.target.combine ?? []) {
    const column = byField.get(into);
    if (column === undefined || byField.has(date) || !byField.has(time)) continue;
    byField.delete(into);
    byField.set(date, column);
  }
  return byField;
}

function settingsOf(session: ImportSession, column: number, field: ImportField, now: string): ConvertSettings {
  const today = dayOf(now);
  const profile = session.profiles[column];
  const order = session.dayOrder === 'auto' ? (profile?.order ?? 'ymd') : session.dayOrder;
  return {
    reading: { order, reference: profile?.reference ?? today },
    shape: profile?.shape ?? null,
    valueMap: session.decisions.get(field.key) ?? noDecisions,
    units: session.units,
    today,
    now,
  };
}

/** Cells of a row with what the user mended. */
export function mendedCells(
  session: ImportSession,
  index: number,
  cells: readonly ImportCell[],
): readonly ImportCell[] {
  const mends = session.mends.get(index);
  if (mends === undefined) return cells;
  const out = [...cells];
  for (const [column, value] of mends) {
    while (out.length <= column) out.push(null);
    out[column] = value;
  }
  return out;
}

type Combination = { into: ImportField; date: string; time: string; isTimeMapped: boolean };

function combinations(session: ImportSession, byField: ReadonlyMap<string, number>): Combination[] {
  const out: Combination[] = [];
  for (const { into, date, time } of session.target.combine ?? []) {
    const field = session.fields.find((f) => f.key === into);
    if (field !== undefined && !byField.has(into) && byField.has(date))
      out.push({ into: field, date, time, isTimeMapped: byField.has(time) });
  }
  return out;
}

function combine(values: Record<string, ImportValue>, issues: ImportIssue[], c: Combination, now: string): void {
  const day = values[c.date];
  const time = values[c.time];
  if (typeof day === 'string') {
    const at = wallInstant(day, typeof time === 'string' ? time : '00:00:00');
    values[c.into.key] = at;
    if (c.into.notFuture === true && at > now)
      issues.push(issueOf(day > dayOf(now) ? 'inFuture' : 'afterNow', c.date, { label: c.into.labels }));
  } else if (typeof time === 'string' && !issues.some((issue) => issue.field === c.date)) {
    issues.push(issueOf('dayMissing', c.date, { label: c.into.labels, value: time }));
  }
}

/**
 * Makes the function that reads rows by the session's present mapping, decisions and mends.
 * @param now instant that "today" is taken from
 */
export function rowReader(session: ImportSession, now: string): RowReader {
  const byField = fieldColumns(session);
  const columns: Column[] = [];
  for (const field of session.fields) {
    const column = byField.get(field.key);
    if (column !== undefined)
      columns.push({ column, field, convert: converterOf(field, settingsOf(session, column, field, now)) });
  }
  const combined = combinations(session, byField);
  const required = session.fields.filter((field) => field.required === true);
  const defaults: Readonly<Record<string, ImportValue>> = Object.fromEntries(
    session.fields.map((field) => [field.key, byField.has(field.key) ? null : (field.emptyCode ?? null)]),
  );
  const extras =
    session.target.keepExtra === true
      ? session.columns
          .map((m, column) => ({ column, header: session.headers[column] ?? '', field: m.field }))
          .filter((c) => c.field === null)
      : [];

  return (index, fileCells) => {
    const cells = mendedCells(session, index, fileCells);
    const mends = session.mends.get(index);
    const values: Record<string, ImportValue> = { ...defaults };
    const issues: ImportIssue[] = [];
    const notes: { column: number; words: ImportWords }[] = [];
    for (const { column, field, convert } of columns) {
      const result = convert(cells[column] ?? null);
      values[field.key] = result.value;
      if (field.textInto !== undefined) values[field.textInto] = cellText(cells[column] ?? null);
      if (result.issue !== null) issues.push(result.issue);
      else if (result.note !== null) notes.push({ column, words: result.note });
      else if (mends?.has(column) === true)
        notes.push({ column, words: noteOf('mended', { value: cellText(cells[column] ?? null) }) });
    }
    for (const c of combined) combine(values, issues, c, now);
    for (const field of required) {
      if (values[field.key] !== null && values[field.key] !== undefined) continue;
      if (
        issues.some(
          (issue) =>
            issue.field === field.key || combined.some((c) => c.into.key === field.key && issue.field === c.date),
        )
      )
        continue;
      issues.push(issueOf('required', field.key, { label: field.labels }));
    }
    if (issues.length === 0 && session.target.check !== undefined) issues.push(...session.target.check(values));
    const extra: Record<string, string> = {};
    for (const { column, header } of extras) {
      const text = cellText(cells[column] ?? null);
      if (text !== '') extra[header] = text;
    }
    return { values, issues, notes, extra };
  };
}

/**
 * Fingerprint of a row's converted content, whatever columns it came from. Empty cells are no part of it: a field that a
 * target learns later changes no fingerprint of files without it.
 * @returns SHA-256, 32 bytes
 */
export function contentDigest(session: ImportSession, row: ReadRow): Buffer {
  const content: unknown[] = [];
  for (const { key } of session.fields) {
    const value = row.values[key] ?? null;
    if (value !== null) content.push(key, value);
  }
  content.push(row.extra);
  return hash('sha256', JSON.stringify(content), 'buffer');
}

/** Gives keys to rows without a natural one: their content and how often it stood in the file before. */
export class KeyMaker {
  private readonly ordinals = new Map<string, number>();
  private readonly session: ImportSession;

  constructor(session: ImportSession) {
    this.session = session;
  }

  keyOf(row: ReadRow, digest: Buffer): { key: string; isNatural: boolean } {
    const natural = this.session.target.naturalKey(row.values);
    if (natural !== null) return { key: natural, isNatural: true };
    const content = digest.toString('hex');
    const ordinal = (this.ordinals.get(content) ?? 0) + 1;
    this.ordinals.set(content, ordinal);
    return { key: `${content}:${ordinal}`, isNatural: false };
  }
}
