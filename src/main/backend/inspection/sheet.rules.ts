import { createHash } from 'node:crypto';
import { type ItemOutcome, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
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
  item: ItemOutcome | undefined,
  updatedAt: string,
): InspectionItemTable {
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

/** All of a sheet that its fingerprint covers. */
export interface SealedSheet {
  readonly contentHash: string;
  readonly card: ScorecardContent;
  readonly head: Pick<
    InspectionTable,
    | 'number'
    | 'unitId'
    | 'method'
    | 'inspectedOn'
    | 'inspectorName'
    | 'companionNames'
    | 'inspecteeNames'
    | 'samplingNote'
    | 'reference'
    | 'impression'
  >;
  readonly staffIds: readonly string[];
  readonly entries: readonly ItemEntry[];
  readonly evidence: readonly { readonly itemCode: string; readonly sha256: string }[];
}

const seal = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const commonHead = ({ head }: SealedSheet) => [
  head.number,
  head.unitId,
  head.method,
  head.inspectedOn,
  head.inspectorName,
  head.companionNames,
  head.inspecteeNames,
  head.samplingNote,
];
const pieces = ({ evidence }: SealedSheet) => evidence.map(({ itemCode, sha256 }) => `${itemCode} ${sha256}`).sort();

function entriesInOrder({ card, entries }: SealedSheet): ItemEntry[] {
  const byCode = new Map(entries.map((entry) => [entry.itemCode, entry]));
  return card.sections.flatMap((section) => section.items.map(({ code }) => byCode.get(code) ?? emptyEntry(code)));
}
const plain = ({ itemCode, result, isNotApplicable, isCriticalHit, note }: ItemEntry) => [
  itemCode,
  result,
  isNotApplicable,
  isCriticalHit,
  note,
];

/** Every layout a fingerprint was ever made by, the present one first; old sheets keep theirs for good. */
const layouts: readonly ((sheet: SealedSheet) => unknown)[] = [
  (sheet) => [
    2,
    sheet.contentHash,
    [...commonHead(sheet), sheet.head.reference, sheet.head.impression],
    sheet.staffIds,
    entriesInOrder(sheet).map((entry) => [...plain(entry), [...(entry.staffIds ?? [])].sort()]),
    pieces(sheet),
  ],
  (sheet) => [sheet.contentHash, commonHead(sheet), entriesInOrder(sheet).map(plain), pieces(sheet)],
];

/** SHA-256 over the card, what stands on top, scored staff, every entry in the card's order and the evidence. */
export const sheetFingerprint = (sheet: SealedSheet): string => seal(layouts[0]?.(sheet));

/** Whether a sheet still is what its fingerprint was made of, by the layout of its day. */
export const fingerprintHolds = (fingerprint: string, sheet: SealedSheet): boolean =>
  layouts.some((layout) => seal(layout(sheet)) === fingerprint);

export { scoreSheet };
