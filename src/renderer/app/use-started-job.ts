import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '#shared/system/system.schema.ts';
import { client } from '../rpc/client.ts';
import { errorText } from '../rpc/error-text.ts';
import { saveFileAs } from '../rpc/files.ts';
import { useJob } from './jobs.tsx';

export interface StartedJob {
  /** from the click until the job has ended */
  readonly isRunning: boolean;
  /** 0–100 */
  readonly percent: number;
  start(call: () => Promise<{ jobId: string }>): Promise<void>;
  cancel(): void;
}

/**
 * Starts a task and follows it to its end. Errors of the call and of the task are shown as a message.
 * @param onDone gets the result of a task that was completed, once
 */
export function useStartedJob(onDone: (result: NonNullable<JobView['result']>) => unknown): StartedJob {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isAsking, setAsking] = useState(false);
  const [jobId, setJobId] = useState<string>();
  const job = useJob(jobId);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (!job || job.state === 'running') return;
    setJobId(undefined);
    if (job.state === 'failed' && job.error) message.error(errorText(job.error, t));
    if (job.state === 'completed') void done.current(job.result ?? {});
  }, [job, message, t]);
  return {
    isRunning: isAsking || jobId !== undefined,
    percent: job && job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0,
    start: async (call) => {
      setAsking(true);
      try {
        setJobId((await call()).jobId);
      } catch (error) {
        message.error(errorText(error, t));
      } finally {
        setAsking(false);
      }
    },
    cancel: () => {
      if (jobId) client.system.cancelJob({ jobId }).catch((error: unknown) => message.error(errorText(error, t)));
    },
  };
}

/** The same for a task that makes a file: it is offered as soon as it is there. */
export function useFileJob(): StartedJob {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return useStartedJob(({ fileId }) => {
    if (typeof fileId === 'string') saveFileAs(fileId).catch((error: unknown) => message.error(errorText(error, t)));
  });
}
