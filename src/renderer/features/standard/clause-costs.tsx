import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Period } from '#shared/kernel/period.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { ClauseCost, ClauseFigures } from '#shared/standard/clause.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWords } from './use-words.ts';

const mostShown = 30;

/** Which clause costs most: points lost by clause on the published sheets of the period; each number opens its sheets. */
export function ClauseCosts({
  figures,
  isPending,
  period,
  onOpen,
}: {
  figures: ClauseFigures | undefined;
  isPending: boolean;
  period: Period;
  onOpen(code: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const costs = (figures?.costs ?? []).filter((cost) => cost.lostPoints > 0);
  const worst = costs[0];
  const title = (cost: ClauseCost) =>
    (words === 'en' && cost.titleEn) || cost.titleZh || t('standard.cost.unknown', { count: cost.items.length });
  return (
    <Panel
      className="standard-costs"
      title={
        worst
          ? t('standard.cost.finding', {
              code: worst.code,
              title: title(worst),
              points: formatPoints(worst.lostPoints, 1),
            })
          : t('standard.cost.title')
      }
      foot={t('standard.cost.foot', { period: period.key })}
    >
      {isPending && <Skeleton rows={8} />}
      {figures && costs.length === 0 && <EmptyState text={t('standard.cost.none')} />}
      {costs.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <div className="standard-scroll" tabIndex={0} role="region" aria-label={t('standard.cost.title')}>
          <table className="standard-table">
            <thead>
              <tr>
                <th>{t('standard.clause.code')}</th>
                <th className="num">{t('standard.cost.lost')}</th>
                <th className="num">{t('standard.cost.failed')}</th>
                <th>{t('standard.cost.where')}</th>
              </tr>
            </thead>
            <tbody>
              {costs.slice(0, mostShown).map((cost) => (
                <tr key={cost.code}>
                  <td>
                    {cost.isKnown ? (
                      <button type="button" className="std-link" onClick={() => onOpen(cost.code)} title={title(cost)}>
                        {cost.code}
                      </button>
                    ) : (
                      <span title={t('standard.clause.outside', { code: cost.code })}>{cost.code}</span>
                    )}
                    <div className="fs t3 name" title={title(cost)}>
                      {title(cost)}
                    </div>
                  </td>
                  <td className="num b">{formatPoints(cost.lostPoints)}</td>
                  <td className="num">
                    {cost.failed}/{cost.inspected}
                  </td>
                  <td className="fs">
                    {cost.items
                      .filter((item) => item.lostPoints > 0)
                      .map((item) => (
                        <SheetsLink key={`${item.scorecardCode}${item.itemCode}`} item={item} period={period} />
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function SheetsLink({ item, period }: { item: ClauseCost['items'][number]; period: Period }) {
  const { t } = useTranslation();
  const words = useWords();
  const scoped = useScopedPath();
  const to = scoped('/inspection', { scorecardCode: item.scorecardCode, itemCode: item.itemCode, period: period.key });
  return (
    <div className="nw">
      <Link
        to={to}
        title={t('standard.cost.open', {
          card: (words === 'en' && item.cardTitleEn) || item.cardTitleZh,
          count: item.failed,
        })}
      >
        {item.scorecardCode} {item.itemCode}
      </Link>{' '}
      <span className="t2">−{formatPoints(item.lostPoints)}</span>
    </div>
  );
}
