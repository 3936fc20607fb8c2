import { sql } from 'kysely';
import { dayOf } from '#shared/kernel/dates.ts';
import { monthsOfSpan } from '#shared/kernel/spans.ts';
import { wilsonInterval } from '#shared/statistics/interval.ts';
import { kaplanMeier, medianSurvival, survivalAt } from '#shared/statistics/kaplan-meier.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { unitsBelow } from '../organization/organization.service.ts';

/** What figures are asked for: instants [from, to), a subtree, and the moment up to which is known. */
export interface FigureScope {
  from: string;
  to: string;
  /** `/` for everything */
  unitPath: string;
  asOf: string;
}
const hourMs = 3_600_000;
const rateOf = (hits: number, n: number) => ({
  hits,
  n,
  rate: n === 0 ? null : hits / n,
  interval: wilsonInterval(hits, n),
});

/**
 * Complaints received in the period inside the subtree. Units are named even when all are meant: the index
 * `complaint_analysis` begins with them.
 */
function received(db: Database, scope: FigureScope) {
  return db
    .selectFrom('complaint')
    .where('complaint.receivedAt', '>=', scope.from)
    .where('complaint.receivedAt', '<', scope.to)
    .where('complaint.unitId', 'in', unitsBelow(db, scope.unitPath));
}

async function groupBy(
  db: Database,
  scope: FigureScope,
  column: 'status' | 'channel' | 'categoryCode' | 'unitId' | 'conclusion',
) {
  const rows = await received(db, scope)
    .select(column)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(column)
    .execute();
  return new Map(rows.map((row) => [row[column] as string | null, Number(row.count)]));
}

/** Complaints of the subtree whose answer was due in the period; those still running count as late once their time is over. */
async function timeliness(db: Database, scope: FigureScope) {
  let query = db.selectFrom('complaint').where('dueAt', '>=', scope.from).where('dueAt', '<', scope.to);
  if (scope.unitPath !== '/') query = query.where('unitId', 'in', unitsBelow(db, scope.unitPath));
  const row = await query
    .select([
      sql<number>`coalesce(sum(case when is_in_time = 1 then 1 else 0 end), 0)`.as('inTime'),
      sql<number>`coalesce(sum(case when is_in_time = 0 or (clock_state in ('running', 'paused') and due_at <= ${scope.asOf}) then 1 else 0 end), 0)`.as(
        'late',
      ),
      sql<number>`coalesce(sum(case when clock_state = 'unknown' then 1 else 0 end), 0)`.as('unknown'),
    ])
    .executeTakeFirstOrThrow();
  const inTime = Number(row.inTime);
  return { ...rateOf(inTime, inTime + Number(row.late)), unknown: Number(row.unknown) };
}

/**
 * How long complaints stay open, by Kaplan–Meier: those still open are censored at `asOf`, withdrawn ones when they were
 * withdrawn; those closed at an unknown time are left out and counted.
 */
async function closingTime(db: Database, scope: FigureScope) {
  const rows = await received(db, scope).select(['receivedAt', 'closedAt', 'status', 'isOpen']).execute();
  const known = rows.filter((row) => row.isOpen === 1 || row.closedAt !== null);
  const durations = known.map((row) => {
    const closed = row.closedAt !== null && row.closedAt <= scope.asOf;
    const end = closed ? (row.closedAt as string) : scope.asOf;
    return {
      time: Math.max(0, Date.parse(end) - Date.parse(row.receivedAt)) / hourMs,
      event: closed && row.status === 'closed',
    };
  });
  const steps = kaplanMeier(durations);
  return {
    n: known.length,
    events: durations.filter((one) => one.event).length,
    timeUnknown: rows.length - known.length,
    medianHours: medianSurvival(steps),
    openAfter48Hours: known.length === 0 ? null : survivalAt(steps, 48),
    openAfter15Days: known.length === 0 ? null : survivalAt(steps, 360),
    steps,
  };
}

function foundedOf(conclusions: ReadonlyMap<string | null, number>) {
  const of = (conclusion: string) => conclusions.get(conclusion) ?? 0;
  const founded = of('founded') + of('partlyFounded');
  return rateOf(founded, founded + of('notFounded'));
}

