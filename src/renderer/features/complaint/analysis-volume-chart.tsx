import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type CasesScope, countedCases, onDays } from '#shared/complaint/analysis.cases.ts';
import type { MonthVolume } from '#shared/complaint/analysis.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { tooltipStyle, whiskerSeries } from '../../ui/whisker-series.ts';
import { countText, rangeText, rateText } from './analysis.format.ts';
import { useCasesPath } from './analysis-parts.tsx';

/** Columns of counts and the rate with its Poisson interval; a month opens its complaints. */
export function VolumeChart({ scope, months }: { scope: CasesScope; months: readonly MonthVolume[] }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const navigate = useNavigate();
  const path = useCasesPath();
  const option = useMemo(() => {
    const hasRates = months.some(({ rate }) => rate !== null);
    const axis = { nameTextStyle: { color: colors.text }, axisLabel: { color: colors.text }, minInterval: 1 };
    const whiskers = months.flatMap(({ interval }, i): [number, number, number][] =>
      interval ? [[i, interval.low, interval.high]] : [],
    );
    return {
      grid: { left: 56, right: hasRates ? 48 : 16, top: 30, bottom: 24 },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'axis',
        formatter: ([first]: { dataIndex: number }[]) => {
          const month = months[first?.dataIndex ?? 0];
          if (!month) return '';
          const running = month.isRunning ? ` ${t('complaintAnalysis.volume.running')}` : '';
          const rate =
            month.rate === null
              ? ''
              : `<br>${t('complaintAnalysis.column.rate')} <b>${rateText(month.rate)}</b> (${rangeText(month.interval, rateText)})`;
          return `${month.month}${running}<br>${t('complaintAnalysis.column.count')} <b>${countText(month.count)}</b>${rate}`;
        },
      },
      xAxis: {
        type: 'category',
        data: months.map(({ month }) => month),
        axisLabel: { color: colors.text, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
      },
      yAxis: [
        {
          type: 'value',
          name: t('complaintAnalysis.volume.countAxis'),
          ...axis,
          splitLine: { lineStyle: { color: colors.line } },
        },
        {
          type: 'value',
          name: t('complaintAnalysis.volume.rateAxis'),
          nameTextStyle: { color: colors.text, align: 'right' },
          axisLabel: { color: colors.text },
          show: hasRates,
          splitLine: { show: false },
        },
      ],
      series: [
        {
          type: 'bar',
          data: months.map(({ count, isRunning }) => ({
            value: count,
            itemStyle: { opacity: isRunning ? 0.3 : 0.55 },
          })),
          barMaxWidth: 22,
          itemStyle: { color: colors.series[0] },
        },
        {
          type: 'line',
          yAxisIndex: 1,
          data: months.map(({ rate }) => rate),
          symbol: 'circle',
          symbolSize: 5,
          itemStyle: { color: colors.series[3] },
          lineStyle: { color: colors.series[3], width: 1.5 },
        },
        { ...whiskerSeries(whiskers, colors.series[3] as string, 'vertical'), yAxisIndex: 1 },
      ],
    };
  }, [months, colors, t]);
  return (
    <Chart
      option={option}
      label={t('complaintAnalysis.volume.chart')}
      onClick={({ dataIndex }) => {
        const month = months[dataIndex];
        if (month) navigate(path(onDays(countedCases(scope), month)));
      }}
    />
  );
}
