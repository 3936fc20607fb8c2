import { type Html, html } from '../kernel/print.ts';
import type { Interval } from '../statistics/interval.ts';

/** Width of the text of a report page in pt: figures drawn in it keep their type size. */
const full = 459;
const accent = '#1f4e9e';

/** Round marks of an axis that hold all values. */
export function axisOf(
  low: number,
  high: number,
  wanted = 5,
): { from: number; to: number; marks: number[]; decimals: number } {
  const span = high - low || Math.max(Math.abs(high), 1) * 0.1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? power;
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  const marks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
  return {
    from,
    to: to === from ? from + step : to,
    marks,
    decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
}

/** Cuts a label to the room of `length` Chinese characters; others take half of one. */
function cut(text: string, length: number): string {
  let room = length;
  for (const [index, character] of [...text].entries()) {
    room -= character.charCodeAt(0) > 255 ? 1 : 0.55;
    if (room < 0) return `${[...text].slice(0, Math.max(1, index - 1)).join('')}…`;
  }
  return text;
}
const r1 = (value: number) => Math.round(value * 10) / 10;

interface IntervalRow {
  label: string;
  value: number;
  interval: Interval | null;
  text: Html | string;
  /** fewer than 30: a hollow point */
  isSmall: boolean;
  /** the interval lies below the reference: a black square */
  isLow: boolean;
}

/** Points with their intervals, one row each, and a dashed line for the total. */
export function intervalChart(
  rows: readonly IntervalRow[],
  options: { reference: number | null; referenceLabel: string; unit: string; bound?: readonly [number, number] },
): Html {
  if (rows.length === 0) return html``;
  const left = 86;
  const right = full - 92;
  const step = 17;
  const top = 18;
  const [floor, ceiling] = options.bound ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const values = [
    ...rows.flatMap(({ value, interval }) => [value, interval?.low ?? value, interval?.high ?? value]),
    ...(options.reference === null ? [] : [options.reference]),
  ];
  const axis = axisOf(Math.max(floor, Math.min(...values)), Math.min(ceiling, Math.max(...values)));
  const x = (value: number) =>
    r1(left + ((Math.min(axis.to, Math.max(axis.from, value)) - axis.from) / (axis.to - axis.from)) * (right - left));
  const bottom = top + rows.length * step;
  return html`<svg viewBox="0 0 ${full} ${bottom + 18}">
${axis.marks.map((mark) => html`<line x1="${x(mark)}" x2="${x(mark)}" y1="${top - 4}" y2="${bottom}" stroke="#ddd" stroke-width=".5"/><text x="${x(mark)}" y="${bottom + 10}" font-size="7.5" text-anchor="middle">${mark.toFixed(axis.decimals)}</text>`)}
<line x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" stroke="#000" stroke-width=".75"/><text x="${right + 4}" y="${bottom + 10}" font-size="7.5">${options.unit}</text>
${options.reference !== null && html`<line x1="${x(options.reference)}" x2="${x(options.reference)}" y1="${top - 6}" y2="${bottom}" stroke="#000" stroke-width=".75" stroke-dasharray="3 2"/><text x="${x(options.reference)}" y="${top - 8}" font-size="7.5" text-anchor="middle">${options.referenceLabel}</text>`}
${rows.map((row, index) => {
  const y = top + index * step + step / 2;
  const low =
    row.interval &&
    html`<line x1="${x(row.interval.low)}" x2="${x(row.interval.high)}" y1="${y}" y2="${y}" stroke="#000" stroke-width="1"/>${[row.interval.low, row.interval.high].map((end) => html`<line x1="${x(end)}" x2="${x(end)}" y1="${y - 3}" y2="${y + 3}" stroke="#000" stroke-width="1"/>`)}`;
  const point = row.isLow
    ? html`<rect x="${x(row.value) - 3}" y="${y - 3}" width="6" height="6" fill="#000"/>`
    : html`<circle cx="${x(row.value)}" cy="${y}" r="3" fill="${row.isSmall ? '#fff' : accent}" stroke="${row.isSmall ? '#000' : accent}" stroke-width="1"/>`;
  return html`<text x="${left - 6}" y="${y + 3}" font-size="8" text-anchor="end" font-weight="${row.isLow ? 700 : 400}">${cut(row.label, 10)}</text>${low}${point}<text x="${right + 6}" y="${y + 3}" font-size="8" font-weight="${row.isLow ? 700 : 400}">${row.text}</text>`;
})}</svg>`;
}

/** Horizontal bars, largest first, with the share they reach together. */
export function paretoChart(
  rows: readonly { label: string; value: number; text: Html | string; cumulative: string }[],
): Html {
  if (rows.length === 0) return html``;
  const left = 118;
  const right = full - 110;
  const step = 17;
  const largest = Math.max(...rows.map((row) => row.value), 1e-9);
  return html`<svg viewBox="0 0 ${full} ${rows.length * step + 6}">
<line x1="${left}" x2="${left}" y1="0" y2="${rows.length * step + 4}" stroke="#000" stroke-width=".75"/>
${rows.map((row, index) => {
  const y = index * step + 3;
  const width = r1((row.value / largest) * (right - left));
  return html`<text x="${left - 6}" y="${y + 9}" font-size="8" text-anchor="end">${cut(row.label, 13)}</text><rect x="${left}" y="${y}" width="${width}" height="12" fill="${index < 3 ? accent : '#999'}" stroke="#000" stroke-width=".5"/><text x="${left + width + 4}" y="${y + 9}" font-size="8">${row.text}</text><text x="${full}" y="${y + 9}" font-size="8" text-anchor="end">${row.cumulative}</text>`;
})}</svg>`;
}

/** A line over months with intervals; months without cases are gaps, months with fewer than 30 hollow. */
export function monthChart(
  points: readonly { month: string; value: number | null; interval: Interval | null; isSmall: boolean }[],
  unit: string,
): Html {
  const known = points.filter((point) => point.value !== null);
  if (known.length === 0) return html``;
  const [left, right, top, bottom] = [34, full - 10, 16, 118];
  const values = known.flatMap(({ value, interval }) => [
    value ?? 0,
    interval?.low ?? value ?? 0,
    interval?.high ?? value ?? 0,
  ]);
  const axis = axisOf(Math.max(0, Math.min(...values)), Math.min(100, Math.max(...values)), 4);
  const y = (value: number) => r1(bottom - ((value - axis.from) / (axis.to - axis.from)) * (bottom - top));
  const x = (index: number) => r1(left + 14 + (index / Math.max(1, points.length - 1)) * (right - left - 28));
  const runs = points.flatMap((point, index) => {
    const before = points[index - 1];
    return point.value === null || !before || before.value === null
      ? []
      : [
          html`<line x1="${x(index - 1)}" y1="${y(before.value)}" x2="${x(index)}" y2="${y(point.value)}" stroke="${accent}" stroke-width="1.4"/>`,
        ];
  });
  return html`<svg viewBox="0 0 ${full} ${bottom + 18}">
${axis.marks.map((mark) => html`<line x1="${left}" x2="${right}" y1="${y(mark)}" y2="${y(mark)}" stroke="#ddd" stroke-width=".5"/><text x="${left - 4}" y="${y(mark) + 3}" font-size="7.5" text-anchor="end">${mark.toFixed(axis.decimals)}</text>`)}
<text x="0" y="8" font-size="7.5">${unit}</text><line x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}" stroke="#000" stroke-width=".75"/>
${points.map((point, index) => html`<text x="${x(index)}" y="${bottom + 11}" font-size="7.5" text-anchor="middle">${point.month}</text>${point.interval && point.value !== null && html`<line x1="${x(index)}" x2="${x(index)}" y1="${y(point.interval.low)}" y2="${y(point.interval.high)}" stroke="#777" stroke-width=".8"/>`}`)}
${runs}
${points.map((point, index) => point.value !== null && html`<circle cx="${x(index)}" cy="${y(point.value)}" r="2.8" fill="${point.isSmall ? '#fff' : accent}" stroke="${accent}" stroke-width="1"/>`)}</svg>`;
}
