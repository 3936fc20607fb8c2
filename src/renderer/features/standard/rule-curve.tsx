import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import { curveRange, pointsFor, ruleCurve } from '#shared/standard/boundary.rules.ts';
import { formatQuantity } from '#shared/standard/rule.words.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';

/** Points over the measured value by the engine; the published version dashed, the trial's value as a ring. */
export const RuleCurve = memo(function RuleCurve({
  title,
  item,
  old,
  names,
  tried,
}: {
  title: string;
  item: ScorecardItem;
  old: ScorecardItem | undefined;
  names: { draft: string; old: string };
  /** 1/1000 of the unit */
  tried: number | null;
}) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const unit = 'unit' in item.rule ? item.rule.unit.zh : '';
  const option = useMemo(() => {
    const own = curveRange(item);
    if (!own) return null;
    const before = old && curveRange(old);
    const sameUnit = old && 'unit' in old.rule && old.rule.unit.zh === unit ? before : null;
    const from = Math.min(own.from, sameUnit?.from ?? own.from, tried ?? own.from);
    const to = Math.max(own.to, sameUnit?.to ?? own.to, tried ?? own.to);
    const points = (each: ScorecardItem) => ruleCurve(each, from, to).map(([x, y]) => [x / 1000, y / 1000]);
    const line = { type: 'line', showSymbol: false, silent: true };
    const marks = own.marks
      .slice(0, 4)
      .map((at) => ({ xAxis: at / 1000, label: { formatter: `${formatQuantity(at)}${unit}` } }));
    return {
      grid: { left: 34, right: 14, top: 30, bottom: 24 },
      legend: { right: 0, top: 0, itemHeight: 8, textStyle: { color: colors.text, fontSize: 12 } },
      xAxis: {
        type: 'value',
        min: from / 1000,
        max: to / 1000,
        axisLabel: {
          color: colors.text,
          fontSize: 11,
          formatter: (v: number) => `${Math.round(v * 1000) / 1000}${unit === '%' ? '%' : ''}`,
        },
        axisLine: { lineStyle: { color: colors.line } },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: Math.max(item.fullPoints, old?.fullPoints ?? 0) / 1000 || 1,
        axisLabel: { color: colors.text, fontSize: 11 },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        {
          ...line,
          name: names.draft,
          data: points(item),
          color: colors.series[0],
          lineStyle: { width: 2 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colors.text, type: 'dashed', width: 1 },
            label: { color: colors.text, fontSize: 11 },
            data: marks,
          },
        },
        ...(sameUnit && old
          ? [
              {
                ...line,
                name: names.old,
                data: points(old),
                color: colors.series[5],
                lineStyle: { width: 2, type: 'dashed' },
              },
            ]
          : []),
        ...(tried === null
          ? []
          : [
              {
                type: 'scatter',
                name: t('standard.trial.tried'),
                data: [[tried / 1000, pointsFor(item, { kind: 'value', value: tried }) / 1000]],
                symbolSize: 11,
                itemStyle: { color: colors.background, borderColor: colors.series[3], borderWidth: 2.5 },
                label: {
                  show: true,
                  position: tried > (from + to) / 2 ? 'left' : 'right',
                  color: colors.label,
                  fontWeight: 600,
                  fontSize: 12,
                  formatter: t('standard.trial.earns', {
                    value: `${formatQuantity(tried)}${unit}`,
                    points: formatPoints(pointsFor(item, { kind: 'value', value: tried })),
                  }),
                },
              },
            ]),
      ],
    };
  }, [item, old, tried, colors, names.draft, names.old, unit, t]);
  if (!option) return null;
  return (
    <div className="std-curve">
      <b className="fs">{t('standard.editor.curve', { title })}</b>
      <Chart option={option} label={t('standard.editor.curve', { title })} height={150} />
    </div>
  );
});
