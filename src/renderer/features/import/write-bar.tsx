import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Radio } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportSessionView } from '#shared/import/import.schema.ts';
import { useJob } from '../../app/jobs.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { type Review, useSetParams, useWordLanguage } from './import.queries.ts';

/** Counts with their reasons, how to write, and the last button, whose text says how many rows it writes. */
export function WriteBar({ session, review }: { session: ImportSessionView; review: Review }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language = useWordLanguage();
  const setParams = useSetParams();
  const { counts } = session;
  const reasons = reasonsOf(session, language, t);
  const [mode, setMode] = useState<'all' | 'good'>('good');
  const write = useMutation({
    mutationFn: () => client.import.write({ sessionId: session.sessionId, mode, language }),
    onSuccess: ({ jobId }) => setParams({ write: jobId }),
    onError: (error) => message.error(errorText(error, t)),
  });
  const mayWrite =
    !review.isBusy &&
    !write.isPending &&
    (counts.writable > 0 || (counts.present > 0 && counts.errors === 0)) &&
    (mode === 'good' || counts.errors === 0);
  const go = useCallback(() => {
    if (mayWrite) write.mutate();
  }, [mayWrite, write.mutate]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      event.preventDefault();
      go();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [go]);
  return (
    <div className="import-foot">
      <section className="panel import-counts">
        <Count
          label={t('import.count.total')}
          value={counts.total}
          more={counts.leftOut > 0 ? t('import.count.leftOut', { count: counts.leftOut }) : ''}
        />
        <Count label={t('import.count.writable')} value={counts.writable} tone="ok" />
        <Count label={t('import.count.errors')} value={counts.errors} tone={counts.errors > 0 ? 'er' : ''} />
        <Count label={t('import.count.present')} value={counts.present} />
        {counts.errors > 0 && (
          <div className="import-why">
            <span className="t3 fs">{t('import.count.reasons', { count: counts.errors })}</span>
            <div
              className="fs el"
              title={[...reasons, ...session.doubled.map((one) => t('import.count.doubled', one))].join('\n')}
            >
              {session.doubled[0] !== undefined && (
                <span className="er">{t('import.count.doubled', session.doubled[0])}</span>
              )}
              {reasons.slice(0, 5).map((reason) => (
                <span key={reason}>{reason}</span>
              ))}
            </div>
          </div>
        )}
      </section>
      <section className="panel import-mode">
        <Radio.Group value={mode} onChange={(event) => setMode(event.target.value as 'all' | 'good')}>
          <Radio value="good" className={mode === 'good' ? 'on' : ''}>
            <b>{t('import.mode.good', { count: counts.writable })}</b>
            <span className="fs t3">
              {counts.errors > 0
                ? t('import.mode.goodHint', { count: counts.errors })
                : t(counts.writable > 0 ? 'import.mode.goodNone' : 'import.mode.goodPresent')}
            </span>
          </Radio>
          <Radio value="all" className={mode === 'all' ? 'on' : ''}>
            <b>{t('import.mode.all')}</b>
            <span className="fs t3">
              {counts.errors > 0 ? t('import.mode.allHint', { count: counts.errors }) : t('import.mode.allNone')}
            </span>
          </Radio>
        </Radio.Group>
        <span className="sp" />
        <div className="import-go">
          <RejectedButton sessionId={session.sessionId} count={counts.errors} />
          <Button type="primary" loading={write.isPending} disabled={!mayWrite} onClick={go}>
            {t('import.write.button', { count: counts.writable })} <kbd>Ctrl Enter</kbd>
          </Button>
        </div>
      </section>
    </div>
  );
}

/** How many faults each field has, most first: a field that is wrong in several ways is named once. */
function reasonsOf(
  session: ImportSessionView,
  language: 'zh' | 'en',
  t: ReturnType<typeof useTranslation>['t'],
): string[] {
  const counts = new Map<string, number>();
  for (const { code, field, count } of session.reasons) {
    const label = session.target.fields.find((f) => f.key === field)?.labels[language];
    const name = label ?? t(`import.reason.${code}`, { defaultValue: t('import.reason.other') });
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count.toLocaleString()}`);
}

function Count({ label, value, tone = '', more = '' }: { label: string; value: number; tone?: string; more?: string }) {
  const { t } = useTranslation();
  return (
    <div className="import-count">
      <span className="fs t3">{label}</span>
      <div>
        <b className={tone}>{value.toLocaleString()}</b> <span className="t3 fs">{t('import.count.row')}</span>
        {more !== '' && <span className="t3 fs"> {more}</span>}
      </div>
    </div>
  );
}

/** Makes the file of the rows with errors and hands it to the user when it is there. */
function RejectedButton({ sessionId, count }: { sessionId: string; count: number }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language = useWordLanguage();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const start = useMutation({
    mutationFn: () => client.import.rejected({ sessionId, language }),
    onSuccess: (result) => setJobId(result.jobId),
    onError: (error) => message.error(errorText(error, t)),
  });
  const fileId = job?.state === 'completed' ? job.result?.fileId : undefined;
  useEffect(() => {
    if (typeof fileId === 'string') saveFileAs(fileId).catch((error: unknown) => message.error(errorText(error, t)));
  }, [fileId, message, t]);
  return (
    <Button
      icon={<DownloadOutlined />}
      disabled={count === 0}
      loading={start.isPending || job?.state === 'running'}
      onClick={() => start.mutate()}
    >
      {t('import.rejected.button', { count })}
    </Button>
  );
}
