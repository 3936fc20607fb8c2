import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ListInput } from '#shared/complaint/complaint.schema.ts';
import type { ServiceContext } from '../context.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import { conditions, type ListScope, matching, roughlyStored, sortColumns } from './complaint.list.ts';

/** Rows looked through between two turns of others: some 25 ms. */
const slice = 50_000;
/** With fewer than this share of all complaints in the subtree, the index of its units is the shorter way. */
const leastShare = 0.1;

type Order = Pick<ListInput, 'sort' | 'descending' | 'offset' | 'limit'>;

/** Whether a text is searched in everything, so that every row has to be looked through. */
async function isWhole(db: Database, { filter, unitPath }: ListScope, { sort }: Order, isNumber: boolean) {
  const { view, q, receivedFrom, receivedTo } = filter;
  if (kindOf(db) !== 'sqlite' || view !== 'all' || !q || isNumber || sort === 'risk') return false;
  if (/^TS\d/i.test(q) || receivedFrom || receivedTo) return false;
  if (unitPath === '/') return true;
  const scope = { filter: { ...filter, q: '' }, unitPath, now: '' };
  const below = await matching(db, scope, 'planned')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(below.total) > leastShare * (await roughlyStored(db));
}

/**
 * Looks for a text in all complaints. No index holds what occurs in a text, so every row is read, once for the page and
 * the number of matches together, in slices of their places in the file between which everything else has its turn.
 * @returns null where the list is not such a search, or the database searches outside of this process
 */
export async function searchWhole(
  ctx: Pick<ServiceContext, 'read' | 'signal'>,
  scope: ListScope,
  order: Order,
): Promise<{ ids: string[]; total: number } | null> {
  const { sort, descending, offset, limit } = order;
  if (sort === 'risk' || !(await isWhole(ctx.read, scope, order, scope.isNumber ?? false))) return null;
  const column = sortColumns[sort];
  const last = await roughlyStored(ctx.read);
  const upTo = offset + limit;
  let first: { complaintId: string; key: string }[] = [];
  let total = 0;
  const place = sql.ref('complaint.rowid');
  for (let from = 0; from < last; from += slice) {
    const found = await ctx.read
      .selectFrom('complaint')
      .select(['complaintId', (eb) => eb.fn.coalesce(column, sql<string>`''`).as('key')])
      .where(sql<boolean>`${place} > ${from} and ${place} <= ${from + slice}`)
      // a condition that no index can answer: the file is read in its own order
      .where((eb) => sql<boolean>`case when ${conditions(eb, scope)} then 1 else 0 end = 1`)
      .execute();
    total += found.length;
    first.push(...found);
    if (first.length > 4 * upTo + slice) first = firstOf(first, descending, upTo);
    await setImmediate();
    ctx.signal.throwIfAborted();
  }
  return {
    ids: firstOf(first, descending, upTo)
      .slice(offset)
      .map((one) => one.complaintId),
    total,
  };
}

function firstOf<T extends { complaintId: string; key: string }>(rows: T[], descending: boolean, count: number): T[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const turned = descending ? -1 : 1;
  rows.sort((a, b) => turned * (compare(a.key, b.key) || compare(a.complaintId, b.complaintId)));
  return rows.slice(0, count);
}
