import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { type ComplaintFilter, type ComplaintView, complaintViews } from '#shared/complaint/complaint.schema.ts';
import { type RiskMoment, riskFrom } from '#shared/complaint/risk.rules.ts';
import { openTodoKinds, type TodoKind } from '#shared/complaint/todo.schema.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { codeIs, narrowed } from './complaint.narrowing.ts';
import { absorbedCount } from './complaint.repository.ts';
import type { Person } from './person.repository.ts';
import { riskPoints } from './risk.conditions.ts';
import { allTodo, mayDo, todoCondition } from './todo.conditions.ts';

/** What a list is limited to: the filter, the subtree and the moment it is asked. */
export interface ListScope {
  filter: ComplaintFilter;
  /** `/` sees everything */
  unitPath: string;
  now: string;
  /** who asks, for views of one's own work */
  person?: Person;
  /** the days that count, for the view and the order of risks */
  risk?: RiskMoment;
}
type Builder = ExpressionBuilder<Tables, 'complaint'>;

/** Last running deadline that still falls on the day of `now`: its 24:00. */
const endOfDay = (now: string) => instantAt(addDays(dayOf(now), 1));

type Asked = Omit<ListScope, 'filter' | 'unitPath'> & { filter?: ComplaintFilter };
const personal = ({ person, now }: Asked) => {
  if (!person) throw new RangeError('a view of one’s own work needs to know whose');
  return { person, now };
};
const risky = ({ risk }: Asked) => {
  if (!risk) throw new RangeError('risks need their moment');
  return risk;
};

/** Each view as one condition over cached columns; `due_sort` holds a real instant only while the clock runs. */
const views: Record<ComplaintView, (eb: Builder, asked: Asked) => Expression<SqlBool>[]> = {
  open: (eb) => [eb('isOpen', '=', 1)],
  mine: (eb, asked) => [
    asked.filter?.todo ? todoCondition(eb, asked.filter.todo, personal(asked)) : allTodo(eb, personal(asked)),
  ],
  warned: (eb, asked) => [todoCondition(eb, 'warned', personal(asked))],
  approval: (eb, asked) => [todoCondition(eb, 'approve', personal(asked))],
  risk: (eb, asked) => [eb('isOpen', '=', 1), eb(riskPoints(risky(asked)), '>=', riskFrom)],
  dueToday: (eb, { now }) => [eb('isOpen', '=', 1), eb('dueSort', '>', now), eb('dueSort', '<=', endOfDay(now))],
  overdue: (eb, { now }) => [eb('isOpen', '=', 1), eb('dueSort', '<=', now)],
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

export function conditions(eb: Builder, scope: ListScope): Expression<SqlBool> {
  const { filter } = scope;
  const list: Expression<SqlBool>[] = [
    ...views[filter.view](eb, scope),
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
  /** by risk the highest stand first, whatever the direction */
  sort: keyof typeof sortColumns | 'risk';
  descending: boolean;
}

/**
 * Ids of one page: only columns of the sorting index are touched, the rows themselves are fetched afterwards, so that a
 * far page costs little.
 */
export function pageIds(db: Database, scope: ListScope, order: ListOrder, offset: number, limit: number) {
  const direction = order.descending ? 'desc' : 'asc';
  const found = db
    .selectFrom('complaint')
    .select('complaintId')
    .where((eb) => conditions(eb, scope));
  const sorted =
    order.sort === 'risk'
      ? found
          .orderBy(riskPoints(risky(scope)), 'desc')
          .orderBy('dueSort')
          .orderBy('complaintId')
      : found.orderBy(sortColumns[order.sort], direction).orderBy('complaintId', direction);
  return sorted.offset(offset).limit(limit);
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
    .select(absorbedCount)
    .where('complaint.complaintId', 'in', [...ids])
    .execute();

const sumWhen = (condition: Expression<SqlBool>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
/** Who asks, and when, for figures over all views or all kinds of work. */
export type CountScope = Required<Omit<ListScope, 'filter'>>;

/** Views counted in one pass over the open ones. */
const openViews = complaintViews.filter((view) => view !== 'open' && view !== 'all');

/** Sizes of all views in two passes over indexes: the open ones, and the whole. */
export async function countViews(db: Database, scope: CountScope): Promise<Record<ComplaintView, number>> {
  const open = await db
    .selectFrom('complaint')
    .where('isOpen', '=', 1)
    .where((eb) => eb.and(inSubtree(eb, scope.unitPath)))
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      ...openViews.map((view) => sumWhen(eb.and(views[view](eb, scope))).as(view)),
    ])
    .executeTakeFirstOrThrow();
  const all = await db
    .selectFrom('complaint')
    .where((eb) => eb.and(inSubtree(eb, scope.unitPath)))
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries({ ...open, ...all }).map(([key, value]) => [key, Number(value)])) as Record<
    ComplaintView,
    number
  >;
}

/** How many complaints wait for a person, each counted once, and by kind of work; those over their deadline beside. */
export async function countTodo(
  db: Database,
  scope: CountScope,
): Promise<{ total: number; kinds: { kind: TodoKind; count: number; overdue: number }[] }> {
  const counted = async (kinds: readonly TodoKind[], isOpen: boolean) => {
    const known = kinds.filter((kind) => mayDo(scope.person, kind));
    if (known.length === 0) return { total: 0, kinds: [] };
    const flag = (condition: Expression<SqlBool>) => sql<number>`case when ${condition} then 1 else 0 end`;
    const name = (kind: TodoKind) => sql.ref(`waiting.${kind}`);
    // Each condition is asked once: some of them look into other tables.
    const row = (await db
      .with(
        (cte) => cte('waiting').materialized(),
        (rows) =>
          rows
            .selectFrom('complaint')
            .where((eb) => eb.and(inSubtree(eb, scope.unitPath)))
            .where((eb) => (isOpen ? eb('isOpen', '=', 1) : todoCondition(eb, known[0] as TodoKind, scope)))
            .select((eb) => [
              flag(eb('dueSort', '<=', scope.now)).as('late'),
              ...known.map((kind) => flag(todoCondition(eb, kind, scope)).as(kind)),
            ]),
      )
      .selectFrom('waiting')
      .select([
        sql<number>`coalesce(sum(case when ${sql.join(known.map(name), sql` + `)} > 0 then 1 else 0 end), 0)`.as(
          'total',
        ),
        ...known.flatMap((kind) => [
          sql<number>`coalesce(sum(${name(kind)}), 0)`.as(kind),
          sql<number>`coalesce(sum(${name(kind)} * waiting.late), 0)`.as(`${kind}Late`),
        ]),
      ])
      .executeTakeFirstOrThrow()) as Record<string, number>;
    return {
      total: Number(row.total),
      kinds: known.map((kind) => ({ kind, count: Number(row[kind]), overdue: Number(row[`${kind}Late`]) })),
    };
  };
  const open = await counted(openTodoKinds, true);
  const audits = await counted(['audit'], false);
  return { total: open.total, kinds: [...open.kinds, ...audits.kinds] };
}
