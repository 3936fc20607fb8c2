import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaveResults } from '#shared/survey/survey.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tooltipStyle, whiskerSeries } from '../../ui/whisker-series.ts';
import type { RowsRequest } from './rows-link.ts';
import { indexFinding, type Labels } from './survey.findings.ts';
import { count, decimal, range, signed, signedRange } from './survey.format.ts';
import { Verdict } from './verdict.tsx';

interface Props {
  results: WaveResults;
  label: Labels;
  /** compared with a wave that the reader chose, not simply the one before */
  isChosen: boolean;
  onRows(request: RowsRequest): void;
  onWave(waveId: string): void;
}

/** The leading index: one large number with its interval, its change, and the line of the waves. */
export function IndexPanel({ results, label, isChosen, onRows, onWave }: Props) {
  const { t } = useTranslation();
  const target = results.constructs.find((row) => row.code === results.target);
  const against = isChosen ? (results.previousWave?.name ?? '') : t('survey.index.previous');
  const withTrend = results.trend.filter((point) => point.index.mean !== null);
  if (!target) return null;
  return (
    <Panel title={indexFinding(t, results, label, against)}>
      <div className="survey-number">
        <div>
          <Tooltip title={t(`survey.methodLong.${results.method}`)}>
            <button type="button" className="big" onClick={() => onRows({ filter: {}, construct: target.code })}>
              {decimal(target.index.mean)}
            </button>
          </Tooltip>
          <span className="t2 fs">{t('survey.index.interval', { range: range(target.index.interval) })}</span>
        </div>
        <ComparisonLines results={results} against={against} />
      </div>
      {withTrend.length > 1 ? (
        <TrendChart
          points={withTrend}
          title={t('survey.index.trend', { construct: label(target.code) })}
          onWave={onWave}
        />
      ) : (
        <p className="survey-hint">{t('survey.index.noTrend')}</p>
      )}
    </Panel>
  );
}

function ComparisonLines({ results, against }: { results: WaveResults; against: string }) {
  const { t } = useTranslation();
  const target = results.constructs.find((row) => row.code === results.target);
  if (!target) return null;
  const { comparison, index } = target;
  const rest = results.quality.indexWithoutStraightLine;
  const moved = rest.mean !== null && index.mean !== null ? rest.mean - index.mean : null;
  return (
    <div className="lines">
      {results.previousWave && (
        <>
          <span className="t3 el" style={{ maxWidth: 90 }}>
            {t('survey.index.against', { wave: against })}
          </span>
          <b>{signed(comparison.difference)}</b>
          <span className="t3">{signedRange(comparison)}</span>
          <span className="verdict">
            <Verdict verdict={comparison.verdict} />
          </span>
        </>
      )}
      <span className="t3">{t('survey.index.withoutStraight')}</span>
      <b>{signed(moved)}</b>
      <span className="t3">{t('survey.index.n', { n: count(rest.n) })}</span>
      <span />
      <span className="t3">{t('survey.index.n', { n: count(index.n) })}</span>
      <span />
      <span className="t3">{t('survey.index.se', { se: decimal(index.standardError, 2) })}</span>
      <span />
    </div>
  );
}

function TrendChart({
  points,
  title,
  onWave,
}: {
  points: WaveResults['trend'];
  title: string;
  onWave(waveId: string): void;
}) {
  const colors = useChartColors();
  const option = useMemo(() => {
    const [color] = colors.series as [string];
    const ends = points.flatMap(({ index }) =>
      index.interval ? [index.interval.low, index.interval.high] : [index.mean ?? 0],
    );
    return {
      grid: { left: 36, right: 18, top: 14, bottom: 26 },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'axis',
        formatter: ([item]: { dataIndex: number }[]) => {
          const point = points[item?.dataIndex ?? 0];
          return point
            ? `${plain(point.name)}<br/><b>${decimal(point.index.mean)}</b>　${range(point.index.interval)}　n ${count(point.index.n)}`
            : '';
        },
      },
      xAxis: {
        type: 'category',
        data: points.map((point) => `${point.startOn.slice(2, 4)}Q${Math.ceil(Number(point.startOn.slice(5, 7)) / 3)}`),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colors.line } },
        axisLabel: { color: colors.text, fontSize: 11 },
      },
      yAxis: {
        type: 'value',
        ...trendScale(ends),
        axisLabel: { color: colors.text, fontSize: 11 },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        whiskerSeries(
          points.flatMap(({ index }, i) =>
            index.interval ? [[i, index.interval.low, index.interval.high] as [number, number, number]] : [],
          ),
          color,
          'vertical',
        ),
        {
          type: 'line',
          z: 3,
          data: points.map(({ index }) => ({
            value: index.mean,
            itemStyle: index.small ? { color: colors.background, borderColor: colors.text, borderWidth: 1.5 } : {},
          })),
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { color, width: 2 },
          itemStyle: { color },
        },
      ],
    };
  }, [points, colors]);
  return <Chart option={option} label={title} onClick={({ dataIndex }) => onWave(points[dataIndex]?.waveId ?? '')} />;
}

/** Axis in even steps that holds every interval: five lines or so, whatever the spread. */
function trendScale(ends: readonly number[]): { min: number; max: number; interval: number } {
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const step = [1, 2, 5, 10].find((each) => (high - low) / each <= 4) ?? 20;
  return {
    min: Math.max(0, Math.floor((low - step / 4) / step) * step),
    max: Math.min(100, Math.ceil((high + step / 4) / step) * step),
    interval: step,
  };
}

/** Names come from people; the tooltip is HTML. */
const plain = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
