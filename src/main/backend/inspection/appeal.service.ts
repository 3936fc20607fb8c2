import { lastWorkingDay, saysTheSame, scoreWith, standingEntries } from '#shared/inspection/appeal.rules.ts';
import type { AppealDetail, AppealTrial } from '#shared/inspection/appeal.schema.ts';
import { entryFits, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { stageAllows } from '#shared/inspection/stage.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { safeName } from '../platform/files.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { acceptedOf, appealsOfSheet, type ListedAppeal } from './appeal.repository.ts';
import { decisionHindrance, readAppeal, requireAppeal } from './appeal.view.ts';
import { readPiece } from './evidence.service.ts';
import { findInspection, type ListedInspection } from './inspection.repository.ts';
import type { ScoreAppealTable } from './inspection.table.ts';
import { takeSeriesNumber } from './publication.service.ts';
import { lockSheets, readReviewSettings } from './review.repository.ts';
import { entriesOf } from './sheet.service.ts';
import { appealChange, changeTally } from './tally.repository.ts';

/** The item of a card. @throws DomainError INSPECTION_ITEM_UNKNOWN */
function itemIn(card: ScorecardContent, itemCode: string): ScorecardItem {
  const item = card.sections.flatMap((section) => section.items).find((each) => each.code === itemCode);
  if (!item) throw new DomainError('INSPECTION_ITEM_UNKNOWN', { code: itemCode });
  return item;
}

/** What stands now for every item of a sheet: the inspector's entries with accepted revisions in their place. */
export async function standingOf(db: Database, inspectionId: string): Promise<ItemEntry[]> {
  const entries = await entriesOf(db, inspectionId);
  return standingEntries(entries, acceptedOf(await appealsOfSheet(db, inspectionId)));
}
interface Raising {
  inspectionId: string;
  itemCode: string;
  grounds: string;
  files: readonly { name: string; file: Blob }[];
}

/**
 * A unit objects to the score of one item of its published sheet.
 * @throws DomainError APPEAL_UNIT_FOREIGN, APPEAL_NOT_PUBLISHED, APPEAL_TOO_LATE, APPEAL_OPEN, APPEAL_ROUNDS (each naming the item), INSPECTION_ITEM_UNKNOWN, EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_REFUSED, CALENDAR_YEAR_MISSING
 */
export async function raiseAppeal(ctx: ServiceContext, input: Raising): Promise<AppealDetail> {
  await requireAppealable(ctx.db, ctx, input);
  const pieces: { name: string; mediaType: string; sha256: string; size: number }[] = [];
  for (const { name, file } of input.files) {
    const { bytes, mediaType } = await readPiece(name, file);
    const { sha256, size } = await ctx.files.keep(bytes);
    if (!pieces.some((piece) => piece.sha256 === sha256))
      pieces.push({ name: safeName(name), mediaType, sha256, size });
  }
  const scoreAppealId = ctx.newId();
  await inTransaction(ctx, async (tx) => {
    await lockSheets(tx, [input.inspectionId]);
    const { sheet, item, round, lostPoints, entry } = await requireAppealable(tx, ctx, input);
    const { decideDays } = await readReviewSettings(tx);
    const raisedAt = ctx.clock.now();
    const today = dayOf(raisedAt);
    const number = await takeSeriesNumber(tx, 'SS', today.slice(0, 7));
    const row: ScoreAppealTable = {
      scoreAppealId,
      number,
      inspectionId: sheet.inspectionId,
      itemCode: item.code,
      unitId: sheet.unitId,
      round,
      state: 'open',
      grounds: input.grounds,
      raisedByAccountId: ctx.user.accountId,
      raisedByName: ctx.user.displayName,
      raisedAt,
      decideBy: lastWorkingDay((await loadTimeFrame(tx)).calendar, today, decideDays),
      decidedByAccountId: null,
      decidedByName: null,
      decidedAt: null,
      reason: '',
      originalEntryJson: JSON.stringify(entry),
      originalLostPoints: lostPoints,
      originalPoints: sheet.finalPoints,
      revisedEntryJson: null,
      revisedLostPoints: null,
      revisedPoints: null,
      revisedGrade: null,
      revision: 1,
      isSample: sheet.isSample,
    };
    await tx.insertInto('scoreAppeal').values(row).execute();
    for (const piece of pieces)
      await tx
        .insertInto('scoreAppealEvidence')
        .values({
          evidenceId: ctx.newId(),
          scoreAppealId,
          ...piece,
          addedBy: ctx.user.displayName,
          addedAt: raisedAt,
        })
        .execute();
    await recordChange(tx, ctx, {
      entity: 'scoreAppeal',
      entityId: scoreAppealId,
      action: 'raise',
      after: {
        number,
        inspection: sheet.number,
        itemCode: item.code,
        round,
        grounds: input.grounds,
        evidence: pieces.map(({ name, sha256 }) => ({ name, sha256 })),
      },
    });
  });
  return readAppeal(ctx.db, ctx, scoreAppealId);
}

/** Looks whether an item may be appealed now, and what stands for it. */
async function requireAppealable(db: Database, ctx: ServiceContext, input: { inspectionId: string; itemCode: string }) {
  const sheet = await findInspection(db, input.inspectionId);
  const code = input.itemCode;
  if (!sheet?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('APPEAL_UNIT_FOREIGN', { code });
  const { number } = sheet;
  if (!stageAllows(sheet.stage, 'appeal')) throw new DomainError('APPEAL_NOT_PUBLISHED', { code, number });
  const { content } = await requireScorecard(db, sheet.scorecardVersionId);
  const item = itemIn(content, code);
  const appeals = await appealsOfSheet(db, input.inspectionId);
  const before = appeals.filter((appeal) => appeal.itemCode === code);
  const open = before.find((appeal) => appeal.state === 'open');
  if (open) throw new DomainError('APPEAL_OPEN', { code, number, appeal: open.number });
  const { appealDays, rounds } = await readReviewSettings(db);
  if (before.length >= rounds) throw new DomainError('APPEAL_ROUNDS', { code, number, rounds });
  const until = await lastDayFor(db, sheet, before, appealDays);
  const today = dayOf(ctx.clock.now());
  if (until === null || today > until) throw new DomainError('APPEAL_TOO_LATE', { code, number, until: until ?? '—' });
  const standing = standingEntries(await entriesOf(db, sheet.inspectionId), acceptedOf(appeals));
  const lostPoints = scoreSheet(content, standing).items.find((each) => each.code === code)?.lostPoints ?? 0;
  const entry = standing.find((each) => each.itemCode === code) ?? emptyEntry(code);
  return { sheet, item, content, entry, lostPoints, round: before.length + 1 };
}

/** The last day for an appeal; another round has its own time from the decision of the one before. */
async function lastDayFor(
  db: Database,
  sheet: ListedInspection,
  before: readonly ScoreAppealTable[],
  appealDays: number,
): Promise<string | null> {
  const decided = before.flatMap(({ state, decidedAt }) =>
    decidedAt !== null && state !== 'withdrawn' ? [dayOf(decidedAt)] : [],
  );
  const last = decided.sort().at(-1);
  if (last === undefined) return sheet.appealUntil;
  const again = lastWorkingDay((await loadTimeFrame(db)).calendar, last, appealDays);
  return sheet.appealUntil !== null && sheet.appealUntil > again ? sheet.appealUntil : again;
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
async function rescore(db: Database, row: ListedAppeal, entry: ItemEntry) {
  const { content } = await requireScorecard(db, row.scorecardVersionId);
  const item = itemIn(content, row.itemCode);
  if (
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
  return { item, before, lostBefore: lostOf(scoreSheet(content, standing)), outcome, lostAfter: lostOf(outcome) };
}

/** What accepting an appeal with an entry would come to. @throws DomainError APPEAL_NOT_FOUND, INSPECTION_ENTRY_INVALID, APPEAL_UNCHANGED */
export async function tryAppeal(
  ctx: ServiceContext,
  input: { scoreAppealId: string; entry: ItemEntry },
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
  input: { scoreAppealId: string; revision: number; entry: ItemEntry; reason: string },
): Promise<AppealDetail> {
  await inTransaction(ctx, async (tx) => {
    const row = await requireDecidable(tx, ctx, input);
    const { item, before, lostBefore, outcome, lostAfter } = await rescore(tx, row, input.entry);
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
      revisedEntryJson: JSON.stringify(input.entry),
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
      appealChange(item, { entry: before, lostPoints: lostBefore }, { entry: input.entry, lostPoints: lostAfter }),
    );
    await recordChange(tx, ctx, {
      entity: 'scoreAppeal',
      entityId: row.scoreAppealId,
      action: 'accept',
      before: { entry: before, lostPoints: lostBefore, points: sheet.finalPoints, grade: sheet.finalGrade },
      after: {
        entry: input.entry,
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
