import { CheckOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useJob } from '../../app/jobs.tsx';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChooseFile } from './choose-file.tsx';
import { useImportSession, useSetParams, useTarget, useWordLanguage } from './import.queries.ts';
import './import.css';
import { JobProgress } from './job-progress.tsx';
import { PreviewStep } from './preview-step.tsx';
import { ResultStep } from './result-step.tsx';

const steps = ['choose', 'preview', 'write', 'result'] as const;
type Step = (typeof steps)[number];

function Steps({ at }: { at: Step }) {
  const { t } = useTranslation();
  const now = steps.indexOf(at);
  return (
    <ol className="import-steps">
      {steps.map((step, i) => (
        <li
          key={step}
          className={i < now ? 'done' : i === now ? 'on' : ''}
          aria-current={i === now ? 'step' : undefined}
        >
          <i>{i < now ? <CheckOutlined /> : i + 1}</i>
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** Where a target's list is. */
function originPath(target: string, options: Record<string, string>): string {
  if (target === 'submission') return options.wave === undefined ? '/survey' : `/survey/${options.wave}`;
  if (target === 'clause') return '/standard';
  return ['unit', 'staff', 'users'].includes(target) ? '/organization' : `/${target}`;
}

/** One file on its way in: choose, look, write, result. The address keeps the step, so that back works. */
export default function ImportPage() {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const target = useTarget();
  const [params] = useSearchParams();
  const setParams = useSetParams();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const sessionId = params.get('session');
  const writeJob = useJob(params.get('write'));
  const described = useQuery(orpc.import.describe.queryOptions({ input: target, retry: false }));
  const session = useImportSession(sessionId);
  const origin = scoped(
    originPath(target.target, target.options),
    target.target === 'clause' ? { tab: 'clauses' } : {},
  );
  const step: Step =
    sessionId === null
      ? 'choose'
      : !params.has('write')
        ? 'preview'
        : writeJob?.state === 'completed'
          ? 'result'
          : 'write';

  const leave = () => {
    if (sessionId !== null && step !== 'write') client.import.close({ sessionId }).catch(() => {});
    navigate(origin);
  };

  const body = () => {
    if (described.error !== null) return <ErrorPanel error={described.error} />;
    if (described.data === undefined) return <Skeleton rows={10} />;
    if (sessionId === null) return <ChooseFile target={target} view={described.data} />;
    if (session.error !== null && session.data === undefined) {
      return (
        <div>
          <ErrorPanel error={session.error} />
          <Button style={{ marginLeft: 12 }} onClick={() => setParams({ session: null, write: null }, true)}>
            {t('import.choose.again')}
          </Button>
        </div>
      );
    }
    if (session.data === undefined) return <Skeleton rows={12} />;
    if (step === 'result' && writeJob !== undefined)
      return <ResultStep job={writeJob} session={session.data} origin={origin} />;
    if (step === 'write') {
      const back = () => setParams({ write: null }, true);
      return (
        <JobProgress
          job={writeJob}
          title={t('import.write.title')}
          hint={t('import.write.hint')}
          onBack={back}
          backText={t('import.write.back')}
        />
      );
    }
    return <PreviewStep session={session.data} />;
  };

  return (
    <div className="page import-page">
      <div className="page-head">
        <Link to={origin} className="t3">
          {t(`import.origin.${target.target}`, { defaultValue: t('common.back') })} /
        </Link>
        <h1>
          {described.data === undefined
            ? t('import.title')
            : t('import.titleOf', { name: described.data.labels[language] })}
        </h1>
        <span className="sp" />
        <Steps at={step} />
        <span className="sp" />
        {step !== 'result' && <Button onClick={leave}>{t(step === 'write' ? 'import.leave' : 'common.cancel')}</Button>}
      </div>
      {body()}
    </div>
  );
}
