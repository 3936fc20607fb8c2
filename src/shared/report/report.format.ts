import type { Interval } from '../statistics/interval.ts';

const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Rounds half away from zero on the decimal number as written, once. */
function fixed(value: number, decimals: number): string {
  const scale = 10 ** decimals;
  const rounded = Math.round(Number((Math.abs(value) * scale).toPrecision(12))) / scale;
  const [whole = '0', rest] = rounded.toFixed(decimals).split('.');
  const text = rest ? `${grouped(whole)}.${rest}` : grouped(whole);
  return value < 0 && rounded !== 0 ? `−${text}` : text;
}

/** Numbers as they are printed: thousands separators, a true minus sign, a dash where there is none. */
export const count = (value: number | null): string => (value === null ? '—' : fixed(value, 0));
export const decimal = (value: number | null, decimals = 1): string => (value === null ? '—' : fixed(value, decimals));
export const percent = (rate: number | null, decimals = 1): string =>
  rate === null ? '—' : fixed(rate * 100, decimals);
export const signed = (value: number | null, decimals = 1): string => {
  if (value === null) return '—';
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};
export const range = (interval: Interval | null, decimals = 1): string =>
  interval ? `[${fixed(interval.low, decimals)}, ${fixed(interval.high, decimals)}]` : '—';
export const percentRange = (interval: Interval | null): string =>
  interval ? range({ low: interval.low * 100, high: interval.high * 100 }) : '—';
