import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import type { Grouping } from '#shared/complaint/group.contract.ts';
import type { ServiceContext } from '../context.ts';
import { type ListScope, matching } from './complaint.list.ts';
import { groupReading } from './list-reading.ts';
import { listScope } from './scope.service.ts';

const columns = {
  unit: 'unitId',
  category: 'categoryCode',
  status: 'status',
  channel: 'channel',
  grade: 'customerGrade',
  business: 'business',
} as const satisfies Record<Grouping, string>;
type GroupColumn = (typeof columns)[Grouping];
/** More groups than anybody reads; the rest is counted together. */
const most = 200;

/**
 * Sizes of the groups. Those overdue are counted by themselves: few are open, and an index that divides does not say it.
 */
async function counts(ctx: ServiceContext, scope: ListScope, column: GroupColumn) {
  const [db, { now }] = [ctx.read, scope];
  const grouped = matching(db, scope, groupReading(db, scope, column))
    .select([column, (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(column);
  const late = await matching(db, scope, 'planned')
    .where('isOpen', '=', 1)
    .where('dueSort', '<=', now)
    .select([column, (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(column)
    .execute();
  const overdue = new Map(late.map((row) => [row[column], Number(row.count)]));
  const rows = await grouped.orderBy('count', 'desc').orderBy(column).execute();
  return rows.map((row) => ({ ...row, overdue: overdue.get(row[column]) ?? 0 }));
}

/**
 * How what a filter leaves divides by one column, the largest group first.
 * @returns groups that add up, with `others`, to the list of the same filter
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function groups(ctx: ServiceContext, { by, ...filter }: ComplaintFilter & { by: Grouping }) {
  const scope = await listScope(ctx, filter);
  const column = columns[by];
  const rows = await counts(ctx, scope, column);
  const shown = rows.slice(0, most);
  const names = await namesOf(
    ctx,
    by,
    shown.map((row) => row[column] as string | null),
  );
  return {
    groups: shown.map((row) => {
      const key = (row[column] as string | null) ?? '';
      return { key, name: names.get(key) ?? '', count: Number(row.count), overdue: Number(row.overdue) };
    }),
    others: rows.slice(most).reduce((sum, row) => sum + Number(row.count), 0),
  };
}

async function namesOf(ctx: ServiceContext, by: Grouping, keys: readonly (string | null)[]) {
  const ids = keys.filter((key) => key !== null);
  if (by !== 'unit' || ids.length === 0) return new Map<string, string>();
  const units = await ctx.read.selectFrom('unit').select(['unitId', 'name']).where('unitId', 'in', ids).execute();
  return new Map(units.map((unit) => [unit.unitId, unit.name]));
}
