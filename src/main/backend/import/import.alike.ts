import type { AlikeView } from '#shared/import/alike.contract.ts';
import type { ImportRow } from '#shared/import/import.target.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { optionsOf } from './import.recall.ts';
import type { AlikeRow, ImportBatch } from './import.registry.ts';
import { dataChunks, type Progress } from './import.review.ts';
import { KeyMaker, rowReader } from './import.row.ts';
import { dataCount, digestOf, type ImportSession, lineOf, type Review, rowCode } from './import.session.ts';

/** Rows that are kept to be shown and decided about; the others are only counted. */
const mostKept = 500;
const mostShown = 200;

/** What a search found, for the rows as they were read then. */
export interface AlikeFound {
  readonly revision: number;
  readonly count: number;
  /** the likeliest, best first */
  readonly rows: readonly (AlikeRow & { readonly index: number })[];
  readonly joined: Set<number>;
}

/** Compares all rows that are new, and keeps the likeliest. @throws DomainError IMPORT_TARGET_UNKNOWN */
export async function searchAlike(
  ctx: ServiceContext,
  session: ImportSession,
  review: Review,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const search = await session.target.alike?.(ctx.read, { ...ctx, signal }, optionsOf(session));
  if (search === undefined) throw new DomainError('IMPORT_TARGET_UNKNOWN', { target: session.target.key });
  const { revision } = session;
  const read = rowReader(session, ctx.clock.now());
  const makeKey = new KeyMaker(session);
  let kept: (AlikeRow & { index: number })[] = [];
  let count = 0;
  for await (const { from, rows } of dataChunks(session, signal)) {
    const fresh: ImportRow[] = [];
    const indexes = new Map<string, number>();
    rows.forEach((cells, i) => {
      const index = from + i;
      const state = review.states[index];
      if (state === rowCode.error || state === rowCode.left) return;
      const { values, extra } = read(index, cells);
      const digest = digestOf(review, index);
      const { key } = makeKey.keyOf({ values, extra, issues: [], notes: [] }, digest);
      if (state !== rowCode.good && state !== rowCode.noted) return;
      indexes.set(key, index);
      fresh.push({
        line: lineOf(session, index),
        key,
        contentHash: digest.toString('hex'),
        state: 'new',
        values,
        extra,
      });
    });
    const found = await search.take(fresh);
    count += found.length;
    kept.push(...found.map((row) => ({ ...row, index: indexes.get(row.key) as number })));
    kept.sort((a, b) => b.score - a.score || a.index - b.index);
    kept = kept.slice(0, mostKept);
    progress(Math.min(from + rows.length, dataCount(session)), dataCount(session));
  }
  session.alike = { revision, count, rows: kept, joined: new Set() };
  return count;
}

/** What was found for the rows as they are read now; null when they have not been compared since. */
const presentOf = (session: ImportSession): AlikeFound | null =>
  session.alike?.revision === session.revision ? session.alike : null;

export function alikeViewOf(session: ImportSession): AlikeView {
  const found = presentOf(session);
  return {
    isSearched: found !== null,
    count: found?.count ?? 0,
    joined: found?.joined.size ?? 0,
    rows: (found?.rows ?? []).slice(0, mostShown).map(({ index, text, score, reason, other }) => ({
      index,
      line: lineOf(session, index),
      text,
      score,
      reason,
      other: { label: other.label, text: other.text, isStored: other.id !== null },
      isJoined: found?.joined.has(index) ?? false,
    })),
  };
}

/** Decides about rows that are shown; others are left as they are. */
export function joinRows(session: ImportSession, indexes: readonly number[], isJoined: boolean): void {
  const found = presentOf(session);
  if (!found) throw new DomainError('IMPORT_SESSION_LOST');
  const known = new Set(found.rows.map((row) => row.index));
  for (const index of indexes) {
    if (!known.has(index)) throw new DomainError('INPUT_INVALID', { field: 'indexes' });
    if (isJoined) found.joined.add(index);
    else found.joined.delete(index);
  }
}

/** What the target is told to join, by the key of the row. */
export function joinsOf(session: ImportSession): NonNullable<ImportBatch['joins']> {
  const found = presentOf(session);
  const chosen = (found?.rows ?? []).filter((row) => found?.joined.has(row.index));
  return new Map(chosen.map(({ key, other }) => [key, { id: other.id, key: other.key }]));
}
