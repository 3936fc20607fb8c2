import type { ComplaintTrait } from '#shared/complaint/narrowing.schema.ts';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';

/** The list of a unit's complaints with a trait whose deadline fell into the period of the window. */
export function useDueCases(): (unitId: string, trait: ComplaintTrait) => string {
  const { period } = usePeriodScope();
  const scoped = useScopedPath();
  return (unit, trait) =>
    scoped('/complaint', { view: 'all', unit, trait, deadlineFrom: period.startOn, deadlineTo: period.endOn });
}
