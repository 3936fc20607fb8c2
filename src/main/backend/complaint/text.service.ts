import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import {
  asksOnlyText,
  type ListOrder,
  type ListScope,
  matching,
  roughlyStored,
  withoutText,
} from './complaint.list.ts';
import { countReading } from './list-reading.ts';
import { type FoundText, isOwnNumber, ofNumber, placeOf } from './text.conditions.ts';
import { pairsOf, textIndexState } from './text-pieces.ts';
import { isTextIndexed, placesOfText } from './text-places.ts';

/** With no more than so many left by everything else, reading their texts is the shorter way. */
const fewEnough = 20_000;

/**
 * Asks the index of texts what a list searches, where that is the shorter way.
 * @returns undefined where the texts are read instead: numbers, a list that is short anyway, a text the index can't answer,
 * or an index that is still being built
 */
export async function foundText(
  ctx: Pick<ServiceContext, 'read' | 'signal'>,
  scope: ListScope,
): Promise<FoundText | undefined> {
  const { view, q } = scope.filter;
  if (!q || scope.isNumber || isOwnNumber(q) || view !== 'all') return undefined;
  return kindOf(ctx.read) === 'sqlite' ? onSqlite(ctx, scope) : onPostgres(ctx, q);
}

async function onSqlite(
  ctx: Pick<ServiceContext, 'read' | 'signal'>,
  scope: ListScope,
): Promise<FoundText | undefined> {
  const { read } = ctx;
  if (!(await isTextIndexed(read))) return undefined;
  if (!asksOnlyText(scope)) {
    const others = withoutText(scope);
    const left = await matching(read, others, countReading(read, others))
      .select(sql`1`.as('one'))
      .limit(fewEnough)
      .execute();
    if (left.length < fewEnough) return undefined;
  }
  const { q } = scope.filter;
  const places = await placesOfText(ctx, q, await roughlyStored(read));
  if (!places) return undefined;
  const numbers = await ofNumber(read, q).select(sql<string>`json_group_array(${placeOf})`.as('places')).execute();
  places.add(JSON.parse(numbers[0]?.places ?? '[]'));
  return { places };
}

/**
 * A list as its page is asked. PostgreSQL reads and sorts all that the index of texts finds; where many match, it fills
 * the page sooner by following the order and reading texts on the way, which it does when the index isn't spoken of.
 * Deadlines and risks have no index of their order for all at once.
 * @param upTo the last row of the page
 * @param matching how many match
 */
export async function askedForPage(
  db: Database,
  scope: ListScope,
  sort: ListOrder['sort'],
  upTo: number,
  matching: number,
): Promise<ListScope> {
  if (!scope.text || !('pairs' in scope.text) || sort === 'due' || sort === 'risk') return scope;
  const { rows } = await sql<{ stored: number }>`
    select reltuples::float8 as stored from pg_class where oid = 'complaint'::regclass`.execute(db);
  const onTheWay = (upTo * (rows[0]?.stored ?? 0)) / Math.max(matching, 1);
  const { text, ...reading } = scope;
  // in an order rows lie apart, those of an index are read as they lie
  return onTheWay > 0 && 2 * onTheWay < matching ? reading : scope;
}

/** The planner weighs it; a number that is the same would have to be looked up beside it. */
async function onPostgres({ read }: Pick<ServiceContext, 'read'>, q: string): Promise<FoundText | undefined> {
  const pairs = pairsOf(q);
  if (pairs.length === 0 || (await textIndexState(read)) !== 'whole') return undefined;
  const numbers = await ofNumber(read, q).select('complaintId').limit(1).execute();
  return numbers.length > 0 ? undefined : { pairs };
}
