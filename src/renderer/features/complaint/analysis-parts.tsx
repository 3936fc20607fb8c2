import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Cases } from '#shared/complaint/analysis.cases.ts';
import type { PlaceView, RateChange } from '#shared/complaint/analysis.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { changeText, countText } from './analysis.format.ts';
import { addressOf } from './complaint-url.ts';

/** Addresses of the list that hold the same complaints as a number. */
export function useCasesPath(): (cases: Cases) => string {
  const scoped = useScopedPath();
  return useCallback((cases) => scoped('/complaint', addressOf(cases)), [scoped]);
}

/** A count that opens its complaints; none is said plainly. */
export function CasesLink({
  cases,
  count,
  label,
  shown,
}: {
  cases: Cases;
  count: number;
  /** what is counted, for people who hear the page */
  label: string;
  /** what stands there in place of the count: a share */
  shown?: string;
}) {
  const { t } = useTranslation();
  const path = useCasesPath();
  if (count === 0) return <span className="t3">{shown ?? 0}</span>;
  const name = shown ? `${label} ${shown}` : label;
  return (
    <Link to={path(cases)} aria-label={t('complaintAnalysis.open', { name, count: countText(count) })}>
      {shown ?? countText(count)}
    </Link>
  );
}

export function ChangeTag({ change }: { change: RateChange | null }) {
  const { t } = useTranslation();
  const { text, tone, hint } = changeText(change, t);
  return tone === 'neutral' ? (
    <span className="t3 nw" title={hint}>
      {text}
    </span>
  ) : (
    <StateTag tone={tone} title={hint}>
      {text}
    </StateTag>
  );
}

/** Name of a place; the unit itself is told from what lies below it. */
export function usePlaceName(): (place: Pick<PlaceView, 'name' | 'isOwn'>) => string {
  const { t } = useTranslation();
  return useCallback(({ name, isOwn }) => (isOwn ? `${name}${t('complaintAnalysis.own')}` : name), [t]);
}

/** A value with its interval on a line from 0 to 1. */
export function Whisker({ low, at, high, label }: { low: number; at: number; high: number; label: string }) {
  const x = (value: number) => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(2)}%`;
  return (
    <svg className="figures-whisker" role="img" aria-label={label}>
      <line x1={x(low)} x2={x(high)} y1="50%" y2="50%" />
      <line x1={x(low)} x2={x(low)} y1="25%" y2="75%" />
      <line x1={x(high)} x2={x(high)} y1="25%" y2="75%" />
      <circle cx={x(at)} cy="50%" r="3.5" />
    </svg>
  );
}
