import { type Database, isOneOf } from '../database/dialect.ts';

/** Histories of several complaints, each in its order. */
export const eventRowsOfAll = (db: Database, complaintIds: readonly string[]) =>
  db
    .selectFrom('complaintEvent')
    .selectAll()
    .where(isOneOf(db, 'complaintId', complaintIds))
    .orderBy('complaintId')
    .orderBy('seq')
    .execute();
