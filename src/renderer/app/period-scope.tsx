import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { dayOf } from '#shared/kernel/dates.ts';
import { type Period, parsePeriod, periodOfDay } from '#shared/kernel/period.ts';

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
    (name: string, value: string | undefined) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      }),
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

/** One value of the address as state: tab, filter, open drawer. */
export function useUrlState(name: string, fallback = ''): [string, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value && value !== fallback) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: false },
      ),
    [name, fallback, setParams],
  );
  return [params.get(name) ?? fallback, set];
}
