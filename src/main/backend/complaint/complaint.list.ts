import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import {
  type ComplaintFilter,
  type ComplaintView,
  complaintFilter,
  complaintViews,
} from '#shared/complaint/complaint.schema.ts';
import { type RiskMoment, riskFrom } from '#shared/complaint/risk.rules.ts';
import { openTodoKinds, type TodoKind } from '#shared/complaint/todo.schema.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { codeIs, narrowed } from './complaint.narrowing.ts';
import { absorbedCount } from './complaint.repository.ts';
import { complaintBy, countReading, isInParts, type Reading } from './list-reading.ts';
import type { Person } from './person.repository.ts';
import { riskPoints } from './risk.conditions.ts';
import { type FoundText, matches } from './text.conditions.ts';
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
  /** what is searched is the number of a customer or of another system: nothing else is looked through */
  isNumber?: boolean;
  /** what the index of texts says about what is searched, where it was asked: every row that matches is among these */
  text?: FoundText;
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

function inSubtree(eb: Builder, path: string, named = path !== '/'): Expression<SqlBool>[] {
  if (!named) return [];
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

/** The same scope without what is searched. */
export const withoutText = ({ text, ...scope }: ListScope): ListScope => ({
  ...scope,
  filter: { ...scope.filter, q: '' },
});

/** Whether a list is asked for nothing but a text: every complaint with it is in the list. */
export const asksOnlyText = (scope: ListScope) =>
  conditionsOf(expressionBuilder<Tables, 'complaint'>(), withoutText(scope), 'planned').length === 0;

/** @param reading how they are read: an index that begins with units finds a span of receipt only below each of them */
export const conditions = (eb: Builder, scope: ListScope, reading: Reading = 'planned'): Expression<SqlBool> =>
  eb.and(conditionsOf(eb, scope, reading));

function conditionsOf(eb: Builder, scope: ListScope, reading: Reading): Expression<SqlBool>[] {
  const { filter, unitPath } = scope;
  const isSpan = Boolean(filter.receivedFrom || filter.receivedTo);
  const list: Expression<SqlBool>[] = [
    ...views[filter.view](eb, scope),
    ...inSubtree(eb, unitPath, unitPath !== '/' || (reading === 'gathered' && isSpan)),
    ...matches(eb, { q: filter.q, isNumber: scope.isNumber, text: scope.text }),
    ...narrowed(eb, scope),
  ];
  if (filter.statuses.length) list.push(eb('status', 'in', filter.statuses));
  if (filter.channels.length) list.push(eb('channel', 'in', filter.channels));
  if (filter.grades.length) list.push(eb('customerGrade', 'in', filter.grades));
  if (filter.businesses.length) list.push(eb('business', 'in', filter.businesses));
  if (filter.category) list.push(codeIs(eb, 'categoryCode', filter.category));
  if (filter.receivedFrom) list.push(eb('receivedAt', '>=', instantAt(filter.receivedFrom)));
  if (filter.receivedTo) list.push(eb('receivedAt', '<', instantAt(addDays(filter.receivedTo, 1))));
  return list;
}

export const sortColumns = { due: 'dueSort', received: 'receivedAt', closed: 'closedAt' } as const;
export interface ListOrder {
  /** by risk the highest stand first, whatever the direction */
  sort: keyof typeof sortColumns | 'risk';
  descending: boolean;
}

/**
 * Ids of one page: only columns of an index are touched where one has all that is asked for, the rows themselves are
 * fetched afterwards, so that a far page costs little.
 */
export function pageIds(
  db: Database,
  scope: ListScope,
  { sort, descending }: ListOrder,
  offset: number,
  limit: number,
  reading: Reading = 'planned',
) {
  const direction = descending ? 'desc' : 'asc';
  const page = <O>(query: SelectQueryBuilder<Tables, 'complaint', O>) => query.offset(offset).limit(limit);
  if (sort === 'risk')
    return page(
      matching(db, scope, 'planned')
        .select('complaintId')
        .orderBy(riskPoints(risky(scope)), 'desc')
        .orderBy('dueSort')
        .orderBy('complaintId'),
    );
  const column = sortColumns[sort];
  if (sort === 'due' && (reading === 'walked' || isInParts(db, scope))) {
    // The index of deadlines has the open ones apart: both parts are followed at once.
    const part = (isOpen: number) => {
      const rows = matching(db, scope, reading, 'complaint_open_due')
        .select(['complaintId', column])
        .where('isOpen', '=', isOpen);
      const first = rows
        .orderBy(column, direction)
        .orderBy('complaintId', direction)
        .limit(offset + limit);
      return reading === 'walked' ? rows : (db.selectFrom(first.as('part')).selectAll() as unknown as typeof rows);
    };
    return page(part(1).unionAll(part(0)).orderBy(column, direction).orderBy('complaintId', direction));
  }
  const index = reading === 'walked' ? (sort === 'closed' ? 'complaint_closed' : 'complaint_received') : undefined;
  return page(
    matching(db, scope, reading, index)
      .select('complaintId')
      .orderBy(column, direction)
      .orderBy('complaintId', direction),
  );
}

/** Complaints of a list, read in one of the ways. @param index the one that is walked */
export function matching(db: Database, scope: ListScope, reading: Reading, index?: string) {
  const from =
    reading === 'planned'
      ? db.selectFrom('complaint')
      : complaintBy(db, reading === 'gathered' ? 'complaint_list' : (index as string));
  // SQLite counts all rows at once only where no condition stands at all
  let isEmpty = false;
  const narrowed = from.where((eb) => {
    const list = conditionsOf(eb, scope, reading);
    isEmpty = list.length === 0;
    return eb.and(list);
  });
  return isEmpty ? from : narrowed;
}

export const countMatching = (db: Database, scope: ListScope) =>
  matching(db, scope, countReading(db, scope)).select((eb) => eb.fn.countAll<number>().as('total'));

/** About how many complaints there are, at once, whatever has been taken out since. Only for SQLite. */
export async function roughlyStored(db: Database): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(rowid) as last from complaint`.execute(db);
  return rows[0]?.last ?? 0;
}

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
export type CountScope = Required<Omit<ListScope, 'filter' | 'isNumber' | 'text'>>;

const everything = complaintFilter.parse({ view: 'all' });
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
  const { total: all } = await countMatching(db, { ...scope, filter: everything }).executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries({ ...open, all }).map(([key, value]) => [key, Number(value)])) as Record<
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
