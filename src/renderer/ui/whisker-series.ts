import type { ChartColors } from './chart.tsx';

/** What ECharts hands to a custom series, as far as it is used here. */
interface RenderApi {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/** A line with a bar at each end between two values, vertical over a category axis or horizontal along one. */
function whisker(api: RenderApi, color: string, isHorizontal: boolean) {
  const at = api.value(0);
  const from = isHorizontal ? api.coord([api.value(1), at]) : api.coord([at, api.value(1)]);
  const to = isHorizontal ? api.coord([api.value(2), at]) : api.coord([at, api.value(2)]);
  const bar = (point: [number, number]) =>
    isHorizontal
      ? { x1: point[0], x2: point[0], y1: point[1] - 4, y2: point[1] + 4 }
      : { x1: point[0] - 4, x2: point[0] + 4, y1: point[1], y2: point[1] };
  const line = (shape: Record<string, number>, lineWidth: number) => ({
    type: 'line',
    shape,
    style: { stroke: color, lineWidth },
    silent: true,
  });
  return {
    type: 'group',
    children: [line({ x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, 1.6), line(bar(from), 1.4), line(bar(to), 1.4)],
  };
}

/** ECharts custom series of whiskers. `data`: category index, lower and upper end. */
export function whiskerSeries(data: [number, number, number][], color: string, direction: 'horizontal' | 'vertical') {
  const isHorizontal = direction === 'horizontal';
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data,
    encode: isHorizontal ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem: (_params: unknown, api: RenderApi) => whisker(api, color, isHorizontal),
  };
}

/** Tooltip in the theme of the window. */
export const tooltipStyle = (colors: ChartColors) => ({
  backgroundColor: colors.background,
  borderColor: colors.line,
  textStyle: { color: colors.label, fontSize: 12 },
  confine: true,
});
