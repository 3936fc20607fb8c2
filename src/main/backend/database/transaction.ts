import type { Transaction } from 'kysely';
import type { ServiceContext } from '../context.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/**
 * The one way to write: one call, at most one transaction, opened in the service.
 * @throws what `act` threw, even when undoing fails as well, as it does on a line to a server that has broken
 */
export async function inTransaction<T>(ctx: Pick<ServiceContext, 'db'>, act: (tx: Tx) => Promise<T>): Promise<T> {
  let cause: { error: unknown } | undefined;
  try {
    return await ctx.db.transaction().execute(async (tx) => {
      try {
        return await act(tx);
      } catch (error) {
        cause = { error };
        throw error;
      }
    });
  } catch (error) {
    throw cause ? cause.error : error;
  }
}
