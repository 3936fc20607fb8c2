import { BarChart, CustomChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import type { EChartsCoreOption } from 'echarts/core';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { usePreferences } from '../app/preferences.tsx';

echarts.use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  SVGRenderer,
]);

/** Colours of charts in the theme of the moment. */
export interface ChartColors {
  series: string[];
  text: string;
  label: string;
  line: string;
  background: string;
  bad: string;
  good: string;
  warning: string;
}

/** The colours as values: ECharts can't read CSS variables. */
export function useChartColors(): ChartColors {
  const { isDark } = usePreferences();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const value = (name: string) => style.getPropertyValue(name).trim();
    void isDark;
    return {
      series: ['--c1', '--c2', '--c3', '--c4', '--c5', '--c6'].map(value),
      text: value('--t3'),
      label: value('--t1'),
      line: value('--bd2'),
      background: value('--bg'),
      bad: value('--danger'),
      good: value('--success'),
      warning: value('--warning'),
    };
  }, [isDark]);
}

/**
 * One chart. Make `option` with `useMemo`; it fills its parent.
 * @param label what the chart shows, for people who can't see it
 * @param onClick gets the data item that was clicked, to open its rows
 */
export function Chart({
  option,
  label,
  onClick,
  height,
}: {
  option: EChartsCoreOption;
  label: string;
  onClick?: (item: { seriesName?: string; name: string; dataIndex: number; data: unknown }) => void;
  height?: number;
}) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(null);
  const click = useRef(onClick);
  click.current = onClick;
  useEffect(() => {
    if (!host.current) return;
    const made = echarts.init(host.current, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) =>
      click.current?.(event as unknown as { name: string; dataIndex: number; data: unknown }),
    );
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option }, true);
  }, [option]);
  return <div ref={host} role="img" aria-label={label} style={height ? { height } : { flex: 1, minHeight: 0 }} />;
}
