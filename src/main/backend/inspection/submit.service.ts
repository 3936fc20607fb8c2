import { mysteryGap } from '#shared/inspection/evidence.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { stageAfterReview } from '#shared/inspection/stage.rules.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { countByItem, evidenceOf, updateDraft } from './inspection.repository.ts';
import { readReviewSettings } from './review.repository.ts';
import { changedElsewhere } from './save.service.ts';
import { outcomeColumns, scoreSheet, sectionRows, sheetFingerprint } from './sheet.rules.ts';
import { entriesOf, readInspection, requireDraft, sealedSheet } from './sheet.service.ts';
import { staffOf } from './staff.repository.ts';

/**
 * Hands a sheet in, to be reviewed at the levels of today; it changes only after it has been returned.
 * @throws DomainError INSPECTION_INCOMPLETE naming unscored items and those that lack evidence, INSPECTION_MYSTERY_INCOMPLETE naming what a mystery visit lacks, INSPECTION_CHANGED, those of requireDraft
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
  const entries = await entriesOf(tx, inspectionId);
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
  const gap = mysteryGap(card.content, row, evidence);
  if (gap) throw new DomainError('INSPECTION_MYSTERY_INCOMPLETE', { ...gap });
  const now = ctx.clock.now();
  const staffIds = (await staffOf(tx, inspectionId)).map((person) => person.staffId);
  const fingerprint = sheetFingerprint(sealedSheet(row, card, staffIds, entries, evidence));
  // a sheet that was returned has its sections already
  await bulkInsert(tx, 'inspectionSection', sectionRows(inspectionId, outcome), ['inspectionId', 'sectionCode']);
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
