import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ItemAnalysis } from '#shared/inspection/analysis.schema.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { htmlText, rateText } from './analysis.format.ts';
import type { SheetsPath } from './use-sheets-path.ts';

const rowHeight = 24;
/** Below this many rows the map fills its panel. */
const fewRows = 24;

/** Fail rate of every item at every unit right below the scope; a cell opens the sheets on which it failed. */
export function ItemHeat({ analysis, sheets }: { analysis: ItemAnalysis; sheets: SheetsPath }) {
  const { t } = useTranslation();
  const { language, isDark } = usePreferences();
  const colors = useChartColors();
  const navigate = useNavigate();
  const { units, items, cells } = analysis;
  const option = useMemo(() => {
    const highest = Math.max(0.05, ...cells.map(([, , scored, failed]) => (scored > 0 ? failed / scored : 0)));
    return {
      grid: { left: 132, right: 16, top: 24, bottom: 46 },
      tooltip: {
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const [row, column, scored, failed] = cells[dataIndex] ?? [0, 0, 0, 0];
          const item = items[column];
          const title = item ? (language === 'en' ? item.titleEn : item.titleZh) : '';
          return `${htmlText(t('inspection.analysis.heatTip', { unit: units[row]?.name, code: item?.itemCode, item: title, interpolation: { escapeValue: false } }))}<br><b>${rateText(scored > 0 ? failed / scored : null)}</b> ${t('inspection.analysis.heatCount', { failed, scored })}`;
        },
      },
      xAxis: {
        type: 'category',
        position: 'top',
        data: items.map((item) => item.itemCode),
        axisLabel: { color: colors.text, fontSize: 11, hideOverlap: true },
        axisLine: { show: false },
        axisTick: { show: false },
        splitArea: { show: false },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: units.map((unit) => unit.name),
        axisLabel: { color: colors.label, width: 120, overflow: 'truncate' },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      visualMap: {
        min: 0,
        max: highest,
        calculable: false,
        orient: 'horizontal',
        left: 132,
        bottom: 4,
        itemHeight: 160,
        itemWidth: 12,
        text: [rateText(highest), '0'],
        textStyle: { color: colors.text },
        dimension: 2,
        inRange: { color: isDark ? ['#1f2937', '#b45309', '#f87171'] : ['#f1f5f9', '#fbbf24', '#b91c1c'] },
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map(([row, column, scored, failed]) => [column, row, scored > 0 ? failed / scored : 0]),
          itemStyle: { borderColor: colors.background, borderWidth: 1 },
          emphasis: { itemStyle: { borderColor: colors.label } },
        },
      ],
    };
  }, [units, items, cells, colors, language, isDark, t]);
  return (
    <div className="analysis-scroll" style={{ display: 'flex', flexDirection: 'column' }}>
      <Chart
        option={option}
        label={t('inspection.analysis.heatLabel')}
        {...(units.length > fewRows && { height: units.length * rowHeight + 80 })}
        onClick={({ dataIndex }) => {
          const [row, column] = cells[dataIndex] ?? [-1, -1];
          const [unit, item] = [units[row], items[column]];
          if (unit && item) navigate(sheets({ unit: unit.id, itemCode: item.itemCode, failed: '1' }));
        }}
      />
    </div>
  );
}
