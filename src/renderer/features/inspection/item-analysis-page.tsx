import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemAnalysis, ItemFigure } from '#shared/inspection/analysis.schema.ts';
import { usePeriodScope, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pointsText, rateText } from './analysis.format.ts';
import { AnalysisNav } from './analysis-nav.tsx';
import { InspectorGrid } from './inspector-grid.tsx';
import { ItemGrid } from './item-grid.tsx';
import { ItemHeat } from './item-heat.tsx';
import { ItemPareto } from './item-pareto.tsx';
import { useSheetsPath } from './use-sheets-path.ts';
import '../../ui/list-bar.css';

const views = ['items', 'units', 'inspectors'] as const;
type View = (typeof views)[number];

/** What the items of a card cost: by item, by unit and by inspector; each number opens its sheets. */
export default function ItemAnalysisPage() {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { period, unitId, setPeriod } = usePeriodScope();
  const [card, setCard] = useUrlState('scorecardCode');
  const [version, setVersion] = useUrlState('scorecardVersionId');
  const [view, setView] = useUrlState('view', 'items');
  const cards = useQuery(orpc.standard.scorecards.queryOptions({ input: {} }));
  const codes = useMemo(() => [...new Map((cards.data ?? []).map((each) => [each.code, each])).values()], [cards.data]);
  const input = {
    ...(unitId && { unitId }),
    startOn: period.startOn,
    endOn: period.endOn,
    ...(card && { scorecardCode: card }),
    ...(version && { scorecardVersionId: version }),
  };
  const query = useQuery({
    ...orpc.inspection.itemAnalysis.queryOptions({ input }),
    enabled: codes.length > 0,
    placeholderData: keepPreviousData,
  });
  const analysis = query.data;
  const code = card || (analysis?.scorecardCode ?? '');
  const sheets = useSheetsPath({ ...input, scorecardCode: code });
  const shown: View = (views as readonly string[]).includes(view) ? (view as View) : 'items';
  return (
    <div className="page">
      <PageHead title={t('inspection.analysis.title')} detail={analysis && finding(t, analysis)}>
        <AnalysisNav />
      </PageHead>
      <div className="list-filter">
        <Select
          aria-label={t('inspection.analysis.card')}
          style={{ width: 260 }}
          value={code || null}
          options={codes.map((each) => ({
            value: each.code,
            label: `${each.code} ${language === 'en' ? each.titleEn : each.titleZh}`,
          }))}
          onChange={(value) => {
            setVersion(undefined);
            setCard(value);
          }}
        />
        <Select
          aria-label={t('inspection.analysis.version')}
          style={{ width: 150 }}
          value={version}
          options={[
            { value: '', label: t('inspection.analysis.allVersions') },
            ...(cards.data ?? [])
              .filter((each) => each.code === code)
              .map((each) => ({
                value: each.scorecardVersionId,
                label: t('inspection.filter.version', { version: each.version }),
              })),
          ]}
          onChange={(value) => setVersion(value || undefined)}
        />
        <Segmented
          aria-label={t('inspection.analysis.view')}
          value={shown}
          onChange={setView}
          options={views.map((value) => ({ value, label: t(`inspection.analysis.views.${value}`) }))}
        />
        <span className="sp" />
        <span className="t3 fs">{t('inspection.analysis.period', { from: period.startOn, to: period.endOn })}</span>
      </div>
      <div className="page-body">
        {(query.isPending || cards.isPending) && cards.data?.length !== 0 && (
          <Panel style={{ flex: 1 }}>
            <Skeleton rows={14} />
          </Panel>
        )}
        {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
        {cards.data?.length === 0 && <EmptyState text={t('inspection.analysis.noCard')} />}
        {analysis?.sheets === 0 && (
          <Panel style={{ flex: 1 }}>
            <EmptyState
              text={t('inspection.analysis.empty')}
              action={
                period.kind !== 'year' && (
                  <Button onClick={() => setPeriod(String(period.year))}>
                    {t('inspection.ranking.wholeYear', { year: period.year })}
                  </Button>
                )
              }
            />
          </Panel>
        )}
        {analysis && analysis.sheets > 0 && shown === 'items' && (
          <>
            <Panel title={paretoTitle(t, analysis.items)} style={{ flex: '0 0 232px' }}>
              <ItemPareto items={analysis.items} sheets={sheets} />
            </Panel>
            <Panel style={{ flex: 1, minHeight: 200 }}>
              <ItemGrid items={analysis.items} sheets={sheets} />
            </Panel>
          </>
        )}
        {analysis && analysis.sheets > 0 && shown === 'units' && (
          <Panel title={heatTitle(t, analysis, language)} style={{ flex: 1 }}>
            <ItemHeat analysis={analysis} sheets={sheets} />
          </Panel>
        )}
        {analysis && analysis.sheets > 0 && shown === 'inspectors' && (
          <InspectorGrid input={{ ...input, scorecardCode: code }} sheets={sheets} />
        )}
      </div>
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function finding(t: Translate, { sheets, items }: ItemAnalysis): string {
  const scored = items.reduce((sum, item) => sum + item.sheets - item.notApplicable, 0);
  const failed = items.reduce((sum, item) => sum + item.failed, 0);
  const lost = items.reduce((sum, item) => sum + item.lostPoints, 0);
  return t('inspection.analysis.finding', {
    count: sheets,
    rate: rateText(scored > 0 ? failed / scored : null),
    points: pointsText(lost, 1),
  });
}

/** The fewest items that make up four fifths of what was lost. */
function paretoTitle(t: Translate, items: readonly ItemFigure[]): string {
  const lost = items.map((item) => item.lostPoints).sort((a, b) => b - a);
  const total = lost.reduce((sum, points) => sum + points, 0);
  if (total === 0) return t('inspection.analysis.paretoNone');
  let sum = 0;
  const count = lost.findIndex((points) => {
    sum += points;
    return sum >= total * 0.8;
  });
  return t('inspection.analysis.pareto', { count: count + 1, share: rateText(sum / total) });
}

/** The cell with the highest fail rate among those with at least ten sheets; any if there is none. */
function heatTitle(t: Translate, { cells, units, items }: ItemAnalysis, language: string): string {
  const failed = cells.filter(([, , , count]) => count > 0);
  const solid = failed.filter(([, , scored]) => scored >= 10);
  const best = (solid.length > 0 ? solid : failed).sort((a, b) => b[3] / b[2] - a[3] / a[2])[0];
  const item = best && items[best[1]];
  if (!best || !item) return t('inspection.analysis.heatNone');
  return t('inspection.analysis.heat', {
    unit: units[best[0]]?.name,
    item: language === 'en' ? item.titleEn : item.titleZh,
    rate: rateText(best[3] / best[2]),
  });
}
