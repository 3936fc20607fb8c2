import { lastWorkingDay, standingEntries } from '#shared/inspection/appeal.rules.ts';
import type { AppealDetail } from '#shared/inspection/appeal.schema.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { stageAllows } from '#shared/inspection/stage.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { safeName } from '#shared/kernel/file-name.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPiece } from '../platform/evidence.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { acceptedOf, appealsOfSheet } from './appeal.repository.ts';
import { itemIn, readAppeal } from './appeal.view.ts';
import { findInspection, type ListedInspection } from './inspection.repository.ts';
import type { ScoreAppealTable } from './inspection.table.ts';
import { takeSeriesNumber } from './publication.service.ts';
import { lockSheets, readReviewSettings } from './review.repository.ts';
import { entriesOf } from './sheet.service.ts';

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
