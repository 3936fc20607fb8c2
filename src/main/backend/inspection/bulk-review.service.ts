import { type Reviewer, reviewHindrance } from '#shared/inspection/review.rules.ts';
import type { SheetChoice } from '#shared/inspection/review.schema.ts';
import { stageAfterReview } from '#shared/inspection/stage.rules.ts';
import type { ServiceContext } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { idsOfChoice, scopeOfChoice } from './choice.service.ts';
import { type ListedInspection, rowsByIds } from './inspection.repository.ts';
import { inGroups, levelsOf, lockSheets, reviewsOf, sheetsEnteredBy } from './review.repository.ts';
import { decidedBy, refusal, reviewedSheet, reviewerOf, reviewRow } from './review.service.ts';

/** A sheet that wasn't approved with the others, and why. */
export interface Refused {
  readonly number: string;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Passes one step of many sheets as a job, all that can be in one transaction: chosen ones, or all submitted ones of a
 * filter. Each refused one is named.
 * @throws DomainError REVIEW_TOO_MANY, UNIT_NOT_FOUND
 */
export async function approveMany(
  ctx: ServiceContext,
  input: SheetChoice & { comment: string },
): Promise<{ jobId: string }> {
  const ids = await idsOfChoice(ctx.read, input, await scopeOfChoice(ctx, 'submitted', input));
  const title = String(ids.length);
  const jobId = ctx.jobs.start(ctx, { kind: 'approveInspections', title }, (job) =>
    inTransaction(ctx, async (tx) => {
      await lockSheets(tx, ids);
      const who = await reviewerOf(tx, ctx);
      const approved: string[] = [];
      const refused: Refused[] = [];
      for (const group of inGroups(ids)) {
        job.signal.throwIfAborted();
        const part = await approveGroup(tx, ctx, who, group, input.comment);
        approved.push(...part.approved);
        refused.push(...part.refused);
        job.report(approved.length + refused.length, ids.length);
        // other calls get their turn
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (approved.length > 0)
        await recordChange(tx, ctx, {
          entity: 'inspection',
          entityId: job.jobId,
          action: 'approveMany',
          after: { approved, comment: input.comment },
        });
      return { approved: approved.length, refused };
    }),
  );
  return { jobId };
}

async function approveGroup(tx: Tx, ctx: ServiceContext, who: Reviewer, ids: readonly string[], comment: string) {
  const rows = (await rowsByIds(tx, ids)).filter((row) => row.unitPath.startsWith(ctx.user.unitPath));
  const found = new Set(rows.map((row) => row.inspectionId));
  const refused: Refused[] = ids
    .filter((id) => !found.has(id))
    .map((id) => ({ number: id, code: 'INSPECTION_NOT_FOUND', data: {} }));
  const entered = await sheetsEnteredBy(tx, who.accountId, ids);
  const decisions = Map.groupBy(await reviewsOf(tx, ids), (review) => review.inspectionId);
  const passing: ListedInspection[] = [];
  for (const row of rows) {
    const hindrance = reviewHindrance(reviewedSheet(row), who, 'approve', {
      didIt: entered.has(row.inspectionId),
      decided: decidedBy(decisions.get(row.inspectionId) ?? [], who.accountId, row.submissions),
    });
    if (hindrance === null) passing.push(row);
    else {
      const { code, data } = refusal(row, hindrance);
      refused.push({ number: row.number, code, data: { ...data } });
    }
  }
  const now = ctx.clock.now();
  await bulkInsert(
    tx,
    'inspectionReview',
    passing.map((row) => reviewRow(ctx, row, who, 'approved', comment)),
  );
  const stageOf = (row: ListedInspection) => stageAfterReview(row.reviewLevel + 1, levelsOf(row));
  for (const [stage, list] of Map.groupBy(passing, stageOf))
    await tx
      .updateTable('inspection')
      .set((eb) => ({
        stage,
        reviewLevel: eb('reviewLevel', '+', 1),
        revision: eb('revision', '+', 1),
        updatedAt: now,
      }))
      .where(
        'inspectionId',
        'in',
        list.map((row) => row.inspectionId),
      )
      .execute();
  return { approved: passing.map((row) => row.inspectionId), refused };
}
