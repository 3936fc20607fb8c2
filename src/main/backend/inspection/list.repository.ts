import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { InspectionFilter, InspectionListInput } from '#shared/inspection/list.schema.ts';
import { type InspectionStage, inspectionStages } from '#shared/inspection/stage.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { subtree } from '../organization/organization.service.ts';
import { itemStands, sheetBefore, sheetsAlike } from './item-standing.ts';
import { keptCount } from './kept-count.ts';

/** A filter with what has to be looked up for it. */
export interface ListScope {
  readonly unitPath: string;
  readonly filter: InspectionFilter;
  /** versions of the asked card; undefined where no card is asked for */
  readonly versionIds?: readonly string[];
  /** items that are hit by failing, for the outcome `hit` */
  readonly hitKeys?: readonly (readonly [string, string])[];
}

type Builder = ExpressionBuilder<Tables, 'inspection'>;

/** Sheets of a subtree that a filter leaves. */
function conditions(eb: Builder, { unitPath, filter, versionIds, hitKeys }: ListScope): Expression<SqlBool> {
  const list: Expression<SqlBool>[] = [];
  const equal = <C extends 'stage' | 'state' | 'line' | 'method' | 'inspectorName'>(column: C) => {
    const value = filter[column];
    if (value) list.push(eb(`inspection.${column}`, '=', value as never));
  };
  for (const column of ['stage', 'state', 'line', 'method', 'inspectorName'] as const) equal(column);
  if (unitPath !== '/') list.push(inSubtree(eb, unitPath));
  if (filter.startOn) list.push(eb('inspection.inspectedOn', '>=', filter.startOn));
  if (filter.endOn) list.push(eb('inspection.inspectedOn', '<=', filter.endOn));
  if (versionIds)
    list.push(versionIds.length === 0 ? sql`1 = 0` : eb('inspection.scorecardVersionId', 'in', versionIds));
  if (filter.grade) list.push(sql`coalesce(inspection.final_grade, inspection.effective_grade) = ${filter.grade}`);
  if (filter.staffId)
    list.push(
      sql`exists (select 1 from inspection_staff s where s.inspection_id = inspection.inspection_id and s.staff_id = ${filter.staffId})`,
    );
  if (filter.publicationNumber)
    list.push(
      eb(
        'inspection.publicationId',
        '=',
        eb
          .selectFrom('publication')
          .select('publicationId')
          .where('number', '=', filter.publicationNumber.toUpperCase()),
      ),
    );
  if (filter.reference) list.push(...begins(eb, 'inspection.reference', filter.reference));
  if (filter.q) list.push(...begins(eb, 'inspection.number', filter.q.toUpperCase()));
  if (filter.itemCode || filter.clauseCode) list.push(itemCondition(filter, hitKeys));
  if (filter.sameAsBefore) {
    // looked up once for a sheet, not once for each of its items: that is what the limit is for
    list.push(sql`inspection.stage = 'published'`);
    list.push(sql`exists (select 1 from (select ${sheetBefore('inspection')} as id limit 1) last
      where last.id is not null and ${sheetsAlike(sql`inspection.inspection_id`, sql`last.id`)})`);
  }
  return eb.and(list);
}

const inSubtree = (eb: Builder, unitPath: string) => {
  const range = subtree(unitPath);
  return eb(
    'inspection.unitId',
    'in',
    eb
      .selectFrom('unit as scope')
      .select('scope.unitId')
      .where('scope.path', '>=', range.from)
      .where('scope.path', '<', range.to),
  );
};

const begins = (eb: Builder, column: 'inspection.number' | 'inspection.reference', text: string) => [
  eb(column, '>=', text),
  eb(column, '<', `${text}\u{10FFFF}`),
];

