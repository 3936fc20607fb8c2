import type { Ranking, RankingInput, RankingKind, RankingRow } from '#shared/inspection/analysis.schema.ts';
import { previousSpan } from '#shared/inspection/month-span.ts';
import {
  changeOf,
  type PointCount,
  type PointSummary,
  rankRanges,
  summarize,
} from '#shared/inspection/ranking.rules.ts';
import type { UnitLine } from '#shared/kernel/levels.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { listUnitsOf, scopePath, unitsBelow } from '../organization/organization.service.ts';
import type { UnitTable } from '../organization/organization.table.ts';
import { requireScorecard } from '../standard/standard.service.ts';

interface Scope {
  readonly unitPath: string;
  readonly line: UnitLine;
  readonly startOn: string;
  readonly endOn: string;
}

/** Published sheets of one line in a period with a score, in a subtree. Reads the index inspection_ranking alone. */
export function rankedSheets(db: Database, { unitPath, line, startOn, endOn }: Scope) {
  const query = db
    .selectFrom('inspection')
    .where('inspection.stage', '=', 'published')
    .where('inspection.line', '=', line)
    .where('inspection.inspectedOn', '>=', startOn)
    .where('inspection.inspectedOn', '<=', endOn)
    .where('inspection.finalPoints', 'is not', null);
  if (unitPath === '/') return query;
  return query.where('inspection.unitId', 'in', unitsBelow(db, unitPath));
}

/** Sheets by unit, points and grade: at most a few hundred different points, so every figure comes from one query. */
export const pointsByUnit = (db: Database, scope: Scope) =>
  rankedSheets(db, scope)
    .groupBy(['inspection.unitId', 'inspection.finalPoints', 'inspection.finalGrade'])
    .select(['inspection.unitId as id', 'inspection.finalPoints as points', 'inspection.finalGrade as grade'])
    .select((eb) => eb.fn.countAll<number>().as('count'));
const pointsByStaff = (db: Database, scope: Scope) =>
  rankedSheets(db, scope)
    .innerJoin('inspectionStaff as scored', 'scored.inspectionId', 'inspection.inspectionId')
    .groupBy(['scored.staffId', 'inspection.finalPoints', 'inspection.finalGrade'])
    .select(['scored.staffId as id', 'inspection.finalPoints as points', 'inspection.finalGrade as grade'])
    .select((eb) => eb.fn.countAll<number>().as('count'));

type Counts = Map<string, PointCount[]>;

async function countsOf(db: Database, by: RankingKind, scope: Scope, keyOf: (id: string) => string): Promise<Counts> {
  const rows = await (by === 'staff' ? pointsByStaff(db, scope) : pointsByUnit(db, scope)).execute();
  const counts: Counts = new Map();
  for (const { id, points, grade, count } of rows) {
    const key = keyOf(id);
    const list = counts.get(key) ?? [];
    list.push({ points: points ?? 0, grade, count: Number(count) });
    counts.set(key, list);
  }
  return counts;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly place: string;
}

/** The city a unit lies in, or the unit where there is none above it. */
function cityOf(units: ReadonlyMap<string, UnitTable>): (unitId: string) => string {
  return (unitId) => {
    const path = units.get(unitId)?.path.split('/').filter(Boolean) ?? [unitId];
    return path.find((id) => units.get(id)?.level === 'city') ?? unitId;
  };
}

async function staffPlaces(
  db: Database,
  ids: readonly string[],
  units: ReadonlyMap<string, UnitTable>,
): Promise<Place[]> {
  const places: Place[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .selectFrom('staff')
      .select(['staffId', 'name', 'code', 'unitId'])
      .where('staffId', 'in', ids.slice(start, start + 500))
      .execute();
    for (const row of rows)
      places.push({ id: row.staffId, name: row.name, code: row.code, place: units.get(row.unitId)?.name ?? '' });
  }
  return places;
}

