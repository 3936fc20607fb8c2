import { sql } from 'kysely';
import type { PlaceView } from '#shared/complaint/analysis.schema.ts';
import {
  type ControlSample,
  chartLength,
  controlSeriesOf,
  type JudgedSeries,
  lookedAt,
  type SeriesOptions,
  signalsOf,
} from '#shared/complaint/analysis-control.rules.ts';
import type { ControlAnalysis, ControlInput, ControlSignal } from '#shared/complaint/analysis-control.schema.ts';
import { addDays, dayOf, type Instant, instantAt } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import { mondayOf, monthsOfSpan, type PartOfSpan, weeksOfSpan } from '#shared/kernel/spans.ts';
import type { ServiceContext } from '../context.ts';
import { exposureOf, loadPlaces, type Places } from './analysis.places.ts';
import {
  countsByUnit,
  lateAndRunning,
  partByPart,
  type ReadScope,
  receivedIn,
  spanOf,
  unitsWithComplaints,
} from './analysis.read.ts';

/** Signals listed at most; beyond it is said how many more there are. */
const mostSignals = 300;

/** When the first complaint of the house came in: before it nobody took any down, which is no zero. */
async function firstReceived(ctx: ServiceContext): Promise<Instant | undefined> {
  const row = await ctx.read
    .selectFrom('complaint')
    .select('receivedAt')
    .orderBy('receivedAt')
    .limit(1)
    .executeTakeFirst();
  return row?.receivedAt;
}

/**
 * Whole weeks or months up to the end of the period or to now: what still runs is neither charted nor judged, and so is
 * the one in the middle of which complaints began to be taken down.
 */
function partsOf({ step, endOn }: ControlInput, asOf: Instant, first: Instant | undefined): PartOfSpan[] {
  const to = [spanOf({ startOn: endOn, endOn }).to, asOf].sort()[0] as Instant;
  const last = addDays(dayOf(to), -1);
  const start =
    step === 'week'
      ? addDays(mondayOf(last), -7 * chartLength.week)
      : shiftPeriod(periodOfDay('month', last), -chartLength.month).startOn;
  const parts = (step === 'week' ? weeksOfSpan : monthsOfSpan)(instantAt(start), to);
  const begin = instantAt(dayOf(first ?? asOf));
  return parts.filter((part) => part.to === part.end && part.from >= begin).slice(-chartLength[step]);
}

/** Count and cases of one unit in one part; the volume has no cases but an exposure. */
interface Cell {
  readonly unitId: string;
  readonly part: PartOfSpan;
  readonly category: string | null;
  readonly count: number;
  readonly n: number;
}

const topOf = (code: string | null) => code?.split('.')[0] ?? null;

async function volumeCells(ctx: ServiceContext, scope: ReadScope, parts: readonly PartOfSpan[]): Promise<Cell[]> {
  const rows = await countsByUnit(ctx, scope, parts, true);
  return rows.map(({ unitId, part, categoryCode, count }) => ({
    unitId,
    part,
    category: topOf(categoryCode),
    count,
    n: count,
  }));
}

async function shareCells(
  ctx: ServiceContext,
  scope: ReadScope,
  parts: readonly PartOfSpan[],
  measure: 'founded' | 'timeliness',
  asOf: Instant,
): Promise<Cell[]> {
  const isFounded = measure === 'founded';
  const cells = await partByPart(ctx, parts, async ({ from, to }) => {
    const rows = await receivedIn(ctx.read, { ...scope, from, to })
      .select((eb) => [
        'complaint.unitId',
        (isFounded
          ? sql<number>`coalesce(sum(case when conclusion in ('founded', 'partlyFounded') then 1 else 0 end), 0)`
          : sql<number>`coalesce(sum(is_in_time), 0)`
        ).as('count'),
        eb.fn.count<number>(isFounded ? 'conclusion' : 'isInTime').as('n'),
      ])
      .groupBy('complaint.unitId')
      .execute();
    return rows.map((row) => ({ unitId: row.unitId, category: null, count: Number(row.count), n: Number(row.n) }));
  });
  if (isFounded) return cells;
  const running = (await lateAndRunning(ctx, scope.unitPath, asOf)).flatMap(({ unitId, receivedAt }) => {
    const part = parts.find((one) => receivedAt >= one.from && receivedAt < one.to);
    return part ? [{ unitId, part, category: null, count: 0, n: 1 }] : [];
  });
  return [...cells, ...running];
}

