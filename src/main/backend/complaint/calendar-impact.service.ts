import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CalendarImpactView } from '#shared/calendar/calendar.schema.ts';
import { addDays, type Day, instantAt } from '#shared/kernel/dates.ts';
import type { CalendarFollower } from '../calendar/calendar.service.ts';
import type { ServiceContext } from '../context.ts';
import { isOneOf } from '../database/dialect.ts';
import { followCalendar } from './columns.service.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import { eventOf } from './complaint.repository.ts';
import type { ComplaintCache, ComplaintFacts } from './complaint.table.ts';
import { loadWorld } from './world.service.ts';

/** Complaints worked out one by one before a calendar is saved: some two seconds; beyond, the count is a least one. */
const mostExamined = 3000;
/** Looked at between two turns of others: some 30 ms. */
const groupSize = 100;

const counting: readonly ComplaintCache['clockState'][] = ['running', 'paused', 'noCalendar'];

/** The deadlines of a complaint that still count, by the column they stand in. */
function deadlinesOf(cache: ComplaintCache): Map<string, string | null> {
  const due = Object.entries(cache).filter(([key]) => /dueAt$/i.test(key)) as [string, string | null][];
  const still = (key: string) =>
    key === 'dueAt' ? counting.includes(cache.clockState) : key !== 'firstDueAt' || cache.acknowledgedAt === null;
  return new Map(due.map(([key, at]) => [key, still(key) ? at : null]));
}

type Verdict = 'earlier' | 'later' | 'found' | 'lost';

/** How the first deadline that differs moves; null when none does. */
function verdictOf(before: ComplaintCache, after: ComplaintCache): Verdict | null {
  const now = deadlinesOf(after);
  for (const [key, was] of deadlinesOf(before)) {
    const is = now.get(key) ?? null;
    if (was === is) continue;
    if (was === null) return 'found';
    return is === null ? 'lost' : is < was ? 'earlier' : 'later';
  }
  return null;
}

/** Whether one of the deadlines has passed by the change and had not before. */
function fallsOverdue(before: ComplaintCache, after: ComplaintCache, now: string): boolean {
  const was = deadlinesOf(before);
  return [...deadlinesOf(after)].some(([key, at]) => at !== null && at <= now && !((was.get(key) ?? '9') <= now));
}

type Subject = Pick<ComplaintFacts, 'complaintId' | 'channel' | 'business' | 'customerGrade' | 'area' | 'categoryCode'>;

async function examine(
  ctx: ServiceContext,
  rows: readonly Subject[],
  world: DeadlineWorld,
  proposed: DeadlineWorld,
  sum: CalendarImpactView,
): Promise<void> {
  const events = await ctx.read
    .selectFrom('complaintEvent')
    .selectAll()
    .where(
      isOneOf(
        ctx.read,
        'complaintId',
        rows.map((row) => row.complaintId),
      ),
    )
    .orderBy('complaintId')
    .orderBy('seq')
    .execute();
  const byComplaint = Map.groupBy(events, (event) => event.complaintId);
  const now = ctx.clock.now();
  for (const row of rows) {
    const history = (byComplaint.get(row.complaintId) ?? []).map(eventOf);
    const [before, after] = [cacheOf(row, history, world), cacheOf(row, history, proposed)];
    const verdict = verdictOf(before, after);
    sum.examined += 1;
    if (!verdict) continue;
    sum.changed += 1;
    sum[verdict] += 1;
    if (fallsOverdue(before, after, now)) sum.overdue += 1;
  }
}

/**
 * Open complaints whose clocks may meet changed days: received before the last of them, and with a deadline after the
 * first, or none. A clock walks from day to day and looks no further than its end.
 */
const open = (ctx: ServiceContext, changed: { first: Day; last: Day } | null) => {
  const query = ctx.read.selectFrom('complaint').where('isOpen', '=', 1);
  if (!changed) return query;
  const from = instantAt(changed.first);
  return query
    .where('receivedAt', '<', instantAt(addDays(changed.last, 1)))
    .where((eb) =>
      eb.or([
        eb('dueAt', 'is', null),
        ...(['dueAt', 'firstDueAt', 'progressDueAt', 'closureDueAt', 'partDueAt'] as const).map((column) =>
          eb(column, '>', from),
        ),
      ]),
    );
};

const countOf = async (query: ReturnType<typeof open>) => {
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return Number(total);
};

/**
 * Open complaints that get another deadline by a calendar that is not in force yet, worked out one by one.
 * @param most how many at most, those received last first; the others are only counted
 */
export async function calendarImpact(
  ctx: ServiceContext,
  { calendar, hours, changed }: Parameters<CalendarFollower['impact']>[1],
  most = mostExamined,
): Promise<CalendarImpactView> {
  const world = await loadWorld(ctx.read);
  const proposed = { ...world, calendar, hours };
  const candidates = await countOf(open(ctx, changed));
  let answered = ctx.read.selectFrom('complaint').where('respondedAt', 'is not', null);
  if (changed)
    answered = answered
      .where('dueAt', '>', instantAt(changed.first))
      .where('receivedAt', '<', instantAt(addDays(changed.last, 1)));
  const sum: CalendarImpactView = {
    candidates,
    examined: 0,
    changed: 0,
    earlier: 0,
    later: 0,
    found: 0,
    lost: 0,
    overdue: 0,
    answered: await countOf(answered),
  };
  const rows = await open(ctx, changed)
    .select(['complaintId', 'channel', 'business', 'customerGrade', 'area', 'categoryCode'])
    .orderBy('receivedAt', 'desc')
    .orderBy('complaintId')
    .limit(most)
    .execute();
  for (let i = 0; i < rows.length; i += groupSize) {
    await nextTurn();
    ctx.signal.throwIfAborted();
    await examine(ctx, rows.slice(i, i + groupSize), world, proposed, sum);
  }
  return sum;
}

/** Open complaints whose deadline is not known, or may be earlier than told, for want of a year's calendar; by year. */
async function waiting(ctx: ServiceContext): Promise<ReadonlyMap<number, number>> {
  const rows = await ctx.read
    .selectFrom('complaint')
    .where('isOpen', '=', 1)
    .where('clockState', 'in', ['noCalendar', 'running', 'paused'])
    .where('missingYear', 'is not', null)
    .select(['missingYear', (eb) => eb.fn.countAll<number>().as('total')])
    .groupBy('missingYear')
    .execute();
  return new Map(rows.map((row) => [row.missingYear as number, Number(row.total)]));
}

/** Complaints follow the calendar: their deadlines are kept computed. */
export const complaintFollower: CalendarFollower = {
  follow: followCalendar,
  impact: (ctx, proposed) => calendarImpact(ctx, proposed),
  waiting,
};
