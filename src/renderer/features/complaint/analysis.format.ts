import type { TFunction } from 'i18next';
import type { RateChange } from '#shared/complaint/analysis.schema.ts';
import type { ControlSeries } from '#shared/complaint/analysis-control.schema.ts';
import type { Tone } from '../../ui/state-tag.tsx';

/** `—` where there is nothing to say. */
export const nothing = '—';
export const countText = (count: number): string => count.toLocaleString('en-US');
export const percentText = (share: number | null, decimals = 1): string =>
  share === null ? nothing : `${(share * 100).toFixed(decimals)}%`;
/** A rate per 10,000 users and month: two decimals below ten, one above. */
export const rateText = (rate: number | null): string =>
  rate === null ? nothing : rate.toFixed(Math.abs(rate) < 10 ? 2 : 1);
export const rangeText = (interval: { low: number; high: number } | null, text: (value: number) => string): string =>
  interval === null ? nothing : `${text(interval.low)}–${text(interval.high)}`;
export const hoursText = (hours: number | null): string =>
  hours === null ? nothing : hours.toFixed(hours < 10 ? 2 : 1);
/** p-values as people print them: `=0.026`, `<0.001`. */
export const pText = (p: number): string => (p < 0.001 ? '<0.001' : `=${p.toFixed(3)}`);

/** What a change says in a few characters: direction, size, and whether it is more than error. */
export function changeText(change: RateChange | null, t: TFunction): { text: string; tone: Tone; hint: string } {
  if (!change || change.ratio === null)
    return {
      text: nothing,
      tone: 'neutral',
      hint: change ? t('complaintAnalysis.changeNone', { count: change.count }) : '',
    };
  const percent = `${(Math.abs(change.ratio - 1) * 100).toFixed(1)}%`;
  const arrow = change.ratio >= 1 ? '↑' : '↓';
  const hint = t('complaintAnalysis.changeHint', {
    ratio: change.ratio.toFixed(3),
    low: change.interval?.low.toFixed(3) ?? nothing,
    high: change.interval?.high.toFixed(3) ?? nothing,
    count: change.count,
  });
  if (change.verdict === 'increased') return { text: `${arrow} ${percent}`, tone: 'bad', hint };
  if (change.verdict === 'decreased') return { text: `${arrow} ${percent}`, tone: 'good', hint };
  const word = t(`complaintAnalysis.verdict.${change.verdict}`);
  return { text: `${arrow} ${percent} ${word}`, tone: 'neutral', hint };
}

/** A value of a control chart in its own unit. */
export const controlText = (value: number, per: ControlSeries['per']): string =>
  per === 'cases' ? percentText(value) : per === 'time' ? value.toFixed(1) : rateText(value);
