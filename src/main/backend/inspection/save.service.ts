import { entryFits, scoreOne } from '#shared/inspection/inspection.rules.ts';
import type { InspectionHead } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry, type ItemEntry, isReadable, type SentEntry } from '#shared/inspection/result.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireCardContent } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { entryOf, itemOf, type ListedInspection, putItem, updateDraft } from './inspection.repository.ts';
import type { InspectionTable } from './inspection.table.ts';
import { itemRow, outcomeColumns, scoreSheet } from './sheet.rules.ts';
import { checkDay, checkStaff, entriesOf, requireDraft } from './sheet.service.ts';
import { itemStaffOf, putItemStaff, putStaff, staffOf } from './staff.repository.ts';

/** Somebody saved since the revision a save was made on. */
export const changedElsewhere = (row: ListedInspection) =>
  new DomainError('INSPECTION_CHANGED', { number: row.number, revision: row.revision });

/** @throws DomainError INSPECTION_ITEM_UNKNOWN */
export function requireItem(card: ScorecardContent, code: string): ScorecardItem {
  for (const { items } of card.sections) {
    const item = items.find((each) => each.code === code);
    if (item) return item;
  }
  throw new DomainError('INSPECTION_ITEM_UNKNOWN', { code });
}

/** What is stored for one item. */
async function storedEntry(db: Database, inspectionId: string, itemCode: string): Promise<ItemEntry | undefined> {
  const row = await itemOf(db, inspectionId, itemCode);
  if (!row) return undefined;
  const staffIds = (await itemStaffOf(db, inspectionId, itemCode)).get(itemCode);
  return { ...entryOf(row), ...(staffIds && { staffIds }) };
}

/** The columns of a sheet after one entry: a total is made only once every item is entered. */
async function columnsAfter(
  tx: Tx,
  row: ListedInspection,
  card: ScorecardContent,
  before: ItemEntry | undefined,
  entry: ItemEntry,
): Promise<Partial<InspectionTable>> {
  const counts = (each: ItemEntry) => (scoreOne(card, each)?.state === 'unscored' ? 0 : 1);
  const enteredItems = row.enteredItems + counts(entry) - counts(before ?? emptyEntry(entry.itemCode));
  if (enteredItems < row.totalItems)
    return { enteredItems, rawPoints: null, rawGrade: null, effectivePoints: null, effectiveGrade: null };
  const others = (await entriesOf(tx, row.inspectionId)).filter((each) => each.itemCode !== entry.itemCode);
  return outcomeColumns(scoreSheet(card, [...others, entry]));
}

/** @throws DomainError INSPECTION_STAFF_UNKNOWN for people who aren't scored on the sheet */
async function checkItemStaff(db: Database, row: ListedInspection, staffIds: readonly string[]): Promise<void> {
  if (staffIds.length === 0) return;
  const scored = new Set((await staffOf(db, row.inspectionId)).map((person) => person.staffId));
  if (staffIds.some((staffId) => !scored.has(staffId)))
    throw new DomainError('INSPECTION_STAFF_UNKNOWN', { name: row.unitName });
}

/**
 * Saves one item. @returns the revision the next save has to name
 * @throws DomainError INSPECTION_CHANGED when another window saved since `revision`, INSPECTION_ITEM_UNKNOWN, INSPECTION_ENTRY_INVALID, INSPECTION_STAFF_UNKNOWN, those of requireDraft
 */
export async function saveItem(
  ctx: ServiceContext,
  input: { inspectionId: string; revision: number; entry: SentEntry },
) {
  const { inspectionId, revision, entry } = input;
  const savedAt = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraft(tx, ctx, inspectionId);
    if (row.revision !== revision) throw changedElsewhere(row);
    const card = await requireCardContent(tx, row.scorecardVersionId);
    const item = requireItem(card, entry.itemCode);
    if (!isReadable(entry) || !entryFits(item, entry))
      throw new DomainError('INSPECTION_ENTRY_INVALID', { code: entry.itemCode });
    const { staffIds = [] } = entry;
    await checkItemStaff(tx, row, staffIds);
    const before = await storedEntry(tx, inspectionId, entry.itemCode);
    const columns = await columnsAfter(tx, row, card, before, entry);
    await putItem(tx, itemRow(inspectionId, entry, scoreOne(card, entry), savedAt));
    if (staffIds.length > 0 || before?.staffIds) await putItemStaff(tx, inspectionId, entry);
    if (!(await updateDraft(tx, inspectionId, revision, { ...columns, updatedAt: savedAt })))
      throw changedElsewhere(row);
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'saveItem',
      before: before ?? null,
      after: entry,
    });
  });
  return { revision: revision + 1, savedAt };
}

/**
 * Changes what stands on top of a draft. People taken off the sheet lose what was put down to them.
 * @throws DomainError INSPECTION_CHANGED, INSPECTION_DAY_INVALID, INSPECTION_STAFF_UNKNOWN, those of requireDraft
 */
export async function saveHead(
  ctx: ServiceContext,
  input: InspectionHead & { inspectionId: string; revision: number },
) {
  checkDay(ctx, input.inspectedOn);
  const { inspectionId, revision, staffIds, ...head } = input;
  const savedAt = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraft(tx, ctx, inspectionId);
    if (row.revision !== revision) throw changedElsewhere(row);
    const before = (await staffOf(tx, inspectionId)).map((person) => person.staffId);
    await checkStaff(tx, { name: row.unitName, path: row.unitPath }, staffIds, before);
    if (!(await updateDraft(tx, inspectionId, revision, { ...head, updatedAt: savedAt }))) throw changedElsewhere(row);
    await putStaff(tx, inspectionId, staffIds);
    const { method, inspectedOn, companionNames, inspecteeNames, samplingNote, reference, impression } = row;
    const said = { method, inspectedOn, companionNames, inspecteeNames, samplingNote, reference, impression };
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'saveHead',
      before: { ...said, staffIds: before },
      after: { ...head, staffIds },
    });
  });
  return { revision: revision + 1, savedAt };
}
