import { sql } from 'kysely';
import {
  defaultReviewSettings,
  type ReviewLevel,
  type ReviewSettings,
  type ReviewView,
} from '#shared/inspection/review.schema.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import { getSetting } from '../system/setting.repository.ts';
import type { InspectionReviewTable } from './inspection.table.ts';

export const reviewSettingKey = 'inspection.review';

/** How sheets are reviewed and appealed against from now on. */
export const readReviewSettings = (db: Database): Promise<ReviewSettings> =>
  getSetting(db, reviewSettingKey, defaultReviewSettings);

/** The levels pinned on a sheet. */
export const levelsOf = (row: { reviewLevelsJson: string }): ReviewLevel[] =>
  JSON.parse(row.reviewLevelsJson) as ReviewLevel[];

/** Below the most values SQLite takes in one statement. */
const idsAtOnce = 500;
/** Splits a long list of ids for statements. */
export function* inGroups<T>(list: readonly T[]): Generator<T[]> {
  for (let start = 0; start < list.length; start += idsAtOnce) yield list.slice(start, start + idsAtOnce);
}

/**
 * Makes others wait who want to decide about the same sheets: on PostgreSQL by locking their rows in one order; SQLite
 * has one writer.
 */
export async function lockSheets(tx: Tx, inspectionIds: readonly string[]): Promise<void> {
  if (kindOf(tx) === 'sqlite') return;
  for (const ids of inGroups([...inspectionIds].sort()))
    await sql`select 1 from inspection where inspection_id in (${sql.join(ids)}) order by inspection_id for update`.execute(
      tx,
    );
}

/** Every decision about sheets, oldest first. */
export async function reviewsOf(db: Database, inspectionIds: readonly string[]): Promise<InspectionReviewTable[]> {
  const rows: InspectionReviewTable[] = [];
  for (const ids of inGroups(inspectionIds))
    rows.push(
      ...(await db
        .selectFrom('inspectionReview')
        .selectAll()
        .where('inspectionId', 'in', ids)
        .orderBy('inspectionId')
        .orderBy('submission')
        .orderBy('step')
        .execute()),
    );
  return rows;
}

/** A decision as people see it. */
export function reviewRowView(row: InspectionReviewTable): ReviewView {
  const { inspectionId: _inspectionId, reviewerAccountId: _reviewerAccountId, ...view } = row;
  return view;
}

/** Of the sheets given, those on which an account has entered something: it is in the change log. */
export async function sheetsEnteredBy(
  db: Database,
  accountId: string,
  inspectionIds: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const ids of inGroups(inspectionIds)) {
    const rows = await db
      .selectFrom('changeLog')
      .select('entityId')
      .distinct()
      .where('entity', '=', 'inspection')
      .where('entityId', 'in', ids)
      .where('accountId', '=', accountId)
      .where('action', 'in', ['start', 'saveItem', 'saveHead', 'addEvidence', 'removeEvidence', 'submit'])
      .execute();
    for (const { entityId } of rows) found.add(entityId);
  }
  return found;
}
