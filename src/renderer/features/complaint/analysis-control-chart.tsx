import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type CasesScope, pointCases } from '#shared/complaint/analysis.cases.ts';
import type { ControlInput, ControlSeries } from '#shared/complaint/analysis-control.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { tooltipStyle } from '../../ui/whisker-series.ts';
import { controlText } from './analysis.format.ts';
import { useCasesPath } from './analysis-parts.tsx';

/** One series with its stepped limits; points that complete a rule are marked, and each opens its complaints. */
export function ControlChart({
  scope,
  input,
  series,
}: {
  scope: CasesScope;
  input: ControlInput;
  series: ControlSeries;
}) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const navigate = useNavigate();
  const path = useCasesPath();
  const option = useMemo(() => {
    const { points, centre, per } = series;
    const text = (value: number) => controlText(value, per);
    const limit = (values: readonly number[], name: string, isPlain: boolean) => ({
      name,
      type: 'line',
      step: 'middle',
      symbol: 'none',
      silent: true,
      data: values,
      lineStyle: { color: isPlain ? colors.text : colors.warning, width: 1, type: isPlain ? 'dotted' : 'dashed' },
      itemStyle: { color: isPlain ? colors.text : colors.warning },
    });
    const at = (key: string) => (input.step === 'week' ? key.slice(2) : key);
    const values = points.flatMap(({ value, lower, upper }) => [value, lower, upper]);
    const isShare = per === 'cases';
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = (high - low) * 0.06 || 1;
    return {
      grid: { left: 56, right: 20, top: 16, bottom: 26 },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'axis',
        formatter: ([first]: { dataIndex: number }[]) => {
          const point = points[first?.dataIndex ?? 0];
          if (!point) return '';
          const when = input.step === 'week' ? t('complaintAnalysis.control.week', { from: point.startOn }) : point.key;
          const lines = [
            t('complaintAnalysis.control.tip', {
              at: when,
              value: text(point.value),
              count: point.count,
              size: isShare ? point.size : point.size.toFixed(2),
            }),
            `${t('complaintAnalysis.column.limits')} ${text(point.lower)}–${text(point.upper)}`,
            ...(input.laney
              ? [`${t('complaintAnalysis.control.plain')} ${text(point.plainLower)}–${text(point.plainUpper)}`]
              : []),
            ...point.rules.map((rule) => t(`complaintAnalysis.control.ruleNames.rule${rule}`)),
          ];
          return lines.join('<br>');
        },
      },
      xAxis: {
        type: 'category',
        data: points.map(({ key }) => at(key)),
        axisLabel: { color: colors.text, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        min: Math.max(0, low - margin),
        max: isShare ? Math.min(1, high + margin) : high + margin,
        axisLabel: { color: colors.text, formatter: (value: number) => text(value) },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        ...(input.laney
          ? [
              limit(
                points.map(({ plainUpper }) => plainUpper),
                'plainUpper',
                true,
              ),
              limit(
                points.map(({ plainLower }) => plainLower),
                'plainLower',
                true,
              ),
            ]
          : []),
        limit(
          points.map(({ upper }) => upper),
          'upper',
          false,
        ),
        limit(
          points.map(({ lower }) => lower),
          'lower',
          false,
        ),
        {
          name: 'value',
          type: 'line',
          data: points.map(({ value, rules }) => ({
            value,
            symbolSize: rules.length > 0 ? 10 : 5,
            itemStyle: { color: rules.length > 0 ? colors.bad : colors.series[0] },
            symbol: rules.length > 0 ? 'diamond' : 'circle',
          })),
          lineStyle: { color: colors.series[0], width: 1.5 },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: colors.good, type: 'solid', width: 1 },
            data: [{ yAxis: centre }],
          },
        },
      ],
    };
  }, [series, input.step, input.laney, colors, t]);
  return (
    <Chart
      option={option}
      label={t('complaintAnalysis.control.chart')}
      onClick={({ dataIndex }) => {
        const point = series.points[dataIndex];
        if (point) navigate(path(pointCases(scope, input.measure, series.place, input.category, point).counted));
      }}
    />
  );
}
