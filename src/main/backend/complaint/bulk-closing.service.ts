import { sql } from 'kysely';
import { bulkFrom, bulkMinutes, burstsOf } from '#shared/complaint/closure.rules.ts';
import { closedByName } from '#shared/complaint/narrowing.schema.ts';
import { addDays, type Day, type Instant, instantAt } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { type Database, kindOf } from '../database/dialect.ts';
import { scopePath, unitsBelow } from '../organization/organization.service.ts';
import { complaintBy } from './list-reading.ts';

interface Asked {
  unitId?: string | null | undefined;
  from: Day;
  to: Day;
}
interface Scope {
  unitPath: string;
  from: Instant;
  to: Instant;
}

/** So many bursts are shown, the newest first; candidates are looked at up to a bound, too. */
const shownBursts = 200;
const mostCandidates = 400;
/** Any ten minutes lie in two tenths of an hour at most, so one of them has half of a burst. */
const candidateFrom = Math.ceil(bulkFrom / 2);
const slotMs = bulkMinutes * 60_000;
const weekMs = 7 * 86_400_000;
/** A day without a time of day, as files of other systems give it. */
const midnight = '16:00:00.000Z';

/** SQLite would go through all complaints of each unit; PostgreSQL plans by itself. */
const read = (db: Database, index: string) =>
  kindOf(db) === 'sqlite' ? complaintBy(db, index) : db.selectFrom('complaint');

/** Closings of this program, by account and when they were written down. */
function own(db: Database, scope: Scope) {
  return read(db, 'complaint_closed_recorded')
    .leftJoin('account', 'account.accountId', 'complaint.closedBy')
    .where('complaint.closedBy', 'is not', null)
    .where('complaint.closedRecordedAt', '>=', scope.from)
    .where('complaint.closedRecordedAt', '<', scope.to)
    .where('complaint.unitId', 'in', unitsBelow(db, scope.unitPath))
    .select((eb) => [
      eb.ref('complaint.closedBy').$notNull().as('person'),
      'account.displayName as name',
      eb.ref('complaint.closedRecordedAt').$notNull().as('at'),
    ]);
}

/** Closings another system handed over, by the name it gives and when they happened; days without a time say nothing. */
function imported(db: Database, scope: Scope) {
  return read(db, 'complaint_closed')
    .innerJoin('complaintEvent as event', 'event.complaintId', 'complaint.complaintId')
    .where('event.type', '=', 'closed')
    .where('event.accountName', '<>', '')
    .whereRef('event.happenedAt', '=', 'complaint.closedAt')
    .where('complaint.closedBy', 'is', null)
    .where('complaint.closedAt', '>=', scope.from)
    .where('complaint.closedAt', '<', scope.to)
    .where(sql`substr(complaint.closed_at, 12)`, '<>', midnight)
    .where('complaint.unitId', 'in', unitsBelow(db, scope.unitPath))
    .select((eb) => [
      'event.accountName as person',
      sql<string | null>`event.account_name`.as('name'),
      eb.ref('complaint.closedAt').$notNull().as('at'),
    ]);
}
const kinds = { own, imported } as const;
type Kind = keyof typeof kinds;

/** Weeks of a span, the newest first: others have their turn between them. */
function weeksOf({ unitPath, from, to }: Scope): Scope[] {
  const out: Scope[] = [];
  for (let end = to; end > from; ) {
    const start = new Date(Date.parse(end) - weekMs).toISOString();
    out.push({ unitPath, from: start > from ? start : from, to: end });
    end = start;
  }
  return out;
}

/** Tenths of an hour in which a person closed half a burst, the newest first. */
async function busySlots(db: Database, kind: Kind, scope: Scope) {
  const out: { person: string; name: string | null; slot: string }[] = [];
  for (const week of weeksOf(scope)) {
    const rows = await db
      .selectFrom(kinds[kind](db, week).as('closing'))
      // an instant to its ten minutes: 2026-11-22T08:2
      .select(['person', 'name', sql<string>`substr(at, 1, 15)`.as('slot')])
      .groupBy(['person', 'name', sql`substr(at, 1, 15)`])
      .having((eb) => eb.fn.countAll(), '>=', candidateFrom)
      .orderBy('slot', 'desc')
      .execute();
    out.push(...rows);
    if (out.length >= mostCandidates) break;
  }
  return out.slice(0, mostCandidates);
}

/** Spans worth a look: busy tenths of an hour, each with its neighbours, overlapping ones joined. */
async function candidates(db: Database, kind: Kind, scope: Scope) {
  const rows = await busySlots(db, kind, scope);
  const spans: { person: string; name: string; from: number; to: number }[] = [];
  const last = new Map<string, (typeof spans)[number]>();
  for (const { person, name, slot } of rows) {
    const start = Date.parse(`${slot}0:00.000Z`);
    const known = last.get(person);
    // newest first: an earlier one reaches into it or stands alone
    if (known && start + 2 * slotMs >= known.from) known.from = start - slotMs;
    else {
      const span = { person, name: name ?? '', from: start - slotMs, to: start + 2 * slotMs };
      last.set(person, span);
      spans.push(span);
    }
  }
  return spans;
}

/**
 * Closings of one person of which ten minutes hold many, by the moments themselves; the newest 200. Those of this program
 * count by when they were written down, imported ones by when the other system says they happened.
 */
export async function bulkClosings(ctx: ServiceContext, asked: Asked) {
  const unitPath = await scopePath(ctx.read, ctx, asked.unitId);
  const whole: Scope = { unitPath, from: instantAt(asked.from), to: instantAt(addDays(asked.to, 1)) };
  const found = [];
  for (const kind of ['own', 'imported'] as const) {
    for (const span of await candidates(ctx.read, kind, whole)) {
      const from = new Date(span.from).toISOString();
      const to = new Date(span.to).toISOString();
      const scope = { unitPath, from: from > whole.from ? from : whole.from, to: to < whole.to ? to : whole.to };
      const rows = await ctx.read
        .selectFrom(kinds[kind](ctx.read, scope).as('closing'))
        .select('at')
        .where('person', '=', span.person)
        .orderBy('at')
        .execute();
      for (const burst of burstsOf(rows.map((row) => row.at)))
        found.push({
          ...burst,
          closedBy: kind === 'own' ? span.person : closedByName(span.person),
          name: span.name,
          isImported: kind === 'imported',
        });
    }
  }
  return found.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)).slice(0, shownBursts);
}
