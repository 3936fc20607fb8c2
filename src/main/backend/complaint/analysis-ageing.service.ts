import { ageBucketOf, ageSpans, dueBucketOf, dueSpans } from '#shared/complaint/analysis.rules.ts';
import type { AgeingAnalysis, AnalysisInput } from '#shared/complaint/analysis.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { unitsBelow } from '../organization/organization.service.ts';
import { atPlaces, loadPlaces } from './analysis.places.ts';

/**
 * Complaints open at this moment, whenever received: by days since receipt and by what is left of their time, with the
 * units they lie at (A20). The past is not told: what was open then has been closed since.
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function analyseAgeing(ctx: ServiceContext, input: AnalysisInput): Promise<AgeingAnalysis> {
  const asOf = ctx.clock.now();
  const today = dayOf(asOf);
  let rows: { unitId: string; receivedAt: string; dueSort: string }[] = [];
  const places = await loadPlaces(ctx, input.unitId, async (unitPath) => {
    rows = await ctx.read
      .selectFrom('complaint')
      .select(['complaint.unitId', 'complaint.receivedAt', 'complaint.dueSort'])
      .where('isOpen', '=', 1)
      .where('complaint.unitId', 'in', unitsBelow(ctx.read, unitPath))
      .execute();
    return [...new Set(rows.map((row) => row.unitId))];
  });
  const [ages, dues] = [ageSpans(today), dueSpans(asOf)];
  const [ageAt, dueAt] = [ages, dues].map((spans) => new Map<string, number>(spans.map(({ key }, i) => [key, i])));
  const empty = () => ({ open: 0, age: ages.map(() => 0), due: dues.map(() => 0), oldest: asOf });
  const add = (sum: ReturnType<typeof empty>, row: (typeof rows)[number]) => {
    const age = ageAt?.get(ageBucketOf(dayOf(row.receivedAt), today)) as number;
    const due = dueAt?.get(dueBucketOf(row.dueSort, dues)) as number;
    sum.open += 1;
    sum.age[age] = (sum.age[age] as number) + 1;
    sum.due[due] = (sum.due[due] as number) + 1;
    if (row.receivedAt < sum.oldest) sum.oldest = row.receivedAt;
  };
  const units = atPlaces(places, rows, empty, add).sort((a, b) => b.sum.open - a.sum.open);
  const over = (list: 'age' | 'due', i: number) => units.reduce((sum, unit) => sum + (unit.sum[list][i] as number), 0);
  return {
    asOf,
    open: rows.length,
    byAge: ages.map((span, i) => ({ ...span, count: over('age', i) })),
    byDue: dues.map((span, i) => ({ ...span, count: over('due', i) })),
    units: units.map(({ place, sum: { open, age, due, oldest } }) => ({
      place,
      open,
      age,
      due,
      oldestOn: dayOf(oldest),
    })),
  };
}
