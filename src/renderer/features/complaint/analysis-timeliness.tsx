import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { atPlace, type CasesScope, receivedCases, withTraits } from '#shared/complaint/analysis.cases.ts';
import type { TimelinessAnalysis } from '#shared/complaint/analysis.schema.ts';
import type { ComplaintTrait } from '#shared/complaint/narrowing.schema.ts';
import { MINIMUM_SAMPLE } from '#shared/statistics/interval.ts';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { countText, hoursText, nothing, percentText, rangeText } from './analysis.format.ts';
import { CasesLink, usePlaceName, Whisker } from './analysis-parts.tsx';
import { AnalysisState } from './analysis-state.tsx';

/** Answered in time by unit, and limits of the average. */
export function TimelinessView({ scope }: { scope: CasesScope }) {
  const { t } = useTranslation();
  const query = useQuery({
    ...orpc.complaint.timelinessAnalysis.queryOptions({ input: scope }),
    placeholderData: keepPreviousData,
  });
  return (
    <AnalysisState query={query} isEmpty={({ units }) => units.length === 0}>
      {(analysis) => (
        <>
          <Panel
            title={title(t, analysis)}
            style={{ flex: '1 1 auto' }}
            foot={<span className="t3">{t('complaintAnalysis.timeliness.hint')}</span>}
          >
            <UnitTable scope={scope} analysis={analysis} />
          </Panel>
          {analysis.means.length > 0 && (
            <Panel
              title={t('complaintAnalysis.timeliness.means')}
              style={{ flex: '0 0 auto' }}
              extra={<span className="t3 fs">{t('complaintAnalysis.timeliness.meansHint')}</span>}
            >
              <Means analysis={analysis} />
            </Panel>
          )}
        </>
      )}
    </AnalysisState>
  );
}

function title(t: ReturnType<typeof useTranslation>['t'], { total: { share, late } }: TimelinessAnalysis): string {
  if (share.rate === null) return t('complaintAnalysis.timeliness.titleNone');
  return t('complaintAnalysis.timeliness.title', {
    rate: percentText(share.rate),
    low: percentText(share.interval?.low ?? null),
    high: percentText(share.interval?.high ?? null),
    late: countText(late),
  });
}

/** Enough of them to rank first, the lowest share at the top; the others follow by size. */
function ordered(units: TimelinessAnalysis['units']) {
  const isSmall = ({ share }: TimelinessAnalysis['units'][number]) => share.n < MINIMUM_SAMPLE;
  return [...units].sort(
    (a, b) =>
      Number(isSmall(a)) - Number(isSmall(b)) ||
      (isSmall(a) ? b.received - a.received : (a.share.rate ?? 2) - (b.share.rate ?? 2)),
  );
}

function UnitTable({ scope, analysis }: { scope: CasesScope; analysis: TimelinessAnalysis }) {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const lowest = Math.min(1, ...analysis.units.flatMap(({ share }) => share.interval?.low ?? []));
  const floor = Math.floor(lowest * 10) / 10;
  const scaled = (value: number) => (floor >= 1 ? 1 : (value - floor) / (1 - floor));
  const columns: [key: 'received' | 'timely' | 'late' | 'undecided', trait: ComplaintTrait | null][] = [
    ['received', null],
    ['timely', 'inTime'],
    ['late', 'late'],
    ['undecided', 'undecidedTime'],
  ];
  return (
    <div className="figures-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            <th>{t('complaintAnalysis.column.unit')}</th>
            {columns.map(([key]) => (
              <th key={key} className="num">
                {t(`complaintAnalysis.column.${key}`)}
              </th>
            ))}
            <th className="num">{t('complaintAnalysis.column.inTime')}</th>
            <th className="num">{t('complaintAnalysis.column.interval')}</th>
            <th style={{ width: 260 }}>{percentText(floor, 0)} – 100%</th>
          </tr>
        </thead>
        <tbody>
          {ordered(analysis.units).map(({ place, share, ...counts }) => {
            const name = nameOf(place);
            const there = atPlace(receivedCases(scope), place);
            const value = {
              received: counts.received,
              timely: counts.inTime,
              late: counts.late,
              undecided: counts.undecided,
            };
            return (
              <tr key={place.unitId} className={share.n < MINIMUM_SAMPLE ? 't3' : ''}>
                <th scope="row" className="el">
                  {name}
                </th>
                {columns.map(([key, trait]) => (
                  <td key={key} className="num">
                    <CasesLink
                      cases={trait ? withTraits(there, trait) : there}
                      count={value[key]}
                      label={`${name} ${t(`complaintAnalysis.column.${key}`)}`}
                    />
                  </td>
                ))}
                <td className="num b">{percentText(share.rate)}</td>
                <td className="num t3">{rangeText(share.interval, percentText)}</td>
                <td>
                  {share.interval && share.rate !== null && (
                    <Whisker
                      low={scaled(share.interval.low)}
                      at={scaled(share.rate)}
                      high={scaled(share.interval.high)}
                      label={t('complaintAnalysis.timeliness.whisker', {
                        name,
                        rate: percentText(share.rate),
                        low: percentText(share.interval.low),
                        high: percentText(share.interval.high),
                        n: share.n,
                      })}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const tones: Record<TimelinessAnalysis['means'][number]['verdict'], Tone> = {
  met: 'good',
  exceeded: 'bad',
  withinError: 'neutral',
  sampleTooSmall: 'neutral',
  notComputed: 'neutral',
};

function Means({ analysis: { means } }: { analysis: TimelinessAnalysis }) {
  const { t } = useTranslation();
  return (
    <table className="figures-table">
      <thead>
        <tr>
          <th>{t('complaintAnalysis.column.rule')}</th>
          <th>{t('complaintAnalysis.column.clause')}</th>
          <th className="num">{t('complaintAnalysis.column.limit')}</th>
          <th className="num">{t('complaintAnalysis.column.mean')}</th>
          <th className="num">{t('complaintAnalysis.column.interval')}</th>
          <th className="num">{t('complaintAnalysis.column.n')}</th>
          <th>{t('complaintAnalysis.column.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {means.map(({ code, name, clause, clock, amount, unit, n, mean, interval, verdict }) => (
          <tr key={code}>
            <th scope="row">
              {name} <span className="t3">{t(`complaint.clock.${clock}`)}</span>
            </th>
            <td>{clause}</td>
            <td className="num">{t(`complaint.limit.${unit}`, { count: amount })}</td>
            <td className="num b">{mean === null ? nothing : hoursText(mean)}</td>
            <td className="num t3">{rangeText(interval, hoursText)}</td>
            <td className="num">{countText(n)}</td>
            <td>
              <StateTag tone={tones[verdict]}>{t(`complaintAnalysis.timeliness.meanVerdict.${verdict}`)}</StateTag>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
