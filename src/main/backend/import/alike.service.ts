import type { AlikeView } from '#shared/import/alike.contract.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { sessionFor } from './import.access.ts';
import { alikeViewOf, joinRows, searchAlike } from './import.alike.ts';
import type { ImportRegistry } from './import.registry.ts';
import { inTurn } from './import.session.ts';

/** Starts to compare all new rows with what is stored and with each other. */
export function findAlike(ctx: ServiceContext, registry: ImportRegistry, sessionId: string): { jobId: string } {
  const { session, review } = sessionFor(ctx, registry, sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  const jobId = ctx.jobs.start(ctx, { kind: 'importAlike', title: session.file.name }, (job) =>
    inTurn(session, async () => {
      const progress = (done: number, total: number) => job.report(done, total);
      return { sessionId, count: await searchAlike(ctx, session, session.review ?? review, progress, job.signal) };
    }),
  );
  return { jobId };
}

/** Rows that may repeat something, the likeliest first. */
export function showAlike(ctx: ServiceContext, registry: ImportRegistry, sessionId: string): AlikeView {
  return alikeViewOf(sessionFor(ctx, registry, sessionId).session);
}

/** Decides which of them are joined when they are written. @throws DomainError IMPORT_BUSY */
export function joinAlike(
  ctx: ServiceContext,
  registry: ImportRegistry,
  input: { sessionId: string; indexes: readonly number[]; isJoined: boolean },
): AlikeView {
  const { session } = sessionFor(ctx, registry, input.sessionId);
  if (session.isWriting) throw new DomainError('IMPORT_BUSY');
  joinRows(session, input.indexes, input.isJoined);
  return alikeViewOf(session);
}
