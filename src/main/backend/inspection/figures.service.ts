import { type ExpressionBuilder, sql } from 'kysely';
import { standingEntries } from '#shared/inspection/appeal.rules.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { UnitLine } from '#shared/kernel/levels.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { acceptedOf, appealsOfSheet } from './appeal.repository.ts';
import { entryOf, itemsOf } from './inspection.repository.ts';
import { type ItemLoss, itemLosses } from './item-losses.ts';
import { type SectionLoss, sectionLosses } from './section-losses.ts';
import { anySheets, publishedSheets, type SummaryScope } from './summary-scope.ts';

/** Number, mean and spread of final points; points in 1/1000. `standardDeviation` is that of a sample, null below two. */
export interface PointFigures {
  readonly n: number;
  readonly meanPoints: number | null;
  readonly standardDeviation: number | null;
}
export interface LineSummary extends PointFigures {
  readonly line: UnitLine;
  /** sheets by grade code */
  readonly grades: Readonly<Record<string, number>>;
  /** units inspected, of active site units of the line in the subtree */
  readonly inspectedUnits: number;
  readonly siteUnits: number;
}
export interface UnitSummary extends PointFigures {
  readonly unitId: string;
  readonly unitName: string;
  readonly line: UnitLine;
}
export interface InspectionSummary {
  /** sheets of the period that are handed in but not published: they don't count yet */
  readonly unpublished: number;
  readonly lines: readonly LineSummary[];
  readonly units: readonly UnitSummary[];
  readonly sections: readonly SectionLoss[];
  readonly items: readonly ItemLoss[];
}
const topItems = 20;

const moments = (eb: ExpressionBuilder<Tables, 'inspection'>) =>
  [
    eb.fn.count<number>('inspection.finalPoints').as('n'),
    sql<number>`coalesce(sum(inspection.final_points), 0)`.as('total'),
    sql<number>`coalesce(sum(cast(inspection.final_points as bigint) * inspection.final_points), 0)`.as('squares'),
  ] as const;

/** Mean and sample standard deviation from the sums of integers. */
function figuresOf(row: { n: number; total: number; squares: number }): PointFigures {
  const [n, total, squares] = [Number(row.n), Number(row.total), Number(row.squares)];
  if (n === 0) return { n, meanPoints: null, standardDeviation: null };
  const meanPoints = total / n;
  return {
    n,
    meanPoints,
    standardDeviation: n < 2 ? null : Math.sqrt(Math.max(0, squares - total * meanPoints) / (n - 1)),
  };
}

/** Figures of the published sheets of a period by line. */
export async function lineSummaries(db: Database, scope: SummaryScope): Promise<LineSummary[]> {
  const range = subtree(scope.unitPath);
  const points = await publishedSheets(db, scope)
    .groupBy('inspection.line')
    .select('inspection.line')
    .select(moments)
    .select(sql<number>`count(distinct inspection.unit_id)`.as('units'))
    .execute();
  const grades = await publishedSheets(db, scope)
    .where('inspection.finalGrade', 'is not', null)
    .groupBy(['inspection.line', 'inspection.finalGrade'])
    .select(['inspection.line', 'inspection.finalGrade as grade', (eb) => eb.fn.countAll<number>().as('count')])
    .execute();
  const sites = await db
    .selectFrom('unit')
    .where('isActive', '=', 1)
    .where('level', '=', 'site')
    .where('path', '>=', range.from)
    .where('path', '<', range.to)
    .groupBy('line')
    .select(['line', (eb) => eb.fn.countAll<number>().as('count')])
    .execute();
  const lines = [...new Set([...points.map((row) => row.line), ...sites.map((row) => row.line)])].sort();
  return lines.map((line) => {
    const row = points.find((each) => each.line === line);
    return {
      line,
      ...figuresOf(row ?? { n: 0, total: 0, squares: 0 }),
      grades: Object.fromEntries(
        grades.filter((each) => each.line === line).map((each) => [each.grade ?? '', Number(each.count)]),
      ),
      inspectedUnits: Number(row?.units ?? 0),
      siteUnits: Number(sites.find((each) => each.line === line)?.count ?? 0),
    };
  });
}

/**
 * Figures of the published sheets of a period in a subtree: by line (never mixed), by unit, losses by section and the
 * items that cost most. Means are of final points; all are after appeals.
 * @param scope days inclusive; `unitPath` `/` for all
 */
export async function inspectionSummary(db: Database, scope: SummaryScope): Promise<InspectionSummary> {
  const units = await publishedSheets(db, scope)
    .groupBy(['inspection.unitId', 'unit.name', 'inspection.line'])
    .select(['inspection.unitId', 'unit.name as unitName', 'inspection.line'])
    .select(moments)
    .orderBy('unit.name')
    .execute();
  const waiting = await anySheets(db, scope)
    .where('inspection.stage', 'in', ['submitted', 'reviewed'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    unpublished: Number(waiting.count),
    lines: await lineSummaries(db, scope),
    units: units.map(({ unitId, unitName, line, ...sums }) => ({ unitId, unitName, line, ...figuresOf(sums) })),
    sections: await sectionLosses(db, scope),
    items: (await itemLosses(db, scope)).slice(0, topItems),
  };
}

/** Whether sheets with accepted appeals still stand under a critical hit, by id. */
export async function standingVetoes(db: Database, inspectionIds: readonly string[]): Promise<Map<string, boolean>> {
  const vetoes = new Map<string, boolean>();
  for (const inspectionId of inspectionIds) {
    const { scorecardVersionId } = await db
      .selectFrom('inspection')
      .select('scorecardVersionId')
      .where('inspectionId', '=', inspectionId)
      .executeTakeFirstOrThrow();
    const { content } = await requireScorecard(db, scorecardVersionId);
    const entries = (await itemsOf(db, inspectionId)).map(entryOf);
    const standing = standingEntries(entries, acceptedOf(await appealsOfSheet(db, inspectionId)));
    const outcome = scoreSheet(content, standing);
    vetoes.set(
      inspectionId,
      outcome.rawPoints !== outcome.effectivePoints || outcome.rawGrade !== outcome.effectiveGrade,
    );
  }
  return vetoes;
}
