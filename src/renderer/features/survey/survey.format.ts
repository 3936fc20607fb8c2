import type { DifferenceView, IndexFigureView } from '#shared/survey/survey.schema.ts';

type Interval = NonNullable<IndexFigureView['interval']>;

/** One decimal; a dash where there is no number. */
export const decimal = (value: number | null | undefined, digits = 1): string =>
  value === null || value === undefined ? '—' : value.toFixed(digits);

/** A difference with its sign, with a real minus. */
export function signed(value: number | null, digits = 1): string {
  if (value === null) return '—';
  const text = Math.abs(value).toFixed(digits);
  // What rounds to nothing has no direction.
  if (Number(text) === 0) return `±${text}`;
  return `${value > 0 ? '+' : '−'}${text}`;
}

/** Share 0–1 as a percentage with one decimal. */
export const percent = (rate: number | null): string => (rate === null ? '—' : `${(rate * 100).toFixed(1)}%`);

/** `71.6–73.2`. */
export const range = (interval: Interval | null): string =>
  interval ? `${decimal(interval.low)}–${decimal(interval.high)}` : '—';

/** `−0.2 ～ +2.0`. */
export const signedRange = ({ interval }: DifferenceView): string =>
  interval ? `${signed(interval.low)} ～ ${signed(interval.high)}` : '';

/** Whole number with thousands separators. */
export const count = (value: number): string => value.toLocaleString('en-US');
