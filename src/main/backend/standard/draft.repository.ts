import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ScorecardDraftTable, ScorecardRetirementTable } from './standard.table.ts';

/** All drafts without their content, last saved first. */
export const listDrafts = (db: Database) =>
  db
    .selectFrom('scorecardDraft')
    .select([
      'scorecardDraftId',
      'code',
      'version',
      'basedOnVersion',
      'titleZh',
      'titleEn',
      'line',
      'itemCount',
      'revision',
      'updatedBy',
      'updatedAt',
    ])
    .orderBy('updatedAt', 'desc')
    .execute();

export const findDraft = (db: Database, scorecardDraftId: string) =>
  db.selectFrom('scorecardDraft').selectAll().where('scorecardDraftId', '=', scorecardDraftId).executeTakeFirst();

export const findDraftByCode = (db: Database, code: string) =>
  db.selectFrom('scorecardDraft').select(['scorecardDraftId', 'updatedBy']).where('code', '=', code).executeTakeFirst();

/** @returns false when another draft of the same card was begun in the meantime */
export async function insertDraft(tx: Tx, row: ScorecardDraftTable): Promise<boolean> {
  const done = await tx
    .insertInto('scorecardDraft')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Saves what was made on `revision`. @returns false when somebody saved since */
export async function updateDraft(
  tx: Tx,
  scorecardDraftId: string,
  revision: number,
  patch: Partial<ScorecardDraftTable>,
): Promise<boolean> {
  const done = await tx
    .updateTable('scorecardDraft')
    .set({ ...patch, revision: revision + 1 })
    .where('scorecardDraftId', '=', scorecardDraftId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** @returns false when somebody saved since */
export async function deleteDraft(tx: Tx, scorecardDraftId: string, revision: number): Promise<boolean> {
  const done = await tx
    .deleteFrom('scorecardDraft')
    .where('scorecardDraftId', '=', scorecardDraftId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return Number(done.numDeletedRows) > 0;
}

/** Versions of a card, newest first. */
export const versionsOf = (db: Database, code: string) =>
  db
    .selectFrom('scorecardVersion')
    .select(['scorecardVersionId', 'version'])
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();

export const findRetirement = (db: Database, scorecardVersionId: string) =>
  db
    .selectFrom('scorecardRetirement')
    .selectAll()
    .where('scorecardVersionId', '=', scorecardVersionId)
    .executeTakeFirst();

/** @returns false when it is retired already */
export async function insertRetirement(tx: Tx, row: ScorecardRetirementTable): Promise<boolean> {
  const done = await tx
    .insertInto('scorecardRetirement')
    .values(row)
    .onConflict((conflict) => conflict.column('scorecardVersionId').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}
