import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Checkbox, Segmented, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CasesScope } from '#shared/complaint/analysis.cases.ts';
import {
  type ControlAnalysis,
  type ControlInput,
  type ControlSeries,
  type ControlSignal,
  controlMeasures,
  controlSteps,
} from '#shared/complaint/analysis-control.schema.ts';
import { ALL_RULES, DEFAULT_RULES } from '#shared/statistics/nelson.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { controlText } from './analysis.format.ts';
import { ControlChart } from './analysis-control-chart.tsx';
import { usePlaceName } from './analysis-parts.tsx';
import { SignalTable } from './analysis-signals.tsx';
import { AnalysisState } from './analysis-state.tsx';
import { useCatalogue } from './catalogue.ts';

const defaultRules = DEFAULT_RULES.join(',');

/** What the charts show, all of it kept in the address. */
function useControlInput(scope: CasesScope) {
  const [measureText, setMeasure] = useUrlState('measure', 'volume');
  const [stepText, setStep] = useUrlState('step', 'month');
  const [category, setCategory] = useUrlState('category');
  const [rulesText, setRules] = useUrlState('rules', defaultRules);
  const [laney, setLaney] = useUrlState('laney', '1');
  const measure = controlMeasures.find((each) => each === measureText) ?? 'volume';
  const rules = rulesText
    .split(',')
    .map(Number)
    .filter((rule) => (ALL_RULES as readonly number[]).includes(rule));
  const input: ControlInput = {
    ...scope,
    measure,
    step: controlSteps.find((each) => each === stepText) ?? 'month',
    category: measure === 'volume' ? category : '',
    rules: rules.length > 0 ? rules : [...DEFAULT_RULES],
    laney: laney !== '0',
  };
  return { input, setMeasure, setStep, setCategory, setRules, setLaney };
}

/** Control charts of the scope and its units, and the signals in words with the cases behind them. */
export function ControlView({ scope }: { scope: CasesScope }) {
  const control = useControlInput(scope);
  const { input } = control;
  const [chosen, setChosen] = useUrlState('series');
  const query = useQuery({
    ...orpc.complaint.controlAnalysis.queryOptions({ input }),
    placeholderData: keepPreviousData,
  });
  const show = (signal: ControlSignal) => {
    if (signal.category) control.setCategory(signal.category.code);
    setChosen(signal.place?.unitId);
  };
  return (
    <>
      <Controls {...control} />
      <AnalysisState query={query} isEmpty={({ series }) => (series[0]?.points.length ?? 0) === 0}>
        {(analysis) => {
          const shown = analysis.series.find(({ place }) => (place?.unitId ?? '') === chosen) ?? analysis.series[0];
          return (
            <>
              <div className="figures-row" style={{ flex: '1 1 270px' }}>
                <SeriesList analysis={analysis} shown={shown} onChoose={setChosen} />
                {shown && <SeriesPanel scope={scope} input={input} series={shown} />}
              </div>
              <SignalTable scope={scope} input={input} analysis={analysis} onShow={show} />
            </>
          );
        }}
      </AnalysisState>
    </>
  );
}

function Controls({ input, setMeasure, setStep, setCategory, setRules, setLaney }: ReturnType<typeof useControlInput>) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  return (
    <div className="figures-controls">
      <Select
        size="small"
        aria-label={t('complaintAnalysis.control.measure')}
        style={{ width: 190 }}
        value={input.measure}
        onChange={setMeasure}
        options={controlMeasures.map((value) => ({ value, label: t(`complaintAnalysis.control.measures.${value}`) }))}
      />
      <Segmented
        size="small"
        aria-label={t('complaintAnalysis.control.step')}
        value={input.step}
        onChange={setStep}
        options={controlSteps.map((value) => ({ value, label: t(`complaintAnalysis.control.steps.${value}`) }))}
      />
      {input.measure === 'volume' && (
        <CodeTreeSelect
          size="small"
          aria-label={t('complaintAnalysis.control.category')}
          style={{ width: 190 }}
          allowClear
          placeholder={t('complaintAnalysis.control.allCategories')}
          treeData={catalogue.categories}
          value={input.category || null}
          onChange={(value) => setCategory(value ?? undefined)}
        />
      )}
      <Select
        size="small"
        mode="multiple"
        aria-label={t('complaintAnalysis.control.rules')}
        style={{ width: 400 }}
        maxTagCount="responsive"
        value={input.rules}
        onChange={(rules) => setRules([...rules].sort().join(',') || undefined)}
        options={ALL_RULES.map((value) => ({ value, label: t(`complaintAnalysis.control.ruleNames.rule${value}`) }))}
      />
      <Tooltip title={t('complaintAnalysis.control.laneyHint')}>
        <Checkbox checked={input.laney} onChange={(event) => setLaney(event.target.checked ? '1' : '0')}>
          {t('complaintAnalysis.control.laney')}
        </Checkbox>
      </Tooltip>
    </div>
  );
}

function SeriesList({
  analysis,
  shown,
  onChoose,
}: {
  analysis: ControlAnalysis;
  shown: ControlSeries | undefined;
  onChoose(unitId: string | undefined): void;
}) {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const counts = new Map<string, number>();
  for (const { place, isInPeriod } of analysis.signals)
    if (isInPeriod) counts.set(place?.unitId ?? '', (counts.get(place?.unitId ?? '') ?? 0) + 1);
  return (
    <Panel title={t('complaintAnalysis.control.series')} style={{ flex: '0 0 210px' }}>
      <div className="figures-list">
        {analysis.series.map((series) => {
          const { place } = series;
          const count = counts.get(place?.unitId ?? '') ?? 0;
          const name = place ? nameOf(place) : t('complaintAnalysis.control.whole');
          return (
            <button
              key={place?.unitId ?? ''}
              type="button"
              aria-pressed={series === shown}
              onClick={() => onChoose(place?.unitId)}
            >
              <span className="el" title={name}>
                {name}
              </span>
              {count > 0 && (
                <b className="er" title={t('complaintAnalysis.control.signals')}>
                  {count}
                </b>
              )}
            </button>
          );
        })}
      </div>
    </Panel>
  );
}

function SeriesPanel({ scope, input, series }: { scope: CasesScope; input: ControlInput; series: ControlSeries }) {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const catalogue = useCatalogue();
  const name = series.place ? nameOf(series.place) : t('complaintAnalysis.control.whole');
  const parts = [
    name,
    input.category && catalogue.codeName(input.category),
    t('complaintAnalysis.control.centre', { value: controlText(series.centre, series.per) }),
    t(`complaintAnalysis.control.per.${series.per}`),
  ];
  return (
    <Panel
      title={parts.filter(Boolean).join(' · ')}
      style={{ flex: 1 }}
      extra={
        <span className="t3 fs">
          {series.unjudged
            ? t(`complaintAnalysis.control.unjudged.${series.unjudged}`)
            : input.laney && t('complaintAnalysis.control.factor', { factor: series.factor.toFixed(2) })}
        </span>
      }
    >
      {series.points.length === 0 ? (
        <EmptyState text={t('complaintAnalysis.empty')} />
      ) : (
        <ControlChart scope={scope} input={input} series={series} />
      )}
    </Panel>
  );
}
