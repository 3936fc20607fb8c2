import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { agedCases, atPlace, type CasesScope, dueCases, openCases } from '#shared/complaint/analysis.cases.ts';
import type { AgeingAnalysis, PlaceView } from '#shared/complaint/analysis.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { CasesLink, useCasesPath, usePlaceName } from './analysis-parts.tsx';
import { AnalysisState } from './analysis-state.tsx';

/** Open complaints of this moment by age and by what is left of their time. */
export function AgeingView({ scope }: { scope: CasesScope }) {
  const { t } = useTranslation();
  const query = useQuery({
    ...orpc.complaint.ageingAnalysis.queryOptions({ input: scope }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const [chosen, setBy] = useUrlState('ageBy', 'age');
  const by = chosen === 'due' ? 'due' : 'age';
  return (
    <AnalysisState query={query} isEmpty={({ open }) => open === 0} empty={t('complaintAnalysis.emptyOpen')}>
      {(analysis) => (
        <Panel
          title={title(t, analysis, by)}
          style={{ flex: 1 }}
          extra={
            <Segmented
              size="small"
              aria-label={t('complaintAnalysis.ageing.by')}
              value={by}
              onChange={setBy}
              options={(['age', 'due'] as const).map((value) => ({
                value,
                label: t(`complaintAnalysis.ageing.${value}`),
              }))}
            />
          }
          foot={
            <span className="t3">
              {t('complaintAnalysis.asOf', { at: formatInstant(analysis.asOf) })} · {t('complaintAnalysis.ageing.now')}
            </span>
          }
        >
          <BucketTable scope={scope} analysis={analysis} by={by} />
        </Panel>
      )}
    </AnalysisState>
  );
}

function title(t: ReturnType<typeof useTranslation>['t'], analysis: AgeingAnalysis, by: 'age' | 'due'): string {
  const sum = (keys: readonly string[]) =>
    [...analysis.byAge, ...analysis.byDue].reduce((all, { key, count }) => all + (keys.includes(key) ? count : 0), 0);
  return by === 'age'
    ? t('complaintAnalysis.ageing.title', { open: analysis.open, old: sum(['day16', 'day31']) })
    : t('complaintAnalysis.ageing.titleDue', { open: analysis.open, over: sum(['over7', 'over3', 'over1', 'over0']) });
}

function BucketTable({ scope, analysis, by }: { scope: CasesScope; analysis: AgeingAnalysis; by: 'age' | 'due' }) {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const path = useCasesPath();
  const buckets = by === 'age' ? analysis.byAge : analysis.byDue;
  const all = {
    place: null as PlaceView | null,
    open: analysis.open,
    counts: buckets.map(({ count }) => count),
    oldestOn: '',
  };
  const rows = [all, ...analysis.units.map((unit) => ({ ...unit, counts: unit[by] }))];
  return (
    <div className="figures-scroll">
      <table className="figures-heat" aria-label={t('complaintAnalysis.ageing.chart')}>
        <thead>
          <tr>
            <th />
            <th>{t('complaintAnalysis.column.open')}</th>
            {buckets.map(({ key }) => (
              <th key={key}>{t(`complaintAnalysis.ageing.buckets.${key}`)}</th>
            ))}
            <th>{t('complaintAnalysis.column.oldest')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ place, open, counts, oldestOn }) => {
            const name = place ? nameOf(place) : t('complaintAnalysis.structure.total');
            const there = atPlace(openCases(scope.unitId), place);
            return (
              <tr key={place?.unitId ?? ''} className={place ? '' : 'b'}>
                <th scope="row" title={name}>
                  {name}
                </th>
                <td>
                  <CasesLink cases={there} count={open} label={name} />
                </td>
                {buckets.map((bucket, i) => {
                  const count = counts[i] ?? 0;
                  if (count === 0) return <td key={bucket.key} />;
                  const cases =
                    by === 'age'
                      ? agedCases(there, bucket as AgeingAnalysis['byAge'][number])
                      : dueCases(there, bucket as AgeingAnalysis['byDue'][number]);
                  const label = `${name} · ${t(`complaintAnalysis.ageing.buckets.${bucket.key}`)}: ${count}`;
                  return (
                    <td key={bucket.key}>
                      <Link
                        to={path(cases)}
                        title={label}
                        aria-label={label}
                        style={{ '--heat': `${Math.round((count / open) * 50)}%` } as React.CSSProperties}
                      >
                        {count}
                      </Link>
                    </td>
                  );
                })}
                <td className="t3">{oldestOn}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
