import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { ImportReviewInput, ImportSessionView } from '#shared/import/import.schema.ts';
import { useJob } from '../../app/jobs.tsx';
import { client, orpc } from '../../rpc/client.ts';

/** Parts of the address that are not options of the target. */
const ownParams = new Set(['period', 'unit', 'session', 'write', 'filter', 'field']);

/** Target and its options from the address. */
export function useTarget() {
  const { target = '' } = useParams();
  const [params] = useSearchParams();
  const optionText = [...params]
    .filter(([key]) => !ownParams.has(key))
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
  return useMemo(
    () => ({ target, options: Object.fromEntries(new URLSearchParams(optionText)) }),
    [target, optionText],
  );
}

/** `zh` or `en`: sentences of the engine come in both. */
export function useWordLanguage(): 'zh' | 'en' {
  const { i18n } = useTranslation();
  return i18n.language.startsWith('zh') ? 'zh' : 'en';
}

/** Sets parts of the address; `null` takes one out. */
export function useSetParams() {
  const [, setParams] = useSearchParams();
  return (changes: Record<string, string | null>, replace = false) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace },
    );
}

/** The session of the address. */
export const useImportSession = (sessionId: string | null) =>
  useQuery({
    ...orpc.import.session.queryOptions({ input: { sessionId: sessionId ?? '' } }),
    enabled: sessionId !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Names of the columns that are not written, in the order of the file. */
export const leftColumns = (session: ImportSessionView): string[] =>
  session.target.keepsExtra
    ? []
    : session.columns
        .filter((column) => column.field === null && column.index !== session.sheetColumn)
        .map((column) => column.header);

/** Changes the session and waits until all rows have been looked at again. */
export function useReview(sessionId: string) {
  const queries = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const mutation = useMutation({
    mutationFn: (changes: Omit<ImportReviewInput, 'sessionId'>) => client.import.review({ sessionId, ...changes }),
    onSuccess: async (result) => {
      setJobId(result.jobId);
      await queries.invalidateQueries({ queryKey: orpc.import.key() });
    },
  });
  const isBusy = mutation.isPending || job?.state === 'running';
  return {
    change: mutation.mutate,
    isBusy,
    job: job?.state === 'running' ? job : undefined,
    error: mutation.error ?? job?.error ?? null,
  };
}
export type Review = ReturnType<typeof useReview>;
