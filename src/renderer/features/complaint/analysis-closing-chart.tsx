import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingAnalysis, ClosingCurve } from '#shared/complaint/analysis-closing.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { htmlText } from '../../ui/html-text.ts';
import { tooltipStyle } from '../../ui/whisker-series.ts';
import { percentText } from './analysis.format.ts';

/** Step curves with their shaded bounds, and lines at 48 hours and 15 days. */
export function ClosingChart({
  analysis: { curves, ticks },
  nameOf,
}: {
  analysis: ClosingAnalysis;
  nameOf(curve: ClosingCurve): string;
}) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const option = useMemo(() => {
    const last = ticks.at(-1) ?? 24;
    const named = curves.map((curve) => nameOf(curve));
    const limits = [48, 15 * 24].filter((at) => at <= last);
    return {
      grid: { left: 96, right: 24, top: 30, bottom: 42 },
      legend: {
        show: curves.length > 1,
        top: 0,
        itemHeight: 8,
        itemWidth: 14,
        itemGap: 28,
        textStyle: { color: colors.label },
        data: named,
      },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'axis',
        formatter: ([first]: { value: [number, number] }[]) => {
          const at = first?.value[0] ?? 0;
          const lines = curves.flatMap((curve, i) => {
            const point = curve.points.findLast(([hours]) => hours <= at);
            if (!point) return [];
            const [, share, low, high] = point;
            const said = t('complaintAnalysis.closing.tip', {
              hours: at.toFixed(1),
              share: percentText(share),
              low: percentText(low),
              high: percentText(high),
            });
            return `<span style="color:${colors.series[i]}">●</span> ${htmlText(named[i] ?? '')} ${htmlText(said)}`;
          });
          return lines.join('<br>');
        },
      },
      xAxis: {
        type: 'value',
        min: 0,
        max: last,
        interval: ticks[1] ?? last,
        name: t('complaintAnalysis.closing.xAxis'),
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: colors.text },
        axisLabel: { color: colors.text },
        axisLine: { lineStyle: { color: colors.line } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 1,
        name: t('complaintAnalysis.closing.yAxis'),
        nameTextStyle: { color: colors.text, align: 'right' },
        axisLabel: { color: colors.text, formatter: (value: number) => `${Math.round(value * 100)}%` },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: curves.flatMap((curve, i) =>
        bandAndLine(curve, named[i] ?? '', colors.series[i] as string, i, i === 0 ? limits : [], colors.text),
      ),
    };
  }, [curves, ticks, nameOf, colors, t]);
  return <Chart option={option} label={t('complaintAnalysis.closing.chart')} />;
}

/** The shaded band is the lower bound with the distance to the upper one stacked on it. */
function bandAndLine(
  { points }: ClosingCurve,
  name: string,
  color: string,
  index: number,
  limits: readonly number[],
  text: string,
) {
  const bound = {
    type: 'line',
    step: 'end',
    symbol: 'none',
    silent: true,
    stack: `band${index}`,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  return [
    { ...bound, data: points.map(([at, , low]) => [at, low]) },
    { ...bound, data: points.map(([at, , low, high]) => [at, high - low]), areaStyle: { color, opacity: 0.14 } },
    {
      name,
      type: 'line',
      step: 'end',
      symbol: 'none',
      data: points.map(([at, share]) => [at, share]),
      itemStyle: { color },
      lineStyle: { color, width: 2 },
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { color: text, type: 'dashed' },
        label: { color: text, formatter: ({ value }: { value: number }) => (value === 48 ? '48 h' : '15 d') },
        data: limits.map((xAxis) => ({ xAxis })),
      },
    },
  ];
}
