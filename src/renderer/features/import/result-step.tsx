import { CheckCircleFilled, DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ImportSessionView } from '#shared/import/import.schema.ts';
import type { JobView } from '#shared/system/system.schema.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { leftColumns, useSetParams, useWordLanguage } from './import.queries.ts';

/** Last step: what was written, what was not, and where to go on. */
export function ResultStep({ job, session, origin }: { job: JobView; session: ImportSessionView; origin: string }) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const navigate = useNavigate();
  const setParams = useSetParams();
  const result = (job.result ?? {}) as {
    inserted?: number;
    changed?: number;
    unchanged?: number;
    rejected?: number;
    fileId?: string | null;
  };
  const lines = [
    ['inserted', result.inserted ?? 0, 'ok'],
    ['changed', result.changed ?? 0, ''],
    ['unchanged', result.unchanged ?? 0, ''],
    ['rejected', result.rejected ?? 0, (result.rejected ?? 0) > 0 ? 'er' : ''],
  ] as const;
  const nothing = (result.inserted ?? 0) + (result.changed ?? 0) === 0;
  return (
    <div className="import-center">
      <div className="card">
        <h2>
          <CheckCircleFilled className="ok" />{' '}
          {t(nothing ? 'import.result.nothing' : 'import.result.title', {
            count: (result.inserted ?? 0) + (result.changed ?? 0),
            name: session.target.labels[language],
          })}
        </h2>
        <p className="t2 el">{session.file.name}</p>
        <dl className="import-result">
          {lines.map(([key, value, tone]) => (
            <div key={key}>
              <dt className="t3">{t(`import.result.${key}`)}</dt>
              <dd className={tone}>{value.toLocaleString()}</dd>
            </div>
          ))}
        </dl>
        <LeftOut session={session} />
        <p className="t3 fs">{t((result.rejected ?? 0) > 0 ? 'import.result.again' : 'import.choose.beforeFoot')}</p>
        <div className="row">
          {typeof result.fileId === 'string' && (
            <Button icon={<DownloadOutlined />} onClick={() => saveFileAs(String(result.fileId))}>
              {t('import.rejected.button', { count: result.rejected ?? 0 })}
            </Button>
          )}
          <span className="sp" />
          <Button onClick={() => setParams({ session: null, write: null, filter: null, field: null })}>
            {t('import.result.next')}
          </Button>
          <Button type="primary" autoFocus onClick={() => navigate(origin)}>
            {t('import.result.open')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What of the file was no record or has no place here: nothing is left out without a word. */
function LeftOut({ session }: { session: ImportSessionView }) {
  const { t } = useTranslation();
  const columns = leftColumns(session);
  const parts = [
    session.counts.leftOut > 0 ? t('import.result.leftRows', { count: session.counts.leftOut }) : '',
    columns.length > 0
      ? t('import.result.leftColumns', {
          count: columns.length,
          names: columns.join(t('common.comma')),
        })
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : <p className="t3 fs">{parts.join(' ')}</p>;
}
