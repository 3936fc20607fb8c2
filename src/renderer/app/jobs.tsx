import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { JobView } from '#shared/system/system.schema.ts';
import { client } from '../rpc/client.ts';
import { someJobEnded } from './ended-jobs.ts';

const Context = createContext<readonly JobView[]>([]);

/** Follows the running tasks of this person over one stream; takes it up again when it breaks. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [jobs, setJobs] = useState<readonly JobView[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    let before: readonly JobView[] | null = null;
    let isBroken = false;
    const follow = async () => {
      for await (const list of await client.system.watchJobs({}, { signal: abort.signal })) {
        setJobs(list);
        // what could not be fetched while the backend was away is fetched as soon as it answers
        if (isBroken) queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.error !== null });
        isBroken = false;
        // What a finished job wrote must show everywhere.
        if (someJobEnded(before, list)) queries.invalidateQueries();
        before = list;
      }
    };
    const keep = async () => {
      while (!abort.signal.aborted) {
        await follow().catch(() => {});
        isBroken = true;
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    };
    keep();
    return () => abort.abort();
  }, [queries]);
  return <Context.Provider value={jobs}>{children}</Context.Provider>;
}

/** All tasks, newest first. */
export const useJobs = () => useContext(Context);

/** One task by its id; undefined until the stream brings it. */
export function useJob(jobId: string | undefined | null): JobView | undefined {
  return useContext(Context).find((job) => job.jobId === jobId);
}
