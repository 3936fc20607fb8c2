import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Upload } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportTargetView } from '#shared/import/import.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useJob } from '../../app/jobs.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { uploadFile } from '../../rpc/files.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useSetParams, useWordLanguage } from './import.queries.ts';
import { JobProgress } from './job-progress.tsx';

interface Target {
  readonly target: string;
  readonly options: Record<string, string>;
}

/** First step: a file by click or drop, what it should contain, and what came before. */
export function ChooseFile({ target, view }: { target: Target; view: ImportTargetView }) {
  const { t } = useTranslation();
  const setParams = useSetParams();
  // Not in the address: going back from the preview must lead here, not into the job that led there.
  const [openId, setOpenId] = useState<string | null>(null);
  const openJob = useJob(openId);
  const open = useMutation({
    mutationFn: async (file: File) => {
      const { fileId } = await uploadFile(file);
      return client.import.open({ ...target, fileId });
    },
    onSuccess: ({ jobId }) => setOpenId(jobId),
  });
  const sessionId = openJob?.state === 'completed' ? openJob.result?.sessionId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new session changes the address
  useEffect(() => {
    if (typeof sessionId === 'string') setParams({ session: sessionId, filter: null });
  }, [sessionId]);

  if (openId !== null && openJob?.state !== 'completed') {
    return (
      <JobProgress
        job={openJob}
        title={t('import.open.title')}
        hint={t('import.open.hint')}
        onBack={() => setOpenId(null)}
        backText={t('import.choose.again')}
      />
    );
  }
  return (
    <div className="import-choose">
      <Upload.Dragger
        accept=".xlsx,.xls,.csv,.txt,.tsv"
        showUploadList={false}
        disabled={open.isPending}
        beforeUpload={(file) => {
          open.mutate(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t(open.isPending ? 'import.choose.uploading' : 'import.choose.drop')}</p>
        <p className="ant-upload-hint">{t('import.choose.kinds')}</p>
        <span className="import-choose-button">{t('import.choose.button')}</span>
      </Upload.Dragger>
      {open.error !== null && <ErrorPanel error={open.error} />}
      <div className="import-choose-below">
        <Expected view={view} />
        <Before target={target} />
      </div>
    </div>
  );
}

/** The columns a file may have. */
function Expected({ view }: { view: ImportTargetView }) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const parts = new Set(view.fields.flatMap((field) => field.combinedFrom));
  const shown = view.fields.filter((field) => !parts.has(field.key));
  return (
    <Panel title={t('import.choose.expected', { count: shown.length })} foot={t('import.choose.expectedFoot')}>
      <section
        className="import-fields"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={t('import.choose.expected', { count: shown.length })}
      >
        <ul>
          {shown.map((field) => (
            <li key={field.key}>
              <span>
                {field.labels[language]}
                {field.isRequired && <b className="er"> *</b>}
              </span>
              <span className="t3 fs">{t(`import.kind.${field.kind}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </Panel>
  );
}

/** What was imported before. */
function Before({ target }: { target: Target }) {
  const { t } = useTranslation();
  const batches = useQuery(orpc.import.batches.queryOptions({ input: target }));
  const rows = batches.data ?? [];
  return (
    <Panel title={t('import.choose.before')} foot={t('import.choose.beforeFoot')}>
      {rows.length === 0 && <p className="import-none t3">{t('import.choose.beforeNone')}</p>}
      {rows.length > 0 && (
        <table className="import-table import-batches">
          <thead>
            <tr>
              <th>{t('import.batch.at')}</th>
              <th>{t('import.batch.file')}</th>
              <th className="num">{t('import.result.inserted')}</th>
              <th className="num">{t('import.result.changed')}</th>
              <th className="num">{t('import.result.rejected')}</th>
              <th>{t('import.batch.who')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.batchId}>
                <td className="nw">{formatInstant(row.importedAt)}</td>
                <td className="el" title={row.fileName}>
                  {row.fileName}
                </td>
                <td className="num">{row.insertedCount.toLocaleString()}</td>
                <td className="num">{row.changedCount.toLocaleString()}</td>
                <td className="num">{row.rejectedCount.toLocaleString()}</td>
                <td className="el">{row.accountName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
