import { cellText, type ImportCell } from '#shared/import/import.convert.ts';
import { type LeftOutKind, leftOutKind } from '#shared/import/import.leftout.ts';
import { type MomentShape, OrderFinder, parseMoment } from '#shared/import/import.moment.ts';
import { issueOf, noteOf } from '#shared/import/import.reasons.ts';
import type { ImportIssue, ImportRow, ImportWords } from '#shared/import/import.target.ts';
import { normalWord } from '#shared/import/import.words.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { optionsOf } from './import.recall.ts';
import { findHashes } from './import.repository.ts';
import {
  contentDigest,
  fieldColumns,
  KeyMaker,
  mendedCells,
  type ReadRow,
  type RowReader,
  rowReader,
} from './import.row.ts';
import {
  type ColumnProfile,
  dataCount,
  digestBytes,
  digestOf,
  type ImportSession,
  lineOf,
  type Review,
  readData,
  rowCode,
  type ValueTally,
} from './import.session.ts';

/** Rows looked at before the event loop gets its turn. */
export const chunkRows = 1000;
/** Doubled numbers that are named to the user; the file of rejected rows has all of them. */
const listedDoubles = 5;
const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Tells how far a look at all rows is. */
export type Progress = (done: number, total: number) => void;

/** Data rows in chunks, with mends not yet applied. */
export async function* dataChunks(
  session: ImportSession,
  signal: AbortSignal,
): AsyncGenerator<{ from: number; rows: ImportCell[][] }> {
  const total = dataCount(session);
  for (let from = 0; from < total; ) {
    signal.throwIfAborted();
    const rows = await readData(session, from, chunkRows);
    yield { from, rows };
    from += rows.length;
    await breathe();
  }
}

const dateKinds = new Set(['date', 'datetime', 'time']);

