import { type Expression, type SqlBool, sql } from 'kysely';
import { changeOf, numeratorTraits, shareOf, type Volume, volumeOf } from '#shared/complaint/analysis.rules.ts';
import type { AnalysisInput, MonthVolume, VolumeAnalysis } from '#shared/complaint/analysis.schema.ts';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { inquiryCategory, manyTransfers } from '#shared/complaint/narrowing.schema.ts';
import { addDays, dayOf, type Instant, instantAt } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import { monthsOfSpan } from '#shared/kernel/spans.ts';
import { type UsersOfMonth, userMonths, usersIn } from '#shared/organization/users.rules.ts';
import type { ServiceContext } from '../context.ts';
import { atPlaces, loadPlaces } from './analysis.places.ts';
import {
  countsByUnit,
  countWhere,
  lateAndRunning,
  monthsIn,
  partByPart,
  type ReadScope,
  receivedIn,
  spanOf,
  unitsWithComplaints,
} from './analysis.read.ts';
import { codeIs, narrowed } from './complaint.narrowing.ts';

const monthsShown = 24;
const dayMs = 86_400_000;

/** What is counted of each unit's complaints in one pass over the index. */
const counted = [
  'received',
  'counted',
  'inquiries',
  'founded',
  'decided',
  'inTime',
  'judged',
  'repeated',
  'multiChannel',
  'merged',
  'withdrawn',
  'closed',
  'closedRepeated',
  'escalated',
  'transferredOften',
  'sentBack',
  'runningLate',
] as const;
type Counts = Record<(typeof counted)[number], number>;
const none = (): Counts => Object.fromEntries(counted.map((key) => [key, 0])) as Counts;
function add(sum: Counts, row: Counts): void {
  for (const key of counted) sum[key] += row[key];
}

async function countUnits(ctx: ServiceContext, scope: ReadScope, asOf: Instant) {
  const filter = complaintFilter.parse({ traits: [...numeratorTraits[scope.numerator]] });
  const rows = await partByPart(ctx, monthsIn(scope), async (part) =>
    receivedIn(ctx.read, { ...scope, from: part.from, to: part.to, numerator: 'all' })
      .select((eb) => {
        const when = (name: keyof Counts, condition: Expression<SqlBool>) => countWhere(condition).as(name);
        return [
          'complaint.unitId',
          eb.fn.countAll<number>().as('received'),
          when('counted', eb.and([...narrowed(eb, { filter, now: asOf }), sql<SqlBool>`1 = 1`])),
          when('inquiries', codeIs(eb, 'categoryCode', inquiryCategory)),
          when('founded', eb('conclusion', 'in', ['founded', 'partlyFounded'])),
          eb.fn.count<number>('conclusion').as('decided'),
          sql<number>`coalesce(sum(is_in_time), 0)`.as('inTime'),
          eb.fn.count<number>('isInTime').as('judged'),
          when('repeated', eb('repeatCount', '>', 0)),
          when('multiChannel', eb('channelRepeatCount', '>', 0)),
          when('merged', eb('status', '=', 'merged')),
          when('withdrawn', eb('status', '=', 'withdrawn')),
          when('closed', eb('status', '=', 'closed')),
          when('closedRepeated', eb.and([eb('status', '=', 'closed'), eb('repeatCount', '>', 0)])),
          when('escalated', eb('escalationLevel', '>', 0)),
          when('transferredOften', eb('transferCount', '>=', manyTransfers)),
          when('sentBack', eb('returnCount', '>', 0)),
        ];
      })
      .groupBy('complaint.unitId')
      .execute(),
  );
  const running = new Map<string, number>();
  for (const { unitId, receivedAt } of await lateAndRunning(ctx, scope.unitPath, asOf))
    if (receivedAt >= scope.from && receivedAt < scope.to) running.set(unitId, (running.get(unitId) ?? 0) + 1);
  const byUnit = new Map<string, Counts>();
  for (const row of rows) {
    const sum = byUnit.get(row.unitId) ?? { ...none(), runningLate: running.get(row.unitId) ?? 0 };
    byUnit.set(row.unitId, sum);
    const counts = none();
    for (const key of counted) if (key !== 'runningLate') counts[key] = Number(row[key]);
    add(sum, counts);
  }
  return [...byUnit].map(([unitId, counts]) => ({ unitId, ...counts }));
}

/** Timeliness of counts: those whose time ran out while they still run are late. */
export const inTimeShare = ({ inTime, judged, runningLate }: Pick<Counts, 'inTime' | 'judged' | 'runningLate'>) =>
  shareOf(inTime, judged + runningLate);

/** How long a span has lasted, in days, and its user-months, up to now. */
function exposed(series: readonly UsersOfMonth[], from: Instant, to: Instant, asOf: Instant): Omit<Volume, 'count'> {
  const until = to < asOf ? to : asOf;
  if (until <= from) return { userMonths: null, days: 0 };
  return { userMonths: userMonths(series, from, until), days: (Date.parse(until) - Date.parse(from)) / dayMs };
}

