import { emptyNeedsDecision, type ImportCell } from '#shared/import/import.convert.ts';
import { type LeftOutKind, leftOutKind } from '#shared/import/import.leftout.ts';
import { noteOf } from '#shared/import/import.reasons.ts';
import type { ImportRow, ImportWords } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import { findDuplicates, Gathering } from './import.gathering.ts';
import { optionsOf } from './import.recall.ts';
import { findHashes } from './import.repository.ts';
import { contentDigest, fieldColumns, KeyMaker, mendedCells, type RowReader, rowReader } from './import.row.ts';
import {
  dataCount,
  digestBytes,
  digestOf,
  type ImportSession,
  type Review,
  readData,
  rowCode,
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
  private readonly listed: readonly { key: string; column: number; countsEmpty: boolean }[];

  constructor(session: ImportSession, now: string) {
    this.session = session;
    this.found = new Gathering(session);
    this.read = rowReader(session, now);
    this.makeKey = new KeyMaker(session);
    this.columnOf = fieldColumns(session);
    this.listed = session.fields.flatMap((field) => {
      const { key, kind } = field;
      const column = this.columnOf.get(key);
      if (column === undefined || (kind !== 'code' && kind !== 'unit')) return [];
      return [{ key, column, countsEmpty: emptyNeedsDecision(field) }];
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
    for (const { key, column, countsEmpty } of this.listed) found.tally(key, mended[column] ?? null, countsEmpty);
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
