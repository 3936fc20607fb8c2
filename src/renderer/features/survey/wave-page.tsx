import { InfoCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, Tooltip } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { WaveResults } from '#shared/survey/survey.schema.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { FailedPage } from '../../ui/failed-page.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { QualityTab } from './quality-tab.tsx';
import { QuestionnaireTab } from './questionnaire-tab.tsx';
import { ResultTab } from './result-tab.tsx';
import { useRowsLink } from './rows-link.ts';
import { SubmissionDrawer } from './submission-drawer.tsx';
import './survey.css';
import { labelsOf } from './survey.findings.ts';
import { count } from './survey.format.ts';
import { WaveActions } from './wave-actions.tsx';
import { WaveState } from './wave-state.tsx';

const TABS = ['result', 'questionnaire', 'quality'] as const;

/** One wave: its results, its questionnaire, and how good the sample is. */
export default function WavePage() {
  const { t } = useTranslation();
  const { waveId = '' } = useParams();
  const { unitId } = usePeriodScope();
  const [compare] = useUrlState('compare');
  const scoped = useScopedPath();
  const query = useQuery(
    orpc.survey.results.queryOptions({ input: { waveId, unitId, compareWaveId: compare || undefined } }),
  );
  if (query.error) {
    return (
      <FailedPage list={t('survey.title')} to={scoped('/survey')} error={query.error} onRetry={() => query.refetch()} />
    );
  }
  return <div className="page">{query.data ? <Wave results={query.data} /> : <Skeleton rows={16} />}</div>;
}

function Tabs({ tab, onTab, state }: { tab: string; onTab(tab: string): void; state: ReactNode }) {
  const { t } = useTranslation();
  return (
    <span className="survey-tabs">
      {state}
      <span role="tablist">
        {TABS.map((key) => (
          <button key={key} type="button" role="tab" aria-selected={tab === key} onClick={() => onTab(key)}>
            {t(`survey.wave.tabs.${key}`)}
          </button>
        ))}
      </span>
    </span>
  );
}

function Wave({ results }: { results: WaveResults }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const scoped = useScopedPath();
  const navigate = useNavigate();
  const [tab, setTab] = useUrlState('tab', 'result');
  const [compare, setCompare] = useUrlState('compare');
  const [rows, openRows] = useRowsLink();
  const label = useMemo(() => labelsOf(results, language), [results, language]);
  const { wave } = results;
  return (
    <>
      <PageHead
        crumb={<Link to={scoped('/survey')}>{t('survey.title')}</Link>}
        title={wave.name}
        detail={<Tabs tab={tab} onTab={setTab} state={<WaveState state={wave.state} />} />}
      >
        <WaveActions results={results} />
      </PageHead>
      <div className="survey-filter">
        <span className="t2">{t('survey.wave.compare')}</span>
        <Select
          aria-label={t('survey.wave.compare')}
          size="small"
          value={compare}
          onChange={setCompare}
          style={{ width: 190 }}
          popupMatchSelectWidth={240}
          options={[
            {
              value: '',
              label: `${t('survey.wave.comparePrevious')}${!compare && results.previousWave ? ` · ${results.previousWave.name}` : ''}`,
            },
            ...results.comparable.map((each) => ({ value: each.waveId, label: each.name })),
          ]}
        />
        <span className="t3 fs el">
          {t('survey.wave.sample', { count: count(wave.submissions) })} ·{' '}
          {t('survey.wave.scope', { name: results.scopeUnitName ?? wave.unitName })} ·{' '}
          {t(`survey.business.${wave.business}`)} · {wave.startOn} – {wave.endOn}
        </span>
        <span className="sp" />
        <Tooltip title={t(`survey.methodLong.${results.method}`)} placement="bottomRight">
          <Button type="link" size="small" icon={<InfoCircleOutlined />}>
            {t(`survey.method.${results.method}`)}
          </Button>
        </Tooltip>
      </div>
      <div className="page-body">
        {tab === 'questionnaire' && <QuestionnaireTab results={results} label={label} onRows={openRows} />}
        {tab === 'quality' && <QualityTab results={results} label={label} onRows={openRows} />}
        {tab === 'result' && (
          <ResultTab
            results={results}
            label={label}
            compareWaveId={compare || undefined}
            onRows={openRows}
            onWave={(id) => id && id !== wave.waveId && navigate(scoped(`/survey/${id}`))}
          />
        )}
      </div>
      <SubmissionDrawer results={results} request={rows} label={label} onClose={() => openRows(undefined)} />
    </>
  );
}
