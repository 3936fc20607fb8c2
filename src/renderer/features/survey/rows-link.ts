import { useCallback, useMemo } from 'react';
import { type SubmissionFilter, submissionFilter } from '#shared/survey/survey.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';

/** What the drawer of submissions shows, and the name of the number it stands behind. */
export interface RowsRequest {
  filter: SubmissionFilter;
  /** construct whose items are shown */
  construct?: string | undefined;
  /** words for a segment's value, e.g. the name of a unit */
  label?: string | undefined;
}

function read(text: string): RowsRequest | undefined {
  if (text === '') return undefined;
  try {
    const { filter, construct, label } = JSON.parse(text) as RowsRequest;
    return { filter: submissionFilter.parse(filter), construct, label };
  } catch {
    // A mangled link opens the page without the drawer.
    return undefined;
  }
}

/** The drawer's request lives in the address, so that back works and a link opens the same rows. */
export function useRowsLink(): [RowsRequest | undefined, (request: RowsRequest | undefined) => void] {
  const [text, setText] = useUrlState('rows');
  const request = useMemo(() => read(text), [text]);
  const open = useCallback(
    (next: RowsRequest | undefined) => setText(next ? JSON.stringify(next) : undefined),
    [setText],
  );
  return [request, open];
}
