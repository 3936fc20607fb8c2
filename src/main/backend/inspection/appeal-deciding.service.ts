import { saysTheSame, scoreWith, standingEntries } from '#shared/inspection/appeal.rules.ts';
import type { AppealDetail, AppealTrial } from '#shared/inspection/appeal.schema.ts';
import { entryFits, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry, isReadable, type SentEntry } from '#shared/inspection/result.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { acceptedOf, appealsOfSheet, type ListedAppeal } from './appeal.repository.ts';
import { decisionHindrance, itemIn, readAppeal, requireAppeal } from './appeal.view.ts';
import type { ScoreAppealTable } from './inspection.table.ts';
import { lockSheets } from './review.repository.ts';
import { entriesOf } from './sheet.service.ts';
import { appealChange, changeTally } from './tally.repository.ts';

/** What stands now for every item of a sheet: the inspector's entries with accepted revisions in their place. */
async function standingOf(db: Database, inspectionId: string): Promise<ItemEntry[]> {
  const entries = await entriesOf(db, inspectionId);
  return standingEntries(entries, acceptedOf(await appealsOfSheet(db, inspectionId)));
}

/** Takes an open appeal back. @throws DomainError APPEAL_NOT_FOUND, APPEAL_CLOSED, APPEAL_NOT_YOURS for one of another unit's scope */
export async function withdrawAppeal(ctx: ServiceContext, input: { scoreAppealId: string }): Promise<AppealDetail> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockedAppeal(tx, ctx, input.scoreAppealId);
    const decidedAt = ctx.clock.now();
    await close(tx, row, {
      state: 'withdrawn',
      decidedAt,
      decidedByAccountId: ctx.user.accountId,
      decidedByName: ctx.user.displayName,
    });
    await recordChange(tx, ctx, {
      entity: 'scoreAppeal',
      entityId: row.scoreAppealId,
      action: 'withdraw',
      before: { state: row.state },
      after: { state: 'withdrawn' },
    });
  });
  return readAppeal(ctx.db, ctx, input.scoreAppealId);
}

const closed = (row: ListedAppeal) =>
  new DomainError('APPEAL_CLOSED', { number: row.number, code: row.itemCode, state: row.state });

/** An open appeal, with its sheet held against others who decide. */
async function lockedAppeal(tx: Tx, ctx: ServiceContext, scoreAppealId: string): Promise<ListedAppeal> {
  const { inspectionId } = await requireAppeal(tx, ctx, scoreAppealId);
  await lockSheets(tx, [inspectionId]);
  const row = await requireAppeal(tx, ctx, scoreAppealId);
  if (row.state !== 'open') throw closed(row);
  return row;
}

async function close(tx: Tx, row: ListedAppeal, patch: Partial<ScoreAppealTable>): Promise<void> {
  const done = await tx
    .updateTable('scoreAppeal')
    .set({ ...patch, revision: row.revision + 1 })
    .where('scoreAppealId', '=', row.scoreAppealId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) !== 1) throw closed(row);
}

/** @throws DomainError APPEAL_CLOSED, INSPECTION_CHANGED, APPEAL_OWN_DECISION */
async function requireDecidable(tx: Tx, ctx: ServiceContext, input: { scoreAppealId: string; revision: number }) {
  const row = await lockedAppeal(tx, ctx, input.scoreAppealId);
  const hindrance = await decisionHindrance(tx, ctx, row);
  if (hindrance !== null)
    throw new DomainError('APPEAL_OWN_DECISION', { code: row.itemCode, number: row.inspectionNumber, hindrance });
  if (row.revision !== input.revision) throw closed(row);
  return row;
}

/** The sheet re-scored with another entry for the item of an appeal. @throws DomainError INSPECTION_ENTRY_INVALID, APPEAL_UNCHANGED */
async function rescore(db: Database, row: ListedAppeal, entry: SentEntry) {
  const { content } = await requireScorecard(db, row.scorecardVersionId);
  const item = itemIn(content, row.itemCode);
  if (
    !isReadable(entry) ||
    entry.itemCode !== row.itemCode ||
    !entryFits(item, entry) ||
    (entry.result === null && !entry.isNotApplicable && !entry.isCriticalHit)
  )
    throw new DomainError('INSPECTION_ENTRY_INVALID', { code: row.itemCode });
  const standing = await standingOf(db, row.inspectionId);
  const before = standing.find((each) => each.itemCode === row.itemCode) ?? emptyEntry(row.itemCode);
  if (saysTheSame(before, entry)) throw new DomainError('APPEAL_UNCHANGED', { code: row.itemCode });
  const lostOf = (outcome: SheetOutcome) => outcome.items.find((each) => each.code === row.itemCode)?.lostPoints ?? 0;
  const outcome = scoreWith(content, standing, entry);
  return {
    item,
    entry,
    before,
    lostBefore: lostOf(scoreSheet(content, standing)),
    outcome,
    lostAfter: lostOf(outcome),
  };
}

