import { type RawBuilder, sql } from 'kysely';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { codesHitOnFailure, type ItemShare, shareChange, shareOf } from '#shared/inspection/tally.rules.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { Tx } from '../database/transaction.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import type { ItemTallyTable } from './inspection.table.ts';

const key = ['scorecardVersionId', 'month', 'itemCode', 'unitId'] as const;
const sums = ['sheets', 'notApplicable', 'failed', 'hits', 'lostPoints'] as const;
/** Below the most values SQLite takes in one statement. */
const idsAtOnce = 500;

/**
 * Adds the entered items of sheets of one card to the figures, by one statement. What counts as a hit is that of
 * `shareOf` in tally.rules.
 */
async function addItems(tx: Tx, scorecardVersionId: string, sheets: RawBuilder<unknown>): Promise<void> {
  const codes = codesHitOnFailure((await requireScorecard(tx, scorecardVersionId)).content);
  const hitOnFailure =
    codes.length === 0
      ? sql`1 = 0`
      : sql`i.item_code in (${sql.join(codes)}) and (i.lost_points > 0 or i.result_json like ${'%"passed":false%'})`;
  await sql`insert into item_tally
      (scorecard_version_id, month, item_code, unit_id, sheets, not_applicable, failed, hits, lost_points)
    select s.scorecard_version_id, substr(s.inspected_on, 1, 7), i.item_code, s.unit_id, count(*),
      sum(i.is_not_applicable), sum(case when i.lost_points > 0 and i.is_not_applicable = 0 then 1 else 0 end),
      sum(case when i.is_not_applicable = 0 and (i.is_critical_hit = 1 or (${hitOnFailure})) then 1 else 0 end),
      sum(i.lost_points)
    from inspection s join inspection_item i on i.inspection_id = s.inspection_id
    where s.scorecard_version_id = ${scorecardVersionId} and ${sheets}
    group by s.scorecard_version_id, substr(s.inspected_on, 1, 7), i.item_code, s.unit_id
    on conflict (scorecard_version_id, month, item_code, unit_id) do update set
      sheets = item_tally.sheets + excluded.sheets,
      not_applicable = item_tally.not_applicable + excluded.not_applicable,
      failed = item_tally.failed + excluded.failed,
      hits = item_tally.hits + excluded.hits,
      lost_points = item_tally.lost_points + excluded.lost_points`.execute(tx);
}

/** Adds the sheets of a publication to the figures by item. */
export async function addPublicationToTally(tx: Tx, publicationId: string): Promise<void> {
  const versions = await tx
    .selectFrom('inspection')
    .select('scorecardVersionId')
    .distinct()
    .where('publicationId', '=', publicationId)
    .execute();
  for (const { scorecardVersionId } of versions)
    await addItems(tx, scorecardVersionId, sql`s.publication_id = ${publicationId}`);
}

/** Adds sheets that came as published from somewhere else. */
export async function addSheetsToTally(
  tx: Tx,
  sheets: readonly { inspectionId: string; scorecardVersionId: string }[],
): Promise<void> {
  for (const [version, list] of Map.groupBy(sheets, (sheet) => sheet.scorecardVersionId))
    for (let start = 0; start < list.length; start += idsAtOnce) {
      const ids = list.slice(start, start + idsAtOnce).map((sheet) => sheet.inspectionId);
      await addItems(tx, version, sql`s.inspection_id in (${sql.join(ids)})`);
    }
}

/** An item of a card, at a unit in a month. */
export type TallyKey = Pick<ItemTallyTable, (typeof key)[number]>;

/** Changes the figures of one item at one unit in one month; the row is there since its sheet was published. */
export async function changeTally(tx: Tx, at: TallyKey, change: ItemShare): Promise<void> {
  const plus = (column: (typeof sums)[number]) => sql<number>`${sql.ref(column)} + ${change[column]}`;
  await tx
    .updateTable('itemTally')
    .set(Object.fromEntries(sums.map((column) => [column, plus(column)])))
    .where('scorecardVersionId', '=', at.scorecardVersionId)
    .where('month', '=', at.month)
    .where('itemCode', '=', at.itemCode)
    .where('unitId', '=', at.unitId)
    .execute();
}

/** What accepting an appeal changes. Points lost are those the engine gave both entries. */
export const appealChange = (
  item: ScorecardItem,
  before: { entry: ItemEntry; lostPoints: number },
  after: { entry: ItemEntry; lostPoints: number },
): ItemShare =>
  shareChange(shareOf(item, before.entry, before.lostPoints), shareOf(item, after.entry, after.lostPoints));

/**
 * Makes the figures by item anew from the published sheets and the accepted appeals. They are kept up with every
 * publication and decision, so this gives the same rows; it is for looking whether they are right, and for repair.
 */
export async function rebuildTally(tx: Tx): Promise<void> {
  await tx.deleteFrom('itemTally').execute();
  const versions = await tx
    .selectFrom('inspection')
    .select('scorecardVersionId')
    .distinct()
    .where('stage', '=', 'published')
    .execute();
  for (const { scorecardVersionId } of versions) await addItems(tx, scorecardVersionId, sql`s.stage = 'published'`);
  const appeals = await tx
    .selectFrom('scoreAppeal as appeal')
    .innerJoin('inspection as sheet', 'sheet.inspectionId', 'appeal.inspectionId')
    .where('appeal.state', '=', 'accepted')
    .select(['sheet.scorecardVersionId', 'sheet.inspectedOn', 'sheet.unitId', 'appeal.itemCode'])
    .select([
      'appeal.originalEntryJson',
      'appeal.originalLostPoints',
      'appeal.revisedEntryJson',
      'appeal.revisedLostPoints',
    ])
    .execute();
  const cards = new Map<string, ScorecardContent>();
  for (const row of appeals) {
    const known = cards.get(row.scorecardVersionId);
    const content = known ?? (await requireScorecard(tx, row.scorecardVersionId)).content;
    cards.set(row.scorecardVersionId, content);
    const item = content.sections.flatMap((section) => section.items).find((each) => each.code === row.itemCode);
    if (!item || row.revisedEntryJson === null) continue;
    const change = appealChange(
      item,
      { entry: JSON.parse(row.originalEntryJson), lostPoints: row.originalLostPoints },
      { entry: JSON.parse(row.revisedEntryJson), lostPoints: row.revisedLostPoints ?? 0 },
    );
    await changeTally(tx, { ...row, month: row.inspectedOn.slice(0, 7) }, change);
  }
}
