import { sql } from 'kysely';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import type { Grouping } from '#shared/complaint/group.contract.ts';
import type { ServiceContext } from '../context.ts';
import { conditions } from './complaint.list.ts';
import { listScope } from './scope.service.ts';

const columns = {
  unit: 'unitId',
  category: 'categoryCode',
  status: 'status',
  channel: 'channel',
  grade: 'customerGrade',
  business: 'business',
} as const satisfies Record<Grouping, string>;
/** More groups than anybody reads; the rest is counted together. */
const most = 200;

/**
 * How what a filter leaves divides by one column, the largest group first.
 * @returns groups that add up, with `others`, to the list of the same filter
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function groups(ctx: ServiceContext, { by, ...filter }: ComplaintFilter & { by: Grouping }) {
  const scope = await listScope(ctx, filter);
  const column = columns[by];
  const rows = await ctx.read
    .selectFrom('complaint')
    .select([
      column,
      (eb) => eb.fn.countAll<number>().as('count'),
      sql<number>`sum(case when is_open = 1 and due_sort <= ${scope.now} then 1 else 0 end)`.as('overdue'),
    ])
    .where((eb) => conditions(eb, scope))
    .groupBy(column)
    .orderBy('count', 'desc')
    .orderBy(column)
    .execute();
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
