import type { CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { CalendarDayTable, CalendarEditionTable } from './calendar.table.ts';

async function latestRows(db: Database): Promise<CalendarEditionTable[]> {
  const all = await db.selectFrom('calendarEdition').selectAll().orderBy('year').orderBy('number').execute();
  return [...new Map(all.map((row) => [row.year, row])).values()];
}

/**
 * Names the editions in force, all in one text. Editions are only ever added, under ids of their own, so the same text
 * means the same calendar, whoever else writes to the database.
 */
export async function calendarVersion(db: Database): Promise<string> {
  return (await latestRows(db)).map((row) => row.editionId).join(' ');
}

type StoredEdition = CalendarEdition & { editionId: string; createdAt: string };

async function withDays(db: Database, rows: readonly CalendarEditionTable[]): Promise<StoredEdition[]> {
  const ids = rows.map((row) => row.editionId);
  if (ids.length === 0) return [];
  const days = await db.selectFrom('calendarDay').selectAll().where('editionId', 'in', ids).orderBy('onDay').execute();
  const byEdition = Map.groupBy(days, (row) => row.editionId);
  return rows.map((row) => ({
    editionId: row.editionId,
    year: row.year,
    number: row.number,
    source: row.source,
    createdAt: row.createdAt,
    days: (byEdition.get(row.editionId) ?? []).map((d) => ({ on: d.onDay, kind: d.kind, name: d.name })),
  }));
}

/** The edition in force, oldest year first, with its days. */
export const latestEditions = async (db: Database): Promise<StoredEdition[]> => withDays(db, await latestRows(db));

/** Every edition of a year with its days, the one in force first. */
export async function editionsOfYear(db: Database, year: number): Promise<StoredEdition[]> {
  const rows = await db
    .selectFrom('calendarEdition')
    .selectAll()
    .where('year', '=', year)
    .orderBy('number', 'desc')
    .execute();
  return withDays(db, rows);
}

/** One edition with its days. */
export async function findEdition(db: Database, editionId: string): Promise<StoredEdition | undefined> {
  const rows = await db.selectFrom('calendarEdition').selectAll().where('editionId', '=', editionId).execute();
  return (await withDays(db, rows))[0];
}

/** The number of the newest edition of a year, 0 when there is none. */
export async function lastEditionNumber(db: Database, year: number): Promise<number> {
  const row = await db
    .selectFrom('calendarEdition')
    .select('number')
    .where('year', '=', year)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? 0;
}

export async function insertEdition(
  db: Database,
  edition: CalendarEditionTable,
  days: readonly CalendarDayTable[],
): Promise<void> {
  await db.insertInto('calendarEdition').values(edition).execute();
  for (let i = 0; i < days.length; i += 200)
    await db
      .insertInto('calendarDay')
      .values(days.slice(i, i + 200))
      .execute();
}
