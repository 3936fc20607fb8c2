import type { Deps } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import { rebuildComplaints } from './history.service.ts';

/** Which way of computing the list columns the stored ones were made by. Raise it when what they hold changes. */
const madeBy = { key: 'complaint.columns', version: 2 } as const;

/**
 * Computes the list columns of all complaints again where an earlier version of the program left them by its own rules:
 * deadlines of other clocks, moments of warning, margins. In groups, beside the first calls; broken off, it is begun again
 * at the next start. With nothing stored or nothing to change it is over at once.
 */
export async function tendColumns({ db, clock, log }: Deps, signal: AbortSignal): Promise<void> {
  try {
    if ((await getSetting<number | null>(db, madeBy.key, null)) === madeBy.version) return;
    const { complaints, changed } = await rebuildComplaints({ db, clock }, signal);
    await inTransaction({ db }, (tx) => putSetting(tx, madeBy.key, madeBy.version, clock.now()));
    if (complaints > 0) log.info('list columns of complaints', { complaints, changed });
  } catch (error) {
    if (!signal.aborted) log.error('list columns of complaints could not be made', { message: String(error) });
  }
}
