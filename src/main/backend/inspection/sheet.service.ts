import { entryFits } from '#shared/inspection/inspection.rules.ts';
import type {
  InspectionDetail,
  InspectionHead,
  InspectionRow,
  InspectionStart,
} from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { stageAfterReview } from '#shared/inspection/stage.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  countByItem,
  entryOf,
  evidenceOf,
  findInspection,
  itemsOf,
  type ListedInspection,
  numberOf,
  putItem,
  takeNumbers,
  updateDraft,
} from './inspection.repository.ts';
import { readReviewSettings } from './review.repository.ts';
import { freshStage, itemRow, outcomeColumns, scoreSheet, sectionRows, sheetFingerprint } from './sheet.rules.ts';

/** What a list shows of a stored row. */
export function rowView(row: ListedInspection): InspectionRow {
  const {
    inspectionId,
    number,
    unitId,
    unitName,
    line,
    cardTitleZh,
    cardTitleEn,
    cardVersion,
    method,
    inspectedOn,
    inspectorName,
    state,
  } = row;
  const { enteredItems, totalItems, rawPoints, effectivePoints, effectiveGrade, submittedAt, updatedAt } = row;
  return {
    inspectionId,
    number,
    unitId,
    unitName,
    line,
    cardTitleZh,
    cardTitleEn,
    cardVersion,
    method,
    inspectedOn,
    inspectorName,
    state,
    enteredItems,
    totalItems,
    rawPoints,
    effectivePoints,
    effectiveGrade,
    submittedAt,
    updatedAt,
  };
}

