import type {
  ImportBatchView,
  ImportReviewInput,
  ImportRowFilter,
  ImportRowView,
  ImportSessionView,
  ImportTargetView,
} from '#shared/import/import.schema.ts';
import { normalWord } from '#shared/import/import.words.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Job } from '../platform/jobs.ts';
import { sessionFor, targetFor } from './import.access.ts';
import { applyDecisions, applyMapping, applyMends } from './import.changes.ts';
import { loadUnits, lookAgain, type OpenInput, readHeader, takeIn } from './import.intake.ts';
import { knownSources, nameSource, recallOfSource, scopeOf } from './import.recall.ts';
import type { ImportOptions, ImportRegistry } from './import.registry.ts';
import { makeRejectedFile } from './import.rejected.ts';
import { listBatches } from './import.repository.ts';
import { filteredRows, rowViewsOf } from './import.rows.ts';
import { dataCount, inTurn } from './import.session.ts';
import { sessionViewOf, targetViewOf } from './import.view.ts';
import { writeRows } from './import.write.ts';

/** Reviews of more rows than this show progress and can be cancelled. */
const jobFrom = 20_000;

/** What a target takes. */
export async function describeTarget(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { target: string; options: ImportOptions },
): Promise<ImportTargetView> {
  const target = targetFor(ctx, registry, input.target);
  return targetViewOf(
    target,
    target.fieldsFor === undefined ? target.fields : await target.fieldsFor(ctx, input.options),
  );
}

/** Starts to read an uploaded file; the job's result names the session. */
export function openImport(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: OpenInput & { target: string },
): { jobId: string } {
  const target = targetFor(ctx, registry, input.target);
  const file = ctx.files.open(input.fileId, ctx.user.accountId);
  const jobId = ctx.jobs.start(ctx, { kind: 'importOpen', title: file.name }, async (job) => {
    const session = await takeIn({ ...ctx, signal: job.signal }, registry, target, input, job);
    await registry.sessions.add(session);
    return { sessionId: session.sessionId };
  });
  return { jobId };
}

/** Starts to read the session's file in another way; the old session goes when the new one is there. */
export function reopenImport(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: Omit<OpenInput, 'options' | 'fileId'> & { sessionId: string },
): { jobId: string } {
  const { session } = sessionFor(ctx, registry, input.sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  const how: OpenInput = {
    options: session.options,
    fileId: session.file.fileId,
    sheets: input.sheets ?? session.spool.parts.map((part) => part.sheet),
    source: session.sourceName,
    encoding: input.encoding ?? (input.delimiter === undefined ? undefined : session.source.text?.encoding),
    delimiter: input.delimiter,
  };
  const jobId = ctx.jobs.start(ctx, { kind: 'importOpen', title: session.file.name }, async (job) => {
    const next = await takeIn({ ...ctx, signal: job.signal }, registry, session.target, how, job);
    await registry.sessions.add(next);
    await inTurn(session, () => registry.sessions.drop(session.sessionId));
    return { sessionId: next.sessionId };
  });
  return { jobId };
}

/** The session with mapping, values to decide and counts. */
export async function showSession(
  ctx: ServiceContext,
  registry: ImportRegistry,
  sessionId: string,
): Promise<ImportSessionView> {
  const { session, review } = sessionFor(ctx, registry, sessionId);
  return sessionViewOf(session, review, await knownSources(ctx.read, session));
}

/**
 * Changes how the file is read and looks at all rows again.
 * @returns the job that does it, or null when it is already done
 */
export async function reviewImport(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: ImportReviewInput,
): Promise<{ jobId: string | null }> {
  const { session } = sessionFor(ctx, registry, input.sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  const act = async (job: Pick<Job, 'report' | 'signal'>) => {
    if (input.headerLine !== undefined || input.headerRows !== undefined) {
      await readHeader(ctx, session, {
        line: input.headerLine ?? session.headerLine,
        rows: input.headerRows ?? session.headerRows,
      });
    }
    if (input.source !== undefined && session.target.hasSources === true) {
      nameSource(session, input.source);
      await recallOfSource(ctx, session);
    }
    if (input.dayOrder !== undefined) session.dayOrder = input.dayOrder;
    if (input.mapping !== undefined) applyMapping(session, input.mapping);
    await loadUnits(ctx, registry, session);
    if (input.decisions !== undefined) applyDecisions(session, input.decisions);
    if (input.mends !== undefined) await applyMends(session, input.mends, job.signal);
    await lookAgain(ctx, session, job);
  };
  if (dataCount(session) <= jobFrom) {
    await inTurn(session, () => act({ report: () => {}, signal: ctx.signal }));
    return { jobId: null };
  }
  const jobId = ctx.jobs.start(ctx, { kind: 'importReview', title: session.file.name }, async (job) => {
    await inTurn(session, () => act(job));
    return { sessionId: session.sessionId, revision: session.revision };
  });
  return { jobId };
}

/** One page of the preview. */
export async function showRows(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; filter: ImportRowFilter; offset: number; limit: number },
): Promise<{ rows: ImportRowView[]; total: number }> {
  const { session, review } = sessionFor(ctx, registry, input.sessionId);
  const indexes = filteredRows(review, input.filter);
  const rows = await rowViewsOf(ctx, session, review, indexes.slice(input.offset, input.offset + input.limit));
  return { rows, total: indexes.length };
}

/** Where the next error after a row stands in the filtered list; from the top again when there is none below. */
export function findNextError(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; filter: ImportRowFilter; afterIndex: number },
): { position: number | null } {
  const { review } = sessionFor(ctx, registry, input.sessionId);
  const indexes = filteredRows(review, input.filter);
  const errors = new Set(filteredRows(review, 'errors'));
  const below = indexes.findIndex((index) => index > input.afterIndex && errors.has(index));
  const position = below >= 0 ? below : indexes.findIndex((index) => errors.has(index));
  return { position: position < 0 ? null : position };
}

