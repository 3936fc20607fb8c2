import { sql } from 'kysely';
import type { StaffHistory, UnitHistory } from '#shared/inspection/analysis.schema.ts';
import { monthsBetween, shiftMonth } from '#shared/inspection/month-span.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { listUnitsOf, requireUnit, subtree } from '../organization/organization.service.ts';
import { itemStands } from './item-standing.ts';
import {
  appealFiguresOf,
  historyFigures,
  historySheets,
  latestBands,
  type SheetCondition,
  titledItems,
} from './sheet-history.repository.ts';

const mostItems = 10;
/** How far back a history goes when nothing is said: two years, the month of today with them. */
const monthsBack = 23;

interface Span {
  readonly startOn?: string | undefined;
  readonly endOn?: string | undefined;
}
function spanOf(input: Span, today: string): { startOn: string; endOn: string } {
  return { startOn: input.startOn ?? `${shiftMonth(today.slice(0, 7), -monthsBack)}-01`, endOn: input.endOn ?? today };
}
const within =
  (condition: SheetCondition, span: { startOn: string; endOn: string }): SheetCondition =>
  (eb) =>
    eb.and([
      condition(eb),
      eb('inspection.inspectedOn', '>=', span.startOn),
      eb('inspection.inspectedOn', '<=', span.endOn),
    ]);

async function common(
  db: Database,
  condition: SheetCondition,
  span: { startOn: string; endOn: string },
  today: string,
) {
  const figures = await historyFigures(db, condition);
  return {
    sheets: await historySheets(db, within(condition, span)),
    ...figures,
    bands: await latestBands(db, condition),
    appeals: await appealFiguresOf(db, within(condition, span)),
    daysSince:
      figures.lastInspectedOn === null
        ? null
        : Math.max(0, Math.round((Date.parse(today) - Date.parse(figures.lastInspectedOn)) / 86_400_000)),
    today,
  };
}

/**
 * All sheets of a unit, or of everything below it, over time: points, months without any, what was lost most, what appeals
 * changed. Two years when no span is given.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function readUnitHistory(ctx: ServiceContext, input: Span & { unitId: string }): Promise<UnitHistory> {
  const unit = await requireUnit(ctx.read, ctx, input.unitId);
  const parent = unit.parentId
    ? await ctx.read.selectFrom('unit').select('name').where('unitId', '=', unit.parentId).executeTakeFirst()
    : undefined;
  const range = subtree(unit.path);
  const today = dayOf(ctx.clock.now());
  const span = spanOf(input, today);
  const condition: SheetCondition = (eb) =>
    eb(
      'inspection.unitId',
      'in',
      eb
        .selectFrom('unit as at')
        .select('at.unitId')
        .where('at.path', '>=', range.from)
        .where('at.path', '<', range.to),
    );
  const below = await listUnitsOf(ctx.read, unit.path);
  return {
    unit: {
      id: unit.unitId,
      name: unit.name,
      code: unit.code,
      level: unit.level,
      line: unit.line,
      place: parent?.name ?? '',
    },
    ...(await common(ctx.read, condition, span, today)),
    items: await unitItems(ctx.read, range, span),
    months: await months(ctx.read, within(condition, span), span),
    sites: below.filter((each) => each.level === 'site').length,
  };
}

async function months(db: Database, condition: SheetCondition, span: { startOn: string; endOn: string }) {
  const month = sql<string>`substr(inspection.inspected_on, 1, 7)`;
  const rows = await db
    .selectFrom('inspection')
    .where((eb) => condition(eb))
    .where('inspection.stage', '=', 'published')
    .groupBy(month)
    .select([
      month.as('month'),
      sql<number>`count(*)`.as('sheets'),
      sql<number>`count(distinct inspection.unit_id)`.as('units'),
      sql<number>`sum(inspection.final_points)`.as('points'),
      sql<number>`count(inspection.final_points)`.as('n'),
    ])
    .execute();
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  return monthsBetween(span.startOn.slice(0, 7), span.endOn.slice(0, 7)).map((key) => {
    const row = byMonth.get(key);
    const n = Number(row?.n ?? 0);
    return {
      month: key,
      sheets: Number(row?.sheets ?? 0),
      units: Number(row?.units ?? 0),
      mean: n > 0 ? Number(row?.points) / n : null,
    };
  });
}

/** Items that cost the units most in the months of a span, from the figures kept with publication. */
async function unitItems(db: Database, range: { from: string; to: string }, span: { startOn: string; endOn: string }) {
  const rows = await db
    .selectFrom('itemTally as tally')
    .innerJoin('unit', 'unit.unitId', 'tally.unitId')
    .innerJoin('scorecardVersion as card', 'card.scorecardVersionId', 'tally.scorecardVersionId')
    .where('tally.month', '>=', span.startOn.slice(0, 7))
    .where('tally.month', '<=', span.endOn.slice(0, 7))
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to)
    .groupBy(['tally.scorecardVersionId', 'card.code', 'card.version', 'tally.itemCode'])
    .select(['tally.scorecardVersionId', 'card.code as scorecardCode', 'tally.itemCode'])
    .select([
      sql<number>`sum(tally.sheets - tally.not_applicable)`.as('scored'),
      sql<number>`sum(tally.failed)`.as('failed'),
      sql<number>`sum(tally.lost_points)`.as('lostPoints'),
    ])
    .orderBy('card.version', 'desc')
    .execute();
  return titledItems(db, rows.map(counted), mostItems);
}
const counted = <T extends { scored: unknown; failed: unknown; lostPoints: unknown }>(row: T) => ({
  ...row,
  scored: Number(row.scored),
  failed: Number(row.failed),
  lostPoints: Number(row.lostPoints),
});

