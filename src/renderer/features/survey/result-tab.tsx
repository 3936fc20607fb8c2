import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { WaveResults } from '#shared/survey/survey.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ConstructPanel } from './construct-panel.tsx';
import { IndexPanel } from './index-panel.tsx';
import { ItemPanel } from './item-panel.tsx';
import type { RowsRequest } from './rows-link.ts';
import { SegmentPanel } from './segment-panel.tsx';
import type { Labels } from './survey.findings.ts';

interface Props {
  results: WaveResults;
  label: Labels;
  compareWaveId: string | undefined;
  onRows(request: RowsRequest): void;
  onWave(waveId: string): void;
}

/** The four panels of a wave's results. */
export function ResultTab({ results, label, compareWaveId, onRows, onWave }: Props) {
  if (results.wave.submissions === 0) return <NoSubmissions results={results} />;
  const hasPrevious = results.previousWave !== null;
  return (
    <div className="survey-panels">
      <IndexPanel
        results={results}
        label={label}
        isChosen={compareWaveId !== undefined}
        onRows={onRows}
        onWave={onWave}
      />
      <ConstructPanel
        rows={results.constructs}
        method={results.method}
        target={results.target}
        label={label}
        hasPrevious={hasPrevious}
        onRows={onRows}
      />
      <ItemPanel results={results} label={label} onRows={onRows} />
      <SegmentPanel results={results} label={label} compareWaveId={compareWaveId} onRows={onRows} />
    </div>
  );
}

/** What to do while a wave is empty. */
export function NoSubmissions({ results }: { results: WaveResults }) {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  if (results.scopeUnitName) return <EmptyState text={t('survey.wave.emptyScope')} />;
  if (!may('survey:import') || results.wave.state === 'locked')
    return <EmptyState text={t('survey.wave.emptyReader')} />;
  const open = () => navigate(scoped('/import/submission', { wave: results.wave.waveId }));
  return (
    <EmptyState
      text={t('survey.wave.empty')}
      action={
        <Button type="primary" onClick={open}>
          {t('survey.wave.import')}
        </Button>
      }
    />
  );
}
