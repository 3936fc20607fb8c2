import { readdirSync } from 'node:fs';
import type { CalendarYearView } from '#shared/calendar/calendar.contract.ts';
import {
  buildCalendar,
  type CalendarDay,
  type CalendarEdition,
  checkEdition,
  type WorkCalendar,
} from '#shared/calendar/calendar.rules.ts';
import { checkWorkingHours, defaultWorkingHours, type WorkingHours } from '#shared/calendar/working-hours.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { readResource, resourcePath } from '../resources.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import { calendarVersion, insertEdition, lastEditionNumber, latestEditions } from './calendar.repository.ts';

/**
 * What must happen after the calendar or the working hours have changed. Domains that keep computed deadlines join in
 * `app.ts`, so that the calendar need not know them.
 */
export const calendarFollowers = new Set<(ctx: ServiceContext) => void>();
const tellFollowers = (ctx: ServiceContext) => {
  for (const follow of calendarFollowers) follow(ctx);
};

const hoursKey = 'calendar.workingHours';

/** Calendars by version: reading and joining the days of all years, and what is counted over them, is done once. */
const calendars = new Map<string, WorkCalendar>();
const mostCalendars = 8;

async function calendarInForce(db: Database): Promise<WorkCalendar> {
  const version = await calendarVersion(db);
  const known = calendars.get(version);
  if (known !== undefined) return known;
  const editions = await latestEditions(db);
  const calendar = buildCalendar(editions);
  // On PostgreSQL an edition may have come between the two questions: the name is that of what was read.
  calendars.set(editions.map((edition) => edition.editionId).join(' '), calendar);
  if (calendars.size > mostCalendars) calendars.delete(calendars.keys().next().value as string);
  return calendar;
}

/** The calendar in force and the working hours, as deadlines need them. */
export async function loadTimeFrame(db: Database): Promise<{ calendar: WorkCalendar; hours: WorkingHours }> {
  return {
    calendar: await calendarInForce(db),
    hours: await getSetting<WorkingHours>(db, hoursKey, defaultWorkingHours),
  };
}

async function addEdition(
  tx: Tx,
  deps: Pick<Deps, 'newId' | 'clock'>,
  accountId: string | null,
  input: { year: number; source: string; days: readonly CalendarDay[] },
) {
  const number = (await lastEditionNumber(tx, input.year)) + 1;
  const edition: CalendarEdition = { ...input, number };
  checkEdition(edition);
  const editionId = deps.newId();
  const createdAt = deps.clock.now();
  const days = new Map(input.days.map((day) => [day.on, { editionId, onDay: day.on, kind: day.kind, name: day.name }]));
  await insertEdition(tx, { editionId, year: input.year, number, source: input.source, accountId, createdAt }, [
    ...days.values(),
  ]);
  return { editionId, number, createdAt };
}

/** Puts in the calendars the program ships with, for years that have none yet. Safe to call at every start. */
export async function seedCalendars(deps: Deps): Promise<void> {
  const shipped = readdirSync(resourcePath('calendars'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const present = new Set(
    (await deps.db.selectFrom('calendarEdition').select('year').distinct().execute()).map((row) => row.year),
  );
  const missing = shipped.filter((name) => !present.has(Number(name.slice(0, 4))));
  if (missing.length === 0) return;
  await inTransaction(deps, async (tx) => {
    for (const name of missing) await addEdition(tx, deps, null, readResource('calendars', name) as CalendarEdition);
  });
}

/** Years in force and working hours. */
export async function listCalendar(ctx: ServiceContext) {
  const editions = await latestEditions(ctx.read);
  const years = editions.map(({ year, number, source, createdAt, days }) => ({
    year,
    number,
    source,
    createdAt,
    days: [...days],
  }));
  return { years, workingHours: [...(await getSetting<WorkingHours>(ctx.read, hoursKey, defaultWorkingHours))] };
}

/**
 * A new edition of a year.
 * @throws DomainError CALENDAR_DAY_INVALID, CALENDAR_DAY_OUTSIDE_YEAR, CALENDAR_DAY_CONTRADICTORY
 */
export async function importCalendarYear(
  ctx: ServiceContext,
  input: { year: number; source: string; days: CalendarDay[] },
): Promise<CalendarYearView> {
  const year = await inTransaction(ctx, async (tx) => {
    const { editionId, number, createdAt } = await addEdition(tx, ctx, ctx.user.accountId, input);
    await recordChange(tx, ctx, {
      entity: 'calendar',
      entityId: editionId,
      action: 'import',
      after: { year: input.year, number, source: input.source, days: input.days.length },
    });
    return { ...input, number, createdAt };
  });
  tellFollowers(ctx);
  return year;
}

/** @throws DomainError CALENDAR_HOURS_INVALID */
export async function setWorkingHours(ctx: ServiceContext, input: { workingHours: { from: string; to: string }[] }) {
  checkWorkingHours(input.workingHours);
  await inTransaction(ctx, async (tx) => {
    const before = await getSetting<WorkingHours>(tx, hoursKey, defaultWorkingHours);
    await putSetting(tx, hoursKey, input.workingHours, ctx.clock.now());
    await recordChange(tx, ctx, {
      entity: 'calendar',
      entityId: hoursKey,
      action: 'update',
      before,
      after: input.workingHours,
    });
  });
  tellFollowers(ctx);
  return input;
}
