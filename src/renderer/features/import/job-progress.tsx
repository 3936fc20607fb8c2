import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JobView } from '#shared/system/system.schema.ts';
import { client } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';

/** A job on its own: moving progress and cancel; when it failed or was cancelled, what that means and the way back. */
export function JobProgress({
  job,
  title,
  hint,
  onBack,
  backText,
}: {
  job: JobView | undefined;
  title: string;
  hint: string;
  onBack(): void;
  backText: string;
}) {
  const { t } = useTranslation();
  if (job !== undefined && (job.state === 'failed' || job.state === 'cancelled')) {
    return (
      <div className="import-center">
        <div className="card">
          {job.error !== null ? <ErrorPanel error={job.error} /> : <p>{t('import.cancelled')}</p>}
          <Button type="primary" autoFocus onClick={onBack}>
            {backText}
          </Button>
        </div>
      </div>
    );
  }
  const done = job?.done ?? 0;
  const total = job?.total ?? 0;
  return (
    <div className="import-center" aria-live="polite">
      <div className="card">
        <h2>{title}</h2>
        <p className="t2">{job?.title}</p>
        <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} status="active" showInfo={total > 0} />
        <p className="t3">
          {total > 0
            ? t('import.progressOf', { done: done.toLocaleString(), total: total.toLocaleString() })
            : t('import.progressRows', { done: done.toLocaleString() })}
        </p>
        <p className="t3">{hint}</p>
        {job !== undefined && (
          <Button onClick={() => client.system.cancelJob({ jobId: job.jobId })}>{t('common.cancel')}</Button>
        )}
      </div>
    </div>
  );
}
