import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  FallOutlined,
  MinusCircleOutlined,
  RiseOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ControlState, TileView, TrendPoint } from '#shared/home/home.schema.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

const icons: Record<ControlState, ReactNode> = {
  inControl: <CheckCircleOutlined />,
  belowLimit: <CloseCircleOutlined />,
  aboveLimit: <CloseCircleOutlined />,
  run: <MinusCircleOutlined />,
  trendUp: <RiseOutlined />,
  trendDown: <FallOutlined />,
  tooFew: <MinusCircleOutlined />,
  running: <ClockCircleOutlined />,
};

/** Whether a state is for the worse depends on which way is better. */
export function toneOf(state: ControlState, direction: TileView['direction']): Tone {
  if (state === 'inControl') return 'good';
  if (state === 'tooFew' || state === 'running') return 'neutral';
  if (state === 'run') return 'warning';
  const isUp = state === 'aboveLimit' || state === 'trendUp';
  const isWorse = direction === (isUp ? 'down' : 'up');
  return isWorse ? (state.startsWith('trend') ? 'warning' : 'bad') : 'good';
}

export function formatValue(value: number, kind: TileView['kind']): string {
  if (kind === 'rate') return (value * 100).toFixed(1);
  if (kind === 'count') return value.toLocaleString('en-US');
  return value.toFixed(kind === 'points' ? 2 : 1);
}

/** Bounds of an interval need no second decimal, and the tile has no room for it. */
const formatBound = (value: number, kind: TileView['kind']) => formatValue(value, kind === 'points' ? 'index' : kind);

/** The six figures of the page; each opens its rows. */
export function TileStrip({ tiles }: { tiles: readonly TileView[] }) {
  return (
    <div className="tiles" style={{ gridTemplateColumns: `repeat(${tiles.length}, minmax(0, 1fr))` }}>
      {tiles.map((tile) => (
        <Tile key={tile.key} tile={tile} />
      ))}
    </div>
  );
}

function Tile({ tile }: { tile: TileView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const unit = t(`home.unit.${tile.kind}`);
  return (
    <button type="button" className="tile" onClick={() => navigate(tile.path)}>
      <span className="line">
        <span className="el sp">{t(`home.tile.${tile.key}`)}</span>
        {tile.state && (
          <StateTag
            tone={toneOf(tile.state, tile.direction)}
            icon={icons[tile.state]}
            title={t(`home.stateHint.${tile.state}`)}
          >
            {t(`home.state.${tile.state}`)}
          </StateTag>
        )}
      </span>
      <span className="line">
        <span className="value">{tile.value === null ? '—' : formatValue(tile.value, tile.kind)}</span>
        <span className="t3 fs">{tile.value === null ? '' : unit}</span>
        <span className="sp" />
        <Change tile={tile} />
      </span>
      <Sparkline points={tile.trend} />
      <span className="line t3 fs nw">
        {tile.interval
          ? t('home.interval', {
              low: formatBound(tile.interval.low, tile.kind),
              high: formatBound(tile.interval.high, tile.kind),
            })
          : t('home.n', { n: tile.n.toLocaleString('en-US') })}
        <span className="sp" />
        {tile.previous !== null && t('home.previous', { value: formatValue(tile.previous, tile.kind) })}
      </span>
    </button>
  );
}

function Change({ tile }: { tile: TileView }) {
  const { t } = useTranslation();
  // A month that still runs can't be compared with a whole one.
  if (tile.value === null || tile.previous === null || tile.state === 'running') return null;
  const change = tile.value - tile.previous;
  const text = formatValue(Math.abs(change), tile.kind);
  if (Number(text.replace(/,/g, '')) === 0) return <span className="t3 fs nw">{t('home.same')}</span>;
  // Colour is a verdict: without a signal a change is only a change.
  const isWorse = tile.direction === (change > 0 ? 'down' : 'up');
  return (
    <span className={`fs nw ${tile.state === null || tile.state === 'inControl' ? 't2' : isWorse ? 'er' : 'ok'}`}>
      {change > 0 ? '▲' : '▼'} {text}
    </span>
  );
}

/** Twelve months with their limits dashed and signals marked. */
function Sparkline({ points }: { points: readonly TrendPoint[] }) {
  const known = points.filter((point) => point.value !== null);
  if (known.length < 2) return <svg viewBox="0 0 170 26" role="presentation" />;
  const limits = known
    .flatMap((point) => [point.value, point.lower, point.upper])
    .filter((value): value is number => value !== null);
  const low = Math.min(...limits);
  const high = Math.max(...limits);
  const x = (i: number) => 4 + (i * 162) / Math.max(1, points.length - 1);
  const y = (value: number) => (high === low ? 13 : 23 - ((value - low) / (high - low)) * 20);
  const path = (pick: (point: TrendPoint) => number | null) =>
    points
      .map((point, i) => [i, pick(point)] as const)
      .filter((pair): pair is readonly [number, number] => pair[1] !== null)
      .map(([i, value], k) => `${k === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('');
  return (
    <svg viewBox="0 0 170 26" preserveAspectRatio="none" role="presentation">
      <path d={path((point) => point.upper)} fill="none" stroke="var(--t4)" strokeDasharray="3 3" strokeWidth="1" />
      <path d={path((point) => point.lower)} fill="none" stroke="var(--t4)" strokeDasharray="3 3" strokeWidth="1" />
      <path d={path((point) => point.value)} fill="none" stroke="var(--c1)" strokeWidth="1.5" />
      {points.map((point, i) =>
        point.value !== null && (point.isSignal || i === points.length - 1) ? (
          <circle
            key={point.month}
            cx={x(i)}
            cy={y(point.value)}
            r="2.5"
            fill={point.isSignal ? 'var(--bg)' : 'var(--c1)'}
            stroke={point.isSignal ? 'var(--danger)' : 'var(--c1)'}
            strokeWidth="1.5"
          />
        ) : null,
      )}
    </svg>
  );
}