/** Share of founded complaints among those received in the period whose conclusion is known. */
export const foundedRate = async (ctx: Pick<ServiceContext, 'read'>, scope: FigureScope) =>
  foundedOf(await groupBy(ctx.read, scope, 'conclusion'));

/** Figures of a period for reports and the home page: counts, timeliness, founded rate and closing time. */
export async function complaintSummary(ctx: Pick<ServiceContext, 'read'>, scope: FigureScope) {
  const db = ctx.read;
  const byStatus = await groupBy(db, scope, 'status');
  const conclusions = await groupBy(db, scope, 'conclusion');
  const total = [...byStatus.values()].reduce((sum, count) => sum + count, 0);
  const open = [...byStatus]
    .filter(([status]) => status !== 'closed' && status !== 'withdrawn')
    .reduce((sum, [, count]) => sum + count, 0);
  const categories = await db.selectFrom('complaintCategory').select(['code', 'nameZh', 'nameEn']).execute();
  const names = new Map(categories.map((row) => [row.code, row]));
  const units = new Map(
    (await db.selectFrom('unit').select(['unitId', 'name', 'line']).execute()).map((row) => [row.unitId, row]),
  );
  const byCategory = [...(await groupBy(db, scope, 'categoryCode'))].map(([code, count]) => ({
    code,
    zh: names.get(code ?? '')?.nameZh ?? '未分类',
    en: names.get(code ?? '')?.nameEn ?? 'Unclassified',
    count,
  }));
  const byUnit = [...(await groupBy(db, scope, 'unitId'))].map(([unitId, count]) => ({
    unitId: unitId as string,
    name: units.get(unitId as string)?.name ?? '',
    line: units.get(unitId as string)?.line ?? 'front',
    count,
  }));
  const largestFirst = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return {
    total,
    open,
    byStatus: Object.fromEntries(byStatus),
    byChannel: Object.fromEntries(await groupBy(db, scope, 'channel')),
    byCategory: byCategory.sort(largestFirst),
    byUnit: byUnit.sort(largestFirst),
    timeliness: await timeliness(db, scope),
    founded: foundedOf(conclusions),
    closing: await closingTime(db, scope),
  };
}
export type ComplaintSummary = Awaited<ReturnType<typeof complaintSummary>>;

/**
 * Complaints of the subtree still running although their time is over, whenever received, as the list of overdue ones
 * finds them: `due_sort` holds an instant only while the clock runs.
 */
function runningLate(db: Database, scope: FigureScope) {
  return db
    .selectFrom('complaint')
    .select(['unitId', 'receivedAt'])
    .where('isOpen', '=', 1)
    .where('dueSort', '<=', scope.asOf)
    .where('isInTime', 'is', null)
    .where('unitId', 'in', unitsBelow(db, scope.unitPath))
    .execute();
}

/**
 * Complaints received per month (Asia/Shanghai) and unit, for trends and heat maps; late are also those still running
 * whose time is over. Month by month, so that the index `complaint_analysis` answers alone and no row's month has to
 * be worked out; the few still running are read by themselves.
 */
export async function complaintMonthly(
  ctx: Pick<ServiceContext, 'read'>,
  scope: FigureScope,
): Promise<{ month: string; unitId: string; count: number; inTime: number; late: number }[]> {
  const running = new Map<string, number>();
  for (const { unitId, receivedAt } of await runningLate(ctx.read, scope)) {
    if (receivedAt < scope.from || receivedAt >= scope.to) continue;
    const key = `${dayOf(receivedAt).slice(0, 7)} ${unitId}`;
    running.set(key, (running.get(key) ?? 0) + 1);
  }
  const all = [];
  for (const { key: month, from, to } of monthsOfSpan(scope.from, scope.to)) {
    const rows = await received(ctx.read, { ...scope, from, to })
      .select([
        'unitId',
        sql<number>`count(*)`.as('count'),
        sql<number>`count(is_in_time)`.as('judged'),
        sql<number>`coalesce(sum(is_in_time), 0)`.as('inTime'),
      ])
      .groupBy('unitId')
      .execute();
    for (const row of rows) {
      const inTime = Number(row.inTime);
      const late = Number(row.judged) - inTime + (running.get(`${month} ${row.unitId}`) ?? 0);
      all.push({ month, unitId: row.unitId, count: Number(row.count), inTime, late });
    }
  }
  return all;
}
