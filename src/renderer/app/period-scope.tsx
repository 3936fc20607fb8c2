import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { dayOf } from '#shared/kernel/dates.ts';
import { type Period, parsePeriod, periodOfDay } from '#shared/kernel/period.ts';
import { withValue } from './address.ts';

/** Period and unit of the whole window, kept in the address: `?period=2026-Q3&unit=<id>`. */
export function usePeriodScope(): {
  period: Period;
  unitId: string | undefined;
  setPeriod(key: string): void;
  setUnitId(id: string | undefined): void;
} {
  const [params, setParams] = useSearchParams();
  const key = params.get('period') ?? '';
  const period = useMemo(() => parsePeriod(key) ?? periodOfDay('month', dayOf(Date.now())), [key]);
  const set = useCallback(
    (name: string, value: string | undefined) => setParams((before) => withValue(before, name, value, pageOfList)),
    [setParams],
  );
  return {
    period,
    unitId: params.get('unit') ?? undefined,
    setPeriod: useCallback((value) => set('period', value), [set]),
    setUnitId: useCallback((value) => set('unit', value), [set]),
  };
}

/** An address of another page that keeps period and unit. */
export function useScopedPath(): (path: string, extra?: Record<string, string>) => string {
  const [params] = useSearchParams();
  return useCallback(
    (path, extra = {}) => {
      const next = new URLSearchParams();
      for (const name of ['period', 'unit']) {
        const value = params.get(name);
        if (value) next.set(name, value);
      }
      for (const [name, value] of Object.entries(extra)) next.set(name, value);
      const query = next.toString();
      return query ? `${path}?${query}` : path;
    },
    [params],
  );
}

/** What a value of the address that decides over a list's rows clears: another list begins at its first page. */
export const pageOfList = ['page'] as const;
const nothing: readonly string[] = [];

/**
 * One value of the address as state: tab, filter, open drawer.
 * @param clears what else of the address a change of it clears, the same array at each call
 */
export function useUrlState(
  name: string,
  fallback = '',
  clears = nothing,
): [string, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParams((before) => withValue(before, name, value === fallback ? undefined : value, clears), {
        replace: false,
      }),
    [name, fallback, clears, setParams],
  );
  return [params.get(name) ?? fallback, set];
}

/** The page of the list that the address shows, from 0, and the way to another one. The address counts from 1. */
export function usePageOfList(): [number, (page: number) => void] {
  const [value, setValue] = useUrlState('page', '1');
  const turn = useCallback((page: number) => setValue(String(page + 1)), [setValue]);
  return [Math.max(0, (Number.parseInt(value, 10) || 1) - 1), turn];
}
