import {
  mostLookedAt,
  noRepeats,
  normalNumber,
  RepeatCounter,
  type RepeatCounts,
  type RepeatSubject,
  reachOf,
} from '#shared/complaint/repeat.rules.ts';
import type { Deps, ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { DeadlineWorld } from './complaint.cache.ts';
import {
  type CountedComplaint,
  hasLater,
  newestOfNumber,
  numbersOfSeveral,
  ofNumbers,
  pageByNumber,
  writeCounts,
} from './repeat.repository.ts';
import { loadWorld } from './world.service.ts';

type RepeatPolicy = DeadlineWorld['policy']['repeat'];
const shifted = (at: string, by: number) => new Date(Date.parse(at) + by).toISOString();

/**
 * Counts a complaint that is not written yet against those that are. However many its number has, only so many are
 * looked at.
 */
export async function repeatsOf(tx: Tx, policy: RepeatPolicy, subject: RepeatSubject): Promise<RepeatCounts> {
  const number = normalNumber(subject.customerNumber);
  if (!number) return noRepeats;
  const { receivedAt } = subject;
  const earlier = await newestOfNumber(tx, number, shifted(receivedAt, -reachOf(policy)), receivedAt, mostLookedAt);
  const counter = new RepeatCounter(policy);
  for (const one of earlier) counter.next(one);
  return counter.next(subject);
}

const differs = (one: CountedComplaint, counts: RepeatCounts) =>
  one.repeatCount !== counts.repeatCount || one.channelRepeatCount !== counts.channelRepeatCount;

/** Numbers asked for at once. */
const group = 500;

/** Written or changed: a number, and when it was received. */
export interface Touched {
  customerNumber: string;
  receivedAt: string;
  /** written with no repeats counted: alone with its number it stays without */
  isNew?: boolean;
}

/**
 * Counts again what complaints that were written or changed may have changed: those of their numbers, as far before and
 * after them as the policy looks.
 * @param changed their numbers, before and after a change, and when they were received
 */
export async function refreshRepeats(tx: Tx, policy: RepeatPolicy, changed: readonly Touched[]): Promise<void> {
  const known = changed
    .map((one) => ({ ...one, number: normalNumber(one.customerNumber) }))
    .filter((one) => one.number);
  const numbers = [...new Set(known.map((one) => one.number))].sort();
  const moments = known.map((one) => one.receivedAt).sort();
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return;
  const reach = reachOf(policy);
  const [from, to] = [shifted(first, -reach), shifted(last, reach)];
  const old = new Set(known.filter((one) => !one.isNew).map((one) => one.number));
  for (let start = 0; start < numbers.length; start += group) {
    const some = numbers.slice(start, start + group);
    const fresh = some.filter((number) => !old.has(number));
    const several = fresh.length === 0 ? [] : await numbersOfSeveral(tx, fresh, from, to);
    const asked = [...some.filter((number) => old.has(number)), ...several];
    if (asked.length === 0) continue;
    const rows = await ofNumbers(tx, asked, from, to);
    const changes: (RepeatCounts & { complaintId: string })[] = [];
    const count = byNumber(policy);
    for (const row of rows) {
      const counts = count(row);
      // of those before the first one only what they mean for the later ones is known
      if (row.receivedAt >= first && differs(row, counts)) changes.push({ complaintId: row.complaintId, ...counts });
    }
    await writeCounts(tx, changes);
  }
}

/** Counts complaints that come by number, receipt and id. */
function byNumber(policy: RepeatPolicy): (one: RepeatSubject) => RepeatCounts {
  let number = '';
  let counter = new RepeatCounter(policy);
  return (one) => {
    if (one.customerNumber !== number) {
      number = one.customerNumber;
      counter = new RepeatCounter(policy);
    }
    return counter.next(one);
  };
}

/** Counts those again that came after one just written: it was told of later than it happened. */
export async function refreshLater(
  tx: Tx,
  policy: RepeatPolicy,
  written: { customerNumber: string; receivedAt: string },
): Promise<void> {
  const number = normalNumber(written.customerNumber);
  if (!number) return;
  const { receivedAt } = written;
  if (await hasLater(tx, number, receivedAt, shifted(receivedAt, reachOf(policy))))
    await refreshRepeats(tx, policy, [written]);
}

const page = 2000;

/**
 * Counts the repeats of every complaint again, in pages, each in a transaction of its own. Needed after the policy has
 * changed; with nothing changed it changes nothing. Broken off, it leaves what it has done, and can be begun again.
 * @returns how many were looked at and how many differed
 */
export async function recountRepeats(
  deps: Pick<Deps, 'db'>,
  signal: AbortSignal,
  report: (done: number) => void = () => {},
): Promise<{ complaints: number; changed: number }> {
  const { policy } = await loadWorld(deps.db);
  const count = byNumber(policy.repeat);
  let after = { customerNumber: '', receivedAt: '9999', complaintId: '' };
  let complaints = 0;
  let changed = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await inTransaction(deps, async (tx) => {
      const found = await pageByNumber(tx, after, page);
      const changes = found.flatMap((row) => {
        const counts = count(row);
        return differs(row, counts) ? [{ complaintId: row.complaintId, ...counts }] : [];
      });
      await writeCounts(tx, changes);
      changed += changes.length;
      return found;
    });
    const last = rows.at(-1);
    if (!last) return { complaints, changed };
    complaints += rows.length;
    after = last;
    report(complaints);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Follows a change of the policy: the repeats of all complaints are counted again, as a job. @returns its id */
export function followRepeatPolicy(ctx: ServiceContext): string {
  return ctx.jobs.start(ctx, { kind: 'recountRepeats', title: '' }, async (job) => {
    const { total } = await ctx.read
      .selectFrom('complaint')
      .where('customerNumber', '>', '')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return recountRepeats(ctx, job.signal, (done) => job.report(done, Number(total)));
  });
}