/** @throws DomainError INSPECTION_NOT_FOUND also for one outside the account's scope */
export async function requireInspection(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<ListedInspection> {
  const row = await findInspection(db, inspectionId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('INSPECTION_NOT_FOUND');
  return row;
}

/** A draft is changed by whoever began it, or by a supervisor whose scope it lies in. */
const mayEdit = (ctx: Pick<ServiceContext, 'user'>, row: ListedInspection) =>
  row.state === 'draft' &&
  (row.inspectorAccountId === ctx.user.accountId || ctx.user.role === 'supervisor') &&
  ctx.user.unitId !== row.unitId;

/** @throws DomainError INSPECTION_NOT_FOUND, INSPECTION_SUBMITTED, INSPECTION_NOT_YOURS */
export async function requireDraft(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<ListedInspection> {
  const row = await requireInspection(db, ctx, inspectionId);
  if (row.state !== 'draft') throw new DomainError('INSPECTION_SUBMITTED', { number: row.number });
  if (!mayEdit(ctx, row))
    throw new DomainError('INSPECTION_NOT_YOURS', { number: row.number, name: row.inspectorName });
  return row;
}

/** A sheet with its card, entries and evidence. @throws DomainError INSPECTION_NOT_FOUND */
export async function readInspection(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<InspectionDetail> {
  const row = await requireInspection(db, ctx, inspectionId);
  const card = await requireScorecard(db, row.scorecardVersionId);
  const { unitCode, revision, rawGrade, companionNames, inspecteeNames, samplingNote, startedAt, fingerprint } = row;
  return {
    ...rowView(row),
    unitCode,
    revision,
    rawGrade,
    companionNames,
    inspecteeNames,
    samplingNote,
    startedAt,
    fingerprint,
    canEdit: ctx.user.permissions.includes('inspection:score') && mayEdit(ctx, row),
    card,
    entries: (await itemsOf(db, inspectionId)).map(entryOf),
    evidence: (await evidenceOf(db, inspectionId)).map(({ inspectionId: _inspectionId, ...piece }) => piece),
  };
}
export const getInspection = (ctx: ServiceContext, input: { inspectionId: string }) =>
  readInspection(ctx.read, ctx, input.inspectionId);

function checkDay(ctx: ServiceContext, inspectedOn: string): void {
  const today = dayOf(ctx.clock.now());
  if (inspectedOn > today) throw new DomainError('INSPECTION_DAY_INVALID', { day: inspectedOn, today });
}

/**
 * Begins a sheet: the version of the card is pinned for ever.
 * @throws DomainError UNIT_NOT_FOUND, SCORECARD_NOT_FOUND, INSPECTION_OWN_UNIT (conflict of interest), INSPECTION_LINE_MISMATCH, INSPECTION_DAY_INVALID
 */
export async function startInspection(ctx: ServiceContext, input: InspectionStart): Promise<InspectionDetail> {
  checkDay(ctx, input.inspectedOn);
  const inspectionId = ctx.newId();
  await inTransaction(ctx, async (tx) => {
    const unit = await requireUnit(tx, ctx, input.unitId);
    if (ctx.user.unitId === unit.unitId) throw new DomainError('INSPECTION_OWN_UNIT', { name: unit.name });
    const card = await requireScorecard(tx, input.scorecardVersionId);
    if (card.line !== unit.line)
      throw new DomainError('INSPECTION_LINE_MISMATCH', { name: unit.name, card: card.titleZh });
    const month = input.inspectedOn.slice(0, 7);
    const number = numberOf(month, await takeNumbers(tx, month, 1));
    const now = ctx.clock.now();
    const row = {
      ...input,
      inspectionId,
      number,
      line: unit.line,
      inspectorAccountId: ctx.user.accountId,
      inspectorName: ctx.user.displayName,
      state: 'draft' as const,
      ...freshStage,
      revision: 1,
      ...outcomeColumns(scoreSheet(card.content, [])),
      startedAt: now,
      submittedAt: null,
      fingerprint: null,
      isSample: 0,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insertInto('inspection').values(row).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'start',
      after: { ...input, number },
    });
  });
  return readInspection(ctx.db, ctx, inspectionId);
}

const changedElsewhere = (row: ListedInspection) =>
  new DomainError('INSPECTION_CHANGED', { number: row.number, revision: row.revision });

/**
 * Saves one item. @returns the revision the next save has to name
 * @throws DomainError INSPECTION_CHANGED when another window saved since `revision`, INSPECTION_ITEM_UNKNOWN, INSPECTION_ENTRY_INVALID, those of {@link requireDraft}
 */
export async function saveItem(
  ctx: ServiceContext,
  input: { inspectionId: string; revision: number; entry: ItemEntry },
) {
  const { inspectionId, revision, entry } = input;
  const savedAt = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraft(tx, ctx, inspectionId);
    if (row.revision !== revision) throw changedElsewhere(row);
    const { content } = await requireScorecard(tx, row.scorecardVersionId);
    const item = content.sections.flatMap((section) => section.items).find((each) => each.code === entry.itemCode);
    if (!item) throw new DomainError('INSPECTION_ITEM_UNKNOWN', { code: entry.itemCode });
    if (!entryFits(item, entry)) throw new DomainError('INSPECTION_ENTRY_INVALID', { code: entry.itemCode });
    const stored = (await itemsOf(tx, inspectionId)).map(entryOf);
    const before = stored.find((each) => each.itemCode === entry.itemCode);
    const outcome = scoreSheet(content, [...stored.filter((each) => each !== before), entry]);
    await putItem(tx, itemRow(inspectionId, entry, outcome, savedAt));
    if (!(await updateDraft(tx, inspectionId, revision, { ...outcomeColumns(outcome), updatedAt: savedAt })))
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

/** Changes what stands on top of a draft. @throws DomainError INSPECTION_CHANGED, INSPECTION_DAY_INVALID, those of {@link requireDraft} */
export async function saveHead(
  ctx: ServiceContext,
  input: InspectionHead & { inspectionId: string; revision: number },
) {
  checkDay(ctx, input.inspectedOn);
  const { inspectionId, revision, ...head } = input;
  const savedAt = ctx.clock.now();
  await inTransaction(ctx, async (tx) => {
    const row = await requireDraft(tx, ctx, inspectionId);
    if (!(await updateDraft(tx, inspectionId, revision, { ...head, updatedAt: savedAt }))) throw changedElsewhere(row);
    const { method, inspectedOn, companionNames, inspecteeNames, samplingNote } = row;
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'saveHead',
      before: { method, inspectedOn, companionNames, inspecteeNames, samplingNote },
      after: head,
    });
  });
  return { revision: revision + 1, savedAt };
}

/**
 * Hands a sheet in, to be reviewed at the levels of today; it changes only after it has been returned.
 * @throws DomainError INSPECTION_INCOMPLETE naming unscored items and those that lack evidence, INSPECTION_CHANGED, those of {@link requireDraft}
 */
export async function submitInspection(
  ctx: ServiceContext,
  input: { inspectionId: string; revision: number },
): Promise<InspectionDetail> {
  await inTransaction(ctx, (tx) => submitInside(tx, ctx, input));
  return readInspection(ctx.db, ctx, input.inspectionId);
}

async function submitInside(
  tx: Tx,
  ctx: ServiceContext,
  { inspectionId, revision }: { inspectionId: string; revision: number },
): Promise<void> {
  const row = await requireDraft(tx, ctx, inspectionId);
  if (row.revision !== revision) throw changedElsewhere(row);
  const card = await requireScorecard(tx, row.scorecardVersionId);
  const entries = (await itemsOf(tx, inspectionId)).map(entryOf);
  const evidence = await evidenceOf(tx, inspectionId);
  const outcome = scoreSheet(card.content, entries, countByItem(evidence));
  const { unscored, evidenceMissing } = outcome;
  if (unscored.length + evidenceMissing.length > 0) {
    throw new DomainError('INSPECTION_INCOMPLETE', {
      unscored: unscored.join(' ') || '—',
      evidence: evidenceMissing.join(' ') || '—',
      count: unscored.length + evidenceMissing.length,
    });
  }
  const now = ctx.clock.now();
  const head = [
    row.number,
    row.unitId,
    row.method,
    row.inspectedOn,
    row.inspectorName,
    row.companionNames,
    row.inspecteeNames,
    row.samplingNote,
  ];
  const fingerprint = sheetFingerprint(
    card.contentHash,
    head,
    card.content,
    entries,
    evidence.map((piece) => `${piece.itemCode} ${piece.sha256}`),
  );
  await bulkInsert(tx, 'inspectionSection', sectionRows(inspectionId, outcome));
  const columns = outcomeColumns(outcome);
  const { levels } = await readReviewSettings(tx);
  if (
    !(await updateDraft(tx, inspectionId, revision, {
      ...columns,
      state: 'submitted',
      stage: stageAfterReview(0, levels),
      submissions: row.submissions + 1,
      reviewLevel: 0,
      reviewLevelsJson: JSON.stringify(levels),
      submittedAt: now,
      fingerprint,
      updatedAt: now,
    }))
  )
    throw changedElsewhere(row);
  await recordChange(tx, ctx, {
    entity: 'inspection',
    entityId: inspectionId,
    action: 'submit',
    after: { ...columns, fingerprint },
  });
}
