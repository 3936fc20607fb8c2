import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Popover, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Ranking, type RankingKind, rankingKinds } from '#shared/inspection/analysis.schema.ts';
import { type UnitLine, unitLines } from '#shared/kernel/levels.ts';
import { ExportButton } from '../../app/export-button.tsx';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pointsText } from './analysis.format.ts';
import { AnalysisNav } from './analysis-nav.tsx';
import { RankingGrid } from './ranking-grid.tsx';
import '../../ui/list-bar.css';

const leastDefault = '3';

/** Units, cities or people of one line by mean final points of the period, with what the numbers leave open. */
export default function RankingPage() {
  const { t, i18n } = useTranslation();
  const { period, unitId, setPeriod } = usePeriodScope();
  const [line, setLine] = useUrlState('line', 'front');
  const [by, setBy] = useUrlState('by', 'unit');
  const [least, setLeast] = useUrlState('least', leastDefault);
  const input = {
    ...(unitId && { unitId }),
    startOn: period.startOn,
    endOn: period.endOn,
    line: (unitLines as readonly string[]).includes(line) ? (line as UnitLine) : 'front',
    by: (rankingKinds as readonly string[]).includes(by) ? (by as RankingKind) : 'unit',
    least: Math.min(100, Math.max(1, Number.parseInt(least, 10) || 3)),
  };
  const query = useQuery({ ...orpc.inspection.ranking.queryOptions({ input }), placeholderData: keepPreviousData });
  const ranking = query.data;
  const ranked = ranking?.rows.filter((row) => row.rankFrom !== null) ?? [];
  const isFew = ranking !== undefined && ranking.rows.length > 0 && ranked.length * 2 < ranking.rows.length;
  return (
    <div className="page">
      <PageHead
        title={t('inspection.ranking.title')}
        detail={
          ranking &&
          (ranking.n > 0
            ? t('inspection.ranking.finding', {
                line: t(`line.${ranking.line}`),
                count: ranking.n,
                mean: pointsText(ranking.mean),
              })
            : t('inspection.ranking.none'))
        }
      >
        <AnalysisNav />
        <ExportButton
          label={t('inspection.ranking.export')}
          disabled={!ranking?.rows.length}
          start={() => client.inspection.exportRanking({ ...input, language: i18n.language === 'en' ? 'en' : 'zh' })}
        />
      </PageHead>
      <div className="list-filter">
        <Segmented
          aria-label={t('inspection.ranking.line')}
          value={input.line}
          onChange={setLine}
          options={unitLines.map((value) => ({ value, label: t(`line.${value}`) }))}
        />
        <Segmented
          aria-label={t('inspection.ranking.kind')}
          value={input.by}
          onChange={setBy}
          options={rankingKinds.map((value) => ({ value, label: t(`inspection.ranking.by.${value}`) }))}
        />
        <span className="row t2">
          {t('inspection.ranking.least')}
          <InputNumber
            size="small"
            min={1}
            max={100}
            style={{ width: 58 }}
            aria-label={t('inspection.ranking.leastLabel')}
            value={input.least}
            onChange={(value) => setLeast(value ? String(value) : undefined)}
          />
          {t('inspection.ranking.leastUnit')}
        </span>
        <span className="sp" />
        {ranking && <NotInspected ranking={ranking} />}
      </div>
      <div className="page-body">
        <Panel
          style={{ flex: 1 }}
          foot={
            <>
              <span>{overlapText(t, ranked)}</span>
              <span className="sp" />
              <span>{t('inspection.ranking.mixed')}</span>
            </>
          }
        >
          {query.isPending && <Skeleton rows={14} />}
          {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
          {isFew && period.kind !== 'year' && (
            <div className="analysis-hint">
              <span>{t('inspection.ranking.few', { least: input.least })}</span>
              <Button size="small" onClick={() => setPeriod(String(period.year))}>
                {t('inspection.ranking.wholeYear', { year: period.year })}
              </Button>
            </div>
          )}
          {ranking?.rows.length === 0 && (
            <EmptyState
              text={t('inspection.ranking.noLine')}
              action={
                period.kind !== 'year' && (
                  <Button onClick={() => setPeriod(String(period.year))}>
                    {t('inspection.ranking.wholeYear', { year: period.year })}
                  </Button>
                )
              }
            />
          )}
          {ranking && ranking.rows.length > 0 && <RankingGrid ranking={ranking} by={input.by} least={input.least} />}
        </Panel>
      </div>
    </div>
  );
}

function overlapText(t: ReturnType<typeof useTranslation>['t'], ranked: Ranking['rows']): string {
  if (ranked.length === 0) return '';
  const shared = ranked.filter((row) => row.rankFrom !== row.rankTo).length;
  return shared > 0 ? t('inspection.ranking.overlap', { count: shared }) : t('inspection.ranking.clear');
}

/** Sites of the line that nobody inspected, each opening its history. */
function NotInspected({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { notInspected, sites } = ranking;
  if (sites === 0) return null;
  if (notInspected.length === 0)
    return <span className="t3 fs">{t('inspection.ranking.allInspected', { count: sites })}</span>;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('inspection.ranking.notInspectedTitle')}
      content={
        <ul className="analysis-list">
          {notInspected.map((unit) => (
            <li key={unit.id}>
              <Link to={scoped(`/inspection/unit/${unit.id}`)}>{unit.name}</Link>{' '}
              <span className="t3">{unit.place}</span>
            </li>
          ))}
        </ul>
      }
    >
      <Button type="link" size="small">
        {t('inspection.ranking.notInspected', { count: notInspected.length })}
      </Button>
    </Popover>
  );
}