/** The spans a period is compared with: as many whole months before it and a year before it, or as many days. */
function earlierSpans({ startOn, endOn }: AnalysisInput) {
  const [first, last] = [periodOfDay('month', startOn), periodOfDay('month', endOn)];
  if (first.startOn === startOn && last.endOn === endOn) {
    const months = (last.year - first.year) * 12 + last.index - first.index + 1;
    const back = (by: number) =>
      spanOf({ startOn: shiftPeriod(first, -by).startOn, endOn: shiftPeriod(last, -by).endOn });
    return { previous: back(months), lastYear: back(12) };
  }
  const days = Math.round((Date.parse(endOn) - Date.parse(startOn)) / dayMs) + 1;
  const back = (by: number) => spanOf({ startOn: addDays(startOn, -by), endOn: addDays(endOn, -by) });
  // 52 weeks: the same days of the week
  return { previous: back(days), lastYear: back(364) };
}

/**
 * How many complaints came in, by month with the month and the year before, per 10,000 users where users are known; and
 * for the period what is counted beside the total: inquiries, repeats, several channels, merged and withdrawn ones.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseVolume(ctx: ServiceContext, input: AnalysisInput): Promise<VolumeAnalysis> {
  const asOf = ctx.clock.now();
  const span = spanOf(input);
  const places = await loadPlaces(ctx, input.unitId, (unitPath) => unitsWithComplaints(ctx, { ...span, unitPath }));
  const scope: ReadScope = { ...span, unitPath: places.unitPath, numerator: input.numerator };
  const users = places.usersOf(null);
  const lastMonth = periodOfDay('month', input.endOn);
  const start = instantAt(shiftPeriod(lastMonth, 1 - monthsShown).startOn);
  const parts = monthsOfSpan(start, span.to);
  const monthly = new Map<string, number>();
  for (const { part, count } of await countsByUnit(ctx, scope, parts))
    monthly.set(part.key, (monthly.get(part.key) ?? 0) + count);
  const volumes = parts.map(
    ({ key, from, to }): Volume => ({ count: monthly.get(key) ?? 0, ...exposed(users, from, to, asOf) }),
  );
  const changeFrom = (current: Volume, earlier: Volume | undefined) =>
    earlier && current.days > 0 && earlier.days > 0 ? changeOf(current, earlier) : null;
  const months = parts.map(({ key, from, to }, i): MonthVolume => {
    const current = volumes[i] as Volume;
    return {
      month: key,
      startOn: dayOf(from),
      endOn: addDays(dayOf(to), -1),
      isRunning: to > asOf,
      ...volumeOf(current.count, current.userMonths),
      previous: changeFrom(current, volumes[i - 1]),
      lastYear: changeFrom(current, volumes[i - 12]),
    };
  });
  const units = await countUnits(ctx, scope, asOf);
  const total = none();
  for (const unit of units) add(total, unit);
  const current: Volume = { count: total.counted, ...exposed(users, span.from, span.to, asOf) };
  const earlier = earlierSpans(input);
  const volumeAt = async ({ from, to }: { from: Instant; to: Instant }): Promise<Volume> => {
    const whole = monthsOfSpan(from, to);
    const isKnown = whole.every((part) => part.from >= start && part.from === part.start && part.to === part.end);
    const rows = isKnown ? [] : await countsByUnit(ctx, scope, whole);
    const count = isKnown
      ? whole.reduce((sum, part) => sum + (monthly.get(part.key) ?? 0), 0)
      : rows.reduce((sum, row) => sum + row.count, 0);
    return { count, ...exposed(users, from, to, asOf) };
  };
  const [previous, lastYear] = [await volumeAt(earlier.previous), await volumeAt(earlier.lastYear)];
  return {
    asOf,
    months,
    period: {
      ...volumeOf(current.count, current.userMonths),
      previous: changeFrom(current, previous),
      lastYear: changeFrom(current, lastYear),
    },
    usersOf: usersIn(users, (span.to < asOf ? input.endOn : dayOf(asOf)).slice(0, 7)),
    received: total.received,
    beside: {
      inquiries: total.inquiries,
      repeated: total.repeated,
      multiChannel: total.multiChannel,
      merged: total.merged,
      withdrawn: total.withdrawn,
    },
    shares: {
      founded: shareOf(total.founded, total.decided),
      inTime: inTimeShare(total),
      repeated: shareOf(total.closedRepeated, total.closed),
      escalated: shareOf(total.escalated, total.received),
      multiChannel: shareOf(total.multiChannel, total.received - total.multiChannel),
      transferredOften: shareOf(total.transferredOften, total.received),
      sentBack: shareOf(total.sentBack, total.received),
    },
    units: atPlaces(places, units, none, add)
      .map(({ place, sum }) => ({
        place,
        ...volumeOf(sum.counted, exposed(places.usersOf(place), span.from, span.to, asOf).userMonths),
        founded: shareOf(sum.founded, sum.decided),
        inTime: inTimeShare(sum),
      }))
      .sort((a, b) => b.count - a.count || (a.place.code < b.place.code ? -1 : 1)),
  };
}

/** The span right before a period, for comparisons of the same length. */
export const spanBefore = (input: AnalysisInput) => earlierSpans(input).previous;
