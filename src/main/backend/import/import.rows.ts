import { cellText } from '#shared/import/import.convert.ts';
import { noteOf } from '#shared/import/import.reasons.ts';
import type { ImportRowFilter, ImportRowView } from '#shared/import/import.schema.ts';
import type { ImportIssue, ImportRow, ImportWords } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import { optionsOf } from './import.recall.ts';
import { fieldColumns, KeyMaker, mendedCells, type ReadRow, rowReader } from './import.row.ts';
import {
  digestOf,
  type ImportSession,
  lineOf,
  type Review,
  readData,
  rowCode,
  rowNames,
  sheetOf,
} from './import.session.ts';

/** Characters an Excel cell can hold; of longer texts the preview and the file of rejected rows have the beginning. */
export const longestCell = 32_767;

const shown: Readonly<Record<ImportRowFilter, (state: number) => boolean>> = {
  all: () => true,
  toLookAt: (state) => state !== rowCode.good,
  errors: (state) => state === rowCode.error,
  present: (state) => state === rowCode.present,
};

/** Row indexes a filter shows. */
export function filteredRows(review: Review, filter: ImportRowFilter): number[] {
  const out: number[] = [];
  review.states.forEach((state, index) => {
    if (shown[filter](state)) out.push(index);
  });
  return out;
}

/** What is said about rows whose state alone is the reason. */
const stateNotes = new Map<number, ImportWords>([
  [rowCode.present, noteOf('present')],
  [rowCode.changed, noteOf('changed')],
]);
const filledNote = noteOf('filled');

type Marks = ImportRowView['marks'];

/** Cells to point at: wrong ones, converted ones, those filled from a merged block. Left-out rows have none. */
function marksOf(
  row: ReadRow,
  issues: readonly ImportIssue[],
  columnOf: ReadonlyMap<string, number>,
  filled: readonly number[],
): Marks {
  const marks: Marks = issues.flatMap((issue) => {
    const column = issue.field === null ? undefined : columnOf.get(issue.field);
    return column === undefined ? [] : [{ column, kind: 'bad' as const, words: issue.words }];
  });
  for (const note of row.notes) marks.push({ column: note.column, kind: 'converted', words: note.words });
  for (const column of filled)
    if (!marks.some((mark) => mark.column === column)) marks.push({ column, kind: 'converted', words: filledNote });
  return marks;
}

/** Rows for the preview, read and judged afresh: the review keeps only a byte and a fingerprint per row. */
export async function rowViewsOf(
  ctx: ServiceContext,
  session: ImportSession,
  review: Review,
  indexes: readonly number[],
): Promise<ImportRowView[]> {
  const read = rowReader(session, ctx.clock.now());
  const columnOf = fieldColumns(session);
  const views: ImportRowView[] = [];
  const changed: { view: ImportRowView; row: ImportRow }[] = [];
  for (const index of indexes) {
    const [fileCells = []] = await readData(session, index, 1);
    const row = read(index, fileCells);
    const state = review.states[index] ?? rowCode.good;
    const isLeft = state === rowCode.left;
    const issues = isLeft ? [] : [...row.issues, ...(review.lateIssues.get(index) ?? [])];
    const late = review.lateNotes.get(index) ?? stateNotes.get(state);
    const texts = session.headers.map((_, column) => cellText(mendedCells(session, index, fileCells)[column] ?? null));
    const filled = session.spool.filledOf(session.dataRows[index] ?? 0) ?? [];
    const view: ImportRowView = {
      index,
      line: lineOf(session, index),
      sheet: sheetOf(session, index),
      state: rowNames[state] ?? 'good',
      reason: issues[0]?.words ?? late ?? row.notes[0]?.words ?? null,
      cells: texts.map((text) => (text.length > longestCell ? `${text.slice(0, 200)}…` : text)),
      cut: texts.flatMap((text, column) => (text.length > longestCell ? [column] : [])),
      marks: isLeft ? [] : marksOf(row, issues, columnOf, filled),
    };
    views.push(view);
    if (state === rowCode.changed) changed.push({ view, row: storedRow(session, review, index, row) });
  }
  await describe(ctx, session, changed);
  return views;
}

function storedRow(session: ImportSession, review: Review, index: number, row: ReadRow): ImportRow {
  const digest = digestOf(review, index);
  const { values, extra } = row;
  const { key } = new KeyMaker(session).keyOf(row, digest);
  return { line: lineOf(session, index), key, contentHash: digest.toString('hex'), state: 'changed', values, extra };
}

/** Says of rows that are stored with other content what will change. */
async function describe(
  ctx: ServiceContext,
  session: ImportSession,
  changed: readonly { view: ImportRowView; row: ImportRow }[],
): Promise<void> {
  const { target } = session;
  if (target.describeChanges === undefined || changed.length === 0) return;
  const rows = changed.map(({ row }) => row);
  const sentences = await target.describeChanges(ctx.read, ctx, rows, optionsOf(session));
  for (const { view, row } of changed) view.reason = sentences.get(row.key) ?? view.reason;
}

/** The reason of a rejected row in one cell. */
export function reasonText(row: { issues: readonly { words: ImportWords }[] }, language: 'zh' | 'en'): string {
  return row.issues.map((issue) => issue.words[language]).join(language === 'zh' ? '；' : '; ');
}
