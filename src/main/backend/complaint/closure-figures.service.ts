import { sql } from 'kysely';
import { bunchingByKind, bunchingMinutes } from '#shared/complaint/closure.rules.ts';
import type { BunchingView } from '#shared/complaint/closure.schema.ts';
import { addDays, type Day, instantAt } from '#shared/kernel/dates.ts';
import { wilsonInterval } from '#shared/statistics/interval.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { unitsBelow } from '../organization/organization.service.ts';
import { atPlaces, loadPlaces } from './analysis.places.ts';

interface Asked {
  unitId?: string | null | undefined;
  from: Day;
  to: Day;
}
const spanOf = ({ from, to }: Asked) => ({ from: instantAt(from), to: instantAt(addDays(to, 1)) });

/** Complaints whose answer was due in the days, in the units: the index `complaint_margin` holds all that is asked of them. */
function due(db: Database, asked: Asked, unitPath: string) {
  const { from, to } = spanOf(asked);
  return db
    .selectFrom('complaint')
    .where('dueAt', '>=', from)
    .where('dueAt', '<', to)
    .where('unitId', 'in', unitsBelow(db, unitPath));
}

const placesOf = (ctx: ServiceContext, asked: Asked) =>
  loadPlaces(ctx, asked.unitId, async (unitPath) =>
    (await due(ctx.read, asked, unitPath).select('unitId').distinct().execute()).map((row) => row.unitId),
  );

/** Steps shown: from a day late to two days early; what lies beyond is in the outermost ones. */
const stepHours = 2;
const [firstStep, lastStep] = [-12, 23];

/** Answers by how long before the deadline they came, and the share of the last two hours by unit (A19). */
export async function bunching(ctx: ServiceContext, asked: Asked): Promise<BunchingView> {
  const places = await placesOf(ctx, asked);
  const step = sql<number>`cast(floor(answer_margin_minutes / ${sql.lit(stepHours * 60)}.0) as integer)`;
  // limits in days end at midnight in Asia/Shanghai, those in hours at any minute
  const kind = sql<number>`case when substr(due_at, 12, 8) = '16:00:00' then 0 else 1 end`;
  const rows = await due(ctx.read, asked, places.unitPath)
    .where('answerMarginMinutes', 'is not', null)
    .select(['unitId', step.as('step'), kind.as('kind'), (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['unitId', step, kind])
    .execute();
  const steps = new Map<number, number>();
  for (const row of rows) {
    const at = Math.max(firstStep, Math.min(lastStep, Number(row.step)));
    steps.set(at, (steps.get(at) ?? 0) + Number(row.count));
  }
  const sums = atPlaces(
    places,
    rows,
    () => [
      { n: 0, last: 0 },
      { n: 0, last: 0 },
    ],
    (kinds, row) => {
      const sum = kinds[Number(row.kind)] as (typeof kinds)[number];
      sum.n += Number(row.count);
      if (Number(row.step) >= 0 && Number(row.step) < bunchingMinutes / (stepHours * 60)) sum.last += Number(row.count);
    },
  );
  const judged = bunchingByKind(sums.map(({ sum }) => sum));
  return {
    steps: Array.from({ length: lastStep - firstStep + 1 }, (_, i) => firstStep + i).map((at) => ({
      from: at * stepHours,
      count: steps.get(at) ?? 0,
    })),
    units: sums
      .map(({ place }, i) => ({ unitId: place.unitId, name: place.name, ...(judged[i] as (typeof judged)[0]) }))
      .sort((a, b) => (b.difference ?? 0) - (a.difference ?? 0)),
  };
}

/** Complaints with acts written down later than they happened, by unit. */
export async function backdatedActs(ctx: ServiceContext, asked: Asked) {
  const places = await placesOf(ctx, asked);
  const rows = await due(ctx.read, asked, places.unitPath)
    .select([
      'unitId',
      (eb) => eb.fn.countAll<number>().as('count'),
      sql<number>`sum(case when backdated_count > 0 then 1 else 0 end)`.as('backdated'),
    ])
    .groupBy('unitId')
    .execute();
  return atPlaces(
    places,
    rows,
    () => ({ n: 0, backdated: 0 }),
    (sum, row) => {
      sum.n += Number(row.count);
      sum.backdated += Number(row.backdated);
    },
  )
    .map(({ place, sum }) => ({
      unitId: place.unitId,
      name: place.name,
      ...sum,
      interval: wilsonInterval(sum.backdated, sum.n),
    }))
    .sort((a, b) => b.backdated / (b.n || 1) - a.backdated / (a.n || 1));
}
