import type { ReportState } from '#shared/report/report.schema.ts';
import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';
import type { ReportSnapshotTable, ReportTable } from './report.table.ts';

export const findReport = (db: Database, reportId: string): Promise<ReportTable | undefined> =>
  db.selectFrom('report').selectAll().where('reportId', '=', reportId).executeTakeFirst();

/** Reports of a part of the tree; those of the whole organisation stand under `/`. */
function reportsOf(db: Database, filter: { unitPath: string; state?: ReportState | undefined }) {
  const range = subtree(filter.unitPath);
  const query = db.selectFrom('report').where('unitPath', '>=', range.from).where('unitPath', '<', range.to);
  return filter.state ? query.where('state', '=', filter.state) : query;
}

/** One page, the newest period first. */
export async function listReports(
  db: Database,
  filter: { unitPath: string; state?: ReportState | undefined },
  page: { offset: number; limit: number },
) {
  const query = reportsOf(db, filter);
  const rows = await query
    .selectAll()
    .orderBy('startOn', 'desc')
    .orderBy('reportId', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** How many reports of the part of the tree are in each state. */
export async function countReports(db: Database, unitPath: string): Promise<Record<string, number>> {
  const rows = await reportsOf(db, { unitPath })
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]));
}

export function searchReportRows(db: Database, unitPath: string, text: string, limit: number) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return reportsOf(db, { unitPath })
    .select(['reportId', 'number', 'title', 'state'])
    .where((eb) => eb.or([eb('number', 'like', like), eb('title', 'like', like)]))
    .orderBy('startOn', 'desc')
    .limit(limit)
    .execute();
}

/** Numbers already given to reports of a period. */
export const numbersOfPeriod = (db: Database, periodKey: string) =>
  db.selectFrom('report').select('number').where('periodKey', '=', periodKey).execute();

export const insertReport = (db: Database, row: ReportTable) => db.insertInto('report').values(row).execute();
export const updateReport = (db: Database, reportId: string, patch: Partial<ReportTable>) =>
  db.updateTable('report').set(patch).where('reportId', '=', reportId).execute();

export async function deleteReport(db: Database, reportId: string): Promise<void> {
  await db.deleteFrom('reportText').where('reportId', '=', reportId).execute();
  await db.deleteFrom('reportSnapshot').where('reportId', '=', reportId).execute();
  await db.deleteFrom('report').where('reportId', '=', reportId).execute();
}

export const findSnapshot = (db: Database, snapshotId: string) =>
  db.selectFrom('reportSnapshot').selectAll().where('snapshotId', '=', snapshotId).executeTakeFirstOrThrow();
export const insertSnapshot = (db: Database, row: ReportSnapshotTable) =>
  db.insertInto('reportSnapshot').values(row).execute();

export async function textsOf(db: Database, reportId: string): Promise<Record<string, string>> {
  const rows = await db.selectFrom('reportText').select(['block', 'text']).where('reportId', '=', reportId).execute();
  return Object.fromEntries(rows.map((row) => [row.block, row.text]));
}

export const putText = (db: Database, reportId: string, block: string, text: string, updatedAt: string) =>
  db
    .insertInto('reportText')
    .values({ reportId, block, text, updatedAt })
    .onConflict((oc) => oc.columns(['reportId', 'block']).doUpdateSet({ text, updatedAt }))
    .execute();
