import type { Database } from '../database/dialect.ts';
import { subtree, unitsBelow } from '../organization/organization.service.ts';

/** The complaints behind a period's numbers: received in it, or due in it. Instants [from, to). */
export function complaintRows(db: Database, scope: { from: string; to: string; unitPath: string }) {
  let query = db
    .selectFrom('complaint')
    .select([
      'complaintId',
      'number',
      'unitId',
      'receivedAt',
      'dueAt',
      'isInTime',
      'clockState',
      'status',
      'categoryCode',
      'conclusion',
      'closedAt',
    ])
    .where((eb) =>
      eb.or([
        eb.and([eb('receivedAt', '>=', scope.from), eb('receivedAt', '<', scope.to)]),
        eb.and([eb('dueAt', '>=', scope.from), eb('dueAt', '<', scope.to)]),
      ]),
    );
  if (scope.unitPath !== '/') query = query.where('unitId', 'in', unitsBelow(db, scope.unitPath));
  return query.orderBy('complaintId').execute();
}

/** The answers behind the waves of a period. */
export async function submissionRows(db: Database, waveIds: readonly string[], unitPath: string) {
  if (waveIds.length === 0) return [];
  const range = subtree(unitPath);
  return db
    .selectFrom('submission')
    .innerJoin('unit', 'unit.unitId', 'submission.unitId')
    .select([
      'submission.submissionId',
      'submission.waveId',
      'submission.unitId',
      'submission.answers',
      'submission.externalId',
      'submission.lineNumber',
    ])
    .where('submission.waveId', 'in', waveIds)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to)
    .orderBy('submission.submissionId')
    .execute();
}

/** Published inspections of the days given; points and grade are those after appeals. */
export function inspectionRows(db: Database, scope: { startOn: string; endOn: string; unitPath: string }) {
  return inspections(db, scope)
    .select([
      'inspection.inspectionId',
      'inspection.number',
      'inspection.inspectedOn',
      'inspection.unitId',
      'inspection.line',
      'inspection.scorecardVersionId',
      'inspection.finalPoints as effectivePoints',
      'inspection.rawPoints',
      'inspection.finalGrade as effectiveGrade',
      'inspection.rawGrade',
      'inspection.revisedPoints',
    ])
    .orderBy('inspection.inspectionId')
    .execute();
}

/** Items that lost points in the published inspections of the days given, accepted revisions in their places. */
export async function lostItemRows(db: Database, scope: { startOn: string; endOn: string; unitPath: string }) {
  const rows = await inspections(db, scope)
    .innerJoin('inspectionItem as item', 'item.inspectionId', 'inspection.inspectionId')
    .where('item.isNotApplicable', '=', 0)
    .where('item.lostPoints', '>', 0)
    .select(['inspection.inspectionId', 'inspection.scorecardVersionId', 'item.itemCode', 'item.lostPoints'])
    .orderBy('inspection.inspectionId')
    .orderBy('item.itemCode')
    .execute();
  const revisions = await inspections(db, scope)
    .innerJoin('scoreAppeal as appeal', 'appeal.inspectionId', 'inspection.inspectionId')
    .where('appeal.state', '=', 'accepted')
    .select(['inspection.inspectionId', 'inspection.scorecardVersionId', 'appeal.itemCode'])
    .select(['appeal.revisedLostPoints', 'appeal.revisedEntryJson'])
    .orderBy('appeal.round')
    .execute();
  if (revisions.length === 0) return rows;
  const standing = new Map(rows.map((row) => [`${row.inspectionId} ${row.itemCode}`, row]));
  for (const { inspectionId, scorecardVersionId, itemCode, revisedLostPoints, revisedEntryJson } of revisions) {
    const entry = JSON.parse(revisedEntryJson ?? '{}') as { isNotApplicable?: boolean };
    const lostPoints = entry.isNotApplicable ? 0 : (revisedLostPoints ?? 0);
    const key = `${inspectionId} ${itemCode}`;
    if (lostPoints > 0) standing.set(key, { inspectionId, scorecardVersionId, itemCode, lostPoints });
    else standing.delete(key);
  }
  const order = (row: { inspectionId: string; itemCode: string }) => `${row.inspectionId} ${row.itemCode}`;
  return [...standing.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** How many inspections of the days given are handed in but not published. */
export async function unpublishedCount(
  db: Database,
  scope: { startOn: string; endOn: string; unitPath: string },
): Promise<number> {
  const { count } = await ofPeriod(db, scope)
    .where('inspection.stage', 'in', ['submitted', 'reviewed'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function inspections(db: Database, scope: { startOn: string; endOn: string; unitPath: string }) {
  return ofPeriod(db, scope)
    .where('inspection.stage', '=', 'published')
    .where('inspection.finalPoints', 'is not', null);
}

function ofPeriod(db: Database, scope: { startOn: string; endOn: string; unitPath: string }) {
  const range = subtree(scope.unitPath);
  return db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .where('inspection.inspectedOn', '>=', scope.startOn)
    .where('inspection.inspectedOn', '<=', scope.endOn)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}

/** Words of the cards that inspections were scored on. */
export const scorecardContents = (db: Database) =>
  db.selectFrom('scorecardVersion').select(['scorecardVersionId', 'contentJson']).execute();

/** The questionnaire each wave was asked with. */
export const waveQuestionnaires = (db: Database, waveIds: readonly string[]) =>
  waveIds.length === 0
    ? Promise.resolve([])
    : db.selectFrom('surveyWave').select(['waveId', 'questionnaireVersionId']).where('waveId', 'in', waveIds).execute();
