import type { Transaction } from 'kysely';
import type { ServiceContext } from '../context.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

/** The one way to write: one call, at most one transaction, opened in the service. */
export function inTransaction<T>(ctx: Pick<ServiceContext, 'db'>, act: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction().execute(act);
}