/** Looks at date columns as a whole: order of day and month, usual way of writing, latest day. */
export async function profileColumns(
  session: ImportSession,
  now: string,
  signal: AbortSignal,
): Promise<(ColumnProfile | null)[]> {
  const today = dayOf(now);
  const kinds = new Map(session.fields.map((field) => [field.key, field.kind]));
  const watched = session.columns.flatMap((match, column) =>
    match.field !== null && dateKinds.has(kinds.get(match.field) ?? '') ? [column] : [],
  );
  const out: (ColumnProfile | null)[] = session.columns.map(() => null);
  if (watched.length === 0) return out;
  const finders = new Map(
    watched.map((column) => [
      column,
      { order: new OrderFinder(today), shapes: new Map<MomentShape, number>(), latest: '', looked: 0 },
    ]),
  );
  for await (const { from, rows } of dataChunks(session, signal)) {
    rows.forEach((fileCells, i) => {
      const cells = mendedCells(session, from + i, fileCells);
      for (const [column, finder] of finders) watch(finder, cells[column] ?? null, today);
    });
  }
  for (const [column, finder] of finders) {
    const found = finder.order.result();
    const shape = [...finder.shapes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
    out[column] = {
      order: found?.order ?? null,
      isAmbiguous: found?.ambiguous ?? false,
      reference: finder.latest === '' ? today : finder.latest,
      shape,
    };
  }
  return out;
}

interface Watch {
  order: OrderFinder;
  shapes: Map<MomentShape, number>;
  latest: string;
  looked: number;
}

function watch(finder: Watch, cell: ImportCell, today: string): void {
  if (cell === null || typeof cell === 'boolean') return;
  finder.order.add(cell);
  // The usual shape shows in the first thousand cells.
  if (finder.looked >= 1000) return;
  const result = parseMoment(cell, { order: 'ymd', reference: today });
  finder.looked += 1;
  if (!result.ok && result.fault === 'notMoment') return;
  const shape = result.ok ? result.moment.shape : 'numeric';
  finder.shapes.set(shape, (finder.shapes.get(shape) ?? 0) + 1);
  const day = result.ok && shape !== 'chinese' && shape !== 'numeric' ? result.moment.day : null;
  if (day !== null && day > finder.latest && day <= today) finder.latest = day;
}

/** A good row waiting for the look into the database. */
interface Pending {
  readonly index: number;
  readonly key: string;
}

const leftOutNotes: Readonly<Record<LeftOutKind, ImportWords>> = {
  total: noteOf('total'),
  headerAgain: noteOf('headerAgain'),
  remark: noteOf('remark'),
};

/** Makes the same thing for the same line again and again: thousands of rows may repeat one. */
function forLine<T>(make: (line: number) => T): (line: number) => T {
  let last: { line: number; made: T } | null = null;
  return (line) => {
    if (last?.line !== line) last = { line, made: make(line) };
    return last.made;
  };
}

/** What a review gathers while it walks. */
class Gathering {
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

  tally(field: string, cell: ImportCell): void {
    const text = cellText(cell);
    if (text === '') return;
    const words = this.values.get(field) ?? new Map<string, ValueTally>();
    if (words.size === 0) this.values.set(field, words);
    const word = normalWord(text);
    const known = words.get(word);
    if (known !== undefined) known.count += 1;
    else if (words.size < 5000) words.set(word, { text, count: 1 });
  }
}

/** Duplicates inside the file: the natural key, and fields that must differ. */
function findDuplicates(
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

async function lookUp(
  ctx: ServiceContext,
  session: ImportSession,
  found: Gathering,
  pending: readonly Pending[],
): Promise<void> {
  const keys = pending.map((p) => p.key);
  if (keys.length === 0) return;
  const stored = await session.target.existing(ctx.read, keys, optionsOf(session));
  if (stored.size === 0) return;
  const hashes = await findHashes(ctx.read, session.scope, keys);
  for (const { index, key } of pending) {
    if (!stored.has(key)) continue;
    const isSame = hashes.get(key) === digestOf(found, index).toString('hex');
    found.states[index] = isSame ? rowCode.present : rowCode.changed;
  }
}

/** One walk over all rows, with what it needs for each. */
class Walk {
  readonly found: Gathering;
  readonly columnOf: ReadonlyMap<string, number>;
  /** Rows for the target's own review; only gathered when it has one. */
  readonly forTarget: ImportRow[] = [];
  private readonly session: ImportSession;
  private readonly read: RowReader;
  private readonly makeKey: KeyMaker;
  private readonly listed: readonly { key: string; column: number }[];

  constructor(session: ImportSession, now: string) {
    this.session = session;
    this.found = new Gathering(session);
    this.read = rowReader(session, now);
    this.makeKey = new KeyMaker(session);
    this.columnOf = fieldColumns(session);
    this.listed = session.fields.flatMap(({ key, kind }) => {
      const column = this.columnOf.get(key);
      return column !== undefined && (kind === 'code' || kind === 'unit') ? [{ key, column }] : [];
    });
  }

  /** Judges one row. @returns it when it is to be looked up in the database */
  take(index: number, cells: readonly ImportCell[]): Pending | null {
    const { found, session } = this;
    // A row the user has mended is a record, whatever it looked like.
    const own = session.sheetColumn === null ? cells : cells.slice(0, session.sheetColumn);
    const kind = session.mends.has(index) ? null : leftOutKind(own, session.headers);
    if (kind !== null) {
      found.states[index] = rowCode.left;
      found.lateNotes.set(index, leftOutNotes[kind]);
      return null;
    }
    const row = this.read(index, cells);
    const mended = this.listed.length > 0 ? mendedCells(session, index, cells) : cells;
    for (const { key, column } of this.listed) found.tally(key, mended[column] ?? null);
    if (row.issues.length > 0) {
      found.fail(index, row.issues, this.columnOf);
      return null;
    }
    if (row.notes.length > 0) found.states[index] = rowCode.noted;
    const digest = contentDigest(session, row);
    digest.copy(found.hashes, index * digestBytes);
    const key = this.makeKey.keyOf(row, digest);
    const duplicate = findDuplicates(session, found, index, row, key);
    if (duplicate === 'repeated') {
      found.states[index] = rowCode.present;
      return null;
    }
    if (duplicate.length > 0) {
      found.lateIssues.set(index, duplicate);
      found.fail(index, duplicate, this.columnOf);
      return null;
    }
    if (session.target.review !== undefined) {
      this.forTarget.push({
        // Lines of several sheets repeat.
        line: index,
        key: key.key,
        contentHash: digest.toString('hex'),
        state: 'new',
        values: row.values,
        extra: row.extra,
      });
    }
    return { index, key: key.key };
  }
}

/** Looks at all rows. Nothing is written. */
export async function reviewRows(
  ctx: ServiceContext,
  session: ImportSession,
  progress: Progress,
  signal: AbortSignal,
): Promise<Review> {
  const walk = new Walk(session, ctx.clock.now());
  const { found } = walk;
  const total = dataCount(session);
  for await (const { from, rows } of dataChunks(session, signal)) {
    const pending = rows.map((cells, i) => walk.take(from + i, cells)).filter((row) => row !== null);
    await lookUp(ctx, session, found, pending);
    progress(from + rows.length, total);
  }
  await applyTargetReview(ctx, session, found, walk.forTarget, walk.columnOf);
  const { states, hashes, reasons, lateIssues, lateNotes, values, columnErrors } = found;
  const doubled = [...found.doubled.values()].sort((a, b) => b.count - a.count).slice(0, listedDoubles);
  return { states, hashes, reasons, lateIssues, lateNotes, values, columnErrors, doubled, counts: countStates(states) };
}

async function applyTargetReview(
  ctx: ServiceContext,
  session: ImportSession,
  found: Gathering,
  rows: readonly ImportRow[],
  columnOf: ReadonlyMap<string, number>,
): Promise<void> {
  if (session.target.review === undefined || rows.length === 0) return;
  const byLine = await session.target.review(ctx.read, ctx, rows, optionsOf(session));
  if (byLine.size === 0) return;
  for (let index = 0; index < found.states.length; index++) {
    const issues = byLine.get(index);
    if (issues === undefined || issues.length === 0) continue;
    found.lateIssues.set(index, issues);
    found.fail(index, issues, columnOf);
  }
}

function countStates(states: Uint8Array): Review['counts'] {
  const counts = [0, 0, 0, 0, 0, 0];
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  const [good = 0, noted = 0, errors = 0, present = 0, changed = 0, leftOut = 0] = counts;
  return {
    total: states.length - leftOut,
    leftOut,
    writable: good + noted + changed,
    errors,
    present,
    changed,
    toLookAt: states.length - good,
  };
}
