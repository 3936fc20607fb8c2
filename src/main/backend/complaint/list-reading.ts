import { type SelectQueryBuilder, sql } from 'kysely';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';

/**
 * SQLite keeps no figures about what it stores here, so it takes a filter by status for a narrow one although nine of ten
 * complaints are closed, and fetches every row of them. Where a list is about everything it is told which index to read:
 * - `planned`: as the database chooses. Right for what is open, and for one filter that an index counts by itself.
 * - `gathered`: `complaint_list` holds all that the filter bar asks for; the subtree is read from it, no row is fetched.
 * - `walked`: the index of the order is followed from its beginning until the page is full. Right where many match.
 * PostgreSQL keeps such figures and always plans by itself; what it has to be told is in `isInParts`.
 */
export type Reading = 'planned' | 'gathered' | 'walked';

/** Filters that `complaint_list` does not hold. */
const beyond = (filter: ComplaintFilter) =>
  filter.q !== '' ||
  (filter.traits ?? []).length > 0 ||
  [
    filter.cause,
    filter.dueFrom,
    filter.dueTo,
    filter.deadlineFrom,
    filter.deadlineTo,
    filter.closedBy,
    filter.closedFrom,
    filter.closedTo,
  ].some((value) => value != null && value !== '');

interface Asked {
  filter: ComplaintFilter;
  unitPath: string;
}

/** Whether a list is about everything and asks only for what `complaint_list` holds. */
export const isGatherable = (db: Database, { filter }: Asked) =>
  kindOf(db) === 'sqlite' && filter.view === 'all' && !beyond(filter);

/** How the complaints of a list are counted or divided. */
export function countReading(db: Database, asked: Asked): Reading {
  if (!isGatherable(db, asked)) return 'planned';
  const { filter, unitPath } = asked;
  if (filter.grades.length > 0 || filter.businesses.length > 0) return 'gathered';
  const isSpan = Boolean(filter.receivedFrom || filter.receivedTo);
  // each of these has an index that counts it by itself, the first two together with a span of receipt
  const narrowing = [unitPath !== '/', filter.category !== '', filter.statuses.length > 0, filter.channels.length > 0];
  const withSpan = narrowing[0] || narrowing[1];
  const many = narrowing.filter(Boolean).length + (isSpan && !withSpan ? 1 : 0);
  return many > 1 ? 'gathered' : 'planned';
}

/** Columns with an index that begins with them. */
const ordered: readonly string[] = ['unitId', 'categoryCode', 'status', 'channel'];

/** How a list is divided by a column. */
export function groupReading(db: Database, asked: Asked, column: string): Reading {
  if (!isGatherable(db, asked)) return 'planned';
  const { statuses, channels, grades, businesses, category, receivedFrom, receivedTo } = asked.filter;
  const isWhole =
    asked.unitPath === '/' &&
    [...statuses, ...channels, ...grades, ...businesses].length === 0 &&
    !(category || receivedFrom || receivedTo);
  return isWhole && ordered.includes(column) ? 'planned' : 'gathered';
}

/** Rows an ordered index may be followed for one page; beyond, reading the whole subtree is quicker. */
const longestWalk = 20_000;

/**
 * How a page of a list is found.
 * @param matching how many match
 * @param stored how many complaints there are
 */
export function pageReading(db: Database, asked: Asked, upTo: number, matching: number, stored: number): Reading {
  if (!isGatherable(db, asked)) return 'planned';
  if (matching === 0) return 'gathered';
  // with nothing asked for but the order, no row is fetched on the way
  if (matching >= stored) return 'walked';
  return (Math.min(upTo, matching) * stored) / matching <= longestWalk ? 'walked' : 'gathered';
}

/**
 * Whether PostgreSQL is asked for the first of the open ones and the first of the others, and puts them together: the
 * index of deadlines has them apart, and for both at once it reads and sorts everything. A text is looked for only once.
 */
export const isInParts = (db: Database, { filter }: Asked) =>
  kindOf(db) === 'postgres' && filter.view === 'all' && filter.q === '';

/** The table, read by one index. */
export const complaintBy = (db: Database, index: string) =>
  db.selectFrom(sql`complaint`.as(sql`"complaint" indexed by ${sql.ref(index)}`)) as unknown as SelectQueryBuilder<
    Tables,
    'complaint',
    Record<never, never>
  >;
