import { createValue } from '#shared/import/import.convert.ts';
import type { ImportRow } from '#shared/import/import.target.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { withIndexesAside } from '../database/index-free.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { keepChanges, recordChange, writeKeptChanges } from '../system/change-log.repository.ts';
import { joinsOf } from './import.alike.ts';
import { optionsOf, remember, scopeOf } from './import.recall.ts';
import type { ImportBatch, ImportCounts, ImportRegistry } from './import.registry.ts';
import { findHashes, insertBatch, saveRows } from './import.repository.ts';
import { dataChunks, type Progress } from './import.review.ts';
import { contentDigest, KeyMaker, rowReader } from './import.row.ts';
import { digestOf, type ImportSession, lineOf, type Review, rowCode } from './import.session.ts';

/**
 * Writes the good rows of a reviewed session, with the units to be created and the mapping to be remembered, in one
 * transaction: a process killed in the middle leaves nothing of it.
 * @throws DomainError IMPORT_UNIT_CREATION_REFUSED, and what the target refuses
 */
export function writeRows(
  ctx: ServiceContext,
  registry: ImportRegistry,
  session: ImportSession,
  review: Review,
  mode: 'all' | 'good',
  progress: Progress,
  signal: AbortSignal,
): Promise<ImportCounts & { batchId: string }> {
  const batch: ImportBatch = {
    batchId: ctx.newId(),
    fileName: session.file.name,
    options: optionsOf(session),
    importedAt: ctx.clock.now(),
    joins: joinsOf(session),
  };
  const decided = new Map([...session.decisions].map(([field, words]) => [field, new Map(words)]));
  const written = inTransaction(ctx, async (tx) => {
    keepChanges(tx, ctx);
    const made = await createUnits(tx, ctx, registry, session);
    const tables = [...(session.target.tables ?? []), 'importRow', 'changeLog'] as const;
    const counts = await withIndexesAside(tx, tables, review.counts.writable - review.counts.changed, () =>
      writeChunks(tx, ctx, session, review, { batch, hasNewUnits: made > 0 }, progress, signal),
    );
    await session.target.finish?.(tx, ctx, batch);
    await remember(tx, session, batch.importedAt);
    await insertBatch(tx, {
      batchId: batch.batchId,
      scope: scopeOf(session.target.key, session.options),
      fileName: batch.fileName,
      fileHash: session.file.hash,
      mode,
      rowCount: review.counts.total,
      insertedCount: counts.inserted,
      changedCount: counts.changed,
      unchangedCount: counts.unchanged,
      rejectedCount: review.counts.errors,
      accountId: ctx.user.accountId,
      accountName: ctx.user.displayName,
      importedAt: batch.importedAt,
    });
    const after = {
      target: session.target.key,
      fileName: batch.fileName,
      fileHash: session.file.hash,
      ...(session.sourceName === '' ? {} : { source: session.sourceName }),
      columnsLeftOut: columnsLeftOut(session),
      ...counts,
      rejected: review.counts.errors,
    };
    await recordChange(tx, ctx, { entity: 'importBatch', entityId: batch.batchId, action: 'import', after });
    await writeKeptChanges(tx, ctx);
    signal.throwIfAborted();
    return { ...counts, batchId: batch.batchId };
  });
  return written.catch((error: unknown) => {
    // Units made in the transaction are gone with it.
    for (const [field, words] of decided) session.decisions.set(field, words);
    throw error;
  });
}

/** Columns that were read and not written, by their names. */
const columnsLeftOut = (session: ImportSession) =>
  session.target.keepExtra === true
    ? []
    : session.headers.filter(
        (_, column) => column !== session.sheetColumn && (session.columns[column]?.field ?? null) === null,
      );

/** Replaces the decision "create" by the id of the unit made for it. @returns how many units were made */
async function createUnits(
  tx: Tx,
  ctx: ServiceContext,
  registry: ImportRegistry,
  session: ImportSession,
): Promise<number> {
  const made = new Map<string, string>();
  for (const field of session.fields) {
    const decisions = session.decisions.get(field.key);
    const tallies = session.review?.values.get(field.key);
    if (field.kind !== 'unit' || decisions === undefined) continue;
    for (const [word, decision] of decisions) {
      const text = tallies?.get(word)?.text;
      if (decision !== createValue || text === undefined || session.units.has(word)) continue;
      if (field.createUnit === undefined) throw new DomainError('IMPORT_UNIT_CREATION_REFUSED');
      const unitId = made.get(word) ?? (await registry.units.create(tx, ctx, { name: text, ...field.createUnit }));
      made.set(word, unitId);
      decisions.set(word, unitId);
    }
  }
  return made.size;
}

async function writeChunks(
  tx: Tx,
  ctx: ServiceContext,
  session: ImportSession,
  review: Review,
  { batch, hasNewUnits }: { batch: ImportBatch; hasNewUnits: boolean },
  progress: Progress,
  signal: AbortSignal,
): Promise<ImportCounts> {
  const read = rowReader(session, batch.importedAt);
  const makeKey = new KeyMaker(session);
  const sum = { inserted: 0, changed: 0, unchanged: 0 };
  const seen = new Set<string>();
  let done = 0;
  for await (const { from, rows } of dataChunks(session, signal)) {
    const good: Omit<ImportRow, 'state'>[] = [];
    rows.forEach((cells, i) => {
      const index = from + i;
      const state = review.states[index];
      if (state === rowCode.error || state === rowCode.left) return;
      const row = read(index, cells);
      // The review didn't know the ids of units that came into being since.
      const digest = hasNewUnits ? contentDigest(session, row) : digestOf(review, index);
      const { key } = makeKey.keyOf(row, digest);
      if (seen.has(key)) sum.unchanged += 1;
      else
        good.push({
          line: lineOf(session, index),
          key,
          contentHash: digest.toString('hex'),
          values: row.values,
          extra: row.extra,
        });
      seen.add(key);
    });
    const { fresh, same } = await sift(tx, session, good);
    sum.unchanged += same;
    if (fresh.length > 0) {
      const counts = await session.target.write(tx, ctx, fresh, batch);
      sum.inserted += counts.inserted;
      sum.changed += counts.changed;
      sum.unchanged += counts.unchanged;
      await saveRows(
        tx,
        fresh.map((row) => ({
          scope: session.scope,
          rowKey: row.key,
          contentHash: row.contentHash,
          batchId: batch.batchId,
        })),
      );
    }
    done += good.length;
    progress(done, review.counts.writable + review.counts.present);
  }
  return sum;
}

/** The database may have changed since the preview: what is there is asked again inside the transaction. */
async function sift(
  tx: Tx,
  session: ImportSession,
  rows: readonly Omit<ImportRow, 'state'>[],
): Promise<{ fresh: ImportRow[]; same: number }> {
  const keys = rows.map((row) => row.key);
  const stored = keys.length === 0 ? new Set<string>() : await session.target.existing(tx, keys, optionsOf(session));
  const hashes = stored.size === 0 ? new Map<string, string>() : await findHashes(tx, session.scope, keys);
  const fresh: ImportRow[] = [];
  for (const row of rows) {
    const isStored = stored.has(row.key);
    if (isStored && hashes.get(row.key) === row.contentHash) continue;
    fresh.push({ ...row, state: isStored ? 'changed' : 'new' });
  }
  return { fresh, same: rows.length - fresh.length };
}
