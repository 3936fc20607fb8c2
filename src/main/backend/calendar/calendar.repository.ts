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

/** The edition in force, oldest year first, with its days. */
export async function latestEditions(
  db: Database,
): Promise<(CalendarEdition & { editionId: string; createdAt: string })[]> {
  const latest = await latestRows(db);
  const ids = latest.map((row) => row.editionId);
  if (ids.length === 0) return [];
  const days = await db.selectFrom('calendarDay').selectAll().where('editionId', 'in', ids).orderBy('onDay').execute();
  const byEdition = Map.groupBy(days, (row) => row.editionId);
  return latest.map((row) => ({
    editionId: row.editionId,
    year: row.year,
    number: row.number,
    source: row.source,
    createdAt: row.createdAt,
    days: (byEdition.get(row.editionId) ?? []).map((d) => ({ on: d.onDay, kind: d.kind, name: d.name })),
  }));
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
