import { cellText, createValue, skipValue } from '#shared/import/import.convert.ts';
import type { ImportReviewInput } from '#shared/import/import.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { isLiveDecision } from './import.recall.ts';
import { dataChunks } from './import.review.ts';
import { dataCount, type ImportSession, readData } from './import.session.ts';

/** Which field each named column fills. @throws DomainError INPUT_INVALID */
export function applyMapping(session: ImportSession, mapping: NonNullable<ImportReviewInput['mapping']>): void {
  const known = new Set(session.fields.map((field) => field.key));
  for (const { column, field } of mapping) {
    if (column >= session.columns.length || (field !== null && !known.has(field)))
      throw new DomainError('INPUT_INVALID', { field: 'mapping' });
    // A field is filled by one column: the last choice wins.
    session.columns = session.columns.map((match, i) => {
      if (i === column) return { field, source: 'user' };
      return field !== null && match.field === field ? { field: null, source: 'user' } : match;
    });
  }
}

/** What words of the file stand for. @throws DomainError IMPORT_UNIT_CREATION_REFUSED, INPUT_INVALID */
export function applyDecisions(session: ImportSession, decisions: NonNullable<ImportReviewInput['decisions']>): void {
  for (const { field, word, value } of decisions) {
    const words = session.decisions.get(field) ?? new Map<string, string>();
    if (value === null) words.delete(word);
    // an empty cell of a required field can stand for something, but not for nothing, nor name a new unit
    else if (word === '' && (value === skipValue || value === createValue))
      throw new DomainError('INPUT_INVALID', { field: 'decisions' });
    else if (value === createValue && !isLiveDecision(session, field, value))
      throw new DomainError('IMPORT_UNIT_CREATION_REFUSED');
    else if (isLiveDecision(session, field, value)) words.set(word, value);
    else throw new DomainError('INPUT_INVALID', { field: 'decisions' });
    session.decisions.set(field, words);
    session.ownDecisions.add(`${field}|${word}`);
  }
}

function mendCell(session: ImportSession, index: number, column: number, value: string | null): void {
  const mends = session.mends.get(index) ?? new Map<number, string>();
  if (value === null) mends.delete(column);
  else mends.set(column, value);
  if (mends.size === 0) session.mends.delete(index);
  else session.mends.set(index, mends);
}

/** Other texts for single cells, or for all cells of a column that say the same. @throws DomainError INPUT_INVALID */
export async function applyMends(
  session: ImportSession,
  mends: NonNullable<ImportReviewInput['mends']>,
  signal: AbortSignal,
): Promise<void> {
  for (const { index, column, value, isForAll } of mends) {
    if (index >= dataCount(session) || column >= session.headers.length)
      throw new DomainError('INPUT_INVALID', { field: 'mends' });
    if (!isForAll) {
      mendCell(session, index, column, value);
      continue;
    }
    const [cells = []] = await readData(session, index, 1);
    const text = session.mends.get(index)?.get(column) ?? cellText(cells[column] ?? null);
    for await (const { from, rows } of dataChunks(session, signal)) {
      rows.forEach((row, i) => {
        const present = session.mends.get(from + i)?.get(column) ?? cellText(row[column] ?? null);
        if (present === text) mendCell(session, from + i, column, value);
      });
    }
  }
}
