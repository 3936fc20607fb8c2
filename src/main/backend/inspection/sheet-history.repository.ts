import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { CostlyItem, GradeBand, HistorySheet } from '#shared/inspection/analysis.schema.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { answeredAlike, sheetBefore } from './item-standing.ts';

export type SheetCondition = (eb: ExpressionBuilder<Tables, 'inspection'>) => Expression<SqlBool>;

/** Most sheets drawn on one way; older ones are counted but not drawn. */
const mostSheets = 400;

/** Sheets handed in that a condition leaves, oldest first, at most 400 of the latest. */
export async function historySheets(db: Database, condition: SheetCondition): Promise<HistorySheet[]> {
  const rows = await db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'inspection.scorecardVersionId')
    .where((eb) => condition(eb as unknown as ExpressionBuilder<Tables, 'inspection'>))
    .where('inspection.stage', 'in', ['submitted', 'reviewed', 'published'])
    .select([
      'inspection.inspectionId',
      'inspection.number',
      'inspection.inspectedOn',
      'inspection.inspectorName',
      'inspection.stage',
      'inspection.finalPoints',
      'inspection.effectivePoints',
      'inspection.finalGrade',
      'inspection.effectiveGrade',
      'unit.name as unitName',
      'card.code as scorecardCode',
      'card.titleZh',
      'card.titleEn',
    ])
    .select(sheetBefore('inspection').as('beforeId'))
    .orderBy('inspection.inspectedOn', 'desc')
    .orderBy('inspection.inspectionId', 'desc')
    .limit(mostSheets)
    .execute();
  const alike = await likeness(db, rows);
  return rows.reverse().map((row) => ({
    inspectionId: row.inspectionId,
    number: row.number,
    inspectedOn: row.inspectedOn,
    unitName: row.unitName,
    scorecardCode: row.scorecardCode,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    inspectorName: row.inspectorName,
    stage: row.stage,
    points: row.finalPoints ?? row.effectivePoints,
    originalPoints: row.effectivePoints,
    grade: row.finalGrade ?? row.effectiveGrade,
    ...(alike.get(row.inspectionId) ?? { same: null, compared: 0 }),
  }));
}

/** For each sheet the items that are on both it and the one before, and how many were answered alike. */
async function likeness(db: Database, rows: readonly { inspectionId: string; beforeId: string | null }[]) {
  const pairs = rows.filter((row) => row.beforeId !== null);
  const result = new Map<string, { same: number; compared: number }>();
  if (pairs.length === 0) return result;
  const before = new Map(pairs.map((row) => [row.inspectionId, row.beforeId as string]));
  const values = sql.join(pairs.map((row) => sql`(${row.inspectionId}, ${before.get(row.inspectionId)})`));
  const { rows: found } = await sql<{ id: string; same: number; compared: number }>`
    with pair (id, before_id) as (values ${values})
    select pair.id, count(*) as compared, sum(case when ${answeredAlike('one', 'other')} then 1 else 0 end) as same
    from pair
    join inspection_item one on one.inspection_id = pair.id
    join inspection_item other on other.inspection_id = pair.before_id and other.item_code = one.item_code
    group by pair.id`.execute(db);
  for (const row of found) result.set(row.id, { same: Number(row.same), compared: Number(row.compared) });
  return result;
}

/** Number and mean of final points of published sheets, and when anything was inspected last. */
export async function historyFigures(db: Database, condition: SheetCondition) {
  const row = await db
    .selectFrom('inspection')
    .where((eb) => condition(eb))
    .where('inspection.stage', 'in', ['submitted', 'reviewed', 'published'])
    .select([
      sql<number>`sum(case when inspection.stage = 'published' then 1 else 0 end)`.as('total'),
      sql<number>`sum(inspection.final_points)`.as('points'),
      sql<number>`count(inspection.final_points)`.as('n'),
      sql<string | null>`max(inspection.inspected_on)`.as('last'),
    ])
    .executeTakeFirstOrThrow();
  const n = Number(row.n);
  return { total: Number(row.total ?? 0), mean: n > 0 ? Number(row.points) / n : null, lastInspectedOn: row.last };
}

/** What was appealed of the sheets, and what it changed. */
export async function appealFiguresOf(db: Database, condition: SheetCondition) {
  const rows = await db
    .selectFrom('scoreAppeal as appeal')
    .innerJoin('inspection', 'inspection.inspectionId', 'appeal.inspectionId')
    .where((eb) => condition(eb as unknown as ExpressionBuilder<Tables, 'inspection'>))
    .groupBy('appeal.state')
    .select('appeal.state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .select(sql<number>`sum(coalesce(appeal.revised_points - appeal.original_points, 0))`.as('points'))
    .execute();
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    raised: rows.reduce((sum, row) => sum + Number(row.count), 0),
    accepted: count('accepted'),
    open: count('open'),
    pointsChanged: Number(rows.find((row) => row.state === 'accepted')?.points ?? 0),
  };
}

/** Grades of the card of the latest sheet, from the best. */
export async function latestBands(db: Database, condition: SheetCondition): Promise<GradeBand[]> {
  const latest = await db
    .selectFrom('inspection')
    .where((eb) => condition(eb))
    .where('inspection.stage', 'in', ['submitted', 'reviewed', 'published'])
    .select('inspection.scorecardVersionId as id')
    .orderBy('inspection.inspectedOn', 'desc')
    .orderBy('inspection.inspectionId', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!latest) return [];
  return (await requireScorecard(db, latest.id)).content.grades
    .map(({ code, title, fromPoints }) => ({ code, titleZh: title.zh, titleEn: title.en, fromPoints }))
    .sort((a, b) => b.fromPoints - a.fromPoints);
}

/** Names items by the newest version of their card. */
export async function titledItems(
  db: Database,
  rows: readonly (Omit<CostlyItem, 'titleZh' | 'titleEn'> & { scorecardVersionId: string })[],
  most: number,
): Promise<CostlyItem[]> {
  const items = new Map<string, CostlyItem>();
  for (const { scorecardVersionId, ...row } of rows) {
    const key = `${row.scorecardCode} ${row.itemCode}`;
    const known = items.get(key);
    if (known) {
      known.scored += row.scored;
      known.failed += row.failed;
      known.lostPoints += row.lostPoints;
      continue;
    }
    const { content } = await requireScorecard(db, scorecardVersionId);
    const item = content.sections.flatMap((section) => section.items).find((each) => each.code === row.itemCode);
    items.set(key, { ...row, titleZh: item?.title.zh ?? row.itemCode, titleEn: item?.title.en ?? row.itemCode });
  }
  return [...items.values()]
    .filter((item) => item.lostPoints > 0)
    .sort((a, b) => b.lostPoints - a.lostPoints || (a.itemCode < b.itemCode ? -1 : 1))
    .slice(0, most);
}
