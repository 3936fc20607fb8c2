import { type ExpressionBuilder, sql } from 'kysely';
import type { UnitLine } from '#shared/kernel/levels.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';

/** Number, mean and spread of effective points; points in 1/1000. `standardDeviation` is that of a sample, null below two. */
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
/** Mean loss of a section by sheet, in 1/1000 point. */
export interface SectionLoss {
  readonly scorecardCode: string;
  readonly sectionCode: string;
  readonly n: number;
  readonly fullPoints: number;
  readonly meanLostPoints: number;
}
/** Points an item cost in all, and on how many of the sheets it was scored. */
export interface ItemLoss {
  readonly scorecardCode: string;
  readonly itemCode: string;
  readonly scored: number;
  readonly failed: number;
  readonly lostPoints: number;
}
export interface InspectionSummary {
  readonly lines: readonly LineSummary[];
  readonly units: readonly UnitSummary[];
  readonly sections: readonly SectionLoss[];
  readonly items: readonly ItemLoss[];
}
export interface SummaryScope {
  readonly startOn: string;
  readonly endOn: string;
  readonly unitPath: string;
}

const topItems = 20;

/** Submitted sheets of a period in a subtree, with their unit. */
function sheets(db: Database, scope: SummaryScope) {
  const range = subtree(scope.unitPath);
  return db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .where('inspection.state', '=', 'submitted')
    .where('inspection.inspectedOn', '>=', scope.startOn)
    .where('inspection.inspectedOn', '<=', scope.endOn)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}

const moments = (eb: ExpressionBuilder<Tables, 'inspection'>) =>
  [
    eb.fn.count<number>('inspection.effectivePoints').as('n'),
    sql<number>`coalesce(sum(inspection.effective_points), 0)`.as('total'),
    sql<number>`coalesce(sum(cast(inspection.effective_points as bigint) * inspection.effective_points), 0)`.as(
      'squares',
    ),
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

async function lineSummaries(db: Database, scope: SummaryScope): Promise<LineSummary[]> {
  const range = subtree(scope.unitPath);
  const points = await sheets(db, scope)
    .groupBy('inspection.line')
    .select('inspection.line')
    .select(moments)
    .select(sql<number>`count(distinct inspection.unit_id)`.as('units'))
    .execute();
  const grades = await sheets(db, scope)
    .where('inspection.effectiveGrade', 'is not', null)
    .groupBy(['inspection.line', 'inspection.effectiveGrade'])
    .select(['inspection.line', 'inspection.effectiveGrade as grade', (eb) => eb.fn.countAll<number>().as('count')])
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
 * Figures of the submitted sheets of a period in a subtree: by line (never mixed), by unit, losses by section and the
 * items that cost most. Means are of effective points.
 * @param scope days inclusive; `unitPath` `/` for all
 */
export async function inspectionSummary(db: Database, scope: SummaryScope): Promise<InspectionSummary> {
  const units = await sheets(db, scope)
    .groupBy(['inspection.unitId', 'unit.name', 'inspection.line'])
    .select(['inspection.unitId', 'unit.name as unitName', 'inspection.line'])
    .select(moments)
    .orderBy('unit.name')
    .execute();
  const sections = await sheets(db, scope)
    .innerJoin('inspectionSection as section', 'section.inspectionId', 'inspection.inspectionId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('section.points', 'is not', null)
    .groupBy(['card.code', 'section.sectionCode', 'section.fullPoints'])
    .select([
      'card.code as scorecardCode',
      'section.sectionCode',
      'section.fullPoints',
      (eb) => eb.fn.countAll<number>().as('n'),
    ])
    .select(sql<number>`sum(section.full_points - section.points)`.as('lost'))
    .orderBy('card.code')
    .orderBy('section.sectionCode')
    .execute();
  const items = await sheets(db, scope)
    .innerJoin('inspectionItem as item', 'item.inspectionId', 'inspection.inspectionId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('item.isNotApplicable', '=', 0)
    .groupBy(['card.code', 'item.itemCode'])
    .select(['card.code as scorecardCode', 'item.itemCode', (eb) => eb.fn.countAll<number>().as('scored')])
    .select([
      sql<number>`sum(case when item.lost_points > 0 then 1 else 0 end)`.as('failed'),
      sql<number>`sum(item.lost_points)`.as('lostPoints'),
    ])
    .having(sql<boolean>`sum(item.lost_points) > 0`)
    .orderBy('lostPoints', 'desc')
    .orderBy('item.itemCode')
    .limit(topItems)
    .execute();
  return {
    lines: await lineSummaries(db, scope),
    units: units.map(({ unitId, unitName, line, ...sums }) => ({ unitId, unitName, line, ...figuresOf(sums) })),
    sections: sections.map(({ scorecardCode, sectionCode, fullPoints, n, lost }) => ({
      scorecardCode,
      sectionCode,
      fullPoints,
      n: Number(n),
      meanLostPoints: Number(lost) / Number(n),
    })),
    items: items.map(({ scorecardCode, itemCode, scored, failed, lostPoints }) => ({
      scorecardCode,
      itemCode,
      scored: Number(scored),
      failed: Number(failed),
      lostPoints: Number(lostPoints),
    })),
  };
}
