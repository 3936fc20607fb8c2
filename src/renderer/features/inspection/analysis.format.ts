import { formatPoints } from '#shared/kernel/points.ts';

/** `—` where there is nothing to say. */
export const none = '—';
/** @param points in 1/1000; sums of many sheets get their thousands apart */
export const pointsText = (points: number | null, decimals = 2): string =>
  points === null
    ? none
    : formatPoints(Math.round(points), decimals).replace(/\d+/, (whole) => Number(whole).toLocaleString('en-US'));
export const rateText = (rate: number | null): string => (rate === null ? none : `${(rate * 100).toFixed(1)}%`);
export const countText = (count: number): string => count.toLocaleString('en-US');
export { htmlText } from '../../ui/html-text.ts';
