import { ratePer } from '#shared/complaint/analysis.rules.ts';
import type { PlaceView } from '#shared/complaint/analysis.schema.ts';
import type { Instant } from '#shared/kernel/dates.ts';
import { type UsersOfMonth, userMonths } from '#shared/organization/users.rules.ts';
import type { ServiceContext } from '../context.ts';
import { listVisibleUnits, scopePath } from '../organization/organization.service.ts';
import { loadUsers } from '../organization/users.service.ts';

/** The units an analysis speaks of: those at the first level below the scope that has more than one. */
export interface Places {
  readonly unitPath: string;
  /** the place a unit's complaints are counted at */
  placeOf(unitId: string): PlaceView;
  /** users of a place by month; of the scope where none is named */
  usersOf(place: PlaceView | null): readonly UsersOfMonth[];
}

const partsOf = (path: string) => path.split('/').filter(Boolean);

/**
 * Prepares the places of a scope.
 * @param present units that have complaints: they decide at which level there is more than one
 * @throws DomainError UNIT_NOT_FOUND
 */
export async function loadPlaces(
  ctx: ServiceContext,
  unitId: string | null | undefined,
  present: (unitPath: string) => Promise<readonly string[]>,
): Promise<Places> {
  const unitPath = await scopePath(ctx.read, ctx, unitId);
  const all = await listVisibleUnits(ctx, { includeInactive: true });
  const byId = new Map(all.map((unit) => [unit.unitId, unit]));
  const users = await loadUsers(ctx.read, all);
  const inScope = (await present(unitPath)).flatMap((id) => byId.get(id) ?? []);
  const above = partsOf(unitPath).length;
  const deepest = Math.max(above + 1, ...inScope.map((unit) => partsOf(unit.path).length));
  const keyAt = (path: string, depth: number) => {
    const parts = partsOf(path);
    return parts[Math.min(parts.length, depth) - 1] ?? '';
  };
  let depth = above + 1;
  while (depth < deepest && new Set(inScope.map((unit) => keyAt(unit.path, depth))).size < 2) depth += 1;
  const known = new Map<string, PlaceView>();
  const placeOf = (id: string): PlaceView => {
    const unit = byId.get(id);
    const key = unit ? keyAt(unit.path, depth) : id;
    const place = known.get(key) ?? placeAt(key);
    known.set(key, place);
    return place;
  };
  const placeAt = (key: string): PlaceView => {
    const unit = byId.get(key);
    if (!unit) return { unitId: key, name: key, code: '', level: 'site', isOwn: true };
    const { unitId: at, name, code, level, path } = unit;
    return { unitId: at, name, code, level, isOwn: partsOf(path).length < depth };
  };
  const roots = all.filter((unit) => unit.parentId === null || !byId.has(unit.parentId));
  const top = all.find((unit) => unit.path === unitPath) ?? (roots.length === 1 ? roots[0] : undefined);
  const usersOf = (place: PlaceView | null): readonly UsersOfMonth[] => {
    if (place) return place.isOwn ? [] : users(place.unitId);
    return top ? users(top.unitId) : [];
  };
  return { unitPath, placeOf, usersOf };
}

/** Exposure of a place in 10,000 user-months, up to now where the span has not ended; null where users are not known. */
export function exposureOf(series: readonly UsersOfMonth[], from: Instant, to: Instant, asOf: Instant): number | null {
  const until = to < asOf ? to : asOf;
  const exposure = from < until ? userMonths(series, from, until) : null;
  return exposure === null ? null : exposure / ratePer;
}

/** Sums rows of units at their places. @param add puts a row into a sum */
export function atPlaces<Row extends { unitId: string }, Sum>(
  places: Places,
  rows: readonly Row[],
  empty: () => Sum,
  add: (sum: Sum, row: Row) => void,
): { place: PlaceView; sum: Sum }[] {
  const sums = new Map<string, { place: PlaceView; sum: Sum }>();
  for (const row of rows) {
    const place = places.placeOf(row.unitId);
    const at = sums.get(place.unitId) ?? { place, sum: empty() };
    sums.set(place.unitId, at);
    add(at.sum, row);
  }
  return [...sums.values()];
}
