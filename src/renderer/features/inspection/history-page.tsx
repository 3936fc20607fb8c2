import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { CostlyItem, StaffHistory, UnitHistory } from '#shared/inspection/analysis.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedPage } from '../../ui/failed-page.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { countText, pointsText } from './analysis.format.ts';
import { AnalysisNav } from './analysis-nav.tsx';
import { MonthChart, PointChart } from './history-chart.tsx';
import { HistoryGrid } from './history-grid.tsx';

/** Days without an inspection from which the head warns: a visit each month is asked for (每月至少检查一次). */
const warnAfterDays = 31;

/** All sheets of a unit, or of everything below it, over two years. */
export function UnitHistoryPage() {
  const { t } = useTranslation();
  const { unitId = '' } = useParams();
  const scoped = useScopedPath();
  const history = useQuery(orpc.inspection.unitHistory.queryOptions({ input: { unitId } }));
  if (history.isPending) return <Skeleton rows={14} />;
  if (history.error)
    return (
      <FailedPage
        list={t('inspection.title')}
        to={scoped('/inspection')}
        error={history.error}
        onRetry={() => history.refetch()}
      />
    );
  const { data } = history;
  const isSite = data.unit.level === 'site';
  const { low: empty, months } = emptyMonths(data);
  return (
    <HistoryBody
      history={data}
      crumb={t('inspection.history.unitCrumb')}
      title={data.unit.name}
      detail={[data.unit.place, data.unit.code, t(`line.${data.unit.line}`)].filter(Boolean).join(' · ')}
      link={{ unit: data.unit.id }}
      chart={
        isSite ? undefined : (
          <Panel
            style={{ flex: '1 1 230px', minHeight: 200 }}
            title={
              empty > 0
                ? t('inspection.history.monthsTitle', { months, empty })
                : t('inspection.history.monthsFull', { months })
            }
          >
            <MonthChart months={data.months} unitId={data.unit.id} />
          </Panel>
        )
      }
    />
  );
}

/** Months without a sheet, from the first one with any. */
function emptyMonths({ months }: UnitHistory): { low: number; months: number } {
  const first = months.findIndex((month) => month.sheets > 0);
  const known = first < 0 ? months : months.slice(first);
  return { low: known.filter((month) => month.sheets === 0).length, months: known.length };
}

/** All sheets that score a person, over two years. */
export function StaffHistoryPage() {
  const { t } = useTranslation();
  const { staffId = '' } = useParams();
  const scoped = useScopedPath();
  const history = useQuery(orpc.inspection.staffHistory.queryOptions({ input: { staffId } }));
  if (history.isPending) return <Skeleton rows={14} />;
  if (history.error)
    return (
      <FailedPage
        list={t('inspection.title')}
        to={scoped('/inspection')}
        error={history.error}
        onRetry={() => history.refetch()}
      />
    );
  const { staff } = history.data;
  return (
    <HistoryBody
      history={history.data}
      crumb={t('inspection.history.staffCrumb')}
      title={staff.name}
      detail={[staff.unitName, staff.post, staff.code].filter(Boolean).join(' · ')}
      link={{ staffId: staff.staffId }}
    />
  );
}

