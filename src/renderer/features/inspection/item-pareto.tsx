import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ItemFigure } from '#shared/inspection/analysis.schema.ts';
import { pointScale } from '#shared/kernel/points.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { countText, htmlText, pointsText, rateText } from './analysis.format.ts';
import type { SheetsPath } from './use-sheets-path.ts';

const most = 24;

/** Items by points lost with the running share of all; a column opens the sheets on which the item failed. */
export function ItemPareto({ items, sheets }: { items: readonly ItemFigure[]; sheets: SheetsPath }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const colors = useChartColors();
  const navigate = useNavigate();
  const sorted = useMemo(
    () =>
      items
        .filter((item) => item.lostPoints > 0)
        .sort((a, b) => b.lostPoints - a.lostPoints)
        .slice(0, most),
    [items],
  );
  const option = useMemo(() => {
    const total = items.reduce((sum, item) => sum + item.lostPoints, 0);
    let running = 0;
    const shares = sorted.map((item) => {
      running += item.lostPoints;
      return total > 0 ? running / total : 0;
    });
    return {
      grid: { left: 60, right: 52, top: 26, bottom: 26 },
      tooltip: {
        trigger: 'axis',
        formatter: ([first]: { dataIndex: number }[]) => {
          const dataIndex = first?.dataIndex ?? 0;
          const item = sorted[dataIndex] as ItemFigure;
          const title = htmlText(language === 'en' ? item.titleEn : item.titleZh);
          return `${item.itemCode} ${title}<br>${t('inspection.analysis.lost')} ${pointsText(item.lostPoints, 1)} · ${t('inspection.analysis.shareAxis')} ${rateText(shares[dataIndex] ?? null)}<br>${t('inspection.analysis.failed')} ${countText(item.failed)} / ${countText(item.sheets - item.notApplicable)}`;
        },
      },
      xAxis: {
        type: 'category',
        data: sorted.map((item) => item.itemCode),
        axisLabel: { color: colors.text, interval: 0 },
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
      },
      yAxis: [
        {
          type: 'value',
          name: t('inspection.analysis.lostAxis'),
          nameTextStyle: { color: colors.text },
          axisLabel: { color: colors.text },
          splitLine: { lineStyle: { color: colors.line } },
        },
        {
          type: 'value',
          name: t('inspection.analysis.shareAxis'),
          nameTextStyle: { color: colors.text },
          min: 0,
          max: 1,
          axisLabel: { color: colors.text, formatter: (value: number) => `${Math.round(value * 100)}%` },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          type: 'bar',
          data: sorted.map((item) => item.lostPoints / pointScale),
          barMaxWidth: 30,
          itemStyle: { color: colors.series[0] },
        },
        {
          type: 'line',
          yAxisIndex: 1,
          data: shares,
          symbolSize: 5,
          itemStyle: { color: colors.series[2] },
          lineStyle: { color: colors.series[2] },
        },
      ],
    };
  }, [items, sorted, colors, language, t]);
  return (
    <Chart
      option={option}
      label={t('inspection.analysis.paretoLabel')}
      onClick={({ dataIndex }) => {
        const item = sorted[dataIndex];
        if (item) navigate(sheets({ itemCode: item.itemCode, failed: '1' }));
      }}
    />
  );
}
