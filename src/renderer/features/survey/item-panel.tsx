import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemResult, WaveResults } from '#shared/survey/survey.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tooltipStyle } from '../../ui/whisker-series.ts';
import type { RowsRequest } from './rows-link.ts';
import { itemFinding, type Labels } from './survey.findings.ts';
import { decimal, percent } from './survey.format.ts';

/** Weakest to strongest of a side of the scale: low answers warm, high ones cool, the middle pale. */
const STRENGTHS = [0.12, 0.26, 0.42, 0.66, 0.95];

/** Colour and strength of one answer among `values` of the scale. */
function shade(index: number, values: number, warm: string, cool: string): { color: string; opacity: number } {
  const half = values / 2;
  const depth = index < half ? half - 1 - index : index - half;
  const step = Math.round((depth / Math.max(1, half - 1)) * (STRENGTHS.length - 1));
  return { color: index < half ? warm : cool, opacity: STRENGTHS[Math.max(0, step)] ?? 1 };
}

/** Answers of the items of one construct as stacked shares, with the share of the two best values at the right. */
export function ItemPanel({
  results,
  label,
  onRows,
}: {
  results: WaveResults;
  label: Labels;
  onRows(request: RowsRequest): void;
}) {
  const { t } = useTranslation();
  const [construct, setConstruct] = useUrlState('items', results.target);
  const items = useMemo(() => results.items.filter((item) => item.construct === construct), [results.items, construct]);
  const { minimum } = results.definition.scale;
  const select = (
    <Select
      size="small"
      aria-label={t('survey.construct.name')}
      value={construct}
      onChange={setConstruct}
      popupMatchSelectWidth={180}
      style={{ width: 128 }}
      options={results.definition.constructs.map((each) => ({ value: each.code, label: label(each.code) }))}
    />
  );
  return (
    <Panel
      title={itemFinding(t, items, label)}
      extra={select}
      foot={
        <span className="el" title={t('survey.item.foot')}>
          {t('survey.item.foot')}
        </span>
      }
    >
      <ItemChart
        items={items}
        minimum={minimum}
        label={label}
        onOpen={(code, answer) => onRows({ filter: { item: { code, answer } }, construct })}
      />
    </Panel>
  );
}

interface ChartProps {
  items: readonly ItemResult[];
  minimum: number;
  label: Labels;
  onOpen(code: string, answer: number): void;
}

function ItemChart({ items, minimum, label, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const option = useMemo(() => {
    const values = items[0]?.counts.length ?? 0;
    const [cool = '', , , warm = ''] = colors.series;
    return {
      grid: { left: 132, right: 56, top: 8, bottom: 24 },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'item',
        formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) =>
          tooltip(t, items[dataIndex], seriesIndex, minimum, label),
      },
      xAxis: {
        type: 'value',
        max: 100,
        axisLabel: { color: colors.text, fontSize: 11, formatter: '{value}%' },
        splitLine: { lineStyle: { color: colors.line } },
      },
      yAxis: [
        // its words tell an item, its code finds it in the questionnaire: the tooltip has both
        named(
          items.map((item) => label(item.code)),
          colors.label,
        ),
        {
          ...category(
            items.map((item) => percent(item.topTwo.rate)),
            colors.label,
          ),
          position: 'right',
        },
      ],
      series: Array.from({ length: values }, (_, index) => ({
        type: 'bar',
        stack: 'answers',
        barMaxWidth: 26,
        name: String(minimum + index),
        itemStyle: { ...shade(index, values, warm, cool), borderColor: colors.background, borderWidth: 0.5 },
        data: items.map((item) => share(item, index)),
      })),
    };
  }, [items, minimum, label, colors, t]);
  const open = ({ dataIndex, seriesName }: { dataIndex: number; seriesName?: string }) => {
    const item = items[dataIndex];
    if (item && seriesName) onOpen(item.code, Number(seriesName));
  };
  return <Chart option={option} label={t('survey.item.chart')} onClick={open} />;
}

const share = (item: ItemResult, index: number) =>
  item.topTwo.n === 0 ? 0 : ((item.counts[index] ?? 0) / item.topTwo.n) * 100;

const category = (data: string[], color: string) => ({
  type: 'category',
  inverse: true,
  data,
  axisTick: { show: false },
  axisLine: { show: false },
  axisLabel: { color, fontSize: 12 },
});

const named = (data: string[], color: string) => {
  const axis = category(data, color);
  return {
    ...axis,
    axisLabel: {
      ...axis.axisLabel,
      interval: 0,
      width: 96,
      overflow: 'break',
      lineHeight: 15,
      height: 30,
      lineOverflow: 'truncate',
    },
  };
};

function tooltip(
  t: ReturnType<typeof useTranslation>['t'],
  item: ItemResult | undefined,
  index: number,
  minimum: number,
  label: Labels,
): string {
  if (!item) return '';
  const line = t('survey.item.tooltip', {
    code: item.code,
    value: minimum + index,
    count: item.counts[index],
    rate: `${share(item, index).toFixed(1)}%`,
  });
  const { interval, rate, n } = item.topTwo;
  const top = t('survey.item.topTwoTip', {
    rate: percent(rate),
    low: percent(interval?.low ?? null),
    high: percent(interval?.high ?? null),
    n,
  });
  return `${label(item.code)}<br/><b>${line}</b><br/>${top}<br/>${t('survey.item.mean', { mean: decimal(item.mean, 2) })}　${t('survey.item.missing', { count: item.missing })}`;
}
