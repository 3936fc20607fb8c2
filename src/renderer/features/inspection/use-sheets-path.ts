import { useCallback } from 'react';
import { useScopedPath } from '../../app/period-scope.tsx';

/** Address of the published sheets of a card in the period, narrowed further. */
export type SheetsPath = (more?: Record<string, string>) => string;

/** Makes addresses of the list that hold the same sheets as a figure of the analysis. */
export function useSheetsPath({
  scorecardCode,
  scorecardVersionId,
}: {
  scorecardCode: string;
  scorecardVersionId?: string;
}): SheetsPath {
  const scoped = useScopedPath();
  return useCallback(
    (more = {}) =>
      scoped('/inspection', {
        stage: 'published',
        span: 'period',
        scorecardCode,
        ...(scorecardVersionId && { scorecardVersionId }),
        ...more,
      }),
    [scoped, scorecardCode, scorecardVersionId],
  );
}