type Sums = Map<string, { count: number; n: number }>;
const sumOf = (cells: readonly Cell[]): Sums => {
  const sums: Sums = new Map();
  for (const { part, count, n } of cells) {
    const sum = sums.get(part.key) ?? { count: 0, n: 0 };
    sum.count += count;
    sum.n += n;
    sums.set(part.key, sum);
  }
  return sums;
};

/** Exposure of each part: users where they are known for all of them, time otherwise. */
function exposuresOf(places: Places, place: PlaceView | null, parts: readonly PartOfSpan[], asOf: Instant) {
  const series = places.usersOf(place);
  const byUsers = parts.map(({ from, to }) => exposureOf(series, from, to, asOf));
  if (byUsers.every((size) => size !== null && size > 0)) return { per: 'users' as const, sizes: byUsers as number[] };
  const months = parts.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / (30.4375 * 86_400_000));
  return { per: 'time' as const, sizes: months };
}

/**
 * Control charts of the scope and of each unit right below it, and the signals of all of them; for the volume every
 * first-level category of every unit is looked at too. With so many series chance alone brings signals: how many is
 * stated beside them (reference R11).
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseControl(ctx: ServiceContext, input: ControlInput): Promise<ControlAnalysis> {
  const asOf = ctx.clock.now();
  const parts = partsOf(input, asOf, await firstReceived(ctx));
  const span = { from: parts[0]?.from ?? asOf, to: parts.at(-1)?.to ?? asOf };
  const places = await loadPlaces(ctx, input.unitId, (unitPath) => unitsWithComplaints(ctx, { ...span, unitPath }));
  const isVolume = input.measure === 'volume';
  const scope: ReadScope = {
    ...span,
    unitPath: places.unitPath,
    numerator: isVolume ? input.numerator : 'all',
    ...(isVolume && input.category && { category: input.category }),
  };
  const cells =
    input.measure === 'volume'
      ? await volumeCells(ctx, scope, parts)
      : await shareCells(ctx, scope, parts, input.measure, asOf);
  const options: SeriesOptions = input;
  const judge = (place: PlaceView | null, own: readonly Cell[]): JudgedSeries => {
    const sums = sumOf(own);
    const exposure = isVolume ? exposuresOf(places, place, parts, asOf) : null;
    const samples = parts.map(({ key, from, to }, i): ControlSample => {
      const { count, n } = sums.get(key) ?? { count: 0, n: 0 };
      const size = exposure ? (exposure.sizes[i] as number) : n;
      return { key, startOn: dayOf(from), endOn: addDays(dayOf(to), -1), count, size };
    });
    return controlSeriesOf(place, exposure?.per ?? 'cases', samples, options);
  };
  const byPlace = Map.groupBy(cells, (cell) => places.placeOf(cell.unitId));
  const whole = judge(null, cells);
  const units = [...byPlace].map(([place, own]) => judge(place, own));
  const names = await categoryNames(ctx);
  const deeper = !isVolume
    ? []
    : [...byPlace].flatMap(([place, own]) =>
        [...Map.groupBy(own, (cell) => cell.category)].flatMap(([code, list]) =>
          code === null || input.category ? [] : [{ code, judged: judge(place, list) }],
        ),
      );
  const all = [whole, ...units, ...deeper.map(({ judged }) => judged)];
  const own = input.category ? (names(input.category) ?? null) : null;
  const signals = [
    ...[whole, ...units].flatMap((judged) => signalsOf(judged, own, input)),
    ...deeper.flatMap(({ code, judged }) => signalsOf(judged, names(code), input)),
  ].sort(latestFirst);
  const cases = (judged: JudgedSeries) => judged.series.points.reduce((sum, point) => sum + point.count, 0);
  return {
    asOf,
    series: [whole, ...units.sort((a, b) => cases(b) - cases(a))].map(({ series }) => series),
    signals: signals.slice(0, mostSignals),
    unlisted: Math.max(0, signals.length - mostSignals),
    looked: lookedAt(all, input),
  };
}

/** The latest first; at one time those that lie farthest outside. */
function latestFirst(a: ControlSignal, b: ControlSignal): number {
  const reach = ({ point, centre }: ControlSignal) =>
    Math.abs(point.value - centre) / Math.max(1e-12, point.upper - centre);
  return b.point.key.localeCompare(a.point.key) || a.rule - b.rule || reach(b) - reach(a);
}

async function categoryNames(ctx: Pick<ServiceContext, 'read'>) {
  const rows = await ctx.read.selectFrom('complaintCategory').select(['code', 'nameZh', 'nameEn']).execute();
  const names = new Map(rows.map(({ code, nameZh, nameEn }) => [code, { code, zh: nameZh, en: nameEn }]));
  return (code: string) => names.get(code) ?? { code, zh: code, en: code };
}