function HistoryBody({
  history,
  crumb,
  title,
  detail,
  link,
  chart,
}: {
  history: UnitHistory | StaffHistory;
  crumb: string;
  title: string;
  detail: string;
  link: Record<string, string>;
  chart?: ReactNode;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const scored = history.sheets.filter((sheet) => sheet.stage === 'published' && sheet.points !== null);
  const { appeals } = history;
  return (
    <div className="page">
      <PageHead crumb={crumb} title={title} detail={detail}>
        <AnalysisNav />
      </PageHead>
      <div className="analysis-facts">
        <LastInspected history={history} />
        <Link to={scoped('/inspection', { ...link, stage: 'published' })}>
          {history.mean === null
            ? t('inspection.history.noMean', { count: history.total })
            : t('inspection.history.total', { count: history.total, mean: pointsText(history.mean) })}
        </Link>
        <span>
          {appeals.raised === 0
            ? t('inspection.history.noAppeals')
            : t('inspection.history.appeals', {
                raised: appeals.raised,
                accepted: appeals.accepted,
                points: formatPoints(appeals.pointsChanged),
              })}
          {appeals.open > 0 && t('inspection.history.openAppeals', { count: appeals.open })}
        </span>
      </div>
      <div className="page-body">
        <div className="analysis-row">
          {chart ?? (
            <Panel style={{ flex: '1 1 230px', minHeight: 200 }} title={chartTitle(t, scored)}>
              {scored.length === 0 ? (
                <EmptyState text={t('inspection.history.noPoints')} />
              ) : (
                <PointChart
                  sheets={scored}
                  bands={history.bands}
                  onOpen={(id) => navigate(scoped(`/inspection/${id}`))}
                />
              )}
            </Panel>
          )}
          <CostlyItems items={history.items} link={link} />
        </div>
        <Panel style={{ flex: '1 1 220px', minHeight: 180 }} title={t('inspection.history.sheets')}>
          {history.sheets.length === 0 ? (
            <EmptyState text={t('inspection.history.never')} />
          ) : (
            <HistoryGrid
              sheets={history.sheets}
              bands={history.bands}
              withUnit={chart !== undefined || 'staffId' in link}
            />
          )}
        </Panel>
      </div>
    </div>
  );
}

function chartTitle(t: ReturnType<typeof useTranslation>['t'], scored: UnitHistory['sheets']): string {
  const points = scored.map((sheet) => sheet.points ?? 0);
  const last = points.at(-1);
  if (last === undefined) return t('inspection.history.chart');
  if (points.length === 1) return t('inspection.history.chartOne', { last: pointsText(last) });
  return t('inspection.history.chartTitle', {
    from: scored[0]?.inspectedOn.slice(0, 7),
    to: scored.at(-1)?.inspectedOn.slice(0, 7),
    low: pointsText(Math.min(...points), 1),
    high: pointsText(Math.max(...points), 1),
    last: pointsText(last, 1),
  });
}

function LastInspected({ history }: { history: UnitHistory | StaffHistory }) {
  const { t } = useTranslation();
  const { lastInspectedOn: day, daysSince: count } = history;
  if (day === null || count === null) return <StateTag tone="warning">{t('inspection.history.never')}</StateTag>;
  if (count === 0) return <StateTag tone="good">{t('inspection.history.lastToday')}</StateTag>;
  const text = t('inspection.history.last', { day, count });
  return count > warnAfterDays ? (
    <StateTag tone="warning" title={text}>
      {t('inspection.history.overdue', { count })}
    </StateTag>
  ) : (
    <StateTag tone="good">{text}</StateTag>
  );
}

/** What cost most; a row opens the sheets on which it failed. */
function CostlyItems({ items, link }: { items: readonly CostlyItem[]; link: Record<string, string> }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const scoped = useScopedPath();
  const titleOf = (item: CostlyItem) => (language === 'en' ? item.titleEn : item.titleZh);
  const first = items[0];
  return (
    <Panel
      style={{ width: 430, flex: 'none' }}
      title={
        first
          ? t('inspection.history.itemsTitle', { title: titleOf(first), points: pointsText(first.lostPoints, 1) })
          : t('inspection.history.items')
      }
    >
      {items.length === 0 ? (
        <EmptyState text={t('inspection.history.noItems')} />
      ) : (
        <div className="analysis-scroll">
          <table className="analysis-table">
            <thead>
              <tr>
                <th>{t('inspection.history.item')}</th>
                <th className="num">{t('inspection.history.failed')}</th>
                <th className="num">{t('inspection.history.lost')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.scorecardCode} ${item.itemCode}`}>
                  <td className="el" title={titleOf(item)}>
                    <span className="t3">{item.itemCode}</span> {titleOf(item)}
                  </td>
                  <td className="num">
                    <Link
                      to={scoped('/inspection', {
                        ...link,
                        stage: 'published',
                        scorecardCode: item.scorecardCode,
                        itemCode: item.itemCode,
                        failed: '1',
                      })}
                    >
                      {t('inspection.history.failedOf', {
                        failed: countText(item.failed),
                        scored: countText(item.scored),
                      })}
                    </Link>
                  </td>
                  <td className="num">{pointsText(item.lostPoints, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
