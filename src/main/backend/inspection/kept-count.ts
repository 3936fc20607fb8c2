import { sql } from 'kysely';
import { monthsBetween, wholeMonths } from '#shared/inspection/month-span.ts';
import type { Database } from '../database/dialect.ts';
import { unitsBelow } from '../organization/organization.service.ts';
import type { ListScope } from './list.repository.ts';

/** How many sheets with an outcome a row of the figures holds. Of hits, databases from before reviews hold only some. */
const held = {
  failed: sql<number>`sum(failed)`,
  notApplicable: sql<number>`sum(not_applicable)`,
  scored: sql<number>`sum(sheets - not_applicable)`,
};
/** What a filter may ask and still be answered by the figures; how a page is cut out of it doesn't matter. */
const answered = new Set([
  ...['stage', 'unitId', 'startOn', 'endOn', 'scorecardCode', 'scorecardVersionId', 'itemCode', 'outcome'],
  ...['sort', 'descending', 'offset', 'limit'],
]);

/** Whether days are the first and the last of months, or not given. */
function areWholeMonths(startOn: string | undefined, endOn: string | undefined): boolean {
  const whole = wholeMonths({ startOn: startOn ?? '2000-01-01', endOn: endOn ?? '2000-01-31' });
  return (startOn === undefined || startOn === whole.startOn) && (endOn === undefined || endOn === whole.endOn);
}

/** The months from one to another; from the first or to the last there are figures of where one is not given. */
async function monthsOf(db: Database, from: string | undefined, to: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select (select min(month) from item_tally) as first, (select max(month) from item_tally) as last`.execute(db);
  const { first, last } = rows[0] ?? {};
  return first && last ? monthsBetween(from ?? first, to ?? last) : [];
}

/** Sum over the cells of the figures; each month by its key, since a range of months would read all of their items. */
export function keptSum(
  db: Database,
  { unitPath, filter, versionIds = [] }: ListScope,
  months: readonly string[],
  outcome: keyof typeof held,
) {
  const query = db
    .selectFrom('itemTally')
    .select(held[outcome].as('kept'))
    .where('scorecardVersionId', 'in', [...versionIds])
    .where('month', 'in', [...months])
    .where('itemCode', '=', filter.itemCode ?? '');
  if (unitPath === '/') return query;
  return query.where('unitId', 'in', unitsBelow(db, unitPath));
}

/**
 * How many published sheets have an item of a card that came out as asked, in whole months and a subtree: from the
 * figures kept with publication, so that it takes no longer with more sheets. The stage a filter asks for is not looked at.
 * @returns undefined where the figures don't know it and the sheets have to be counted
 */
export async function keptCount(db: Database, scope: ListScope): Promise<number | undefined> {
  const { filter, versionIds } = scope;
  const { itemCode, outcome = 'failed', startOn, endOn } = filter;
  const asksMore = Object.entries(filter).some(([name, value]) => !answered.has(name) && Boolean(value));
  if (!itemCode || !versionIds || outcome === 'hit' || asksMore || !areWholeMonths(startOn, endOn)) return undefined;
  const months = await monthsOf(db, startOn?.slice(0, 7), endOn?.slice(0, 7));
  if (versionIds.length === 0 || months.length === 0) return 0;
  const row = await keptSum(db, scope, months, outcome).executeTakeFirst();
  return Number(row?.kept ?? 0);
}
