import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Tx } from '../database/transaction.ts';

/** Code of the card that comes with the sample. */
const sampleHallCard = 'SC-YT-48';

/** One kind of row to take away, children before parents. */
interface Removal {
  readonly table: keyof Tables & string;
  /** SQL condition on the table's own columns; column names as in the database */
  readonly where: string;
}

const sampleUnits = 'select unit_id from unit where is_sample = 1';
const sampleComplaints = `select complaint_id from complaint where is_sample = 1 or unit_id in (${sampleUnits}) or first_unit_id in (${sampleUnits})`;
const sampleWaves = `select wave_id from survey_wave where is_sample = 1 or unit_id in (${sampleUnits})`;
const sampleSubmissions = `select submission_id from submission where wave_id in (${sampleWaves}) or unit_id in (${sampleUnits})`;

const sampleInspections = `select inspection_id from inspection where is_sample = 1 or unit_id in (${sampleUnits})`;

const sampleCards = `select scorecard_version_id from scorecard_version v where v.code = '${sampleHallCard}'
  and not exists (select 1 from inspection i where i.scorecard_version_id = v.scorecard_version_id)
  and not exists (select 1 from scorecard_retirement r where r.scorecard_version_id = v.scorecard_version_id)`;

const sampleReports = `select report_id from report where state <> 'issued' and unit_id in (${sampleUnits})`;

const removals: readonly Removal[] = [
  { table: 'complaintSignature', where: `complaint_id in (${sampleComplaints})` },
  { table: 'complaintWarning', where: `complaint_id in (${sampleComplaints})` },
  { table: 'complaintEvent', where: `complaint_id in (${sampleComplaints})` },
  { table: 'complaint', where: `complaint_id in (${sampleComplaints})` },
  {
    table: 'scoreAppealEvidence',
    where: `score_appeal_id in (select score_appeal_id from score_appeal where inspection_id in (${sampleInspections}))`,
  },
  { table: 'scoreAppeal', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionReview', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionPresence', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionItemStaff', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionStaff', where: `inspection_id in (${sampleInspections})` },
  { table: 'itemTally', where: `unit_id in (${sampleUnits})` },
  { table: 'inspectionEvidence', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionSection', where: `inspection_id in (${sampleInspections})` },
  { table: 'inspectionItem', where: `inspection_id in (${sampleInspections})` },
  // a publication goes with its last sheet
  {
    table: 'publication',
    where: `publication_id in (select publication_id from inspection where inspection_id in (${sampleInspections}))
      and not exists (select 1 from inspection own where own.publication_id = publication.publication_id
        and own.inspection_id not in (${sampleInspections}))`,
  },
  { table: 'inspection', where: `inspection_id in (${sampleInspections})` },
  // its card too, unless somebody has scored by it
  { table: 'scorecardItem', where: `scorecard_version_id in (${sampleCards})` },
  { table: 'scorecardVersion', where: `scorecard_version_id in (${sampleCards})` },
  { table: 'submissionSegment', where: `submission_id in (${sampleSubmissions})` },
  { table: 'submission', where: `submission_id in (${sampleSubmissions})` },
  { table: 'surveyWave', where: `wave_id in (${sampleWaves})` },
  { table: 'reportText', where: `report_id in (${sampleReports})` },
  { table: 'reportSnapshot', where: `report_id in (${sampleReports})` },
  { table: 'report', where: `report_id in (${sampleReports})` },
  {
    table: 'clauseLimit',
    where: 'clause_edition_id in (select clause_edition_id from clause_edition where is_sample = 1)',
  },
  { table: 'clauseEdition', where: 'is_sample = 1' },
  { table: 'unitUsers', where: `is_sample = 1 or unit_id in (${sampleUnits})` },
  { table: 'staff', where: `is_sample = 1 or unit_id in (${sampleUnits})` },
];

/**
 * Takes away every row of the sample and every row that hangs on a sample unit. Units the user made below a sample unit
 * move to the top of the tree; accounts bound to a sample unit see everything their role may see no more: they are
 * blocked, because a scope that is gone must not become the whole. Units that an issued report is about stay, closed: the
 * report is frozen for good.
 * @returns number of rows by table
 */
export async function deleteSample(
  tx: Tx,
  step: (done: number, total: number) => Promise<void>,
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const [index, { table, where }] of removals.entries()) {
    const result = await (tx as unknown as Kysely<Record<string, Record<string, unknown>>>)
      .deleteFrom(table)
      .where(sql<boolean>`${sql.raw(where)}`)
      .executeTakeFirst();
    removed[table] = Number(result.numDeletedRows);
    await step(index + 1, removals.length + 1);
  }
  await sql`update account set unit_id = null, is_active = 0 where unit_id in (${sql.raw(sampleUnits)})`.execute(tx);
  removed.unit = await deleteUnits(tx);
  await step(removals.length + 1, removals.length + 1);
  return removed;
}

/** Leaves first: a unit goes when nothing hangs below it any more. */
async function deleteUnits(tx: Tx): Promise<number> {
  await rescueOwnUnits(tx);
  await keepReportedUnits(tx);
  let count = 0;
  for (;;) {
    const result =
      await sql`delete from unit where is_sample = 1 and not exists (select 1 from unit as child where child.parent_id = unit.unit_id)`.execute(
        tx,
      );
    const deleted = Number(result.numAffectedRows ?? 0);
    if (deleted === 0) return count;
    count += deleted;
  }
}

/** Moves units of the user's own from below sample units to the top of the tree, with everything below them. */
async function rescueOwnUnits(tx: Tx): Promise<void> {
  const own = await sql<{
    unitId: string;
    path: string;
  }>`select unit_id, path from unit where is_sample = 0 and parent_id in (${sql.raw(sampleUnits)})`.execute(tx);
  for (const { unitId, path } of own.rows) {
    await sql`update unit set path = ${`/${unitId}/`} || substr(path, ${sql.lit(path.length + 1)}) where path >= ${path} and path < ${`${path.slice(0, -1)}0`}`.execute(
      tx,
    );
    await tx.updateTable('unit').set({ parentId: null }).where('unitId', '=', unitId).execute();
  }
}

/** Closes the units of issued reports and everything above them; they are no part of the sample any more. */
async function keepReportedUnits(tx: Tx): Promise<void> {
  const rows = await tx
    .selectFrom('report')
    .innerJoin('unit', 'unit.unitId', 'report.unitId')
    .select('unit.path')
    .where('unit.isSample', '=', 1)
    .where('report.state', '=', 'issued')
    .execute();
  const kept = [...new Set(rows.flatMap((row) => row.path.split('/').filter(Boolean)))];
  if (kept.length > 0)
    await tx.updateTable('unit').set({ isSample: 0, isActive: 0 }).where('unitId', 'in', kept).execute();
}
