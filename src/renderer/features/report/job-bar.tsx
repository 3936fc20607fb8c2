import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StartedJob } from '../../app/use-started-job.ts';

/** How far a task is, and the way out of it; nothing while none runs. */
export function JobBar({ job, text }: { job: StartedJob; text: string }) {
  const { t } = useTranslation();
  if (!job.isRunning) return null;
  return (
    <div className="report-job" role="status">
      <span className="report-job-text">{text}</span>
      <Progress percent={job.percent} size="small" status="active" aria-label={text} />
      <Button size="small" onClick={job.cancel}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
