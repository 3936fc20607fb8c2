import type { WorkCalendar } from '#shared/calendar/calendar.rules.ts';
import type { CalendarImpactView } from '#shared/calendar/calendar.schema.ts';
import type { WorkingHours } from '#shared/calendar/working-hours.ts';
import type { Day } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';

/** A calendar and working hours that are not in force yet. */
export interface ProposedFrame {
  readonly calendar: WorkCalendar;
  readonly hours: WorkingHours;
  /** first and last day that differs from what is in force; null where every day may */
  readonly changed: { readonly first: Day; readonly last: Day } | null;
}

/** A domain that keeps deadlines computed by the calendar. It joins in `app.ts`, so that the calendar need not know it. */
export interface CalendarFollower {
  /** what must happen after the calendar or the working hours have changed */
  follow(ctx: ServiceContext): void;
  /** what would happen; writes nothing */
  impact(ctx: ServiceContext, proposed: ProposedFrame): Promise<CalendarImpactView>;
  /** how many deadlines wait for the calendar of a year, by year */
  waiting(ctx: ServiceContext): Promise<ReadonlyMap<number, number>>;
}

export const calendarFollowers = new Set<CalendarFollower>();

export const tellFollowers = (ctx: ServiceContext) => {
  for (const follower of calendarFollowers) follower.follow(ctx);
};

export const noImpact: CalendarImpactView = {
  candidates: 0,
  examined: 0,
  changed: 0,
  earlier: 0,
  later: 0,
  found: 0,
  lost: 0,
  overdue: 0,
  answered: 0,
};

/** What a proposal does to everything that follows the calendar. */
export async function impactOf(ctx: ServiceContext, proposed: ProposedFrame): Promise<CalendarImpactView> {
  const sum = { ...noImpact };
  for (const follower of calendarFollowers) {
    const part = await follower.impact(ctx, proposed);
    for (const key of Object.keys(sum) as (keyof CalendarImpactView)[]) sum[key] += part[key];
  }
  return sum;
}
