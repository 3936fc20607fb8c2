import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AppealFilter } from '#shared/inspection/appeal.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import type { ScoreAppealTable } from './inspection.table.ts';

/** Appeals with the sheet, the unit and the card they are about. */
const joined = (db: Database) =>
  db
    .selectFrom('scoreAppeal as appeal')
    .innerJoin('inspection as sheet', 'sheet.inspectionId', 'appeal.inspectionId')
    .innerJoin('unit', 'unit.unitId', 'appeal.unitId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'sheet.scorecardVersionId');

const listed = (db: Database) =>
  joined(db)
    .selectAll('appeal')
    .select([
      'sheet.number as inspectionNumber',
      'sheet.inspectedOn',
      'sheet.inspectorName',
      'sheet.line',
      'sheet.scorecardVersionId',
      'unit.name as unitName',
      'unit.path as unitPath',
      'card.code as scorecardCode',
    ]);
export type ListedAppeal = NonNullable<Awaited<ReturnType<typeof findAppeal>>>;

export const findAppeal = (db: Database, scoreAppealId: string) =>
  listed(db).where('appeal.scoreAppealId', '=', scoreAppealId).executeTakeFirst();

type Joined = ExpressionBuilder<
  Tables & { appeal: Tables['scoreAppeal']; sheet: Tables['inspection']; card: Tables['scorecardVersion'] },
  'appeal' | 'sheet' | 'unit' | 'card'
>;

/** Appeals of a subtree that a filter leaves. @param today day of the clock, for those that are late */
function conditions(eb: Joined, unitPath: string, filter: AppealFilter, today: string): Expression<SqlBool> {
  const range = subtree(unitPath);
  const list: Expression<SqlBool>[] = [];
  if (unitPath !== '/') list.push(eb('unit.path', '>=', range.from), eb('unit.path', '<', range.to));
  if (filter.state) list.push(eb('appeal.state', '=', filter.state));
  if (filter.overdue) list.push(eb('appeal.state', '=', 'open'), eb('appeal.decideBy', '<', today));
  if (filter.inspectorName) list.push(eb('sheet.inspectorName', '=', filter.inspectorName));
  if (filter.scorecardCode) list.push(eb('card.code', '=', filter.scorecardCode));
  if (filter.itemCode) list.push(eb('appeal.itemCode', '=', filter.itemCode));
  if (filter.inspectionId) list.push(eb('appeal.inspectionId', '=', filter.inspectionId));
  // 16:00 UTC of the day before is 00:00 in Shanghai
  if (filter.startOn) list.push(eb('appeal.raisedAt', '>=', shanghaiStart(filter.startOn)));
  if (filter.endOn) list.push(eb('appeal.raisedAt', '<', shanghaiStart(filter.endOn, 1)));
  if (filter.q) {
    const from = filter.q.toUpperCase();
    const begins = (column: 'appeal.number' | 'sheet.number') =>
      eb.and([eb(column, '>=', from), eb(column, '<', `${from}~`)]);
    list.push(eb.or([begins('appeal.number'), begins('sheet.number')]));
  }
  return eb.and(list);
}
const shanghaiStart = (day: string, plus = 0) =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + plus * 86_400_000).toISOString();

export interface AppealScope {
  readonly unitPath: string;
  readonly filter: AppealFilter;
  readonly today: string;
}

/** One page, open ones by the day they are to be decided, then the others by the last raised. */
export const appealPage = (
  db: Database,
  { unitPath, filter, today }: AppealScope,
  page: { offset: number; limit: number },
) =>
  listed(db)
    .where((eb) => conditions(eb as unknown as Joined, unitPath, filter, today))
    .orderBy(sql`case when appeal.state = 'open' then 0 else 1 end`)
    .orderBy(sql`case when appeal.state = 'open' then appeal.decide_by end`)
    .orderBy('appeal.raisedAt', 'desc')
    .orderBy('appeal.scoreAppealId')
    .offset(page.offset)
    .limit(page.limit)
    .execute();

export async function countAppeals(db: Database, { unitPath, filter, today }: AppealScope): Promise<number> {
  const { total } = await joined(db)
    .where((eb) => conditions(eb as unknown as Joined, unitPath, filter, today))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Numbers of appeals by state of each item, inspector or unit. */
export function appealCounts(
  db: Database,
  { unitPath, filter, today }: AppealScope,
  by: 'item' | 'inspector' | 'unit',
) {
  const base = joined(db).where((eb) => conditions(eb as unknown as Joined, unitPath, filter, today));
  const count = (state: string) => sql<number>`sum(case when appeal.state = ${sql.lit(state)} then 1 else 0 end)`;
  const columns = {
    raised: sql<number>`count(*)`,
    open: count('open'),
    accepted: count('accepted'),
    rejected: count('rejected'),
    withdrawn: count('withdrawn'),
  };
  const sums = Object.entries(columns).map(([name, value]) => value.as(name as keyof typeof columns));
  if (by === 'item')
    return base
      .groupBy(['card.code', 'appeal.itemCode'])
      .select(['appeal.itemCode as key', 'card.code as scorecardCode'])
      .select((eb) => eb.fn.max('card.scorecardVersionId').as('scorecardVersionId'))
      .select(sql<string>`''`.as('name'))
      .select(sums)
      .execute();
  if (by === 'inspector')
    return base
      .groupBy('sheet.inspectorName')
      .select(['sheet.inspectorName as key', 'sheet.inspectorName as name'])
      .select([sql<string | null>`null`.as('scorecardCode'), sql<string | null>`null`.as('scorecardVersionId')])
      .select(sums)
      .execute();
  return base
    .groupBy(['appeal.unitId', 'unit.name'])
    .select(['appeal.unitId as key', 'unit.name'])
    .select([sql<string | null>`null`.as('scorecardCode'), sql<string | null>`null`.as('scorecardVersionId')])
    .select(sums)
    .execute();
}

/** All appeals of sheets, in the order they were raised. */
export const appealsOfSheet = (db: Database, inspectionId: string) =>
  db
    .selectFrom('scoreAppeal')
    .selectAll()
    .where('inspectionId', '=', inspectionId)
    .orderBy('raisedAt')
    .orderBy('number')
    .execute();

/** The revisions among the appeals of a sheet. */
export const acceptedOf = (appeals: readonly ScoreAppealTable[]) =>
  appeals.flatMap(({ itemCode, round, revisedEntryJson }) =>
    revisedEntryJson === null ? [] : [{ itemCode, round, revisedEntry: JSON.parse(revisedEntryJson) as ItemEntry }],
  );

export const evidenceOfAppeal = (db: Database, scoreAppealId: string) =>
  db
    .selectFrom('scoreAppealEvidence')
    .selectAll()
    .where('scoreAppealId', '=', scoreAppealId)
    .orderBy('addedAt')
    .orderBy('evidenceId')
    .execute();
export const findAppealEvidence = (db: Database, evidenceId: string) =>
  db.selectFrom('scoreAppealEvidence').selectAll().where('evidenceId', '=', evidenceId).executeTakeFirst();
