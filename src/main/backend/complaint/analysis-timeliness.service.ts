import { sql } from 'kysely';
import { shareOf } from '#shared/complaint/analysis.rules.ts';
import type { AnalysisInput, TimelinessAnalysis } from '#shared/complaint/analysis.schema.ts';
import type { ServiceContext } from '../context.ts';
import { atPlaces, loadPlaces } from './analysis.places.ts';
import {
  lateAndRunning,
  monthsIn,
  partByPart,
  type ReadScope,
  receivedIn,
  spanOf,
  unitsWithComplaints,
} from './analysis.read.ts';
import { meansOf } from './analysis-mean.service.ts';

const none = () => ({ received: 0, inTime: 0, late: 0 });

/**
 * Answered in time by the units right below the scope, of what was received in the period (A5); those whose time ran out
 * while they still run are late, those still running in time are not decided. And the rules that limit an average.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseTimeliness(ctx: ServiceContext, input: AnalysisInput): Promise<TimelinessAnalysis> {
  const asOf = ctx.clock.now();
  const span = spanOf(input);
  const places = await loadPlaces(ctx, input.unitId, (unitPath) => unitsWithComplaints(ctx, { ...span, unitPath }));
  const scope: ReadScope = { ...span, unitPath: places.unitPath, numerator: 'all' };
  const answered = await partByPart(ctx, monthsIn(scope), async ({ from, to }) => {
    const rows = await receivedIn(ctx.read, { ...scope, from, to })
      .select([
        'complaint.unitId',
        sql<number>`count(*)`.as('received'),
        sql<number>`count(is_in_time)`.as('judged'),
        sql<number>`coalesce(sum(is_in_time), 0)`.as('inTime'),
      ])
      .groupBy('complaint.unitId')
      .execute();
    return rows.map(({ unitId, ...row }) => ({
      unitId,
      received: Number(row.received),
      inTime: Number(row.inTime),
      late: Number(row.judged) - Number(row.inTime),
    }));
  });
  const running = (await lateAndRunning(ctx, places.unitPath, asOf))
    .filter(({ receivedAt }) => receivedAt >= span.from && receivedAt < span.to)
    .map(({ unitId }) => ({ unitId, received: 0, inTime: 0, late: 1 }));
  const units = atPlaces(places, [...answered, ...running], none, (sum, row) => {
    sum.received += row.received;
    sum.inTime += row.inTime;
    sum.late += row.late;
  }).map(({ place, sum }) => ({
    place,
    ...sum,
    undecided: sum.received - sum.inTime - sum.late,
    share: shareOf(sum.inTime, sum.inTime + sum.late),
  }));
  const over = (key: 'inTime' | 'late' | 'undecided') => units.reduce((sum, unit) => sum + unit[key], 0);
  return {
    asOf,
    total: {
      inTime: over('inTime'),
      late: over('late'),
      undecided: over('undecided'),
      share: shareOf(over('inTime'), over('inTime') + over('late')),
    },
    units: units.sort((a, b) => (a.share.rate ?? 2) - (b.share.rate ?? 2) || b.received - a.received),
    means: await meansOf(ctx, scope),
  };
}
