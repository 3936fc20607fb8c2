import type { InspectionHead } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { UnitLine } from '#shared/kernel/levels.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Tx } from '../database/transaction.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { appealTerm } from './appeal-term.ts';
import { numberOf, takeNumbers } from './inspection.repository.ts';
import type {
  InspectionItemStaffTable,
  InspectionItemTable,
  InspectionSectionTable,
  InspectionStaffTable,
  InspectionTable,
} from './inspection.table.ts';
import { freshStage, itemRow, outcomeColumns, scoreSheet, sectionRows, sheetFingerprint } from './sheet.rules.ts';
import { itemStaffRows, staffRows } from './staff.repository.ts';
import { addSheetsToTally } from './tally.repository.ts';

/** A whole sheet as it comes from somewhere else. */
export interface WholeInspection
  extends Omit<InspectionHead, 'reference' | 'impression' | 'staffIds'>,
    Partial<Pick<InspectionHead, 'reference' | 'impression' | 'staffIds'>> {
  readonly inspectionId: string;
  readonly unitId: string;
  readonly line: UnitLine;
  readonly scorecardVersionId: string;
  readonly inspectorAccountId: string | null;
  readonly inspectorName: string;
  readonly startedAt: string;
  /** null leaves it a draft */
  readonly submittedAt: string | null;
  readonly isSample: 0 | 1;
  readonly entries: readonly ItemEntry[];
  /** how far it has come; a sheet that is handed in counts as published when nothing is said */
  readonly course?: SheetCourse;
}
/** Columns of the way of a sheet after it was handed in; a published one without a last day for appeals is given it. */
export type SheetCourse = Pick<
  InspectionTable,
  | 'stage'
  | 'submissions'
  | 'reviewLevel'
  | 'reviewLevelsJson'
  | 'publicationId'
  | 'publishedAt'
  | 'appealUntil'
  | 'updatedAt'
>;

/** Numbers by month, in the order the sheets come. */
async function takeAll(tx: Tx, sheets: readonly WholeInspection[]): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { inspectedOn } of sheets)
    counts.set(inspectedOn.slice(0, 7), (counts.get(inspectedOn.slice(0, 7)) ?? 0) + 1);
  const next = new Map<string, number>();
  for (const [month, count] of counts) next.set(month, (await takeNumbers(tx, month, count)) - count + 1);
  return sheets.map(({ inspectedOn }) => {
    const month = inspectedOn.slice(0, 7);
    const running = next.get(month) ?? 1;
    next.set(month, running + 1);
    return numberOf(month, running);
  });
}

/**
 * Writes many sheets, each scored by the engine. Rules for people (own unit, evidence on submitting) are not asked;
 * callers write their own entry into the change log. What comes published and names no last day for appeals gets the one
 * a publication on that day would have given it.
 * @returns number, total and grade of each, in the order given
 * @throws DomainError SCORECARD_NOT_FOUND, CALENDAR_YEAR_MISSING when that day lies in a year without a calendar
 */
export async function insertInspections(
  tx: Tx,
  sheets: readonly WholeInspection[],
): Promise<Pick<InspectionTable, 'inspectionId' | 'number' | 'effectivePoints' | 'effectiveGrade'>[]> {
  const numbers = await takeAll(tx, sheets);
  const rows: InspectionTable[] = [];
  const items: InspectionItemTable[] = [];
  const sections: InspectionSectionTable[] = [];
  const staff: InspectionStaffTable[] = [];
  const itemStaff: InspectionItemStaffTable[] = [];
  const ids = [...new Set(sheets.map((sheet) => sheet.scorecardVersionId))];
  const cards = new Map(await Promise.all(ids.map(async (id) => [id, await requireScorecard(tx, id)] as const)));
  const lastDay = await appealTerm(tx);
  sheets.forEach(({ entries, staffIds = [], course, ...sheet }, index) => {
    const card = cards.get(sheet.scorecardVersionId);
    if (!card) return;
    const outcome = scoreSheet(card.content, entries);
    const byCode = new Map(outcome.items.map((item) => [item.code, item]));
    const number = numbers[index] as string;
    const head = { reference: '', impression: '', ...sheet, number };
    const updatedAt = course?.updatedAt ?? sheet.submittedAt ?? sheet.startedAt;
    const fingerprint =
      sheet.submittedAt === null
        ? null
        : sheetFingerprint({
            contentHash: card.contentHash,
            card: card.content,
            head,
            staffIds,
            entries,
            evidence: [],
          });
    const state = sheet.submittedAt === null ? ('draft' as const) : ('submitted' as const);
    const columns = outcomeColumns(outcome);
    // whole sheets from elsewhere have been reviewed there, if nothing else is said
    const isPublished = course ? course.stage === 'published' : state === 'submitted';
    const published = { stage: 'published' as const, submissions: 1, publishedAt: sheet.submittedAt };
    const publishedAt = course?.publishedAt ?? sheet.submittedAt;
    const appealUntil = course?.appealUntil ?? (isPublished && publishedAt !== null ? lastDay(publishedAt) : null);
    rows.push({
      ...freshStage,
      ...(isPublished ? published : {}),
      ...course,
      ...sheet,
      appealUntil,
      finalPoints: isPublished ? columns.effectivePoints : null,
      finalGrade: isPublished ? columns.effectiveGrade : null,
      number,
      state,
      revision: 1,
      ...columns,
      fingerprint,
      createdAt: sheet.startedAt,
      updatedAt,
    });
    for (const entry of entries) items.push(itemRow(sheet.inspectionId, entry, byCode.get(entry.itemCode), updatedAt));
    staff.push(...staffRows(sheet.inspectionId, staffIds));
    for (const entry of entries) itemStaff.push(...itemStaffRows(sheet.inspectionId, entry));
    if (sheet.submittedAt !== null) sections.push(...sectionRows(sheet.inspectionId, outcome));
  });
  await bulkInsert(tx, 'inspection', rows);
  await bulkInsert(tx, 'inspectionItem', items);
  await bulkInsert(tx, 'inspectionSection', sections);
  await bulkInsert(tx, 'inspectionStaff', staff);
  await bulkInsert(tx, 'inspectionItemStaff', itemStaff);
  await addSheetsToTally(
    tx,
    rows.filter((row) => row.stage === 'published'),
  );
  return rows.map(({ inspectionId, number, effectivePoints, effectiveGrade }) => ({
    inspectionId,
    number,
    effectivePoints,
    effectiveGrade,
  }));
}
