import { type ReviewedSheet, type Reviewer, reviewHindrance, stepOf } from '#shared/inspection/review.rules.ts';
import type { ReviewHindrance, ReviewSettings, ReviewState } from '#shared/inspection/review.schema.ts';
import { stageAfterReview, stageAllows } from '#shared/inspection/stage.rules.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { UnitLevel } from '#shared/kernel/levels.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { putSetting } from '../system/setting.repository.ts';
import type { ListedInspection } from './inspection.repository.ts';
import type { InspectionReviewTable } from './inspection.table.ts';
import {
  levelsOf,
  lockSheets,
  readReviewSettings,
  reviewRowView,
  reviewSettingKey,
  reviewsOf,
  sheetsEnteredBy,
} from './review.repository.ts';
import { requireInspection } from './sheet.service.ts';

export const reviewSettings = (ctx: ServiceContext): Promise<ReviewSettings> => readReviewSettings(ctx.read);

/** Changes how sheets handed in from now on are reviewed, and the times of appeals raised from now on. */
export async function saveReviewSettings(ctx: ServiceContext, input: ReviewSettings): Promise<ReviewSettings> {
  await inTransaction(ctx, async (tx) => {
    const before = await readReviewSettings(tx);
    await putSetting(tx, reviewSettingKey, input, ctx.clock.now());
    await recordChange(tx, ctx, {
      entity: 'setting',
      entityId: reviewSettingKey,
      action: 'update',
      before,
      after: input,
    });
  });
  return input;
}

const codes = {
  stage: 'REVIEW_STAGE',
  permission: 'PERMISSION_DENIED',
  ownUnit: 'REVIEW_OWN_UNIT',
  inspector: 'REVIEW_OWN_SHEET',
  companion: 'REVIEW_COMPANION',
  level: 'REVIEW_LEVEL',
  again: 'REVIEW_AGAIN',
} as const satisfies Record<ReviewHindrance, string>;

/** The sheet as the rules of review read it. */
export const reviewedSheet = (row: ListedInspection): ReviewedSheet => ({
  ...row,
  levels: levelsOf(row),
  passed: row.reviewLevel,
});

/** Who is asking, with the level of the unit of the account. */
export async function reviewerOf(db: Database, ctx: Pick<ServiceContext, 'user'>): Promise<Reviewer> {
  const { accountId, displayName, unitId } = ctx.user;
  const unit =
    unitId === null
      ? undefined
      : await db.selectFrom('unit').select('level').where('unitId', '=', unitId).executeTakeFirst();
  return { accountId, displayName, unitId, unitLevel: (unit?.level as UnitLevel | undefined) ?? null };
}

/** Whether an account has decided about a sheet since it was handed in the last time. */
export const decidedBy = (reviews: readonly InspectionReviewTable[], accountId: string, submission: number) =>
  reviews.some((review) => review.reviewerAccountId === accountId && review.submission === submission);

/** How far a sheet has come, every decision about it, and what this account may do. @throws DomainError INSPECTION_NOT_FOUND */
export async function readReview(db: Database, ctx: ServiceContext, inspectionId: string): Promise<ReviewState> {
  const row = await requireInspection(db, ctx, inspectionId);
  const reviews = await reviewsOf(db, [inspectionId]);
  const sheet = reviewedSheet(row);
  const who = await reviewerOf(db, ctx);
  const mayReview = ctx.user.permissions.includes('inspection:review');
  const past = {
    didIt: mayReview && (await sheetsEnteredBy(db, who.accountId, [inspectionId])).has(inspectionId),
    decided: decidedBy(reviews, who.accountId, row.submissions),
  };
  const approve = mayReview ? reviewHindrance(sheet, who, 'approve', past) : 'permission';
  const giveBack = mayReview ? reviewHindrance(sheet, who, 'return', past) : 'permission';
  const publication =
    row.publicationId === null
      ? undefined
      : await db
          .selectFrom('publication')
          .select('number')
          .where('publicationId', '=', row.publicationId)
          .executeTakeFirst();
  const { number, stage, revision, submissions, publishedAt, appealUntil } = row;
  const { effectivePoints, effectiveGrade, revisedPoints, revisedGrade } = row;
  return {
    inspectionId,
    number,
    stage,
    revision,
    submissions,
    levels: [...sheet.levels],
    passed: sheet.passed,
    reviews: reviews.map(reviewRowView),
    publicationNumber: publication?.number ?? null,
    publishedAt,
    appealUntil,
    canApprove: approve === null,
    canReturn: giveBack === null,
    canPublish: mayReview && stageAllows(stage, 'publish'),
    hindrance: stage === 'submitted' ? approve : stage === 'reviewed' ? giveBack : 'stage',
    effectivePoints,
    effectiveGrade,
    revisedPoints,
    revisedGrade,
  };
}
export const getReview = (ctx: ServiceContext, input: { inspectionId: string }) =>
  readReview(ctx.read, ctx, input.inspectionId);