/** Sheets with an item, or an item of a clause, that came out so. */
function itemCondition(filter: InspectionFilter, keys: ListScope['hitKeys']): RawBuilder<SqlBool> {
  const outcome = filter.outcome ?? 'failed';
  const clause = filter.clauseCode
    ? sql`and exists (select 1 from scorecard_item c where c.scorecard_version_id = inspection.scorecard_version_id
        and c.item_code = i.item_code and c.clause_code = ${filter.clauseCode})`
    : sql``;
  const code = filter.itemCode ? sql`and i.item_code = ${filter.itemCode}` : sql``;
  return sql`exists (select 1 from inspection_item i where i.inspection_id = inspection.inspection_id ${code} ${clause}
    and ${itemStands('i', 'inspection', outcome, keys)})`;
}

/** What a sheet is worth: final points once published. */
const points = sql<number | null>`coalesce(inspection.final_points, inspection.effective_points)`;

/** Ids of one page: only the sorting index is walked, rows are fetched afterwards. Sheets without a score come last. */
export function pageIds(
  db: Database,
  scope: ListScope,
  input: Pick<InspectionListInput, 'sort' | 'descending' | 'offset' | 'limit'>,
) {
  const direction = input.descending ? 'desc' : 'asc';
  const base = db
    .selectFrom('inspection')
    .select('inspectionId')
    .where((eb) => conditions(eb, scope));
  const sorted =
    input.sort === 'points'
      ? base.orderBy(points, (o) => (input.descending ? o.desc() : o.asc()).nullsLast())
      : base.orderBy(input.sort === 'updated' ? 'inspection.updatedAt' : 'inspection.inspectedOn', direction);
  return sorted.orderBy('inspection.inspectionId', direction).offset(input.offset).limit(input.limit);
}

/** What a filter leaves that isn't published: few sheets beside the others. */
const unpublished = (db: Database, scope: ListScope) => matching(db, scope).where('inspection.stage', 'in', openStages);
const openStages = inspectionStages.filter((stage) => stage !== 'published');
const matching = (db: Database, scope: ListScope) => db.selectFrom('inspection').where((eb) => conditions(eb, scope));

/** How many sheets a filter leaves. */
export async function countInspections(db: Database, scope: ListScope): Promise<number> {
  const { stage } = scope.filter;
  const kept = stage && stage !== 'published' ? undefined : await keptCount(db, scope);
  if (kept !== undefined && stage) return kept;
  const rows = kept === undefined ? matching(db, scope) : unpublished(db, scope);
  const { total } = await rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return (kept ?? 0) + Number(total);
}

/** Counts by stage that a filter leaves. */
export async function countByStage(db: Database, scope: ListScope): Promise<ReadonlyMap<InspectionStage, number>> {
  const kept = await keptCount(db, scope);
  const rows = await (kept === undefined ? matching(db, scope) : unpublished(db, scope))
    .groupBy('inspection.stage')
    .select(['inspection.stage', (eb) => eb.fn.countAll<number>().as('count')])
    .execute();
  const counts = new Map(rows.map((row) => [row.stage, Number(row.count)]));
  return kept === undefined ? counts : counts.set('published', kept);
}

/** Names of the scored staff of sheets. */
export async function staffNamesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('inspectionStaff as s')
    .innerJoin('staff', 'staff.staffId', 's.staffId')
    .select(['s.inspectionId', 'staff.name'])
    .where('s.inspectionId', 'in', [...ids])
    .orderBy('s.inspectionId')
    .orderBy('s.position')
    .execute();
  const names = new Map<string, string[]>();
  for (const { inspectionId, name } of rows) names.set(inspectionId, [...(names.get(inspectionId) ?? []), name]);
  return new Map([...names].map(([id, list]) => [id, list.join('、')]));
}

/** Names of inspectors on sheets of a subtree, in order. */
export async function inspectorNames(db: Database, unitPath: string): Promise<string[]> {
  const rows = await db
    .selectFrom('inspection')
    .where((eb) => (unitPath === '/' ? eb.and([]) : inSubtree(eb, unitPath)))
    .select('inspection.inspectorName')
    .distinct()
    .orderBy('inspection.inspectorName')
    .execute();
  return rows.map((row) => row.inspectorName);
}
