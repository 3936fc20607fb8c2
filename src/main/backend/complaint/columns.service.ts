import { calendarInUse } from '../calendar/calendar.service.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import { type RebuildReach, rebuildComplaints } from './history.service.ts';
import { storedPolicy } from './world.service.ts';

/** Which way of computing the list columns the program has. Raise it when what they hold changes. */
const version = 3;
const basisKey = 'complaint.columns';

/** What the list columns of all complaints were last computed by. */
interface Basis {
  version: number;
  /** calendars in force, working hours, and the province of the house */
  frame: string;
  /** when clocks warn; only open complaints depend on it */
  warning: string;
}

async function basisNow(db: Database): Promise<Basis> {
  const { province, warning } = await storedPolicy(db);
  const frame = JSON.stringify([await calendarInUse(db), province]);
  return { version, frame, warning: JSON.stringify(warning) };
}

/** What must be computed again: nothing, the open complaints, or all. */
async function wanted(db: Database, now: Basis): Promise<RebuildReach | null> {
  // Earlier versions stored their number alone.
  const stored = await getSetting<Partial<Basis> | number | null>(db, basisKey, null);
  const known = typeof stored === 'object' ? stored : null;
  if (known?.version !== now.version || known.frame !== now.frame) return 'all';
  return known.warning === now.warning ? null : 'open';
}

/**
 * Computes the list columns of complaints again where they were left by another calendar, other rules of the house, or an
 * earlier version of the program. What they were computed by is written down only when all are done, and as it was before
 * the first: a run that was broken off, or overtaken by the next change, is made up for later.
 */
async function follow(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  signal: AbortSignal,
  report?: (done: number) => void,
): Promise<{ complaints: number; changed: number }> {
  const basis = await basisNow(db);
  const reach = await wanted(db, basis);
  if (reach === null) return { complaints: 0, changed: 0 };
  const result = await rebuildComplaints({ db, clock }, signal, report, reach);
  await inTransaction({ db }, (tx) => putSetting(tx, basisKey, basis, clock.now()));
  return result;
}

/**
 * At the start, beside the first calls: what a former run did not finish, or a new version brought along (the calendar of
 * another year among it). With nothing stored or nothing to change it is over at once.
 */
export async function tendColumns({ db, clock, log }: Deps, signal: AbortSignal): Promise<void> {
  try {
    const { complaints, changed } = await follow({ db, clock }, signal);
    if (complaints > 0) log.info('list columns of complaints', { complaints, changed });
  } catch (error) {
    if (!signal.aborted) log.error('list columns of complaints could not be made', { message: String(error) });
  }
}

/** How many complaints a job will look at. */
async function totalOf({ read }: ServiceContext, reach: RebuildReach): Promise<number> {
  let all = read.selectFrom('complaint').select((eb) => eb.fn.countAll<number>().as('total'));
  if (reach === 'open') all = all.where('isOpen', '=', 1);
  return Number((await all.executeTakeFirstOrThrow()).total);
}

/** Follows what deadlines or warnings are computed by, as a job. */
function followAs(ctx: ServiceContext, kind: 'rebuildComplaints' | 'rebuildWarnings', reach: RebuildReach): void {
  ctx.jobs.start(ctx, { kind, title: '' }, async (job) => {
    const total = await totalOf(ctx, reach);
    return follow(ctx, job.signal, (done) => job.report(done, total));
  });
}

/** After a new calendar edition, new working hours, or another province of the house: deadlines of all complaints. */
export const followCalendar = (ctx: ServiceContext): void => followAs(ctx, 'rebuildComplaints', 'all');

/** After other rules of warning: when open complaints warn next. */
export const followWarningPolicy = (ctx: ServiceContext): void => followAs(ctx, 'rebuildWarnings', 'open');
