import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { riskMoment } from '#shared/complaint/risk.rules.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import type { ServiceContext } from '../context.ts';
import { scopePath } from '../organization/organization.service.ts';
import type { CountScope, ListOrder, ListScope } from './complaint.list.ts';
import { personOf } from './person.repository.ts';
import { isKnownNumber } from './text.conditions.ts';
import { foundText } from './text.service.ts';

const personalViews: readonly ComplaintFilter['view'][] = ['mine', 'warned', 'approval'];

/** What every list of a person is limited to; who they are and the days that count only where a view asks for it. */
export async function listScope(
  ctx: ServiceContext,
  filter: ComplaintFilter,
  sort: ListOrder['sort'] = 'due',
): Promise<ListScope> {
  const scope: ListScope = { filter, unitPath: await scopePath(ctx.read, ctx, filter.unitId), now: ctx.clock.now() };
  if (personalViews.includes(filter.view)) scope.person = await personOf(ctx.read, ctx);
  if (filter.view === 'risk' || sort === 'risk') scope.risk = await momentOfRisk(ctx, scope.now);
  if (filter.q) {
    scope.isNumber = await isKnownNumber(ctx.read, filter.q);
    const text = await foundText(ctx, scope);
    if (text) scope.text = text;
  }
  return scope;
}

/** The scope in which all views are counted. */
export async function countScope(ctx: ServiceContext, unitId: string | null | undefined): Promise<CountScope> {
  const now = ctx.clock.now();
  return {
    unitPath: await scopePath(ctx.read, ctx, unitId),
    now,
    person: await personOf(ctx.read, ctx),
    risk: await momentOfRisk(ctx, now),
  };
}

const momentOfRisk = async (ctx: ServiceContext, now: string) =>
  riskMoment(now, (await loadTimeFrame(ctx.read)).calendar);
