import { useCallback, useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type InspectionViewFilter,
  type ItemOutcomeFilter,
  inspectionSorts,
  inspectionViewFilter,
} from '#shared/inspection/list.schema.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';

/** Sheets of one page of the list. */
export const pageSize = 100;

/** Conditions of the list that stand in the address under their own name. */
export const conditionNames = [
  'line',
  'scorecardCode',
  'scorecardVersionId',
  'itemCode',
  'clauseCode',
  'method',
  'inspectorName',
  'staffId',
  'grade',
  'publicationNumber',
  'reference',
] as const;
export type ConditionName = (typeof conditionNames)[number];

/** `failed=1` and its like: what is asked of the item. */
const outcomeNames = ['failed', 'notApplicable', 'hit', 'scored'] as const satisfies readonly ItemOutcomeFilter[];
const outcomeOf = (params: URLSearchParams) => outcomeNames.find((name) => params.get(name) === '1');

type Changes = Record<string, string | null>;

function readFilter(params: URLSearchParams, period: { startOn: string; endOn: string }): InspectionViewFilter {
  const raw: Record<string, unknown> = { q: params.get('find') ?? '' };
  for (const name of ['stage', 'state', ...conditionNames]) raw[name] = params.get(name) ?? undefined;
  const outcome = outcomeOf(params);
  if (outcome && (raw.itemCode || raw.clauseCode)) raw.outcome = outcome;
  if (params.get('same') === '1') raw.sameAsBefore = true;
  const inPeriod = params.get('span') === 'period';
  raw.startOn = params.get('from') ?? (inPeriod ? period.startOn : undefined);
  raw.endOn = params.get('to') ?? (inPeriod ? period.endOn : undefined);
  const sort = params.get('sort');
  if (sort && (inspectionSorts as readonly string[]).includes(sort)) raw.sort = sort;
  raw.descending = params.get('order') !== 'up';
  // an address written by hand may hold words that don't exist: then the plain list is shown
  const parsed = inspectionViewFilter.safeParse(raw);
  return parsed.success ? parsed.data : inspectionViewFilter.parse({});
}

/** The address of a filter; what is left out is taken away. */
export function addressOf(filter: Partial<InspectionViewFilter>): Changes {
  const changes: Changes = { page: null, span: null };
  changes.stage = filter.stage ?? null;
  changes.state = filter.state ?? null;
  changes.find = filter.q || null;
  for (const name of conditionNames) changes[name] = filter[name] ?? null;
  for (const name of outcomeNames) changes[name] = filter.outcome === name ? '1' : null;
  changes.same = filter.sameAsBefore ? '1' : null;
  changes.from = filter.startOn ?? null;
  changes.to = filter.endOn ?? null;
  changes.sort = filter.sort && filter.sort !== 'inspectedOn' ? filter.sort : null;
  changes.order = filter.descending === false ? 'up' : null;
  return changes;
}

/** Stage, conditions, order and page of the list, all in the address. */
export function useInspectionAddress() {
  const { period, unitId } = usePeriodScope();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params, period), [params, period]);
  const patch = useCallback(
    (changes: Changes, replace = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (!('page' in changes)) next.delete('page');
          for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  const page = Math.max(0, (Number.parseInt(params.get('page') ?? '1', 10) || 1) - 1);
  const input = useMemo(
    () => ({ ...filter, ...(unitId && { unitId }), offset: page * pageSize, limit: pageSize }),
    [filter, unitId, page],
  );
  return { filter, input, page, patch, inPeriod: params.get('span') === 'period', unitId };
}
export type InspectionAddress = ReturnType<typeof useInspectionAddress>;

/** Goes to the last page when there are fewer by now, e.g. after the sheets of the last one were approved. */
export function useLastPage({ page, patch }: InspectionAddress, total: number | undefined): void {
  const last = total === undefined ? page : Math.max(0, Math.ceil(total / pageSize) - 1);
  useEffect(() => {
    if (page > last) patch({ page: last === 0 ? null : String(last + 1) }, true);
  }, [page, last, patch]);
}

/** Whether a filter narrows beyond its stage. */
export const isNarrowed = (filter: InspectionViewFilter) =>
  filter.q !== '' ||
  Boolean(filter.startOn || filter.endOn || filter.sameAsBefore) ||
  conditionNames.some((name) => filter[name] !== undefined);
