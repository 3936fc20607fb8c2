import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CasesScope, curveCases } from '#shared/complaint/analysis.cases.ts';
import {
  type ClosingAnalysis,
  type ClosingCurve,
  type ClosingEnd,
  type ClosingGrouping,
  closingEnds,
  closingGroupings,
} from '#shared/complaint/analysis-closing.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { useChartColors } from '../../ui/chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { countText, hoursText, percentText, pText } from './analysis.format.ts';
import { ClosingChart } from './analysis-closing-chart.tsx';
import { CasesLink } from './analysis-parts.tsx';
import { AnalysisState } from './analysis-state.tsx';

const oneOf = <T extends string>(list: readonly T[], text: string, fallback: T): T =>
  list.includes(text as T) ? (text as T) : fallback;

/** How long complaints take: curves with open ones counted for as long as they have been open. */
export function ClosingView({ scope }: { scope: CasesScope }) {
  const { t } = useTranslation();
  const [endText, setEnd] = useUrlState('until', 'closed');
  const [byText, setBy] = useUrlState('by', 'none');
  const end = oneOf(closingEnds, endText, 'closed');
  const by = oneOf(closingGroupings, byText, 'none');
  const query = useQuery({
    ...orpc.complaint.closingAnalysis.queryOptions({ input: { ...scope, end, by } }),
    placeholderData: keepPreviousData,
  });
  const { language } = usePreferences();
  const nameOf = (curve: Pick<ClosingCurve, 'zh' | 'en' | 'key' | 'isOwn'>) =>
    curve.key === ''
      ? t('complaintAnalysis.closing.everything')
      : `${language === 'en' ? curve.en : curve.zh}${curve.isOwn ? t('complaintAnalysis.own') : ''}`;
  return (
    <AnalysisState query={query} isEmpty={({ curves }) => curves.length === 0}>
      {(analysis) => (
        <>
          <Panel
            title={title(t, analysis, end, nameOf)}
            style={{ flex: '1 1 330px', minHeight: 300 }}
            extra={
              <>
                <Segmented
                  size="small"
                  aria-label={t('complaintAnalysis.closing.end')}
                  value={end}
                  onChange={setEnd}
                  options={closingEnds.map((value) => ({ value, label: t(`complaintAnalysis.closing.ends.${value}`) }))}
                />
                <Select
                  size="small"
                  aria-label={t('complaintAnalysis.closing.by')}
                  style={{ width: 130 }}
                  value={by}
                  onChange={setBy}
                  options={closingGroupings.map((value) => ({
                    value,
                    label: t(`complaintAnalysis.closing.groupings.${value}`),
                  }))}
                />
              </>
            }
            foot={<Foot analysis={analysis} />}
          >
            <ClosingChart analysis={analysis} nameOf={nameOf} />
            <AtRisk analysis={analysis} nameOf={nameOf} />
          </Panel>
          <Panel style={{ flex: '0 0 auto' }}>
            <CurveTable scope={scope} analysis={analysis} end={end} by={by} nameOf={nameOf} />
          </Panel>
        </>
      )}
    </AnalysisState>
  );
}

type NameOf = (curve: ClosingCurve) => string;
type Translate = ReturnType<typeof useTranslation>['t'];

/** The finding about everything, or about the slowest group. */
function title(t: Translate, { curves }: ClosingAnalysis, end: ClosingEnd, nameOf: NameOf): string {
  const slowest = [...curves].sort(
    (a, b) => (b.median?.value ?? Number.POSITIVE_INFINITY) - (a.median?.value ?? Number.POSITIVE_INFINITY),
  )[0];
  if (!slowest) return '';
  const after48 = percentText(slowest.after48Hours?.value ?? null);
  const after15 = percentText(slowest.after15Days?.value ?? null, 2);
  const said = slowest.median
    ? t(`complaintAnalysis.closing.title.${end}`, { median: hoursText(slowest.median.value), after48, after15 })
    : t('complaintAnalysis.closing.titleNone', { after48 });
  return curves.length > 1 ? t('complaintAnalysis.closing.of', { group: nameOf(slowest), said }) : said;
}

