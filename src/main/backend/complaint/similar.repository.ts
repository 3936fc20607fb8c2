import { sql } from 'kysely';
import type { ComplaintChannel, ComplaintStatus } from '#shared/complaint/complaint.enums.ts';
import { type Database, isOneOf, kindOf } from '../database/dialect.ts';

/** A stored complaint as it is compared. */
export interface ComparedRow {
  complaintId: string;
  number: string;
  lastSeq: number;
  status: ComplaintStatus;
  isOpen: number;
  mergedInto: string | null;
  receivedAt: string;
  channel: ComplaintChannel;
  customerNumber: string;
  categoryCode: string | null;
  city: string;
  content: string;
  unitName: string;
  unitPath: string;
  categoryZh: string | null;
  categoryEn: string | null;
}

/** Complaints by id that are open or were received since a moment. */
export const comparedRows = (db: Database, ids: readonly string[], since: string): Promise<ComparedRow[]> =>
  db
    .selectFrom('complaint')
    .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
    .leftJoin('complaintCategory as cat', 'cat.code', 'complaint.categoryCode')
    .select([
      'complaint.complaintId',
      'complaint.number',
      'complaint.lastSeq',
      'complaint.status',
      'complaint.isOpen',
      'complaint.mergedInto',
      'complaint.receivedAt',
      'complaint.channel',
      'complaint.customerNumber',
      'complaint.categoryCode',
      'complaint.city',
      'complaint.content',
      'unit.name as unitName',
      'unit.path as unitPath',
      'cat.nameZh as categoryZh',
      'cat.nameEn as categoryEn',
    ])
    .where(isOneOf(db, 'complaint.complaint_id', ids))
    .where((eb) => eb.or([eb('complaint.isOpen', '=', 1), eb('complaint.receivedAt', '>=', since)]))
    .execute();

/** The newest complaints of a number since a moment. */
export const idsOfNumber = async (db: Database, customerNumber: string, since: string, limit: number) =>
  (
    await db
      .selectFrom('complaint')
      .select('complaintId')
      .where('customerNumber', '=', customerNumber)
      .where('receivedAt', '>=', since)
      .orderBy('receivedAt', 'desc')
      .limit(limit)
      .execute()
  ).map((row) => row.complaintId);

/**
 * The newest complaints of a category at a place since a moment.
 * @param looked how many of the category are looked at, however many there are
 */
export const atPlace = (db: Database, categoryCode: string, city: string, since: string, looked: number) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('complaint')
        .select(['complaintId', 'city', 'receivedAt'])
        .where('categoryCode', '=', categoryCode)
        .where('receivedAt', '>=', since)
        .orderBy('receivedAt', 'desc')
        .limit(looked)
        .as('newest'),
    )
    .select(['newest.complaintId', 'newest.receivedAt'])
    .where('newest.city', '=', city)
    .orderBy('newest.receivedAt', 'desc')
    .execute();

/** The newest complaint of each band that has any, for many bands at once. */
export async function newestOfBands(db: Database, bands: readonly number[]): Promise<Map<number, string>> {
  if (bands.length === 0) return new Map();
  const newest = sql`(select complaint_id from complaint_signature where hash = given.value order by complaint_id desc limit 1)`;
  const given =
    kindOf(db) === 'postgres'
      ? sql`unnest(${[...bands]}::int[]) as given(value)`
      : sql`json_each(${JSON.stringify(bands)}) as given`;
  const { rows } = await sql<{
    value: number;
    complaintId: string | null;
  }>`select given.value as value, ${newest} as complaint_id from ${given}`.execute(db);
  return new Map(rows.flatMap((row) => (row.complaintId ? [[row.value, row.complaintId]] : [])));
}

/** The newest complaint of each number that has any, for many numbers at once. */
export async function newestOfNumbers(db: Database, numbers: readonly string[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const newest = sql`(select complaint_id from complaint where customer_number = given.value
    order by received_at desc, complaint_id desc limit 1)`;
  const given =
    kindOf(db) === 'postgres'
      ? sql`unnest(${[...numbers]}::text[]) as given(value)`
      : sql`json_each(${JSON.stringify(numbers)}) as given`;
  const { rows } = await sql<{
    value: string;
    complaintId: string | null;
  }>`select given.value as value, ${newest} as complaint_id from ${given}`.execute(db);
  return new Map(rows.flatMap((row) => (row.complaintId ? [[row.value, row.complaintId]] : [])));
}
