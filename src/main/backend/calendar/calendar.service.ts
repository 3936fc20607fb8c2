import { readdirSync } from 'node:fs';
import {
  buildCalendar,
  type CalendarDay,
  type CalendarEdition,
  missingYears,
  type WorkCalendar,
} from '#shared/calendar/calendar.rules.ts';
import type { CalendarListView, CalendarYearView, MissingYearView } from '#shared/calendar/calendar.schema.ts';
import { dayChanges, requireSoundDays } from '#shared/calendar/edition.rules.ts';
import { checkWorkingHours, defaultWorkingHours, type WorkingHours } from '#shared/calendar/working-hours.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { readResource, resourcePath } from '../resources.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { getSetting, putSetting } from '../system/setting.repository.ts';
import { calendarFollowers, tellFollowers } from './calendar.followers.ts';
import {
  calendarVersion,
  editionsOfYear,
  insertEdition,
  lastEditionNumber,
  latestEditions,
} from './calendar.repository.ts';

export { type CalendarFollower, calendarFollowers } from './calendar.followers.ts';

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

/** Names the calendars in force and the working hours: what is computed by them holds as long as the name does. */
export const calendarInUse = async (db: Database): Promise<string> =>
  JSON.stringify([await calendarVersion(db), await getSetting<WorkingHours>(db, hoursKey, defaultWorkingHours)]);

async function addEdition(
  tx: Tx,
  deps: Pick<Deps, 'newId' | 'clock'>,
  accountId: string | null,
  input: { year: number; number: number; source: string; days: readonly CalendarDay[] },
) {
  const { year, number, source } = input;
  requireSoundDays(year, input.days);
  const editionId = deps.newId();
  const createdAt = deps.clock.now();
  await insertEdition(
    tx,
    { editionId, year, number, source, accountId, createdAt },
    input.days.map((day) => ({ editionId, onDay: day.on, kind: day.kind, name: day.name })),
  );
  return { editionId, createdAt };
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
    for (const name of missing)
      await addEdition(tx, deps, null, { ...(readResource('calendars', name) as CalendarEdition), number: 1 });
  });
}

/** Years that should have a calendar and have none; who can put one in is told how many complaints wait for it. */
async function missing(ctx: ServiceContext, covered: readonly number[]): Promise<MissingYearView[]> {
  const due = missingYears(covered, dayOf(ctx.clock.now()));
  if (!ctx.user.permissions.includes('calendar:write')) return due.map((year) => ({ year, complaints: null }));
  const waiting = new Map(due.map((year) => [year, 0]));
  for (const follower of calendarFollowers)
    for (const [year, count] of await follower.waiting(ctx))
      if (!covered.includes(year)) waiting.set(year, (waiting.get(year) ?? 0) + count);
  return [...waiting].map(([year, complaints]) => ({ year, complaints })).sort((a, b) => a.year - b.year);
}

/** Years in force, working hours, and the years that are missing. */
export async function listCalendar(ctx: ServiceContext): Promise<CalendarListView> {
  const editions = await latestEditions(ctx.read);
  return {
    years: editions.map((edition) => ({ ...edition, days: [...edition.days] })),
    workingHours: [...(await getSetting<WorkingHours>(ctx.read, hoursKey, defaultWorkingHours))],
    missing: await missing(
      ctx,
      editions.map((edition) => edition.year),
    ),
  };
}

/** What is saved for a year: its days, where they come from, and why it replaces the edition it was made from. */
export interface YearInput {
  year: number;
  source: string;
  reason: string;
  basedOn: number;
  days: CalendarDay[];
}

/**
 * Puts a year's days in force as a new edition; deadlines are worked out again.
 * @throws DomainError those of requireSoundDays; CALENDAR_EDITION_CHANGED when somebody saved one in between,
 * CALENDAR_REASON_MISSING when it replaces one without a reason, CALENDAR_EDITION_SAME when it changes nothing
 */
export async function importCalendarYear(ctx: ServiceContext, input: YearInput): Promise<CalendarYearView> {
  const { year, source, reason, basedOn } = input;
  requireSoundDays(year, input.days);
  const saved = await inTransaction(ctx, async (tx) => {
    const last = await lastEditionNumber(tx, year);
    if (last !== basedOn) throw new DomainError('CALENDAR_EDITION_CHANGED', { year, number: last });
    if (last > 0) {
      if (!reason) throw new DomainError('CALENDAR_REASON_MISSING', { year });
      const [inForce] = await editionsOfYear(tx, year);
      if (inForce && inForce.source === source && dayChanges(inForce.days, input.days).length === 0)
        throw new DomainError('CALENDAR_EDITION_SAME', { year, number: last });
    }
    const number = last + 1;
    const { editionId, createdAt } = await addEdition(tx, ctx, ctx.user.accountId, { ...input, number });
    await recordChange(tx, ctx, {
      entity: 'calendar',
      entityId: editionId,
      action: 'import',
      after: { year, number, source, reason, days: input.days.length },
    });
    return { editionId, year, source, days: input.days, number, createdAt };
  });
  tellFollowers(ctx);
  return saved;
}

/** @throws DomainError CALENDAR_HOURS_INVALID */
export async function setWorkingHours(ctx: ServiceContext, input: { workingHours: WorkingHours[number][] }) {
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
