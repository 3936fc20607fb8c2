import type { SheetWindow } from '#shared/inspection/sheet.contract.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireInspection } from './sheet.service.ts';

/** A window that hasn't said anything for so long has gone, however it went. */
const staleMs = 20_000;

/**
 * Says that a window has a sheet open (or leaves it), and answers who else has. Not in the change log: it is gone in seconds.
 * @throws DomainError INSPECTION_NOT_FOUND
 */
export async function presentOnSheet(
  ctx: ServiceContext,
  input: { inspectionId: string; windowId: string; isLeaving: boolean },
) {
  const { inspectionId, windowId } = input;
  const { inspectionId: _id, ...sheet } = await requireInspection(ctx.db, ctx, inspectionId);
  const { accountId, displayName } = ctx.user;
  const seenAt = ctx.clock.now();
  const staleAt = new Date(Date.parse(seenAt) - staleMs).toISOString();
  const rows = await inTransaction(ctx, async (tx) => {
    await tx
      .deleteFrom('inspectionPresence')
      .where('inspectionId', '=', inspectionId)
      .where((eb) => eb.or([eb('seenAt', '<', staleAt), eb('windowId', '=', windowId)]))
      .execute();
    if (!input.isLeaving)
      await tx
        .insertInto('inspectionPresence')
        .values({ inspectionId, windowId, accountId, name: displayName, seenAt })
        .execute();
    return tx
      .selectFrom('inspectionPresence')
      .select(['accountId', 'name', 'seenAt'])
      .where('inspectionId', '=', inspectionId)
      .where('windowId', '!=', windowId)
      .orderBy('windowId')
      .execute();
  });
  const { pieces } = await ctx.db
    .selectFrom('inspectionEvidence')
    .select((eb) => eb.fn.countAll<number>().as('pieces'))
    .where('inspectionId', '=', inspectionId)
    .executeTakeFirstOrThrow();
  const others = rows.map(
    (row): SheetWindow => ({ name: row.name, isSelf: row.accountId === accountId, seenAt: row.seenAt }),
  );
  return { others, revision: sheet.revision, state: sheet.state, pieces: Number(pieces) };
}