/**
 * All sheets that score a person, over time, and the items whose findings were put down to them.
 * @throws DomainError STAFF_NOT_FOUND also for one outside the account's scope
 */
export async function readStaffHistory(ctx: ServiceContext, input: Span & { staffId: string }): Promise<StaffHistory> {
  const staff = await ctx.read
    .selectFrom('staff')
    .innerJoin('unit', 'unit.unitId', 'staff.unitId')
    .select([
      'staff.staffId',
      'staff.code',
      'staff.name',
      'staff.post',
      'staff.unitId',
      'unit.name as unitName',
      'unit.path',
    ])
    .where('staff.staffId', '=', input.staffId)
    .executeTakeFirst();
  if (!staff?.path.startsWith(ctx.user.unitPath)) throw new DomainError('STAFF_NOT_FOUND');
  const today = dayOf(ctx.clock.now());
  const span = spanOf(input, today);
  const range = subtree(ctx.user.unitPath);
  const condition: SheetCondition = (eb) =>
    eb.and([
      eb(
        'inspection.inspectionId',
        'in',
        eb.selectFrom('inspectionStaff as on').select('on.inspectionId').where('on.staffId', '=', input.staffId),
      ),
      // a person may have moved: sheets of units the account can't see stay away
      eb(
        'inspection.unitId',
        'in',
        eb
          .selectFrom('unit as at')
          .select('at.unitId')
          .where('at.path', '>=', range.from)
          .where('at.path', '<', range.to),
      ),
    ]);
  const { path: _path, ...person } = staff;
  return {
    staff: person,
    ...(await common(ctx.read, condition, span, today)),
    items: await staffItems(ctx.read, input.staffId, span, range),
  };
}

async function staffItems(
  db: Database,
  staffId: string,
  span: { startOn: string; endOn: string },
  range: { from: string; to: string },
) {
  const { rows } = await sql<{
    scorecardVersionId: string;
    scorecardCode: string;
    itemCode: string;
    scored: number;
    failed: number;
    lostPoints: number;
  }>`select s.scorecard_version_id as "scorecardVersionId", card.code as "scorecardCode", i.item_code as "itemCode",
      count(*) as scored, sum(case when ${itemStands('i', 's', 'failed')} then 1 else 0 end) as failed,
      sum(coalesce((select a.revised_lost_points from score_appeal a where a.inspection_id = i.inspection_id
        and a.item_code = i.item_code and a.state = 'accepted' order by a.round desc limit 1), i.lost_points)) as "lostPoints"
    from inspection_item_staff p
    join inspection s on s.inspection_id = p.inspection_id and s.stage = 'published'
    join unit u on u.unit_id = s.unit_id and u.path >= ${range.from} and u.path < ${range.to}
    join inspection_item i on i.inspection_id = p.inspection_id and i.item_code = p.item_code
    join scorecard_version card on card.scorecard_version_id = s.scorecard_version_id
    where p.staff_id = ${staffId} and s.inspected_on >= ${span.startOn} and s.inspected_on <= ${span.endOn}
    group by s.scorecard_version_id, card.code, card.version, i.item_code
    order by card.version desc`.execute(db);
  return titledItems(db, rows.map(counted), mostItems);
}
