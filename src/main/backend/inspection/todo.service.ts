import { dayOf } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { subtree } from '../organization/organization.service.ts';

/** Something about scores that waits for this account. `on` is the day it is to be done by; null where there is none. */
export interface ScoreTodo {
  readonly kind: 'returned' | 'review' | 'appeal';
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unitName: string;
  readonly on: string | null;
  readonly path: string;
}

/** Why returned sheets came back, by id. */
export async function returnComments(
  ctx: ServiceContext,
  inspectionIds: readonly string[],
): Promise<Map<string, string>> {
  if (inspectionIds.length === 0) return new Map();
  const rows = await ctx.read
    .selectFrom('inspectionReview as review')
    .innerJoin('inspection', 'inspection.inspectionId', 'review.inspectionId')
    .where('review.inspectionId', 'in', [...inspectionIds])
    .where('inspection.stage', '=', 'returned')
    .where('review.decision', '=', 'returned')
    .select(['review.inspectionId', 'review.comment'])
    .orderBy('review.submission')
    .execute();
  return new Map(rows.map((row) => [row.inspectionId, row.comment]));
}

/** Sheets handed in by others in the person's units. */
function sheetsToReview(ctx: ServiceContext) {
  const range = subtree(ctx.user.unitPath);
  return ctx.read
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .where('inspection.stage', '=', 'submitted')
    .where((eb) =>
      eb.or([
        eb('inspection.inspectorAccountId', 'is', null),
        eb('inspection.inspectorAccountId', '!=', ctx.user.accountId),
      ]),
    )
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}

function openAppeals(ctx: ServiceContext) {
  const range = subtree(ctx.user.unitPath);
  return ctx.read
    .selectFrom('scoreAppeal as appeal')
    .innerJoin('unit', 'unit.unitId', 'appeal.unitId')
    .where('appeal.state', '=', 'open')
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}

/** How many sheets and appeals wait for this account: own ones not handed in, those to be reviewed, open appeals. */
export async function waitingScores(ctx: ServiceContext): Promise<number> {
  const { permissions, accountId } = ctx.user;
  const counts: { n: number }[] = [];
  if (permissions.includes('inspection:score'))
    counts.push(
      await ctx.read
        .selectFrom('inspection')
        .where('inspection.state', '=', 'draft')
        .where('inspection.inspectorAccountId', '=', accountId)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
  if (permissions.includes('inspection:review'))
    counts.push(
      await sheetsToReview(ctx)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
      await openAppeals(ctx)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
  return counts.reduce((sum, { n }) => sum + Number(n), 0);
}

/** Sheets to be reviewed, longest waiting first, and open appeals by their day, for those who may decide; at most `limit` of each. */
export async function scoreTodos(ctx: ServiceContext, limit: number): Promise<ScoreTodo[]> {
  if (!ctx.user.permissions.includes('inspection:review')) return [];
  const sheets = await sheetsToReview(ctx)
    .select(['inspection.inspectionId', 'inspection.number', 'unit.name', 'inspection.inspectedOn'])
    .orderBy('inspection.updatedAt')
    .limit(limit)
    .execute();
  const appeals = await openAppeals(ctx)
    .select(['appeal.scoreAppealId', 'appeal.number', 'appeal.itemCode', 'appeal.decideBy', 'unit.name'])
    .orderBy('appeal.decideBy')
    .limit(limit)
    .execute();
  return [
    ...appeals.map(
      (row): ScoreTodo => ({
        kind: 'appeal',
        id: row.scoreAppealId,
        number: row.number,
        title: `${row.number} ${row.itemCode}`,
        unitName: row.name,
        on: row.decideBy,
        path: `/inspection/appeal?open=${row.scoreAppealId}`,
      }),
    ),
    ...sheets.map(
      (row): ScoreTodo => ({
        kind: 'review',
        id: row.inspectionId,
        number: row.number,
        title: `${row.number} ${row.inspectedOn}`,
        unitName: row.name,
        on: null,
        path: `/inspection/${row.inspectionId}`,
      }),
    ),
  ];
}

/** When a day lies, seen from now. */
export function dueOf(ctx: Pick<ServiceContext, 'clock'>, on: string | null): 'overdue' | 'today' | 'later' {
  const today = dayOf(ctx.clock.now());
  if (on === null || on > today) return 'later';
  return on === today ? 'today' : 'overdue';
}