/** What accepting an appeal with an entry would come to. @throws DomainError APPEAL_NOT_FOUND, INSPECTION_ENTRY_INVALID, APPEAL_UNCHANGED */
export async function tryAppeal(
  ctx: ServiceContext,
  input: { scoreAppealId: string; entry: SentEntry },
): Promise<AppealTrial> {
  const row = await requireAppeal(ctx.read, ctx, input.scoreAppealId);
  const { outcome, lostAfter } = await rescore(ctx.read, row, input.entry);
  return { lostPoints: lostAfter, points: outcome.effectivePoints, grade: outcome.effectiveGrade };
}

/**
 * Accepts an appeal with a revised entry: the sheet is scored anew over what the inspector entered and every accepted
 * revision, and both scores are kept. What the inspector entered never changes.
 * @throws DomainError those of {@link requireDecidable} and {@link rescore}
 */
export async function acceptAppeal(
  ctx: ServiceContext,
  input: { scoreAppealId: string; revision: number; entry: SentEntry; reason: string },
): Promise<AppealDetail> {
  await inTransaction(ctx, async (tx) => {
    const row = await requireDecidable(tx, ctx, input);
    const { item, entry, before, lostBefore, outcome, lostAfter } = await rescore(tx, row, input.entry);
    const sheet = await tx
      .selectFrom('inspection')
      .select(['finalPoints', 'finalGrade', 'unitId', 'inspectedOn'])
      .where('inspectionId', '=', row.inspectionId)
      .executeTakeFirstOrThrow();
    const decidedAt = ctx.clock.now();
    const { effectivePoints: revisedPoints, effectiveGrade: revisedGrade } = outcome;
    await close(tx, row, {
      state: 'accepted',
      decidedAt,
      decidedByAccountId: ctx.user.accountId,
      decidedByName: ctx.user.displayName,
      reason: input.reason,
      // another appeal of the sheet may have been decided since this one was raised
      originalEntryJson: JSON.stringify(before),
      originalLostPoints: lostBefore,
      originalPoints: sheet.finalPoints,
      revisedEntryJson: JSON.stringify(entry),
      revisedLostPoints: lostAfter,
      revisedPoints,
      revisedGrade,
    });
    await tx
      .updateTable('inspection')
      .set((eb) => ({
        revisedPoints,
        revisedGrade,
        finalPoints: revisedPoints,
        finalGrade: revisedGrade,
        revision: eb('revision', '+', 1),
        updatedAt: decidedAt,
      }))
      .where('inspectionId', '=', row.inspectionId)
      .execute();
    await changeTally(
      tx,
      {
        scorecardVersionId: row.scorecardVersionId,
        month: sheet.inspectedOn.slice(0, 7),
        itemCode: row.itemCode,
        unitId: sheet.unitId,
      },
      appealChange(item, { entry: before, lostPoints: lostBefore }, { entry, lostPoints: lostAfter }),
    );
    await recordChange(tx, ctx, {
      entity: 'scoreAppeal',
      entityId: row.scoreAppealId,
      action: 'accept',
      before: { entry: before, lostPoints: lostBefore, points: sheet.finalPoints, grade: sheet.finalGrade },
      after: {
        entry,
        lostPoints: lostAfter,
        points: revisedPoints,
        grade: revisedGrade,
        reason: input.reason,
      },
    });
  });
  return readAppeal(ctx.db, ctx, input.scoreAppealId);
}

/** Rejects an appeal: the score stays. @throws DomainError those of {@link requireDecidable} */
export async function rejectAppeal(
  ctx: ServiceContext,
  input: { scoreAppealId: string; revision: number; reason: string },
): Promise<AppealDetail> {
  await inTransaction(ctx, async (tx) => {
    const row = await requireDecidable(tx, ctx, input);
    await close(tx, row, {
      state: 'rejected',
      decidedAt: ctx.clock.now(),
      decidedByAccountId: ctx.user.accountId,
      decidedByName: ctx.user.displayName,
      reason: input.reason,
    });
    await recordChange(tx, ctx, {
      entity: 'scoreAppeal',
      entityId: row.scoreAppealId,
      action: 'reject',
      before: { state: 'open' },
      after: { state: 'rejected', reason: input.reason },
    });
  });
  return readAppeal(ctx.db, ctx, input.scoreAppealId);
}
