import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ChangeLogTable } from './system.table.ts';

/** One change: what, which, how; `before` and `after` hold only what changed, never secrets. */
export interface Change {
  readonly entity: string;
  readonly entityId: string;
  readonly action: string;
  readonly before?: unknown;
  readonly after?: unknown;
}
type Writer = Pick<ServiceContext, 'clock' | 'kind'> & { user: { accountId: string | null; displayName: string } };

const genesis = '0'.repeat(64);

/** SHA-256 over the previous hash and every field: an entry can't be altered, added or taken out unnoticed. */
export function changeHash(entry: Omit<ChangeLogTable, 'hash'>): string {
  const fields = [
    entry.previousHash,
    entry.sequence,
    entry.occurredAt,
    entry.accountId,
    entry.accountName,
    entry.entity,
    entry.entityId,
    entry.action,
    entry.beforeJson,
    entry.afterJson,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Appends to the change log inside the transaction of the change itself. */
export async function recordChange(tx: Tx, ctx: Writer, change: Change): Promise<void> {
  await recordChanges(tx, ctx, [change]);
}

/** Appends several changes in their order. */
export async function recordChanges(tx: Tx, ctx: Writer, changes: readonly Change[]): Promise<void> {
  const told = changes.map(inJson);
  const waiting = kept.get(tx);
  if (waiting) waiting.push(...told);
  else await append(tx, ctx, told);
}

/** A change as it is stored. */
interface Told extends Pick<Change, 'entity' | 'entityId' | 'action'> {
  readonly beforeJson: string | null;
  readonly afterJson: string | null;
}
const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
const inJson = ({ entity, entityId, action, before, after }: Change): Told => ({
  ...{ entity, entityId, action },
  beforeJson: json(before),
  afterJson: json(after),
});

/** Changes of long transactions, until their end. */
const kept = new WeakMap<Tx, Told[]>();
const written = 5000;

/**
 * Keeps the changes of a long transaction until `writeKeptChanges`. On PostgreSQL the end of the chain belongs to whoever
 * has written to it until their transaction ends: a colleague's click would wait for the whole of an import, and an import
 * that came to need what that click holds would end both. Nothing is kept on SQLite, which has one writer.
 */
export function keepChanges(tx: Tx, ctx: Writer): void {
  if (ctx.kind === 'postgres') kept.set(tx, []);
}

/** Appends what was kept: the last act of a transaction. */
export async function writeKeptChanges(tx: Tx, ctx: Writer): Promise<void> {
  const waiting = kept.get(tx) ?? [];
  kept.delete(tx);
  for (let start = 0; start < waiting.length; start += written)
    await append(tx, ctx, waiting.slice(start, start + written));
}

async function append(tx: Tx, ctx: Writer, changes: readonly Told[]): Promise<void> {
  if (changes.length === 0) return;
  // On PostgreSQL several writers are at work: the chain is one, so its end is taken by one at a time.
  if (ctx.kind === 'postgres') await sql`select pg_advisory_xact_lock(7315001)`.execute(tx);
  const last = await tx
    .selectFrom('changeLog')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  let previousHash = last?.hash ?? genesis;
  let sequence = last?.sequence ?? 0;
  const rows = changes.map((change) => {
    sequence += 1;
    const entry = {
      sequence,
      occurredAt: ctx.clock.now(),
      accountId: ctx.user.accountId,
      accountName: ctx.user.displayName,
      ...change,
      previousHash,
    };
    previousHash = changeHash(entry);
    return { ...entry, hash: previousHash };
  });
  await bulkInsert(tx, 'changeLog', rows);
}

/** Walks the whole chain in pieces. @returns the first broken sequence, or null */
export async function verifyChain(
  db: Database,
  signal: AbortSignal,
): Promise<{ count: number; brokenAt: number | null }> {
  let previousHash = genesis;
  let after = 0;
  for (let count = 0; ; ) {
    signal.throwIfAborted();
    const rows = await db
      .selectFrom('changeLog')
      .selectAll()
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(2000)
      .execute();
    if (rows.length === 0) return { count, brokenAt: null };
    for (const row of rows) {
      const whole = row.sequence === after + 1 && row.previousHash === previousHash && changeHash(row) === row.hash;
      if (!whole) return { count, brokenAt: row.sequence };
      previousHash = row.hash;
      after = row.sequence;
      count += 1;
    }
  }
}

export async function listChanges(
  db: Database,
  filter: { entity?: string | undefined; entityId?: string | undefined; offset: number; limit: number },
) {
  let query = db.selectFrom('changeLog');
  if (filter.entity) query = query.where('entity', '=', filter.entity);
  if (filter.entityId) query = query.where('entityId', '=', filter.entityId);
  const rows = await query
    .select(['sequence', 'occurredAt', 'accountName', 'entity', 'entityId', 'action', 'beforeJson', 'afterJson'])
    .orderBy('sequence', 'desc')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}
