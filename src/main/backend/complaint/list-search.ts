import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ListInput } from '#shared/complaint/complaint.schema.ts';
import type { ServiceContext } from '../context.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import {
  asksOnlyText,
  conditions,
  type ListScope,
  matching,
  roughlyStored,
  sortColumns,
  withoutText,
} from './complaint.list.ts';
import { complaintBy } from './list-reading.ts';
import { isAtOneOf, isOwnNumber, placeOf } from './text.conditions.ts';
import type { Places } from './text-places.ts';

/** Rows looked through between two turns of others: some 25 ms. */
const slice = 50_000;
/** Rows fetched by their places between two turns. */
const fetched = 5000;
/** Steps of an index between two turns. */
const walked = 20_000;
/** A row fetched takes as long as so many steps of an index. */
const stepsPerRow = 4;
/** With fewer than this share of all complaints in the subtree, the index of its units is the shorter way. */
const leastShare = 0.1;

type Context = Pick<ServiceContext, 'read' | 'signal'>;
type Order = Pick<ListInput, 'sort' | 'descending' | 'offset' | 'limit'>;
type Column = keyof typeof sortColumns;
interface Searched {
  ids: string[];
  total: number;
}
interface Keyed {
  complaintId: string;
  key: string;
}

/** Whether a text is searched in everything, so that every row has to be looked through. */
async function isWhole(db: Database, { filter, unitPath }: ListScope, { sort }: Order, isNumber: boolean) {
  const { view, q, receivedFrom, receivedTo } = filter;
  if (kindOf(db) !== 'sqlite' || view !== 'all' || !q || isNumber || sort === 'risk') return false;
  if (isOwnNumber(q) || receivedFrom || receivedTo) return false;
  if (unitPath === '/') return true;
  const scope = { filter: { ...filter, q: '' }, unitPath, now: '' };
  const below = await matching(db, scope, 'planned')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(below.total) > leastShare * (await roughlyStored(db));
}

/**
 * Looks for a text in all complaints. The index of texts says where it occurs. Where it doesn't, every row is read, once
 * for the page and the number of matches together, in slices of their places in the file. Between steps of either way
 * everything else has its turn.
 * @returns null where the list is not such a search, or the database searches outside of this process
 */
export async function searchWhole(ctx: Context, scope: ListScope, order: Order): Promise<Searched | null> {
  const { sort } = order;
  if (sort === 'risk') return null;
  if (scope.text && 'places' in scope.text) return fromPlaces(ctx, scope, scope.text.places, order, sort);
  if (!(await isWhole(ctx.read, scope, order, scope.isNumber ?? false))) return null;
  const last = await roughlyStored(ctx.read);
  const gathered = gather(order);
  for (let from = 0; from < last; from += slice) {
    const found = await keyed(ctx.read, sort)
      .where(sql<boolean>`${placeOf} > ${from} and ${placeOf} <= ${from + slice}`)
      // a condition that no index can answer: the file is read in its own order
      .where((eb) => sql<boolean>`case when ${conditions(eb, scope)} then 1 else 0 end = 1`)
      .execute();
    gathered.add(found);
    await turn(ctx);
  }
  return gathered.end();
}

async function turn({ signal }: Context): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

const keyed = (db: Database, sort: Column) =>
  db
    .selectFrom('complaint')
    .select(['complaintId', (eb) => eb.fn.coalesce(sortColumns[sort], sql<string>`''`).as('key')]);

/** Many match: the order is followed until the page is full. Few do, or more is asked for: their rows are fetched. */
async function fromPlaces(
  ctx: Context,
  scope: ListScope,
  places: Places,
  order: Order,
  sort: Column,
): Promise<Searched> {
  const stored = await roughlyStored(ctx.read);
  if (asksOnlyText(scope)) {
    const upTo = Math.min(order.offset + order.limit, places.count);
    const expected = (upTo * stored) / places.count;
    // where they lie close together at the far end, fetching them ends it sooner
    const longest = stepsPerRow * places.count;
    const ids = places.count > 0 && expected < longest ? await walk(ctx, places, order, sort, expected, longest) : null;
    if (ids) return { ids, total: places.count };
  }
  const others = withoutText(scope);
  const gathered = gather(order);
  for (let from = 0; ; ) {
    const some = places.list(from, fetched);
    const found = await keyed(ctx.read, sort)
      .where(isAtOneOf(some))
      .where((eb) => sql<boolean>`case when ${conditions(eb, others)} then 1 else 0 end = 1`)
      .execute();
    gathered.add(found);
    if (some.length < fetched) return gathered.end();
    from = (some.at(-1) as number) + 1;
    await turn(ctx);
  }
}

/**
 * Follows the index of an order and keeps what is at one of the places.
 * @param expected steps it takes when they are spread evenly
 * @param longest steps after which it gives up
 * @returns the page; null when it was given up
 */
async function walk(
  ctx: Context,
  places: Places,
  { descending, offset, limit }: Order,
  sort: Column,
  expected: number,
  longest: number,
): Promise<string[] | null> {
  const upTo = offset + limit;
  // of two steps between which something is put in front, the same row may be met twice
  const ids = new Set<string>();
  let steps = Math.min(walked, Math.ceil(expected * 1.2) + limit);
  for (let from = 0; from < longest; ) {
    const rows = await inOrder(ctx.read, sort, descending, from, steps);
    for (const { complaintId, place } of rows) if (places.has(place)) ids.add(complaintId);
    if (ids.size >= upTo || rows.length < steps) return [...ids].slice(offset, upTo);
    from += steps;
    steps = Math.min(walked, steps * 2);
    await turn(ctx);
  }
  return null;
}

function inOrder(db: Database, sort: Column, descending: boolean, offset: number, limit: number) {
  const direction = descending ? 'desc' : 'asc';
  const column = sortColumns[sort];
  const rows = (index: string) => complaintBy(db, index).select(['complaintId', column, placeOf.as('place')]);
  const query =
    sort === 'due'
      ? // the index of deadlines has the open ones apart: both parts are followed at once
        rows('complaint_open_due')
          .where('isOpen', '=', 1)
          .unionAll(rows('complaint_open_due').where('isOpen', '=', 0))
      : rows(sort === 'closed' ? 'complaint_closed' : 'complaint_received');
  return query.orderBy(column, direction).orderBy('complaintId', direction).offset(offset).limit(limit).execute();
}

/** Counts what is found and keeps the first of it. */
function gather({ descending, offset, limit }: Order) {
  const upTo = offset + limit;
  let first: Keyed[] = [];
  let total = 0;
  return {
    add(found: readonly Keyed[]) {
      total += found.length;
      first.push(...found);
      if (first.length > 4 * upTo + slice) first = firstOf(first, descending, upTo);
    },
    end: (): Searched => ({
      ids: firstOf(first, descending, upTo)
        .slice(offset)
        .map((one) => one.complaintId),
      total,
    }),
  };
}

function firstOf<T extends Keyed>(rows: T[], descending: boolean, count: number): T[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const turned = descending ? -1 : 1;
  rows.sort((a, b) => turned * (compare(a.key, b.key) || compare(a.complaintId, b.complaintId)));
  return rows.slice(0, count);
}
