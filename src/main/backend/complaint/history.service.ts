import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { Deps } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import { eventOf, insertComplaints, insertEvents, takeNumbers, updateCache } from './complaint.repository.ts';
import type { ComplaintEventTable, ComplaintFacts, ComplaintTable } from './complaint.table.ts';
import { eventRowsOfAll } from './import.repository.ts';
import { insertSignatures } from './signature.service.ts';
import { raisedOf } from './warning.repository.ts';
import { loadWorld } from './world.service.ts';

/** A complaint with its whole history, ready to be written. */
export interface History {
  facts: Omit<ComplaintFacts, 'number'>;
  /** in order, `seq` from 1 */
  events: readonly ComplaintEvent[];
  accountName: string;
  /** who did the first ones, by event, where that was somebody else */
  accountNames?: readonly string[];
  repeatCount: number;
  channelRepeatCount?: number;
}

/**
 * Numbers look like `TS26-1119-0087`: year, month and day of receipt, and a running number of that day.
 * @param last the running number
 */
export function complaintNumber(onDay: string, last: number): string {
  return `TS${onDay.slice(2, 4)}-${onDay.slice(5, 7)}${onDay.slice(8, 10)}-${String(last).padStart(4, '0')}`;
}

/** Takes the next running numbers of several days. @returns the last one taken, by day */
export type TakeNumbers = (counts: ReadonlyMap<string, number>) => Promise<Map<string, number>>;

/** Hands out numbers by day of receipt. */
async function numbersFor(take: TakeNumbers, histories: readonly History[]): Promise<string[]> {
  const days = histories.map((history) => dayOf(history.events[0]?.happenedAt as string));
  const counts = new Map<string, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const next = await take(counts);
  for (const [day, last] of next) next.set(day, last - (counts.get(day) as number));
  return days.map((day) => {
    const number = (next.get(day) as number) + 1;
    next.set(day, number);
    return complaintNumber(day, number);
  });
}

/**
 * Writes complaints with their histories and computed columns, inside the transaction of the caller (registration,
 * import, sample), and what finds their texts again. Customer numbers are stored the way they are compared. The change
 * log is the caller's.
 * @param great what a great load does otherwise: `sign` gathers what finds the texts again, `take` takes running numbers
 * @returns the rows as stored, in the order given
 */
export async function insertHistories(
  tx: Tx,
  histories: readonly History[],
  world: DeadlineWorld,
  now: string,
  great: { sign?: (tx: Tx, rows: readonly ComplaintTable[]) => Promise<void>; take?: TakeNumbers } = {},
): Promise<ComplaintTable[]> {
  const { sign = insertSignatures, take = (counts) => takeNumbers(tx, counts) } = great;
  const numbers = await numbersFor(take, histories);
  const rows = histories.map((history, i): ComplaintTable => {
    const { repeatCount, channelRepeatCount = 0 } = history;
    const customerNumber = normalNumber(history.facts.customerNumber);
    const facts = { ...history.facts, customerNumber, number: numbers[i] as string };
    const cache = cacheOf(facts, history.events, world);
    return { ...facts, ...cache, repeatCount, channelRepeatCount, updatedAt: now };
  });
  await insertComplaints(tx, rows);
  await insertEvents(
    tx,
    histories.flatMap(({ facts, events, accountName, accountNames }) =>
      events.map((event, i) => eventRow(facts.complaintId, event, accountNames?.[i] ?? accountName)),
    ),
  );
  await sign(tx, rows);
  return rows;
}

export function eventRow(complaintId: string, event: ComplaintEvent, accountName: string): ComplaintEventTable {
  const { seq, type, happenedAt, recordedAt, accountId, data } = event;
  return { complaintId, seq, type, happenedAt, recordedAt, accountId, accountName, dataJson: JSON.stringify(data) };
}

/** Which complaints are computed again. */
export type RebuildReach = 'all' | 'open';

/**
 * Computes the list columns of complaints again from their histories, in groups, each by what is in force when its turn
 * comes: a calendar saved meanwhile is never written over by an older one. With nothing changed it changes nothing.
 * @param report how many are done
 * @returns how many rows differed
 */
export async function rebuildComplaints(
  deps: Pick<Deps, 'db' | 'clock'>,
  signal: AbortSignal,
  report: (done: number) => void = () => {},
  reach: RebuildReach = 'all',
): Promise<{ complaints: number; changed: number }> {
  let after = '';
  let complaints = 0;
  let changed = 0;
  for (;;) {
    signal.throwIfAborted();
    let next = deps.db
      .selectFrom('complaint')
      .selectAll()
      .where('complaintId', '>', after)
      .orderBy('complaintId')
      .limit(500);
    if (reach === 'open') next = next.where('isOpen', '=', 1);
    const rows = await next.execute();
    if (rows.length === 0) return { complaints, changed };
    changed += await inTransaction(deps, async (tx) => rebuildGroup(tx, rows, await loadWorld(tx), deps.clock.now()));
    complaints += rows.length;
    after = rows.at(-1)?.complaintId as string;
    report(complaints);
  }
}

async function rebuildGroup(
  tx: Tx,
  rows: readonly ComplaintTable[],
  world: DeadlineWorld,
  now: string,
): Promise<number> {
  let changed = 0;
  const ids = rows.map((row) => row.complaintId);
  const raised = await raisedOf(tx, ids);
  const histories = Map.groupBy(await eventRowsOfAll(tx, ids), (event) => event.complaintId);
  for (const row of rows) {
    const events = (histories.get(row.complaintId) ?? []).map(eventOf);
    const cache = cacheOf(row, events, world, raised.get(row.complaintId));
    const same = Object.entries(cache).every(([key, value]) => row[key as keyof ComplaintTable] === value);
    if (!same && (await updateCache(tx, row.complaintId, row.lastSeq, cache, now))) changed += 1;
  }
  return changed;
}
