import {
  alertsOf,
  heatRowOf,
  type MonthCount,
  monthsBack,
  sumByMonth,
  timelinessSeries,
  type UnitMonths,
  volumeSeries,
} from '#shared/home/home.rules.ts';
import type { HeatGroup, Overview, TileView } from '#shared/home/home.schema.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import { pointScale } from '#shared/kernel/points.ts';
import type { UnitView } from '#shared/organization/organization.schema.ts';
import { meanInterval } from '#shared/statistics/interval.ts';
import { complaintMonthly, foundedRate, listComplaints } from '../complaint/complaint.service.ts';
import type { ServiceContext } from '../context.ts';
import { lineSummaries } from '../inspection/inspection.service.ts';
import { listVisibleUnits, scopePath } from '../organization/organization.service.ts';
import { surveySummary } from '../survey/survey.service.ts';
import { todo, viewInput } from './todo.service.ts';

const monthCount = 12;

/** What to do, six figures with their control state, the heat map and the alerts, for a scope up to a day. */
export async function homeOverview(
  ctx: ServiceContext,
  input: { endOn: string; unitId?: string | null | undefined },
): Promise<Overview> {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const months = monthsBack(input.endOn, monthCount);
  const asOf = ctx.clock.now();
  const scope = { from: instantAt(`${months[0]}-01`), to: instantAt(addDays(input.endOn, 1)), unitPath, asOf };
  const monthly = await complaintMonthly(ctx, scope);
  const isRunning = input.endOn >= dayOf(asOf);
  const units = heatUnits(await listVisibleUnits(ctx, { includeInactive: false }), unitPath, monthly, months);
  return {
    asOf,
    months,
    tiles: await tiles(ctx, sumByMonth(monthly, months), unitPath, input, isRunning),
    heat: {
      timeliness: units.map((unit) => heatRowOf(unit, 'timeliness')),
      volume: units.map((unit) => heatRowOf(unit, 'volume', isRunning)),
    },
    alerts: alertsOf(units, isRunning).slice(0, 20),
    todo: await todo(ctx, input.unitId),
  };
}

/** The units one level below the scope, with everything below each of them rolled up. */
function heatUnits(
  all: readonly UnitView[],
  unitPath: string,
  monthly: readonly (MonthCount & { unitId: string })[],
  months: readonly string[],
): UnitMonths[] {
  const tops = all.filter((unit) => unit.path === unitPath);
  const roots = all.filter((unit) => unit.parentId === null);
  const parent = tops[0] ?? (roots.length === 1 ? roots[0] : undefined);
  const rows = parent ? all.filter((unit) => unit.parentId === parent.unitId) : roots;
  const pathOf = new Map(all.map((unit) => [unit.unitId, unit.path]));
  return rows
    .map((unit) => {
      const below = monthly.filter((row) => pathOf.get(row.unitId)?.startsWith(unit.path));
      return { unitId: unit.unitId, name: unit.name, group: groupOf(unit), months: sumByMonth(below, months) };
    })
    .filter((unit) => unit.months.some((month) => month.count > 0));
}

function groupOf(unit: UnitView): HeatGroup {
  if (unit.line === 'vendor') return 'vendor';
  return unit.level === 'city' || unit.level === 'district' || unit.level === 'province' ? 'city' : 'department';
}

async function tiles(
  ctx: ServiceContext,
  months: readonly MonthCount[],
  unitPath: string,
  { endOn, unitId }: { endOn: string; unitId?: string | null | undefined },
  isRunning: boolean,
): Promise<TileView[]> {
  const timeliness = timelinessSeries(months);
  const volume = volumeSeries(months, isRunning);
  const last = timeliness.trend.at(-1);
  const before = timeliness.trend.at(-2);
  const month = endOn.slice(0, 7);
  return [
    {
      key: 'timeliness',
      kind: 'rate',
      value: last?.value ?? null,
      n: last?.n ?? 0,
      previous: before?.value ?? null,
      interval: null,
      ...timeliness,
      direction: 'up',
      path: `/complaint?view=all&from=${month}-01&to=${endOn}`,
    },
    {
      key: 'volume',
      kind: 'count',
      value: volume.trend.at(-1)?.value ?? null,
      n: volume.trend.at(-1)?.n ?? 0,
      previous: volume.trend.at(-2)?.value ?? null,
      interval: null,
      ...volume,
      direction: 'down',
      path: `/complaint?view=all&from=${month}-01&to=${endOn}`,
    },
    ...(await complaintTiles(ctx, unitPath, endOn, unitId)),
    await satisfactionTile(ctx, unitPath, endOn),
    await inspectionTile(ctx, unitPath, endOn),
  ];
}

