import { App } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkResult, bulkResult } from '#shared/complaint/bulk.contract.ts';
import { useJob } from '../../app/jobs.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { BulkRefused } from './bulk-refused.tsx';

export type BulkName = 'escalate' | 'assign' | 'print';

export interface BulkJob {
  readonly act: BulkName;
  /** from the start of the task until it has ended */
  readonly isRunning: boolean;
  readonly done: number;
  /** 0 until it is known */
  readonly total: number;
  follow(jobId: string): void;
  stop(): void;
  /** names those it could not be done to; stands outside the list, which may lose its rows by the act */
  readonly outcome: ReactNode;
}

/** Follows one bulk act to its end, whatever becomes of the rows it was started from. */
export function useBulkJob(act: BulkName, onOpen: (complaintId: string) => void): BulkJob {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [jobId, setJobId] = useState<string | null>(null);
  const [result, setResult] = useState<BulkResult | null>(null);
  const told = useRef<string | null>(null);
  const job = useJob(jobId);
  useEffect(() => {
    if (!job || job.state === 'running' || told.current === job.jobId) return;
    told.current = job.jobId;
    const fail = (error: unknown) => message.error(errorText(error, t), 8);
    if (job.error) fail(job.error);
    const { fileId } = job.result ?? {};
    if (typeof fileId === 'string') saveFileAs(fileId).catch(fail);
    const came = bulkResult.safeParse(job.result);
    if (!came.success) return;
    if (came.data.refused.length > 0 || came.data.left > 0) setResult(came.data);
    else message.success(t(`complaintBulk.done.${act}`, { count: came.data.done }));
  }, [job, act, message, t]);
  return {
    act,
    isRunning: jobId !== null && told.current !== jobId && (!job || job.state === 'running'),
    done: job?.done ?? 0,
    total: job?.total ?? 0,
    follow: setJobId,
    stop: () => {
      if (jobId) client.system.cancelJob({ jobId }).catch((error: unknown) => message.error(errorText(error, t)));
    },
    outcome: result && <BulkRefused act={act} result={result} onOpen={onOpen} onClose={() => setResult(null)} />,
  };
}
