import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ItemOutcome } from '#shared/inspection/inspection.rules.ts';
import type { ItemHistory, PastResult } from '#shared/inspection/sheet.contract.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';

const highest = 26;

/** What the item cost at the unit's last inspections, and whether it happens again and again. */
export function ItemPast({ history, outcome }: { history: ItemHistory | undefined; outcome: ItemOutcome }) {
  const { t } = useTranslation();
  const past = history?.past ?? [];
  if (past.length === 0) return <p className="fs t3">{t('inspection.past.none')}</p>;
  const recent = history?.recentFindings ?? 0;
  const isFoundNow = outcome.lostPoints > 0;
  return (
    <>
      <div className="past">
        {past.map((each) => (
          <Bar key={each.inspectionId} past={each} full={outcome.fullPoints} code={outcome.code} />
        ))}
      </div>
      {recent > 0 && (
        <p className={isFoundNow ? 'fs wa' : 'fs t3'}>
          {isFoundNow && <WarningOutlined />}{' '}
          {isFoundNow
            ? t('inspection.past.again', { count: recent + 1 })
            : t('inspection.past.lately', { count: recent })}
        </p>
      )}
    </>
  );
}

function Bar({ past, full, code }: { past: PastResult; full: number; code: string }) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { inspectedOn, lostPoints, isNotApplicable } = past;
  const height = lostPoints === 0 ? 2 : Math.max(4, (highest * lostPoints) / Math.max(full, lostPoints));
  const value = isNotApplicable ? 'N' : lostPoints === 0 ? '0' : formatPoints(-lostPoints, lostPoints % 100 ? 2 : 1);
  const label = t('inspection.past.bar', { day: inspectedOn, points: formatPoints(lostPoints) });
  return (
    <Link to={scoped(`/inspection/${past.inspectionId}`, { item: code })} title={label} aria-label={label}>
      <span className={lostPoints > 0 ? 'er' : 't3'}>{value}</span>
      <i style={{ height }} className={lostPoints > 0 ? 'lost' : ''} />
      <span className="t3">{inspectedOn.slice(5)}</span>
    </Link>
  );
}
