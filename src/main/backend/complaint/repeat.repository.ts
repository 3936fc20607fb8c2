import { CompiledQuery, sql } from 'kysely';
import type { RepeatCounts, RepeatSubject } from '#shared/complaint/repeat.rules.ts';
import { type Database, isOneOf, kindOf } from '../database/dialect.ts';
import { forEachRow } from '../database/prepared-statements.ts';
import type { Tx } from '../database/transaction.ts';

/** A complaint as repeats are counted, with the counts it has now. */
export type CountedComplaint = RepeatSubject & RepeatCounts;

const counted = (db: Database) =>
  db
    .selectFrom('complaint')
    .select([
      'complaintId',
      'customerNumber',
      'receivedAt',
      'channel',
      'business',
      'categoryCode',
      'splitFrom',
      'repeatCount',
      'channelRepeatCount',
    ]);

/**
 * The newest complaints of a number up to a moment, oldest first. The index gives them in this order but for those of
 * one moment.
 */
export async function newestOfNumber(
  db: Database,
  customerNumber: string,
  from: string,
  to: string,
  limit: number,
): Promise<CountedComplaint[]> {
  const rows = await counted(db)
    .where('customerNumber', '=', customerNumber)
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<=', to)
    .orderBy('receivedAt', 'desc')
    .orderBy('complaintId', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

/** Complaints of some numbers in a span, by number, receipt and id. */
export const ofNumbers = (db: Database, numbers: readonly string[], from: string, to: string) =>
  counted(db)
    .where(isOneOf(db, 'customer_number', numbers))
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<=', to)
    .orderBy('customerNumber')
    .orderBy('receivedAt')
    .orderBy('complaintId')
    .execute();

/** Which of some numbers have several complaints in a span, from the index alone. */
export async function numbersOfSeveral(
  db: Database,
  numbers: readonly string[],
  from: string,
  to: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('complaint')
    .select('customerNumber')
    .where(isOneOf(db, 'customer_number', numbers))
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<=', to)
    .groupBy('customerNumber')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute();
  return rows.map((row) => row.customerNumber);
}

/** The next complaints that have a number, by number, receipt and id. @param after the last one of the page before */
export const pageByNumber = (
  db: Database,
  after: Pick<RepeatSubject, 'customerNumber' | 'receivedAt' | 'complaintId'>,
  limit: number,
) =>
  counted(db)
    .where(
      sql<boolean>`(customer_number, received_at, complaint_id) > (${after.customerNumber}, ${after.receivedAt}, ${after.complaintId})`,
    )
    .orderBy('customerNumber')
    .orderBy('receivedAt')
    .orderBy('complaintId')
    .limit(limit)
    .execute();

/** Whether a number has complaints in a span after a moment. */
export async function hasLater(db: Database, customerNumber: string, after: string, to: string): Promise<boolean> {
  const row = await db
    .selectFrom('complaint')
    .select('complaintId')
    .where('customerNumber', '=', customerNumber)
    .where('receivedAt', '>', after)
    .where('receivedAt', '<=', to)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes counts that have changed. */
export async function writeCounts(tx: Tx, rows: readonly (RepeatCounts & { complaintId: string })[]): Promise<void> {
  if (rows.length === 0) return;
  if (kindOf(tx) === 'sqlite') {
    const values = rows.map((row) => [row.repeatCount, row.channelRepeatCount, row.complaintId]);
    const statement = 'update complaint set repeat_count = ?, channel_repeat_count = ? where complaint_id = ?';
    await tx.executeQuery(CompiledQuery.raw(`${forEachRow}${statement}`, values));
    return;
  }
  await sql`update complaint set repeat_count = given.repeats, channel_repeat_count = given.channels
    from (select unnest(${rows.map((row) => row.complaintId)}::text[]) as id,
      unnest(${rows.map((row) => row.repeatCount)}::int[]) as repeats,
      unnest(${rows.map((row) => row.channelRepeatCount)}::int[]) as channels) as given
    where complaint.complaint_id = given.id`.execute(tx);
}
