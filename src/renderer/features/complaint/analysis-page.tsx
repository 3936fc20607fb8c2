import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CasesScope } from '#shared/complaint/analysis.cases.ts';
import { type NumeratorKind, numeratorKinds, type VolumeAnalysis } from '#shared/complaint/analysis.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { changeText, countText, rateText } from './analysis.format.ts';
import { AgeingView } from './analysis-ageing.tsx';
import { ClosingView } from './analysis-closing.tsx';
import { ControlView } from './analysis-control.tsx';
import { StructureView } from './analysis-structure.tsx';
import { TimelinessView } from './analysis-timeliness.tsx';
import { VolumeView } from './analysis-volume.tsx';
import './analysis.css';

const views = ['volume', 'structure', 'ageing', 'closing', 'timeliness', 'control'] as const;
type View = (typeof views)[number];
/** Views whose counts follow the choice of the numerator. */
const chosen: readonly View[] = ['volume', 'structure', 'control'];

/** 投诉分析: figures about many complaints; each number opens those it counts. */
export default function AnalysisPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { period, unitId } = usePeriodScope();
  const [view, setView] = useUrlState('view', 'volume');
  const [numerator, setNumerator] = useUrlState('numerator', 'all');
  const [measure] = useUrlState('measure', 'volume');
  const shown: View = (views as readonly string[]).includes(view) ? (view as View) : 'volume';
  const kind = (numeratorKinds as readonly string[]).includes(numerator) ? (numerator as NumeratorKind) : 'all';
  const scope: CasesScope = { unitId: unitId ?? null, startOn: period.startOn, endOn: period.endOn, numerator: kind };
  const volume = useQuery({
    ...orpc.complaint.volumeAnalysis.queryOptions({ input: scope }),
    placeholderData: keepPreviousData,
    enabled: shown === 'volume',
  });
  const isRunning = period.endOn >= dayOf(Date.now());
  return (
    <div className="page">
      <PageHead
        title={t('complaintAnalysis.title')}
        detail={shown === 'volume' && volume.data && volume.data.received > 0 && finding(t, volume.data)}
      >
        {shown === 'volume' && volume.data?.usersOf === null && may('organization:write') && (
          <Button onClick={() => navigate(scoped('/import/users'))}>{t('complaintAnalysis.importUsers')}</Button>
        )}
      </PageHead>
      <div className="figures-bar">
        <Segmented
          aria-label={t('complaintAnalysis.view')}
          value={shown}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`complaintAnalysis.views.${value}`) }))}
        />
        {chosen.includes(shown) && (shown !== 'control' || measure === 'volume') && (
          <Tooltip title={t('complaintAnalysis.numeratorHint')}>
            <Select
              aria-label={t('complaintAnalysis.numeratorLabel')}
              style={{ width: 160 }}
              value={kind}
              options={numeratorKinds.map((value) => ({ value, label: t(`complaintAnalysis.numerator.${value}`) }))}
              onChange={setNumerator}
            />
          </Tooltip>
        )}
        <span className="sp" />
        {shown !== 'ageing' && (
          <span className="t3 fs el">
            {t(isRunning ? 'complaintAnalysis.periodRunning' : 'complaintAnalysis.period', {
              from: period.startOn,
              to: period.endOn,
            })}
          </span>
        )}
      </div>
      <div className="page-body">
        {shown === 'volume' && <VolumeView scope={scope} query={volume} />}
        {shown === 'structure' && <StructureView scope={scope} />}
        {shown === 'ageing' && <AgeingView scope={scope} />}
        {shown === 'closing' && <ClosingView scope={scope} />}
        {shown === 'timeliness' && <TimelinessView scope={scope} />}
        {shown === 'control' && <ControlView scope={scope} />}
      </div>
    </div>
  );
}

function finding(t: ReturnType<typeof useTranslation>['t'], { period }: VolumeAnalysis): string {
  const { count, rate, interval, lastYear } = period;
  const said =
    rate === null
      ? t('complaintAnalysis.finding.count', { count: countText(count) })
      : t('complaintAnalysis.finding.volume', {
          count: countText(count),
          rate: rateText(rate),
          low: rateText(interval?.low ?? null),
          high: rateText(interval?.high ?? null),
        });
  const { text } = changeText(lastYear, t);
  const words = { increased: 'up', decreased: 'down', withinError: 'same' } as const;
  const word = lastYear && words[lastYear.verdict as keyof typeof words];
  if (!word) return said;
  return `${said} · ${t(`complaintAnalysis.finding.${word}`, { change: text.replace(/^\S+ /, '') })}`;
}