/**
 * Units, cities or people of one line in the order of their mean final points over the published sheets of a period.
 * Lines are never put together. Whoever has fewer than `least` sheets has no place.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function rankLine(ctx: ServiceContext, input: RankingInput): Promise<Ranking> {
  const { line, by, least, startOn, endOn } = input;
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const units = new Map((await listUnitsOf(ctx.read, '/')).map((unit) => [unit.unitId, unit]));
  const keyOf = by === 'city' ? cityOf(units) : (id: string) => id;
  const scope = { unitPath, line, startOn, endOn };
  const before = previousSpan(startOn, endOn);
  const now = await countsOf(ctx.read, by, scope, keyOf);
  const earlier = await countsOf(ctx.read, by, { ...scope, ...before }, keyOf);
  const places = new Map(
    (by === 'staff'
      ? await staffPlaces(ctx.read, [...now.keys()], units)
      : [...now.keys()].map((id) => unitPlace(units, id))
    ).map((place) => [place.id, place]),
  );
  const rows = [...now].map(([id, counts]) =>
    rowOf(
      places.get(id) ?? { id, name: id, code: '', place: '' },
      summarize(counts),
      summarize(earlier.get(id) ?? []),
      least,
    ),
  );
  const sites = [...units.values()].filter(
    (unit) => unit.level === 'site' && unit.line === line && unit.path.startsWith(unitPath),
  );
  const all = summarize([...now.values()].flat());
  const inspected = by === 'unit' ? now : await countsOf(ctx.read, 'unit', scope, (id) => id);
  return {
    line,
    rows: placed(rows, least),
    n: all.n,
    mean: all.mean,
    grades: await gradesOf(ctx.read, scope),
    previousStartOn: before.startOn,
    previousEndOn: before.endOn,
    notInspected: sites.filter((unit) => !inspected.has(unit.unitId)).map((unit) => unitPlace(units, unit.unitId)),
    sites: sites.length,
  };
}

function unitPlace(units: ReadonlyMap<string, UnitTable>, id: string): Place {
  const unit = units.get(id);
  const above = unit?.parentId ? units.get(unit.parentId)?.name : undefined;
  return { id, name: unit?.name ?? id, code: unit?.code ?? '', place: above ?? '' };
}

function rowOf(place: Place, now: PointSummary, before: PointSummary, least: number): RankingRow {
  const change = changeOf(now, before, least);
  return {
    ...place,
    n: now.n,
    mean: now.mean,
    median: now.median,
    interval: now.interval,
    grades: now.grades,
    rankFrom: null,
    rankTo: null,
    previousMean: before.mean,
    previousN: before.n,
    change: change?.difference ?? null,
    changeVerdict: change?.verdict ?? 'sampleTooSmall',
  };
}

/** Those with enough sheets first, best mean first, each with the places its interval leaves open. */
function placed(rows: RankingRow[], least: number): RankingRow[] {
  const byMean = (a: RankingRow, b: RankingRow) =>
    (b.mean ?? 0) - (a.mean ?? 0) || b.n - a.n || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  const enough = rows.filter((row) => row.n >= least).sort(byMean);
  const ranges = rankRanges(enough);
  const ranked = enough.map((row, index) => ({
    ...row,
    rankFrom: ranges[index]?.from ?? null,
    rankTo: ranges[index]?.to ?? null,
  }));
  return [...ranked, ...rows.filter((row) => row.n < least).sort(byMean)];
}

/** Grades of the cards in use, from the best; a code that several cards have is named once. */
async function gradesOf(db: Database, scope: Scope): Promise<Ranking['grades']> {
  const versions = await rankedSheets(db, scope).select('inspection.scorecardVersionId as id').distinct().execute();
  const grades = new Map<string, { from: number; titleZh: string; titleEn: string }>();
  for (const { id } of versions)
    for (const { code, title, fromPoints } of (await requireScorecard(db, id)).content.grades)
      if (!grades.has(code)) grades.set(code, { from: fromPoints, titleZh: title.zh, titleEn: title.en });
  return [...grades]
    .sort(([, a], [, b]) => b.from - a.from)
    .map(([code, { titleZh, titleEn }]) => ({ code, titleZh, titleEn }));
}
