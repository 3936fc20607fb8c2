import { standingEntries } from '#shared/inspection/appeal.rules.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Tx } from '../database/transaction.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { numberOf, takeNumbers } from './inspection.repository.ts';
import type { InspectionReviewTable, PublicationTable, ScoreAppealTable } from './inspection.table.ts';
import { appealChange, changeTally } from './tally.repository.ts';

/** Decisions of reviewers about whole sheets that come from somewhere else. */
export const insertReviews = (tx: Tx, reviews: readonly InspectionReviewTable[]): Promise<void> =>
  bulkInsert(tx, 'inspectionReview', reviews);

/** Publications, each with a number of its month. */
export async function insertPublications(
  tx: Tx,
  publications: readonly Omit<PublicationTable, 'number'>[],
): Promise<void> {
  const rows: PublicationTable[] = [];
  for (const row of publications) {
    const month = dayOf(row.publishedAt).slice(0, 7);
    const running = await takeNumbers(tx, `FB-${month}`, 1);
    rows.push({ ...row, number: numberOf(month, running).replace('JC', 'FB') });
  }
  await bulkInsert(tx, 'publication', rows);
}

/** An appeal as it comes from somewhere else: what was decided, without its points. */
export type WholeAppeal = Pick<
  ScoreAppealTable,
  | 'scoreAppealId'
  | 'itemCode'
  | 'state'
  | 'grounds'
  | 'raisedByAccountId'
  | 'raisedByName'
  | 'raisedAt'
  | 'decideBy'
  | 'decidedByAccountId'
  | 'decidedByName'
  | 'decidedAt'
  | 'reason'
  | 'isSample'
> & { readonly revisedEntry: ItemEntry | null };

/** A published sheet that was appealed, once for an item. */
export interface AppealedSheet {
  readonly inspectionId: string;
  readonly unitId: string;
  readonly scorecardVersionId: string;
  readonly inspectedOn: string;
  readonly entries: readonly ItemEntry[];
  readonly appeals: readonly WholeAppeal[];
}

/**
 * Writes appeals of published sheets in the order they were decided; accepted ones change points and figures as deciding
 * them here would; what was handed in stays.
 */
export async function insertAppeals(tx: Tx, sheets: readonly AppealedSheet[]): Promise<void> {
  const rows: ScoreAppealTable[] = [];
  for (const sheet of sheets) {
    const { content } = await requireScorecard(tx, sheet.scorecardVersionId);
    const items = content.sections.flatMap((section) => section.items);
    const accepted: { itemCode: string; round: number; revisedEntry: ItemEntry }[] = [];
    for (const { revisedEntry, ...appeal } of sheet.appeals) {
      const standing = standingEntries(sheet.entries, accepted);
      const before = scoreSheet(content, standing);
      const lostOf = (outcome: typeof before) =>
        outcome.items.find((each) => each.code === appeal.itemCode)?.lostPoints ?? 0;
      const original = standing.find((entry) => entry.itemCode === appeal.itemCode) ?? emptyEntry(appeal.itemCode);
      const month = dayOf(appeal.raisedAt).slice(0, 7);
      const row: ScoreAppealTable = {
        ...appeal,
        number: numberOf(month, await takeNumbers(tx, `SS-${month}`, 1)).replace('JC', 'SS'),
        inspectionId: sheet.inspectionId,
        unitId: sheet.unitId,
        round: 1,
        originalEntryJson: JSON.stringify(original),
        originalLostPoints: lostOf(before),
        originalPoints: before.effectivePoints,
        revisedEntryJson: null,
        revisedLostPoints: null,
        revisedPoints: null,
        revisedGrade: null,
        revision: appeal.state === 'open' ? 1 : 2,
      };
      if (revisedEntry === null) {
        rows.push(row);
        continue;
      }
      accepted.push({ itemCode: appeal.itemCode, round: 1, revisedEntry });
      const outcome = scoreSheet(content, standingEntries(sheet.entries, accepted));
      rows.push({
        ...row,
        revisedEntryJson: JSON.stringify(revisedEntry),
        revisedLostPoints: lostOf(outcome),
        revisedPoints: outcome.effectivePoints,
        revisedGrade: outcome.effectiveGrade,
      });
      await revise(tx, sheet, outcome, appeal.decidedAt ?? appeal.raisedAt);
      const item = items.find((each) => each.code === appeal.itemCode);
      if (!item) continue;
      const at = { ...sheet, itemCode: appeal.itemCode, month: sheet.inspectedOn.slice(0, 7) };
      const sides = [
        { entry: original, lostPoints: lostOf(before) },
        { entry: revisedEntry, lostPoints: lostOf(outcome) },
      ] as const;
      await changeTally(tx, at, appealChange(item, ...sides));
    }
  }
  await bulkInsert(tx, 'scoreAppeal', rows);
}

async function revise(tx: Tx, sheet: AppealedSheet, outcome: ReturnType<typeof scoreSheet>, updatedAt: string) {
  const { effectivePoints: points, effectiveGrade: grade } = outcome;
  await tx
    .updateTable('inspection')
    .set({ revisedPoints: points, revisedGrade: grade, finalPoints: points, finalGrade: grade, updatedAt })
    .where('inspectionId', '=', sheet.inspectionId)
    .execute();
}
