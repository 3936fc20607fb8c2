import { type ExpressionBuilder, sql } from 'kysely';
import { standingEntries } from '#shared/inspection/appeal.rules.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { UnitLine } from '#shared/kernel/levels.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { acceptedOf, appealsOfSheet } from './appeal.repository.ts';
import { entryOf, itemsOf } from './inspection.repository.ts';

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
  /** sheets of the period that are handed in but not published: they don't count yet */
  readonly unpublished: number;
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

/** Sheets of a period in a subtree, with their unit. */
function anySheets(db: Database, scope: SummaryScope) {
  const range = subtree(scope.unitPath);
  return db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .where('inspection.inspectedOn', '>=', scope.startOn)
    .where('inspection.inspectedOn', '<=', scope.endOn)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}
/** The published ones: what isn't published may still be returned, and counts nowhere. */
const sheets = (db: Database, scope: SummaryScope) => anySheets(db, scope).where('inspection.stage', '=', 'published');

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
  const points = await sheets(db, scope)
    .groupBy('inspection.line')
    .select('inspection.line')
    .select(moments)
    .select(sql<number>`count(distinct inspection.unit_id)`.as('units'))
    .execute();
  const grades = await sheets(db, scope)
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

/** Mean loss of each section, after appeals: what was handed in stays as it is, so revised sheets are scored anew. */
async function sectionLosses(db: Database, scope: SummaryScope): Promise<SectionLoss[]> {
  const rows = await sheets(db, scope)
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
    .execute();
  const losses = new Map(
    rows.map((row) => [
      `${row.scorecardCode} ${row.sectionCode} ${row.fullPoints}`,
      { ...row, n: Number(row.n), lost: Number(row.lost) },
    ]),
  );
  const add = (scorecardCode: string, sectionCode: string, fullPoints: number, points: number | null, sign: 1 | -1) => {
    if (points === null) return;
    const key = `${scorecardCode} ${sectionCode} ${fullPoints}`;
    const loss = losses.get(key) ?? { scorecardCode, sectionCode, fullPoints, n: 0, lost: 0 };
    losses.set(key, { ...loss, n: loss.n + sign, lost: loss.lost + sign * (fullPoints - points) });
  };
  const revised = await sheets(db, scope)
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('inspection.revisedPoints', 'is not', null)
    .select(['inspection.inspectionId', 'inspection.scorecardVersionId', 'card.code'])
    .execute();
  for (const { inspectionId, scorecardVersionId, code } of revised) {
    const { content } = await requireScorecard(db, scorecardVersionId);
    const entries = (await itemsOf(db, inspectionId)).map(entryOf);
    const points = (standing: readonly ItemEntry[], sign: 1 | -1) => {
      for (const section of scoreSheet(content, standing).sections)
        add(code, section.code, section.fullPoints, section.points, sign);
    };
    points(entries, -1);
    points(standingEntries(entries, acceptedOf(await appealsOfSheet(db, inspectionId))), 1);
  }
  return [...losses.values()]
    .filter((loss) => loss.n > 0)
    .map(({ lost, ...loss }) => ({ ...loss, meanLostPoints: lost / loss.n }))
    .sort((a, b) => (`${a.scorecardCode} ${a.sectionCode}` < `${b.scorecardCode} ${b.sectionCode}` ? -1 : 1));
}

/** Whether a period is made of whole months. */
const isWholeMonths = ({ startOn, endOn }: SummaryScope) =>
  startOn.endsWith('-01') && addDays(endOn, 1).endsWith('-01');

/**
 * Points lost by item on the published sheets, after appeals, most first. Whole months are read from the figures kept by
 * month; other periods from the items themselves.
 */
export async function itemLosses(db: Database, scope: SummaryScope): Promise<ItemLoss[]> {
  const rows = isWholeMonths(scope) ? await talliedLosses(db, scope) : await enteredLosses(db, scope);
  return rows
    .filter((row) => row.lostPoints > 0)
    .sort((a, b) => b.lostPoints - a.lostPoints || (a.itemCode < b.itemCode ? -1 : 1));
}

async function talliedLosses(db: Database, scope: SummaryScope): Promise<ItemLoss[]> {
  const range = subtree(scope.unitPath);
  const rows = await db
    .selectFrom('itemTally as tally')
    .innerJoin('unit', 'unit.unitId', 'tally.unitId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'tally.scorecardVersionId')
    .where('tally.month', '>=', scope.startOn.slice(0, 7))
    .where('tally.month', '<=', scope.endOn.slice(0, 7))
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to)
    .groupBy(['card.code', 'tally.itemCode'])
    .select(['card.code as scorecardCode', 'tally.itemCode'])
    .select([
      sql<number>`sum(tally.sheets - tally.not_applicable)`.as('scored'),
      sql<number>`sum(tally.failed)`.as('failed'),
      sql<number>`sum(tally.lost_points)`.as('lostPoints'),
    ])
    .execute();
  return rows.map((row) => ({
    ...row,
    scored: Number(row.scored),
    failed: Number(row.failed),
    lostPoints: Number(row.lostPoints),
  }));
}

async function enteredLosses(db: Database, scope: SummaryScope): Promise<ItemLoss[]> {
  const rows = await sheets(db, scope)
    .innerJoin('inspectionItem as item', 'item.inspectionId', 'inspection.inspectionId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .groupBy(['card.code', 'item.itemCode'])
    .select(['card.code as scorecardCode', 'item.itemCode'])
    .select([
      sql<number>`sum(1 - item.is_not_applicable)`.as('scored'),
      sql<number>`sum(case when item.lost_points > 0 and item.is_not_applicable = 0 then 1 else 0 end)`.as('failed'),
      sql<number>`sum(item.lost_points)`.as('lostPoints'),
    ])
    .execute();
  const revisions = await sheets(db, scope)
    .innerJoin('scoreAppeal as appeal', 'appeal.inspectionId', 'inspection.inspectionId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where('appeal.state', '=', 'accepted')
    .select(['card.code as scorecardCode', 'appeal.itemCode'])
    .select([
      'appeal.originalEntryJson',
      'appeal.originalLostPoints',
      'appeal.revisedEntryJson',
      'appeal.revisedLostPoints',
    ])
    .execute();
  const losses = new Map(
    rows.map((row) => [
      `${row.scorecardCode} ${row.itemCode}`,
      { ...row, scored: Number(row.scored), failed: Number(row.failed), lostPoints: Number(row.lostPoints) },
    ]),
  );
  for (const row of revisions) {
    const loss = losses.get(`${row.scorecardCode} ${row.itemCode}`);
    if (!loss || row.revisedEntryJson === null) continue;
    const before = itemShare(row.originalEntryJson, row.originalLostPoints);
    const after = itemShare(row.revisedEntryJson, row.revisedLostPoints ?? 0);
    loss.scored += after.scored - before.scored;
    loss.failed += after.failed - before.failed;
    loss.lostPoints += after.lostPoints - before.lostPoints;
  }
  return [...losses.values()];
}

function itemShare(entryJson: string, lostPoints: number) {
  const applies = !(JSON.parse(entryJson) as ItemEntry).isNotApplicable;
  return { scored: applies ? 1 : 0, failed: applies && lostPoints > 0 ? 1 : 0, lostPoints };
}

/**
 * Figures of the published sheets of a period in a subtree: by line (never mixed), by unit, losses by section and the
 * items that cost most. Means are of final points; all are after appeals.
 * @param scope days inclusive; `unitPath` `/` for all
 */
export async function inspectionSummary(db: Database, scope: SummaryScope): Promise<InspectionSummary> {
  const units = await sheets(db, scope)
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
