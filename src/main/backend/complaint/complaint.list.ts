import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { ComplaintFilter, ComplaintView } from '#shared/complaint/complaint.schema.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { codeIs, narrowed } from './complaint.narrowing.ts';

/** What a list is limited to: the filter, the subtree and the moment it is asked. */
export interface ListScope {
  filter: ComplaintFilter;
  /** `/` sees everything */
  unitPath: string;
  now: string;
}
type Builder = ExpressionBuilder<Tables, 'complaint'>;

/** Last running deadline that still falls on the day of `now`: its 24:00. */
const endOfDay = (now: string) => instantAt(addDays(dayOf(now), 1));

/** Each view as one condition over cached columns; `due_sort` holds a real instant only while the clock runs. */
const views: Record<ComplaintView, (eb: Builder, now: string) => Expression<SqlBool>[]> = {
  open: (eb) => [eb('isOpen', '=', 1)],
  dueToday: (eb, now) => [eb('isOpen', '=', 1), eb('dueSort', '>', now), eb('dueSort', '<=', endOfDay(now))],
  overdue: (eb, now) => [eb('isOpen', '=', 1), eb('dueSort', '<=', now)],
  escalated: (eb) => [eb('isOpen', '=', 1), eb('escalationLevel', '>', 0)],
  followUp: (eb) => [eb('status', '=', 'responded')],
  repeat: (eb) => [eb('isOpen', '=', 1), eb('repeatCount', '>', 0)],
  regulator: (eb) => [eb('channel', '=', 'regulator'), eb('isOpen', '=', 1)],
  returned: (eb) => [eb('isOpen', '=', 1), eb('returnPending', '=', 1)],
  all: () => [],
};

function inSubtree(eb: Builder, path: string): Expression<SqlBool>[] {
  if (path === '/') return [];
  const range = subtree(path);
  return [
    eb(
      'unitId',
      'in',
      eb
        .selectFrom('unit')
        .select('unit.unitId')
        .where('unit.path', '>=', range.from)
        .where('unit.path', '<', range.to),
    ),
  ];
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Numbers are found by their beginning; anything else by occurrence in content, customer name or place. */
function matches(eb: Builder, q: string): Expression<SqlBool>[] {
  if (!q) return [];
  if (/^TS\d/i.test(q)) {
    const from = q.toUpperCase();
    return [eb('number', '>=', from), eb('number', '<', `${from}~`)];
  }
  const pattern = `%${escapeLike(q)}%`;
  const like = (column: 'content' | 'customerName' | 'city' | 'region') =>
    sql<SqlBool>`${eb.ref(column)} like ${pattern} escape '\\'`;
  return [
    eb.or([
      eb('customerNumber', '=', q),
      eb('externalNumber', '=', q),
      like('content'),
      like('customerName'),
      like('city'),
      like('region'),
    ]),
  ];
}

function conditions(eb: Builder, scope: ListScope): Expression<SqlBool> {
  const { filter, now } = scope;
  const list: Expression<SqlBool>[] = [
    ...views[filter.view](eb, now),
    ...inSubtree(eb, scope.unitPath),
    ...matches(eb, filter.q),
    ...narrowed(eb, scope),
  ];
  if (filter.statuses.length) list.push(eb('status', 'in', filter.statuses));
  if (filter.channels.length) list.push(eb('channel', 'in', filter.channels));
  if (filter.grades.length) list.push(eb('customerGrade', 'in', filter.grades));
  if (filter.businesses.length) list.push(eb('business', 'in', filter.businesses));
  if (filter.category) list.push(codeIs(eb, 'categoryCode', filter.category));
  if (filter.receivedFrom) list.push(eb('receivedAt', '>=', instantAt(filter.receivedFrom)));
  if (filter.receivedTo) list.push(eb('receivedAt', '<', instantAt(addDays(filter.receivedTo, 1))));
  return eb.and(list);
}

const sortColumns = { due: 'dueSort', received: 'receivedAt', closed: 'closedAt' } as const;
export interface ListOrder {
  sort: keyof typeof sortColumns;
  descending: boolean;
}

/**
 * Ids of one page: only columns of the sorting index are touched, the rows themselves are fetched afterwards, so that a
 * far page costs little.
 */
export function pageIds(db: Database, scope: ListScope, order: ListOrder, offset: number, limit: number) {
  const direction = order.descending ? 'desc' : 'asc';
  return db
    .selectFrom('complaint')
    .select('complaintId')
    .where((eb) => conditions(eb, scope))
    .orderBy(sortColumns[order.sort], direction)
    .orderBy('complaintId', direction)
    .offset(offset)
    .limit(limit);
}

export const countMatching = (db: Database, scope: ListScope) =>
  db
    .selectFrom('complaint')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where((eb) => conditions(eb, scope));

/** Rows by id, in no order. */
export const rowsByIds = (db: Database, ids: readonly string[]) =>
  db
    .selectFrom('complaint')
    .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
    .leftJoin('complaintCategory as cat', 'cat.code', 'complaint.categoryCode')
    .leftJoin('complaintCategory as top', 'top.code', 'cat.parentCode')
    .selectAll('complaint')
    .select([
      'unit.name as unitName',
      'cat.nameZh as catZh',
      'cat.nameEn as catEn',
      'top.nameZh as topZh',
      'top.nameEn as topEn',
    ])
    .where('complaint.complaintId', 'in', [...ids])
    .execute();

/** Sizes of all views in two passes over indexes: the open ones, and the whole. */
export async function countViews(db: Database, unitPath: string, now: string): Promise<Record<ComplaintView, number>> {
  const when = (condition: Expression<SqlBool>) =>
    sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
  const open = await db
    .selectFrom('complaint')
    .where('isOpen', '=', 1)
    .where((eb) => eb.and(inSubtree(eb, unitPath)))
    .select((eb) => {
      const of = (view: ComplaintView) => when(eb.and(views[view](eb, now))).as(view);
      return [
        eb.fn.countAll<number>().as('open'),
        of('dueToday'),
        of('overdue'),
        of('escalated'),
        of('followUp'),
        of('repeat'),
        of('regulator'),
        of('returned'),
      ];
    })
    .executeTakeFirstOrThrow();
  const all = await db
    .selectFrom('complaint')
    .where((eb) => eb.and(inSubtree(eb, unitPath)))
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries({ ...open, ...all }).map(([key, value]) => [key, Number(value)])) as Record<
    ComplaintView,
    number
  >;
}
