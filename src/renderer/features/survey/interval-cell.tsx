import type { IndexFigureView } from '#shared/survey/survey.schema.ts';

/** Width of the scale in pixels, and the room left at both ends for a label of an end tick. */
const WIDTH = 190;
const PADDING = 12;

export interface IntervalScale {
  low: number;
  high: number;
  ticks: number[];
}

/** A scale in steps of five that holds every interval, cut to 0–100. */
export function intervalScale(figures: readonly IndexFigureView[]): IntervalScale {
  const ends = figures.flatMap((figure) =>
    figure.interval ? [figure.interval.low, figure.interval.high] : figure.mean === null ? [] : [figure.mean],
  );
  const low = Math.max(0, Math.floor(Math.min(100, ...ends) / 5) * 5);
  const high = Math.min(100, Math.max(low + 5, Math.ceil(Math.max(0, ...ends) / 5) * 5));
  const step = high - low > 40 ? 20 : high - low > 20 ? 10 : 5;
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks };
}

const place = (value: number, { low, high }: IntervalScale) =>
  PADDING + ((value - low) / (high - low)) * (WIDTH - 2 * PADDING);

/** Head of the column: the ticks of the scale. */
export function IntervalHead({ scale }: { scale: IntervalScale }) {
  return (
    <svg width={WIDTH} height={16} className="survey-interval" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <text key={tick} x={place(tick, scale)} y={12} textAnchor="middle">
          {tick}
        </text>
      ))}
    </svg>
  );
}

interface CellProps {
  figure: IndexFigureView;
  scale: IntervalScale;
  /** index of all, drawn as a dashed line */
  reference: number | null;
  tone: 'normal' | 'good' | 'bad';
}

/** Point and whiskers of one index. Hollow and grey where the sample is too small for a verdict. */
export function IntervalCell({ figure, scale, reference, tone }: CellProps) {
  const { mean, interval, small } = figure;
  if (mean === null) return <span className="t3">—</span>;
  const x = place(mean, scale);
  const shape = small ? 'small' : tone;
  return (
    <svg width={WIDTH} height={26} className={`survey-interval ${shape}`} aria-hidden="true">
      {reference !== null && (
        <line className="reference" x1={place(reference, scale)} x2={place(reference, scale)} y1={0} y2={26} />
      )}
      {interval && (
        <>
          <line x1={place(interval.low, scale)} x2={place(interval.high, scale)} y1={13} y2={13} strokeWidth={2} />
          <path d={`M${place(interval.low, scale)} 9v8M${place(interval.high, scale)} 9v8`} />
        </>
      )}
      {shape === 'bad' ? (
        <path className="mark" d={`M${x} 18l-5-9h10z`} />
      ) : (
        <circle className="mark" cx={x} cy={13} r={4} />
      )}
    </svg>
  );
}
