import { buildCalendar, type CalendarDay } from '#shared/calendar/calendar.rules.ts';
import type { CalendarEditionView, CalendarImpactView } from '#shared/calendar/calendar.schema.ts';
import { dayChanges, requireSoundDays } from '#shared/calendar/edition.rules.ts';
import { checkWorkingHours, type WorkingHours } from '#shared/calendar/working-hours.ts';
import type { ServiceContext } from '../context.ts';
import { listChanges } from '../system/change-log.repository.ts';
import { impactOf, noImpact } from './calendar.followers.ts';
import { editionsOfYear, latestEditions } from './calendar.repository.ts';
import { loadTimeFrame } from './calendar.service.ts';

/** Every edition of a year, the one in force first. Who made it and why stands in the change log. */
export async function listEditions(ctx: ServiceContext, input: { year: number }): Promise<CalendarEditionView[]> {
  const editions = await editionsOfYear(ctx.read, input.year);
  return Promise.all(
    editions.map(async (edition) => {
      const { rows } = await listChanges(ctx.read, {
        entity: 'calendar',
        entityId: edition.editionId,
        offset: 0,
        limit: 1,
      });
      const after = JSON.parse(rows[0]?.afterJson ?? '{}') as { reason?: string };
      return {
        ...edition,
        days: [...edition.days],
        accountName: rows[0]?.accountName ?? '',
        reason: after.reason ?? '',
      };
    }),
  );
}

/**
 * What a new edition of a year would do to running deadlines.
 * @throws DomainError those of requireSoundDays
 */
export async function previewYear(
  ctx: ServiceContext,
  input: { year: number; days: CalendarDay[] },
): Promise<CalendarImpactView> {
  const { year, days } = input;
  requireSoundDays(year, days);
  const editions = await latestEditions(ctx.read);
  const inForce = editions.find((edition) => edition.year === year);
  const changes = inForce ? dayChanges(inForce.days, days).filter((change) => !change.isRenamed) : [];
  if (inForce && changes.length === 0) return noImpact;
  const { hours } = await loadTimeFrame(ctx.read);
  const proposed = { year, number: (inForce?.number ?? 0) + 1, source: '', days };
  return impactOf(ctx, {
    calendar: buildCalendar([...editions, proposed]),
    hours,
    changed: { first: changes[0]?.on ?? `${year}-01-01`, last: changes.at(-1)?.on ?? `${year}-12-31` },
  });
}

/**
 * What other working hours would do to running deadlines.
 * @throws DomainError CALENDAR_HOURS_INVALID
 */
export async function previewHours(
  ctx: ServiceContext,
  input: { workingHours: WorkingHours },
): Promise<CalendarImpactView> {
  checkWorkingHours(input.workingHours);
  const { calendar } = await loadTimeFrame(ctx.read);
  return impactOf(ctx, { calendar, hours: input.workingHours, changed: null });
}