function Foot({ analysis: { logRank, others, curves } }: { analysis: ClosingAnalysis }) {
  const { t } = useTranslation();
  const key = logRank && logRank.p < 0.05 ? 'logRank' : 'noDifference';
  return (
    <span className="t3">
      {logRank && (
        <b className={logRank.p < 0.05 ? 'wa' : ''}>
          {t(`complaintAnalysis.closing.${key}`, {
            chi: logRank.chiSquare.toFixed(1),
            df: logRank.degreesOfFreedom,
            p: pText(logRank.p),
          })}
          {' · '}
        </b>
      )}
      {others > 0 && `${t('complaintAnalysis.closing.others', { shown: curves.length, count: others })} · `}
      {t('complaintAnalysis.closing.hint')}
    </span>
  );
}

/** Numbers at risk under the ticks of the chart. */
function AtRisk({ analysis: { curves, ticks }, nameOf }: { analysis: ClosingAnalysis; nameOf: NameOf }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  return (
    <section className="figures-risk" aria-label={t('complaintAnalysis.closing.atRisk')}>
      {curves.map((curve, i) => (
        <div key={curve.key} className="line">
          <span className="name el" title={nameOf(curve)}>
            <i style={{ background: colors.series[i] }} />
            {curves.length > 1 ? nameOf(curve) : t('complaintAnalysis.closing.atRisk')}
          </span>
          {ticks.map((tick, at) => (
            <span
              key={tick}
              className="at"
              style={{ left: `calc(96px + (100% - 120px) * ${at / (ticks.length - 1)})` }}
            >
              {countText(curve.atRisk[at] ?? 0)}
            </span>
          ))}
        </div>
      ))}
    </section>
  );
}

function CurveTable({
  scope,
  analysis,
  end,
  by,
  nameOf,
}: {
  scope: CasesScope;
  analysis: ClosingAnalysis;
  end: ClosingEnd;
  by: ClosingGrouping;
  nameOf: NameOf;
}) {
  const { t } = useTranslation();
  const bounded = (
    value: { value: number; low: number | null; high: number | null } | null,
    text: (value: number | null) => string,
  ) =>
    // a curve that has come to its end has a value and no interval
    value === null || (value.low === null && value.high === null)
      ? text(value?.value ?? null)
      : t('complaintAnalysis.closing.hours', {
          value: text(value.value),
          low: text(value.low),
          high: text(value.high),
        });
  const share = (value: number | null) => percentText(value);
  // with the decimals of the title: few are open so late
  const fine = (value: number | null) => percentText(value, 2);
  return (
    <table className="figures-table">
      <thead>
        <tr>
          <th>{t('complaintAnalysis.column.group')}</th>
          {(['observed', 'ended', 'censored', 'unknown'] as const).map((key) => (
            <th key={key} className="num">
              {t(`complaintAnalysis.column.${key}`)}
            </th>
          ))}
          {(['median', 'after48', 'after15'] as const).map((key) => (
            <th key={key} className="num wide">
              {t(`complaintAnalysis.column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {analysis.curves.map((curve) => (
          <tr key={curve.key}>
            <th scope="row">{nameOf(curve)}</th>
            {(
              [
                ['n', 'observed'],
                ['ended', 'ended'],
                ['censored', 'censored'],
                ['unknown', 'unknown'],
              ] as const
            ).map(([part, word]) => (
              <td key={part} className="num">
                <CasesLink
                  cases={curveCases(scope, curve, { end, by }, part)}
                  count={curve[part]}
                  label={`${nameOf(curve)} ${t(`complaintAnalysis.column.${word}`)}`}
                />
              </td>
            ))}
            <td className="num b">{bounded(curve.median, hoursText)}</td>
            <td className="num">{bounded(curve.after48Hours, share)}</td>
            <td className="num">{bounded(curve.after15Days, fine)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
