import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { GradeBand, HistorySheet, UnitHistory } from '#shared/inspection/analysis.schema.ts';
import { formatPoints, pointScale } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Chart, type ChartColors, useChartColors } from '../../ui/chart.tsx';
import { htmlText, pointsText } from './analysis.format.ts';
import { gradeTones } from './grade.ts';

const tone = (colors: ChartColors, code: string) =>
  ({ good: colors.good, warning: colors.warning, bad: colors.bad, info: colors.text, neutral: colors.text })[
    gradeTones(code)
  ];

/** Where the axis begins: a full step below the lowest point, so that differences can be seen; the axis says so. */
const floorOf = (values: readonly number[]) => Math.max(0, Math.floor((Math.min(...values) - 3) / 10) * 10);

/** Final points over time on the grade bands of the card; a point opens its sheet. */
export function PointChart({
  sheets,
  bands,
  onOpen,
}: {
  sheets: readonly HistorySheet[];
  bands: readonly GradeBand[];
  onOpen(inspectionId: string): void;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const colors = useChartColors();
  const option = useMemo(() => {
    const floor = floorOf(sheets.map((sheet) => (sheet.points ?? 0) / pointScale));
    const top = Math.max(100, ...sheets.map((sheet) => Math.ceil((sheet.points ?? 0) / pointScale)));
    const areas = bands.flatMap((band, i) => {
      const low = band.fromPoints / pointScale;
      const high = i === 0 ? top : (bands[i - 1] as GradeBand).fromPoints / pointScale;
      if (high <= floor) return [];
      return [
        [
          {
            yAxis: Math.max(low, floor),
            name: language === 'en' ? band.titleEn : band.titleZh,
            itemStyle: { color: tone(colors, band.code), opacity: 0.08 },
          },
          { yAxis: high },
        ],
      ];
    });
    return {
      grid: { left: 44, right: language === 'en' ? 60 : 40, top: 26, bottom: 26 },
      tooltip: {
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const sheet = sheets[dataIndex] as HistorySheet;
          const changed =
            sheet.originalPoints !== sheet.points
              ? `<br>${t('inspection.history.original')} ${pointsText(sheet.originalPoints)}`
              : '';
          return `${htmlText(sheet.number)} ${sheet.inspectedOn}<br>${htmlText(sheet.unitName)} · ${htmlText(sheet.inspectorName)}<br><b>${pointsText(sheet.points)}</b>${changed}`;
        },
      },
      xAxis: {
        type: 'time',
        axisLabel: { color: colors.text, formatter: '{yyyy}-{MM}', hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
      },
      yAxis: {
        type: 'value',
        min: floor,
        max: top,
        name: t('inspection.history.pointsAxis'),
        nameTextStyle: { color: colors.text },
        axisLabel: { color: colors.text },
        splitLine: { show: false },
      },
      series: [
        {
          type: 'line',
          data: sheets.map((sheet) => [sheet.inspectedOn, (sheet.points ?? 0) / pointScale]),
          symbol: 'circle',
          symbolSize: 8,
          itemStyle: { color: colors.series[0] },
          lineStyle: { color: colors.series[0], width: 1.5 },
          markArea: {
            silent: true,
            label: { position: ['100%', 2], align: 'left', distance: 4, color: colors.text, fontSize: 11 },
            data: areas,
          },
        },
        {
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 7,
          silent: true,
          itemStyle: { color: 'transparent', borderColor: colors.text },
          data: sheets
            .filter((sheet) => sheet.originalPoints !== null && sheet.originalPoints !== sheet.points)
            .map((sheet) => [sheet.inspectedOn, (sheet.originalPoints ?? 0) / pointScale]),
        },
      ],
    };
  }, [sheets, bands, language, colors, t]);
  return (
    <Chart
      option={option}
      label={t('inspection.history.chart')}
      onClick={({ dataIndex }) => {
        const sheet = sheets[dataIndex];
        if (sheet) onOpen(sheet.inspectionId);
      }}
    />
  );
}

/** Sheets and mean points of a region by month; months without any stay empty, and a column opens its sheets. */
export function MonthChart({ months, unitId }: { months: UnitHistory['months']; unitId: string }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const option = useMemo(() => {
    const means = months.flatMap((month) => (month.mean === null ? [] : [month.mean / pointScale]));
    return {
      grid: { left: 44, right: 44, top: 30, bottom: 26 },
      legend: { top: 0, right: 96, itemHeight: 8, itemWidth: 14, textStyle: { color: colors.text } },
      tooltip: {
        trigger: 'axis',
        formatter: ([first]: { dataIndex: number }[]) => {
          const dataIndex = first?.dataIndex ?? 0;
          const month = months[dataIndex] as UnitHistory['months'][number];
          return `${month.month}<br>${t('inspection.history.count')} ${month.sheets} · ${t('inspection.history.units')} ${month.units}<br>${t('inspection.history.mean')} ${month.mean === null ? '—' : formatPoints(Math.round(month.mean))}`;
        },
      },
      xAxis: {
        type: 'category',
        data: months.map((month) => month.month),
        axisLabel: { color: colors.text, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
      },
      yAxis: [
        {
          type: 'value',
          name: t('inspection.history.sheetsAxis'),
          nameTextStyle: { color: colors.text },
          axisLabel: { color: colors.text },
          minInterval: 1,
          splitLine: { lineStyle: { color: colors.line } },
        },
        {
          type: 'value',
          name: t('inspection.history.pointsAxis'),
          nameTextStyle: { color: colors.text },
          min: means.length > 0 ? floorOf(means) : 0,
          max: 100,
          axisLabel: { color: colors.text },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          name: t('inspection.history.count'),
          type: 'bar',
          data: months.map((month) => month.sheets),
          barMaxWidth: 22,
          itemStyle: { color: colors.series[0], opacity: 0.45 },
        },
        {
          name: t('inspection.history.mean'),
          type: 'line',
          yAxisIndex: 1,
          symbol: 'circle',
          symbolSize: 6,
          data: months.map((month) => (month.mean === null ? null : month.mean / pointScale)),
          itemStyle: { color: colors.series[2] },
          lineStyle: { color: colors.series[2], width: 2 },
        },
      ],
    };
  }, [months, colors, t]);
  return (
    <Chart
      option={option}
      label={t('inspection.history.chartAll')}
      onClick={({ dataIndex }) => {
        const month = months[dataIndex];
        if (month)
          navigate(scoped('/inspection', { unit: unitId, period: month.month, span: 'period', stage: 'published' }));
      }}
    />
  );
}
