import { curveOf, estimate, type Observed, observe, ticksOf } from '#shared/complaint/analysis-closing.rules.ts';
import {
  type ClosingAnalysis,
  type ClosingCurve,
  type ClosingInput,
  mostCurves,
} from '#shared/complaint/analysis-closing.schema.ts';
import type { ComplaintChannel, ComplaintStatus } from '#shared/complaint/complaint.enums.ts';
import { channelWords } from '#shared/complaint/complaint.words.ts';
import type { Duration } from '#shared/statistics/kaplan-meier.ts';
import { logRank } from '#shared/statistics/log-rank.ts';
import type { ServiceContext } from '../context.ts';
import { loadPlaces, type Places } from './analysis.places.ts';
import { monthsIn, partByPart, type ReadScope, receivedIn, spanOf, unitsWithComplaints } from './analysis.read.ts';

type Group = Pick<ClosingCurve, 'key' | 'zh' | 'en' | 'isOwn'>;
interface GroupTimes {
  readonly group: Group;
  readonly times: Duration[];
  unknown: number;
}

/** Names the group of a row; the first-level category stands for everything below it. */
async function grouping(ctx: ServiceContext, by: ClosingInput['by'], places: Places) {
  const categories = await ctx.read
    .selectFrom('complaintCategory')
    .select(['code', 'nameZh', 'nameEn'])
    .where('parentCode', 'is', null)
    .execute();
  const names = new Map(categories.map((row) => [row.code, row]));
  const none: Group = { key: '', zh: '', en: '', isOwn: false };
  return (row: TimeRow): Group => {
    if (by === 'channel' && row.channel) return { key: row.channel, ...channelWords[row.channel], isOwn: false };
    if (by === 'unit' && row.unit_id) {
      const { unitId: key, name, isOwn } = places.placeOf(row.unit_id);
      return { key, zh: name, en: name, isOwn };
    }
    if (by !== 'category') return none;
    const top = row.category_code?.split('.')[0];
    if (top === undefined) return { key: '-', zh: '未填', en: 'Not given', isOwn: false };
    const name = names.get(top);
    return { key: top, zh: name?.nameZh ?? top, en: name?.nameEn ?? top, isOwn: false };
  };
}

/** A row as the database gives it; columns that were not asked for are absent. */
interface TimeRow {
  received_at: string;
  status: ComplaintStatus;
  closed_at: string | null;
  responded_at?: string | null;
  unit_id?: string;
  category_code?: string | null;
  channel?: ComplaintChannel;
}

/**
 * Times of the complaints of a month. There are tens of thousands, so only what is asked is read, and the rows come as
 * the database gives them: naming their columns anew would take longer than reading them.
 */
async function timesIn(ctx: ServiceContext, scope: ReadScope, { end, by }: ClosingInput) {
  const query = receivedIn(ctx.read, scope)
    .select(['complaint.receivedAt', 'complaint.status', 'complaint.closedAt'])
    .$if(end === 'answered', (q) => q.select('complaint.respondedAt'))
    .$if(by === 'unit', (q) => q.select('complaint.unitId'))
    .$if(by === 'category', (q) => q.select('complaint.categoryCode'))
    .$if(by === 'channel', (q) => q.select('complaint.channel'));
  return (await ctx.read.withoutPlugins().executeQuery<TimeRow>(query.compile())).rows;
}

const observed = (row: TimeRow): Observed => ({
  receivedAt: row.received_at,
  status: row.status,
  closedAt: row.closed_at,
  respondedAt: row.responded_at ?? null,
});

/**
 * How long complaints of the period take until they are closed (or answered), by Kaplan–Meier: open ones count for as
 * long as they have been open, withdrawn and merged ones until then, and those whose time another system did not hand
 * over are left out and counted. The five largest groups, compared by the log-rank test.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseClosing(ctx: ServiceContext, input: ClosingInput): Promise<ClosingAnalysis> {
  const asOf = ctx.clock.now();
  const span = spanOf(input);
  const places = await loadPlaces(ctx, input.unitId, (unitPath) => unitsWithComplaints(ctx, { ...span, unitPath }));
  const scope: ReadScope = { ...span, unitPath: places.unitPath, numerator: 'all' };
  const groupOf = await grouping(ctx, input.by, places);
  const groups = new Map<string, GroupTimes>();
  await partByPart(ctx, monthsIn(scope), async ({ from, to }) => {
    for (const row of await timesIn(ctx, { ...scope, from, to }, input)) {
      const group = groupOf(row);
      const known = groups.get(group.key) ?? { group, times: [], unknown: 0 };
      groups.set(group.key, known);
      const time = observe(observed(row), input.end, asOf);
      if (time) known.times.push(time);
      else known.unknown += 1;
    }
    return [];
  });
  const largest = [...groups.values()].sort(
    (a, b) => b.times.length - a.times.length || (a.group.key < b.group.key ? -1 : 1),
  );
  const shown = largest
    .filter(({ times }) => times.length > 0)
    .slice(0, mostCurves)
    .map((group) => ({ ...group, ...estimate(group.times) }));
  const ticks = ticksOf(shown);
  const test = shown.length > 1 ? logRank(shown.map(({ times }) => times)) : null;
  return {
    asOf,
    curves: shown.map(({ group, unknown, ...estimated }) => ({ ...group, ...curveOf(estimated, ticks), unknown })),
    others: largest.length - shown.length,
    ticks,
    logRank: test && { chiSquare: test.chiSquare, degreesOfFreedom: test.degreesOfFreedom, p: test.p },
  };
}
