import { sql } from 'kysely';
import { answerDigit } from '#shared/survey/survey.answers.ts';
import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';
import type { SubmissionSegmentTable, SubmissionTable } from './survey.table.ts';

/** Which submissions; every part that is given must hold. */
export interface SubmissionQuery {
  waveId: string;
  /** Subtree of units; `/` for all. */
  unitPath: string;
  column?: { name: 'unitId' | 'business' | 'channel' | 'grade'; value: string | null } | undefined;
  extra?: { name: string; value: string | null } | undefined;
  /** Item position from 0 and its answer; null for a missing one. */
  answer?: { position: number; value: number | null } | undefined;
  quality?: 'straightLine' | 'incomplete' | 'speeder' | undefined;
  /** Seconds under which a submission counts as rushed. */
  speederBelow?: number | undefined;
}

function selected(db: Database, query: SubmissionQuery) {
  const range = subtree(query.unitPath);
  let rows = db
    .selectFrom('submission')
    .innerJoin('unit', 'unit.unitId', 'submission.unitId')
    .where('submission.waveId', '=', query.waveId)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
  const { column, extra, answer, quality } = query;
  if (column) rows = rows.where(`submission.${column.name}`, column.value === null ? 'is' : '=', column.value);
  if (extra) {
    rows = rows.where(({ exists, not, selectFrom }) => {
      let part = selectFrom('submissionSegment')
        .select('submissionSegment.submissionId')
        .whereRef('submissionSegment.submissionId', '=', 'submission.submissionId')
        .where('submissionSegment.name', '=', extra.name);
      if (extra.value !== null) part = part.where('submissionSegment.value', '=', extra.value);
      return extra.value === null ? not(exists(part)) : exists(part);
    });
  }
  if (answer) {
    const digit = answer.value === null ? '.' : answerDigit(answer.value);
    rows = rows.where(sql<string>`substr(submission.answers, ${sql.lit(answer.position + 1)}, 1)`, '=', digit);
  }
  if (quality === 'straightLine') rows = rows.where('submission.isStraightLine', '=', 1);
  if (quality === 'incomplete') rows = rows.where('submission.missingCount', '>', 0);
  if (quality === 'speeder') rows = rows.where('submission.durationSeconds', '<', query.speederBelow ?? 0);
  return rows;
}

/** What indices and segments need of every submission. */
export function loadAnswers(db: Database, query: SubmissionQuery) {
  return selected(db, query)
    .select([
      'submission.submissionId',
      'submission.unitId',
      'submission.business',
      'submission.channel',
      'submission.grade',
      'submission.answers',
      'submission.durationSeconds',
    ])
    .execute();
}
export type AnswerRow = Awaited<ReturnType<typeof loadAnswers>>[number];

/** One page of submissions in the order of the imported file. */
export async function listSubmissions(db: Database, query: SubmissionQuery, page: { offset: number; limit: number }) {
  const rows = await selected(db, query)
    .selectAll('submission')
    .select('unit.name as unitName')
    .orderBy('submission.lineNumber')
    .orderBy('submission.submissionId')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return { rows, total: await countSubmissions(db, query) };
}
export type SubmissionRow = Awaited<ReturnType<typeof listSubmissions>>['rows'][number];

/** Number of submissions, and count, sum and sum of squares of their target index. */
export async function targetTotals(db: Database, query: SubmissionQuery) {
  const row = await selected(db, query)
    .select((eb) => [
      eb.fn.countAll<number>().as('submissions'),
      eb.fn.count<number>('submission.targetIndex').as('n'),
      eb.fn.sum<number | null>('submission.targetIndex').as('sum'),
      sql<number | null>`sum(submission.target_index * submission.target_index)`.as('squares'),
    ])
    .executeTakeFirstOrThrow();
  const { submissions, n, sum, squares } = row;
  return { submissions: Number(submissions), n: Number(n), sum: Number(sum ?? 0), squares: Number(squares ?? 0) };
}

export async function countSubmissions(db: Database, query: SubmissionQuery): Promise<number> {
  const { total } = await selected(db, query)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Submissions in the order of the file, a page at a time, for exports that don't fit in one answer. */
export async function* streamSubmissions(
  db: Database,
  query: SubmissionQuery,
  size = 1000,
): AsyncGenerator<SubmissionRow[]> {
  for (let offset = 0; ; offset += size) {
    const rows = await selected(db, query)
      .selectAll('submission')
      .select('unit.name as unitName')
      .orderBy('submission.lineNumber')
      .orderBy('submission.submissionId')
      .offset(offset)
      .limit(size)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
  }
}

/** Values of one extra column by submission. */
export async function loadSegment(db: Database, waveId: string, name: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('submissionSegment')
    .select(['submissionId', 'value'])
    .where('waveId', '=', waveId)
    .where('name', '=', name)
    .execute();
  return new Map(rows.map((row) => [row.submissionId, row.value]));
}

/** Ids of a unit and everything below it. */
export async function unitIdsBelow(db: Database, unitPath: string): Promise<Set<string>> {
  const range = subtree(unitPath);
  const rows = await db
    .selectFrom('unit')
    .select('unitId')
    .where('path', '>=', range.from)
    .where('path', '<', range.to)
    .execute();
  return new Set(rows.map((row) => row.unitId));
}

/** Names of units by id. */
export async function unitNames(db: Database, unitIds: readonly string[]): Promise<Map<string, string>> {
  const units = await db.selectFrom('unit').select(['unitId', 'name']).where('unitId', 'in', unitIds).execute();
  return new Map(units.map((unit) => [unit.unitId, unit.name]));
}

/** Names of the extra columns of a wave. */
export async function segmentNames(db: Database, waveId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('submissionSegment')
    .select('name')
    .distinct()
    .where('waveId', '=', waveId)
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}

/** Extra values of some submissions, by submission and name. */
export async function loadExtras(
  db: Database,
  submissionIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const result = new Map<string, Map<string, string>>();
  for (let i = 0; i < submissionIds.length; i += 500) {
    const part = submissionIds.slice(i, i + 500);
    const rows = await db.selectFrom('submissionSegment').selectAll().where('submissionId', 'in', part).execute();
    for (const row of rows) {
      const own = result.get(row.submissionId) ?? new Map<string, string>();
      result.set(row.submissionId, own.set(row.name, row.value));
    }
  }
  return result;
}

/** Stored submissions of a wave by their source key; at most a few thousand keys. */
export async function findBySource(
  db: Database,
  waveId: string,
  keys: readonly string[],
): Promise<Map<string, SubmissionTable>> {
  const result = new Map<string, SubmissionTable>();
  for (let i = 0; i < keys.length; i += 500) {
    const rows = await db
      .selectFrom('submission')
      .selectAll()
      .where('waveId', '=', waveId)
      .where('sourceKey', 'in', keys.slice(i, i + 500))
      .execute();
    for (const row of rows) result.set(row.sourceKey, row);
  }
  return result;
}

export async function insertSubmissions(db: Database, rows: readonly SubmissionTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 200)
    await db
      .insertInto('submission')
      .values(rows.slice(i, i + 200))
      .execute();
}
export const updateSubmission = (db: Database, submissionId: string, patch: Partial<SubmissionTable>) =>
  db.updateTable('submission').set(patch).where('submissionId', '=', submissionId).execute();

export async function insertSegments(db: Database, rows: readonly SubmissionSegmentTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500)
    await db
      .insertInto('submissionSegment')
      .values(rows.slice(i, i + 500))
      .execute();
}
export const deleteSegments = (db: Database, submissionId: string) =>
  db.deleteFrom('submissionSegment').where('submissionId', '=', submissionId).execute();