async function complaintTiles(
  ctx: ServiceContext,
  unitPath: string,
  endOn: string,
  unitId: string | null | undefined,
): Promise<TileView[]> {
  const range = (first: string, last: string) => ({
    from: instantAt(first),
    to: instantAt(addDays(last, 1)),
    unitPath,
    asOf: ctx.clock.now(),
  });
  const [now = ''] = monthsBack(endOn, 1);
  const [earlier = ''] = monthsBack(endOn, 2);
  const current = await foundedRate(ctx, range(`${now}-01`, endOn));
  const previous = await foundedRate(ctx, range(`${earlier}-01`, addDays(`${now}-01`, -1)));
  const page = await listComplaints(ctx, viewInput('overdue', unitId, 1));
  return [
    {
      key: 'overdue',
      kind: 'count',
      value: page.total,
      n: page.total,
      previous: null,
      interval: null,
      state: null,
      trend: [],
      direction: 'down',
      path: '/complaint?view=overdue',
    },
    {
      key: 'founded',
      kind: 'rate',
      value: current.rate,
      n: current.n,
      previous: previous.rate,
      interval: current.interval,
      state: null,
      trend: [],
      direction: 'down',
      path: `/complaint?view=all&from=${now}-01&to=${endOn}`,
    },
  ];
}

/** Mean final points of the published front-desk sheets of the month; lines are never averaged together. */
async function inspectionTile(ctx: ServiceContext, unitPath: string, endOn: string): Promise<TileView> {
  const [earlier = '', now = ''] = monthsBack(endOn, 2);
  const front = async (startOn: string, last: string) =>
    (await lineSummaries(ctx.read, { startOn, endOn: last, unitPath })).find((line) => line.line === 'front');
  const current = await front(`${now}-01`, endOn);
  const previous = await front(`${earlier}-01`, addDays(`${now}-01`, -1));
  const points = (value: number | null | undefined) =>
    value === null || value === undefined ? null : value / pointScale;
  const [mean, sd, n] = [points(current?.meanPoints), points(current?.standardDeviation), current?.n ?? 0];
  return {
    key: 'inspection',
    kind: 'points',
    value: mean,
    n,
    previous: points(previous?.meanPoints),
    interval: mean === null || sd === null ? null : meanInterval(mean, sd, n),
    state: null,
    trend: [],
    direction: 'up',
    path: `/inspection?period=${now}`,
  };
}

/** The last wave that had ended, or had begun, by the day: its satisfaction index by simple means. */
async function satisfactionTile(ctx: ServiceContext, unitPath: string, endOn: string): Promise<TileView> {
  const waves = await surveySummary(ctx.read, { startOn: addDays(endOn, -190), endOn, unitPath });
  const ordered = [...waves].sort((a, b) => (a.startOn < b.startOn ? 1 : -1));
  const wave = ordered[0];
  const index = wave?.constructs.find((construct) => construct.code === wave.target);
  const trend = ordered
    .filter((one) => one.business === wave?.business)
    .reverse()
    .map((one) => {
      const target = one.constructs.find((construct) => construct.code === one.target);
      const { mean = null, n = 0, interval = null } = target?.index ?? {};
      return {
        month: one.startOn.slice(0, 7),
        value: mean,
        n,
        lower: interval?.low ?? null,
        upper: interval?.high ?? null,
        isSignal: false,
      };
    });
  return {
    key: 'satisfaction',
    kind: 'index',
    value: index?.index.mean ?? null,
    n: index?.index.n ?? 0,
    previous: trend.at(-2)?.value ?? null,
    interval: index?.index.interval ?? null,
    state: null,
    trend,
    direction: 'up',
    path: wave ? `/survey/${wave.waveId}` : '/survey',
  };
}
