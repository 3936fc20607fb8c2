import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJob } from '../../app/jobs.tsx';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';

/** Starts an export; the file is offered as soon as it is there. */
export function ExportButton({
  label,
  disabled,
  start,
}: {
  label: string;
  disabled: boolean;
  start(): Promise<{ jobId: string }>;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [jobId, setJobId] = useState<string | null>(null);
  const saved = useRef<string | null>(null);
  const job = useJob(jobId);
  useEffect(() => {
    if (!job || job.state === 'running' || saved.current === job.jobId) return;
    saved.current = job.jobId;
    if (job.state === 'completed' && typeof job.result?.fileId === 'string') saveFileAs(job.result.fileId);
    if (job.error) message.error(errorText(job.error, t));
  }, [job, message, t]);
  const run = async () => {
    try {
      setJobId((await start()).jobId);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Button icon={<DownloadOutlined />} disabled={disabled} loading={job?.state === 'running'} onClick={run}>
      {label}
    </Button>
  );
}
