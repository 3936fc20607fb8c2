import { ClockCircleOutlined } from '@ant-design/icons';
import { Badge, Button, Popover, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JobView } from '#shared/system/system.schema.ts';
import { client } from '../rpc/client.ts';
import { errorText } from '../rpc/error-text.ts';
import { saveFileAs } from '../rpc/files.ts';
import { useJobs } from './jobs.tsx';

/** Running and finished tasks: progress, cancel, the file they made. */
export function JobTray() {
  const { t } = useTranslation();
  const jobs = useJobs();
  const running = jobs.filter((job) => job.state === 'running');
  const content = (
    <div style={{ width: 340, maxHeight: 420, overflow: 'auto', display: 'flex', flexDirection: 'column', gap: 10 }}>
      {jobs.length === 0 && <span className="t3">{t('frame.jobs.none')}</span>}
      {jobs.slice(0, 20).map((job) => (
        <JobLine key={job.jobId} job={job} />
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} title={t('frame.jobs.title')}>
      <Button type="text" icon={<ClockCircleOutlined />}>
        {t('frame.jobs.short')} <Badge count={running.length} size="small" color="var(--c1)" />
      </Button>
    </Popover>
  );
}

function JobLine({ job }: { job: JobView }) {
  const { t } = useTranslation();
  const fileId = typeof job.result?.fileId === 'string' ? job.result.fileId : undefined;
  const percent = job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0;
  const status = { running: 'active', completed: 'success', failed: 'exception', cancelled: 'normal' } as const;
  return (
    <div>
      <div className="row">
        <b className="el">{t(`job.${job.kind}`)}</b>
        <span className="t3 el sp">{job.title}</span>
        {job.state === 'running' && (
          <Button size="small" onClick={() => client.system.cancelJob({ jobId: job.jobId })}>
            {t('common.cancel')}
          </Button>
        )}
        {fileId && (
          <Button size="small" type="primary" onClick={() => saveFileAs(fileId)}>
            {t('common.saveFile')}
          </Button>
        )}
      </div>
      <Progress percent={job.state === 'completed' ? 100 : percent} status={status[job.state]} size="small" />
      <span className={job.state === 'failed' ? 'er fs' : 't3 fs'}>
        {job.error ? errorText(job.error, t) : t(`frame.jobs.${job.state}`)}
      </span>
    </div>
  );
}
