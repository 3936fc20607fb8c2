import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportBatch } from '../import/import.registry.ts';
import { type ActTarget, actTarget } from './act.service.ts';
import { linkBoth } from './link.service.ts';
import { loadWorld } from './world.service.ts';

/** A complaint that is gone since it was looked at, or out of reach by now, keeps no import from being written. */
async function find(tx: Tx, ctx: ServiceContext, complaintId: string | null | undefined): Promise<ActTarget | null> {
  if (!complaintId) return null;
  return actTarget(tx, ctx, complaintId, null).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'COMPLAINT_NOT_FOUND') return null;
    throw error;
  });
}

/**
 * Links the rows the user has decided about with what they repeat, at the end of an import.
 * @param written ids by the key of the row
 */
export async function joinWritten(
  tx: Tx,
  ctx: ServiceContext,
  batch: ImportBatch,
  written: ReadonlyMap<string, string>,
): Promise<void> {
  if (!batch.joins?.size) return;
  const world = await loadWorld(tx);
  for (const [key, { id, key: otherKey }] of batch.joins) {
    const one = await find(tx, ctx, written.get(key));
    const other = await find(tx, ctx, id ?? (otherKey && written.get(otherKey)));
    if (one && other && one.row.complaintId !== other.row.complaintId)
      await linkBoth(tx, ctx, world, one, other, { kind: 'repeat', note: batch.fileName });
  }
}
