import type { AnalysisInput, CodeFigure, StructureAnalysis } from '#shared/complaint/analysis.schema.ts';
import { addDays, dayOf } from '#shared/kernel/dates.ts';
import { sameMix } from '#shared/statistics/contingency.ts';
import type { ServiceContext } from '../context.ts';
import { atPlaces, exposureOf, loadPlaces } from './analysis.places.ts';
import { monthsIn, partByPart, type ReadScope, receivedIn, spanOf, unitsWithComplaints } from './analysis.read.ts';
import { spanBefore } from './analysis-volume.service.ts';

interface CodeRow {
  unitId: string;
  categoryCode: string | null;
  causeCode: string | null;
  count: number;
}

/** Complaints by unit, category and cause, month by month from the index. */
async function codeRows(ctx: ServiceContext, scope: ReadScope): Promise<CodeRow[]> {
  const rows = await partByPart(ctx, monthsIn(scope), ({ from, to }) =>
    receivedIn(ctx.read, { ...scope, from, to })
      .select(['complaint.unitId', 'categoryCode', 'causeCode', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(['complaint.unitId', 'categoryCode', 'causeCode'])
      .execute(),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

type Names = ReadonlyMap<string, { nameZh: string; nameEn: string; parentCode: string | null }>;

function namesOf(rows: readonly { code: string; nameZh: string; nameEn: string; parentCode: string | null }[]): Names {
  return new Map(rows.map((row) => [row.code, row]));
}

/** The first-level code above a code. */
function topOf(code: string, names: Names): string {
  for (let at = code; ; ) {
    const above = names.get(at)?.parentCode;
    if (!above) return at;
    at = above;
  }
}

const sumBy = (rows: readonly CodeRow[], column: 'categoryCode' | 'causeCode') => {
  const sums = new Map<string | null, number>();
  for (const row of rows) sums.set(row[column], (sums.get(row[column]) ?? 0) + row.count);
  return sums;
};

function figuresOf(
  now: ReadonlyMap<string | null, number>,
  before: ReadonlyMap<string | null, number>,
  names: Names,
): CodeFigure[] {
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((code): CodeFigure => {
      const name = code === null ? undefined : names.get(code);
      return {
        code,
        zh: name?.nameZh ?? code ?? '未填',
        en: name?.nameEn ?? code ?? 'Not given',
        top: code === null ? null : topOf(code, names),
        count: now.get(code) ?? 0,
        previous: before.get(code) ?? 0,
      };
    })
    .sort((a, b) => b.count - a.count || ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1));
}

/** The mix of first-level categories against the period before (A17). */
function shiftOf(categories: readonly CodeFigure[]) {
  const tops = Map.groupBy(categories, (row) => row.top);
  const sums = [...tops.values()].map((rows) => ({
    now: rows.reduce((sum, row) => sum + row.count, 0),
    before: rows.reduce((sum, row) => sum + row.previous, 0),
  }));
  return sameMix(
    sums.map((sum) => sum.now),
    sums.map((sum) => sum.before),
  );
}

/**
 * What complaints are about and what caused them, against the period before; and causes by the units right below the
 * scope, with what those units are exposed to.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseStructure(ctx: ServiceContext, input: AnalysisInput): Promise<StructureAnalysis> {
  const asOf = ctx.clock.now();
  const span = spanOf(input);
  const places = await loadPlaces(ctx, input.unitId, (unitPath) => unitsWithComplaints(ctx, { ...span, unitPath }));
  const scope: ReadScope = { ...span, unitPath: places.unitPath, numerator: input.numerator };
  const rows = await codeRows(ctx, scope);
  const earlier = spanBefore(input);
  const before = await codeRows(ctx, { ...scope, ...earlier });
  const columns = ['code', 'nameZh', 'nameEn', 'parentCode'] as const;
  const categoryNames = namesOf(await ctx.read.selectFrom('complaintCategory').select(columns).execute());
  const causeNames = namesOf(await ctx.read.selectFrom('complaintCause').select(columns).execute());
  const categories = figuresOf(sumBy(rows, 'categoryCode'), sumBy(before, 'categoryCode'), categoryNames);
  const causes = figuresOf(sumBy(rows, 'causeCode'), sumBy(before, 'causeCode'), causeNames);
  const causeAt = new Map(causes.map((cause, index) => [cause.code, index]));
  const units = atPlaces(
    places,
    rows,
    () => new Map<number, number>(),
    (sum, row) => {
      const at = causeAt.get(row.causeCode) as number;
      sum.set(at, (sum.get(at) ?? 0) + row.count);
    },
  )
    .map(({ place, sum }) => ({ place, sum, count: [...sum.values()].reduce((all, count) => all + count, 0) }))
    .sort((a, b) => b.count - a.count || (a.place.code < b.place.code ? -1 : 1));
  const total = (list: readonly CodeRow[]) => list.reduce((sum, row) => sum + row.count, 0);
  return {
    total: total(rows),
    previousTotal: total(before),
    previousOn: { startOn: dayOf(earlier.from), endOn: addDays(dayOf(earlier.to), -1) },
    categories,
    causes,
    shift: shiftOf(categories),
    units: units.map(({ place, count }) => ({
      place,
      count,
      exposure: exposureOf(places.usersOf(place), span.from, span.to, asOf),
    })),
    cells: units.flatMap(({ sum }, unit) =>
      [...sum].map(([cause, count]): [number, number, number] => [unit, cause, count]),
    ),
  };
}