/** Units whose name, code or alias contains a text; at most 30. */
export function searchUnits(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; search: string },
): { unitId: string; name: string; code: string | null }[] {
  const { session } = sessionFor(ctx, registry, input.sessionId);
  const wanted = normalWord(input.search);
  const ids = new Set<string>();
  for (const [word, unitIds] of session.units) {
    if (word.includes(wanted)) for (const id of unitIds) ids.add(id);
    if (ids.size >= 30) break;
  }
  return [...ids].slice(0, 30).map((unitId) => ({ unitId, name: session.unitNames.get(unitId) ?? '', code: null }));
}

/** Starts to make the file of the rows with errors. */
export function exportRejected(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; language: 'zh' | 'en' },
): { jobId: string } {
  const { session, review } = sessionFor(ctx, registry, input.sessionId);
  const jobId = ctx.jobs.start(ctx, { kind: 'importRejected', title: session.file.name }, (job) =>
    makeRejectedFile(ctx, session, review, input.language, (done, total) => job.report(done, total), job.signal),
  );
  return { jobId };
}

/**
 * Starts to write. With errors left, `all` is refused; `good` also makes the file of the rest.
 * @throws DomainError IMPORT_HAS_ERRORS, IMPORT_NOTHING_TO_WRITE, IMPORT_BUSY
 */
export function writeImport(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; mode: 'all' | 'good'; language: 'zh' | 'en' },
): { jobId: string } {
  const { session, review } = sessionFor(ctx, registry, input.sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  if (input.mode === 'all' && review.counts.errors > 0)
    throw new DomainError('IMPORT_HAS_ERRORS', { count: review.counts.errors });
  if (review.counts.writable === 0 && review.counts.present === 0) throw new DomainError('IMPORT_NOTHING_TO_WRITE');
  session.isWriting = true;
  const jobId = ctx.jobs.start(ctx, { kind: 'importWrite', title: session.file.name }, (job) =>
    inTurn(session, async () => {
      try {
        const quiet = () => {};
        const jobCtx = { ...ctx, signal: job.signal };
        // The rest is put aside first: once rows are written, nothing may fail any more.
        const rest =
          review.counts.errors === 0
            ? null
            : await makeRejectedFile(jobCtx, session, review, input.language, quiet, job.signal);
        const counts = await writeRows(
          jobCtx,
          registry,
          session,
          review,
          input.mode,
          (done, total) => job.report(done, total),
          job.signal,
        );
        return { ...counts, rejected: review.counts.errors, fileId: rest?.fileId ?? null, name: rest?.name ?? null };
      } finally {
        session.isWriting = false;
      }
    }),
  );
  return { jobId };
}

/** Forgets a session. */
export async function closeImport(
  ctx: ServiceContext,
  registry: ImportRegistry,
  sessionId: string,
): Promise<Record<string, never>> {
  const { session } = sessionFor(ctx, registry, sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  await registry.sessions.drop(sessionId);
  return {};
}

/** Last imports of a target. */
export async function showBatches(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { target: string; options: ImportOptions },
): Promise<ImportBatchView[]> {
  const target = targetFor(ctx, registry, input.target);
  const rows = await listBatches(ctx.read, scopeOf(target.key, input.options), 10);
  return rows.map(
    ({
      batchId,
      fileName,
      importedAt,
      accountName,
      rowCount,
      insertedCount,
      changedCount,
      unchangedCount,
      rejectedCount,
    }) => ({
      batchId,
      fileName,
      importedAt,
      accountName,
      rowCount,
      insertedCount,
      changedCount,
      unchangedCount,
      rejectedCount,
    }),
  );
}
