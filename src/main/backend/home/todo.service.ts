import { type ComplaintRow, type ComplaintView, listInput } from '#shared/complaint/complaint.schema.ts';
import type { Overview, TodoView, Waiting } from '#shared/home/home.schema.ts';
import { listComplaints } from '../complaint/complaint.service.ts';
import type { ServiceContext } from '../context.ts';
import { dueOf, openInspections, returnComments, scoreTodos, waitingScores } from '../inspection/inspection.service.ts';

/** What the navigation shows beside its pages: overdue complaints of a unit, and what of scoring waits for the person. */
export async function waiting(
  ctx: ServiceContext,
  { unitId }: { unitId?: string | null | undefined },
): Promise<Waiting> {
  const mayRead = ctx.user.permissions.includes('complaint:read');
  return {
    overdue: mayRead ? (await listComplaints(ctx, viewInput('overdue', unitId, 1))).total : 0,
    scores: await waitingScores(ctx),
  };
}

/** The list of a view as the lists ask for it, earliest deadline first. */
export const viewInput = (view: ComplaintView, unitId: string | null | undefined, limit: number) =>
  listInput.parse({ view, unitId, offset: 0, limit });

/** What has to be done today, overdue first: complaints, visits, scores. */
export async function todo(ctx: ServiceContext, unitId: string | null | undefined): Promise<Overview['todo']> {
  if (!ctx.user.permissions.includes('complaint:read')) return { rows: [], overdue: 0, today: 0 };
  const overdue = await listComplaints(ctx, viewInput('overdue', unitId, 8));
  const today = await listComplaints(ctx, viewInput('dueToday', unitId, 12));
  const visits = ctx.user.permissions.includes('complaint:close')
    ? (await listComplaints(ctx, viewInput('followUp', unitId, 6))).rows
    : [];
  const waiting = await decisions(ctx);
  const toRow = (row: ComplaintRow, due: TodoView['due'], kind: TodoView['kind']): TodoView => ({
    kind,
    id: row.complaintId,
    number: row.number,
    title: row.content.slice(0, 80),
    unitName: row.unitName,
    due,
    remaining: row.badge.remaining,
    path: `/complaint?view=${due === 'overdue' ? 'overdue' : due === 'today' ? 'dueToday' : 'followUp'}&id=${row.complaintId}`,
  });
  return {
    rows: [
      ...overdue.rows.map((row) => toRow(row, 'overdue', 'complaint')),
      ...today.rows.map((row) => toRow(row, 'today', 'complaint')),
      ...visits.map((row) => toRow(row, 'later', 'followUp')),
      ...waiting,
      ...(await drafts(ctx)),
    ],
    overdue: overdue.total + waiting.filter((row) => row.due === 'overdue').length,
    today: today.total + waiting.filter((row) => row.due === 'today').length,
  };
}

/** Sheets begun and not submitted; those that came back say why. */
async function drafts(ctx: ServiceContext): Promise<TodoView[]> {
  if (!ctx.user.permissions.includes('inspection:score')) return [];
  const open = await openInspections(ctx, 6);
  const comments = await returnComments(
    ctx,
    open.map((row) => row.inspectionId),
  );
  return open.map((row) => {
    const comment = comments.get(row.inspectionId);
    return {
      kind: comment === undefined ? 'inspection' : 'returned',
      id: row.inspectionId,
      number: row.number,
      title: comment === undefined ? `${row.number} ${row.unitName}` : `${row.number} ${comment}`,
      unitName: comment === undefined ? row.inspectedOn : row.unitName,
      due: 'later',
      remaining: null,
      path: `/inspection/${row.inspectionId}`,
    };
  });
}

/** Sheets to be reviewed and appeals to be decided by this account. */
const decisions = async (ctx: ServiceContext): Promise<TodoView[]> =>
  (await scoreTodos(ctx, 4)).map(({ on, ...todo }) => ({ ...todo, due: dueOf(ctx, on), remaining: null }));
