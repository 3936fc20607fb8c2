import type { Span } from '#shared/calendar/working-hours.ts';
import type { TimelinessAnalysis } from '#shared/complaint/analysis.schema.ts';
import { elapsedIn, judgeMean } from '#shared/complaint/analysis-mean.rules.ts';
import { type DeadlineRule, ruleApplies, startsWithin } from '#shared/complaint/deadline.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { moments } from '#shared/statistics/descriptive.ts';
import type { ServiceContext } from '../context.ts';
import { isOneOf } from '../database/dialect.ts';
import { monthsIn, partByPart, type ReadScope, receivedIn } from './analysis.read.ts';
import { type DeadlineWorld, subjectOf } from './complaint.cache.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** The column that ends the time of a clock; clocks of parts of the process have none and are not averaged. */
const endOf: Partial<Record<DeadlineRule['clock'], 'acknowledgedAt' | 'respondedAt' | 'closedAt'>> = {
  firstResponse: 'acknowledgedAt',
  finalResponse: 'respondedAt',
  closure: 'closedAt',
};

/** Finished suspensions that stop a rule's clock, by complaint. */
async function pausesOf(ctx: ServiceContext, complaintIds: readonly string[], rule: DeadlineRule) {
  const byComplaint = new Map<string, Span[]>();
  if (!rule.pausable || complaintIds.length === 0) return byComplaint;
  const rows = await ctx.read
    .selectFrom('complaintEvent')
    .select(['complaintId', 'type', 'happenedAt', 'dataJson'])
    .where('type', 'in', ['suspended', 'resumed'])
    .where(isOneOf(ctx.read, 'complaint_id', complaintIds))
    .orderBy('complaintId')
    .orderBy('seq')
    .execute();
  const running = new Map<string, number>();
  for (const { complaintId, type, happenedAt, dataJson } of rows) {
    if (happenedAt === null) continue;
    const at = Date.parse(happenedAt);
    if (type === 'suspended') {
      const { reason } = JSON.parse(dataJson) as { reason: never };
      if (!rule.pauseReasons || rule.pauseReasons.includes(reason)) running.set(complaintId, at);
    } else if (running.has(complaintId)) {
      const pauses = byComplaint.get(complaintId) ?? [];
      byComplaint.set(complaintId, [...pauses, { from: running.get(complaintId) as number, to: at }]);
      running.delete(complaintId);
    }
  }
  return byComplaint;
}

async function meanOf(ctx: ServiceContext, scope: ReadScope, rule: DeadlineRule, world: DeadlineWorld) {
  const end = endOf[rule.clock];
  if (!end) return { n: 0, mean: null, interval: null, verdict: 'notComputed' as const };
  const times = await partByPart(ctx, monthsIn(scope), async ({ from, to }) => {
    const rows = await receivedIn(ctx.read, { ...scope, from, to })
      .select([
        'complaintId',
        'complaint.receivedAt',
        'complaint.respondedAt',
        'complaint.channel',
        'business',
        'customerGrade',
        'area',
        'categoryCode',
        `${end} as endedAt`,
      ])
      .where(end, 'is not', null)
      .execute();
    const subject = rows.filter((row) => ruleApplies(rule, subjectOf(row, world), dayOf(row.receivedAt)));
    const pauses = await pausesOf(
      ctx,
      subject.map((row) => row.complaintId),
      rule,
    );
    return subject.flatMap((row) => {
      const start = rule.startEvent === 'responded' ? row.respondedAt : row.receivedAt;
      const endedAt = row.endedAt as string;
      if (!start || start > endedAt || !startsWithin(rule, start)) return [];
      return [{ time: elapsedIn(rule.unit, start, endedAt, pauses.get(row.complaintId) ?? [], world) }];
    });
  });
  return judgeMean(rule, moments(times.map(({ time }) => time)));
}

/**
 * The period's mean for every rule in force that limits an average, and nothing where there is no such rule: means of
 * times are stated for these alone. Only what has ended can be averaged; the curves of closing show the rest.
 */
export async function meansOf(ctx: ServiceContext, scope: ReadScope): Promise<TimelinessAnalysis['means']> {
  const world = await loadWorld(ctx.read);
  const [first, last] = [dayOf(scope.from), dayOf(Date.parse(scope.to) - 1)];
  const rules = (world.editions.get(currentEdition(world)) ?? []).filter(
    (rule) =>
      rule.measure === 'mean' &&
      (rule.province === null || rule.province === world.province) &&
      (rule.effectiveFrom === null || rule.effectiveFrom <= last) &&
      (rule.effectiveTo === null || rule.effectiveTo >= first),
  );
  const means: TimelinessAnalysis['means'] = [];
  for (const rule of rules) {
    const { code, name, clause, clock, amount, unit } = rule;
    means.push({ code, name, clause, clock, amount, unit, ...(await meanOf(ctx, scope, rule, world)) });
  }
  return means;
}
