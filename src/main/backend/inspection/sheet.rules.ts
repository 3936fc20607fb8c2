import { createHash } from 'node:crypto';
import { type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { InspectionItemTable, InspectionSectionTable, InspectionTable } from './inspection.table.ts';

/** What a sheet begins with, apart from its head and its score. */
export const freshStage = {
  stage: 'draft',
  submissions: 0,
  reviewLevel: 0,
  reviewLevelsJson: '[]',
  reference: '',
  impression: '',
  publicationId: null,
  publishedAt: null,
  appealUntil: null,
  revisedPoints: null,
  revisedGrade: null,
  finalPoints: null,
  finalGrade: null,
} as const satisfies Partial<InspectionTable>;

/** The columns of a sheet that the engine makes. */
export type OutcomeColumns = Pick<
  InspectionTable,
  'enteredItems' | 'totalItems' | 'rawPoints' | 'rawGrade' | 'effectivePoints' | 'effectiveGrade'
>;

/** A draft has no score yet: it gets one when everything is entered. */
export function outcomeColumns(outcome: SheetOutcome): OutcomeColumns {
  const { enteredItems, totalItems, unscored } = outcome;
  if (unscored.length > 0)
    return { enteredItems, totalItems, rawPoints: null, rawGrade: null, effectivePoints: null, effectiveGrade: null };
  const { rawPoints, rawGrade, effectivePoints, effectiveGrade } = outcome;
  return { enteredItems, totalItems, rawPoints, rawGrade, effectivePoints, effectiveGrade };
}

/** The stored row of one item with the points the engine gave it. */
export function itemRow(
  inspectionId: string,
  entry: ItemEntry,
  outcome: SheetOutcome,
  updatedAt: string,
): InspectionItemTable {
  const item = outcome.items.find((each) => each.code === entry.itemCode);
  return {
    inspectionId,
    itemCode: entry.itemCode,
    resultJson: entry.result && JSON.stringify(entry.result),
    isNotApplicable: entry.isNotApplicable ? 1 : 0,
    isCriticalHit: entry.isCriticalHit ? 1 : 0,
    note: entry.note,
    fullPoints: item?.fullPoints ?? 0,
    lostPoints: item?.lostPoints ?? 0,
    earnedPoints: item?.earnedPoints ?? null,
    updatedAt,
  };
}

export const sectionRows = (inspectionId: string, outcome: SheetOutcome): InspectionSectionTable[] =>
  outcome.sections.map(({ code, fullPoints, points }) => ({ inspectionId, sectionCode: code, fullPoints, points }));

/** SHA-256 over the card, what stands on top, every entry in the card's order and the evidence. */
export function sheetFingerprint(
  contentHash: string,
  head: readonly (string | number | null)[],
  card: ScorecardContent,
  entries: readonly ItemEntry[],
  evidence: readonly string[],
): string {
  const byCode = new Map(entries.map((entry) => [entry.itemCode, entry]));
  const ordered = card.sections.flatMap((section) =>
    section.items.map(({ code }) => {
      const { result, isNotApplicable, isCriticalHit, note } = byCode.get(code) ?? emptyEntry(code);
      return [code, result, isNotApplicable, isCriticalHit, note];
    }),
  );
  return createHash('sha256')
    .update(JSON.stringify([contentHash, head, ordered, [...evidence].sort()]))
    .digest('hex');
}

export { scoreSheet };
