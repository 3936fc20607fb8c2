import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useFileJob } from './use-started-job.ts';

/** Starts an export as a task. */
export function ExportButton({
  label,
  disabled,
  start,
}: {
  label: string;
  disabled: boolean;
  start(): Promise<{ jobId: string }>;
}) {
  const job = useFileJob();
  return (
    <Button icon={<DownloadOutlined />} disabled={disabled} loading={job.isRunning} onClick={() => job.start(start)}>
      {label}
    </Button>
  );
}
