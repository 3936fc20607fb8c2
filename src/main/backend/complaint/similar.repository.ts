import type { ComplaintChannel, ComplaintStatus } from '#shared/complaint/complaint.enums.ts';
import { type Database, isOneOf } from '../database/dialect.ts';

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
