import type { CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { CalendarDayTable, CalendarEditionTable } from './calendar.table.ts';

/** The edition in force of every year, oldest year first, with its days. */
export async function latestEditions(
  db: Database,
): Promise<(CalendarEdition & { editionId: string; createdAt: string })[]> {
  const all = await db.selectFrom('calendarEdition').selectAll().orderBy('year').orderBy('number').execute();
  const latest = new Map(all.map((row) => [row.year, row]));
  const ids = [...latest.values()].map((row) => row.editionId);
  if (ids.length === 0) return [];
  const days = await db.selectFrom('calendarDay').selectAll().where('editionId', 'in', ids).orderBy('onDay').execute();
  const byEdition = Map.groupBy(days, (row) => row.editionId);
  return [...latest.values()].map((row) => ({
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
