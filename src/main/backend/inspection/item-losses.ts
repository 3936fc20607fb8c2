import { sql } from 'kysely';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { addDays } from '#shared/kernel/dates.ts';
import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';
import { publishedSheets, type SummaryScope } from './summary-scope.ts';

/** Points an item cost in all, and on how many of the sheets it was scored. */
export interface ItemLoss {
  readonly scorecardCode: string;
  readonly itemCode: string;
  readonly scored: number;
  readonly failed: number;
  readonly lostPoints: number;
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
  const rows = await publishedSheets(db, scope)
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
  const revisions = await publishedSheets(db, scope)
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