/** What the sentence of a refusal names. */
export const refusal = (row: ListedInspection, hindrance: ReviewHindrance) =>
  new DomainError(codes[hindrance], {
    number: row.number,
    stage: row.stage,
    name: row.unitName,
    level: stepOf(reviewedSheet(row)).level ?? 'group',
  });

/** A decision about the step a sheet waits for, as it is kept. */
export function reviewRow(
  ctx: ServiceContext,
  row: ListedInspection,
  who: Reviewer,
  decision: 'approved' | 'returned',
  comment: string,
): InspectionReviewTable {
  const { step, level } = stepOf(reviewedSheet(row));
  return {
    inspectionReviewId: ctx.newId(),
    inspectionId: row.inspectionId,
    submission: row.submissions,
    step,
    level: level ?? who.unitLevel ?? 'group',
    decision,
    comment,
    reviewerAccountId: who.accountId,
    reviewerName: who.displayName,
    fingerprint: row.fingerprint,
    effectivePoints: row.effectivePoints,
    decidedAt: ctx.clock.now(),
  };
}

/**
 * The sheet that one decision is about, as the reviewer has seen it.
 * @throws DomainError INSPECTION_NOT_FOUND, INSPECTION_CHANGED, REVIEW_STAGE, REVIEW_OWN_UNIT, REVIEW_OWN_SHEET, REVIEW_COMPANION, REVIEW_LEVEL, REVIEW_AGAIN
 */
async function requireReviewable(
  tx: Tx,
  ctx: ServiceContext,
  act: 'approve' | 'return',
  { inspectionId, revision }: { inspectionId: string; revision: number },
) {
  await lockSheets(tx, [inspectionId]);
  const row = await requireInspection(tx, ctx, inspectionId);
  const who = await reviewerOf(tx, ctx);
  const hindrance = reviewHindrance(reviewedSheet(row), who, act, {
    didIt: (await sheetsEnteredBy(tx, who.accountId, [inspectionId])).has(inspectionId),
    decided: decidedBy(await reviewsOf(tx, [inspectionId]), who.accountId, row.submissions),
  });
  if (hindrance !== null) throw refusal(row, hindrance);
  if (row.revision !== revision)
    throw new DomainError('INSPECTION_CHANGED', { number: row.number, revision: row.revision });
  return { row, who };
}

/** Passes one step of the review. @throws DomainError those of {@link requireReviewable} */
export async function approveSheet(
  ctx: ServiceContext,
  input: { inspectionId: string; revision: number; comment: string },
): Promise<ReviewState> {
  await inTransaction(ctx, async (tx) => {
    const { row, who } = await requireReviewable(tx, ctx, 'approve', input);
    const review = reviewRow(ctx, row, who, 'approved', input.comment);
    await tx.insertInto('inspectionReview').values(review).execute();
    const reviewLevel = row.reviewLevel + 1;
    const stage = stageAfterReview(reviewLevel, levelsOf(row));
    await tx
      .updateTable('inspection')
      .set({ reviewLevel, stage, revision: row.revision + 1, updatedAt: review.decidedAt })
      .where('inspectionId', '=', row.inspectionId)
      .execute();
    const { step, level, comment, fingerprint } = review;
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: row.inspectionId,
      action: 'approve',
      before: { stage: row.stage },
      after: { stage, step, level, comment, fingerprint },
    });
  });
  return readReview(ctx.db, ctx, input.inspectionId);
}

/**
 * Gives a sheet back: it is a draft again, to be handed in anew. What was handed in then stays in the review by its
 * fingerprint and points, and in the change log.
 * @throws DomainError those of {@link requireReviewable}
 */
export async function giveBackSheet(
  ctx: ServiceContext,
  input: { inspectionId: string; revision: number; comment: string },
): Promise<ReviewState> {
  await inTransaction(ctx, async (tx) => {
    const { row, who } = await requireReviewable(tx, ctx, 'return', input);
    const review = reviewRow(ctx, row, who, 'returned', input.comment);
    await tx.insertInto('inspectionReview').values(review).execute();
    await tx
      .updateTable('inspection')
      .set({
        state: 'draft',
        stage: 'returned',
        submittedAt: null,
        fingerprint: null,
        reviewLevel: 0,
        revision: row.revision + 1,
        updatedAt: review.decidedAt,
      })
      .where('inspectionId', '=', row.inspectionId)
      .execute();
    await tx.deleteFrom('inspectionSection').where('inspectionId', '=', row.inspectionId).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: row.inspectionId,
      action: 'giveBack',
      before: { stage: row.stage, fingerprint: row.fingerprint },
      after: { stage: 'returned', step: review.step, level: review.level, comment: input.comment },
    });
  });
  return readReview(ctx.db, ctx, input.inspectionId);
}
