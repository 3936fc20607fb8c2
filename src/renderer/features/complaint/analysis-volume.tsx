import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  atPlace,
  type Cases,
  type CasesScope,
  countedCases,
  onDays,
  receivedCases,
  withTraits,
} from '#shared/complaint/analysis.cases.ts';
import type { ShareView, VolumeAnalysis } from '#shared/complaint/analysis.schema.ts';
import { Panel } from '../../ui/panel.tsx';
import { countText, nothing, percentText, rangeText, rateText } from './analysis.format.ts';
import { CasesLink, ChangeTag, usePlaceName, Whisker } from './analysis-parts.tsx';
import { AnalysisState } from './analysis-state.tsx';
import { VolumeChart } from './analysis-volume-chart.tsx';

/** How many, per users, by month and unit; and what is counted beside the total. */
export function VolumeView({ scope, query }: { scope: CasesScope; query: UseQueryResult<VolumeAnalysis> }) {
  const { t } = useTranslation();
  return (
    <AnalysisState query={query} isEmpty={({ received }) => received === 0}>
      {(analysis) => (
        <>
          <Facts scope={scope} analysis={analysis} />
          <div className="figures-row">
            <Panel title={t('complaintAnalysis.volume.chartTitle')} style={{ flex: 1 }}>
              <VolumeChart scope={scope} months={analysis.months} />
            </Panel>
            <Panel title={t('complaintAnalysis.volume.months')} style={{ flex: '0 0 560px' }}>
              <MonthTable scope={scope} analysis={analysis} />
            </Panel>
          </div>
          <Panel
            title={t('complaintAnalysis.volume.units')}
            style={{ flex: '1 0 200px' }}
            extra={<span className="t3 fs">{t('complaintAnalysis.volume.unitHint')}</span>}
            foot={analysis.usersOf === null && <span className="wa">{t('complaintAnalysis.noUsers')}</span>}
          >
            <UnitTable scope={scope} analysis={analysis} />
          </Panel>
        </>
      )}
    </AnalysisState>
  );
}

type FactKey = 'A4' | 'A5' | 'A10' | 'A12' | 'A13' | 'A15' | 'A16';
interface Fact {
  readonly key: FactKey;
  readonly share: ShareView;
  readonly hits: Cases;
  readonly of: Cases | null;
}

function factsOf(scope: CasesScope, { shares }: VolumeAnalysis): Fact[] {
  const all = receivedCases(scope);
  const closed: Cases = { ...all, statuses: ['closed'] };
  return [
    { key: 'A4', share: shares.founded, hits: withTraits(all, 'founded'), of: withTraits(all, 'decided') },
    { key: 'A5', share: shares.inTime, hits: withTraits(all, 'inTime'), of: withTraits(all, 'judgedTime') },
    { key: 'A10', share: shares.repeated, hits: withTraits(closed, 'repeated'), of: closed },
    { key: 'A13', share: shares.multiChannel, hits: withTraits(all, 'multiChannel'), of: null },
    { key: 'A12', share: shares.escalated, hits: withTraits(all, 'escalated'), of: all },
    { key: 'A15', share: shares.transferredOften, hits: withTraits(all, 'transferredOften'), of: all },
    { key: 'A16', share: shares.sentBack, hits: withTraits(all, 'sentBack'), of: all },
  ];
}

function Facts({ scope, analysis }: { scope: CasesScope; analysis: VolumeAnalysis }) {
  const { t } = useTranslation();
  const { period, usersOf, beside } = analysis;
  const all = receivedCases(scope);
  const besides: [keyof typeof beside, Cases][] = [
    ['inquiries', withTraits(all, 'inquiry')],
    ['repeated', withTraits(all, 'repeated')],
    ['multiChannel', withTraits(all, 'multiChannel')],
    ['merged', { ...all, statuses: ['merged'] }],
    ['withdrawn', { ...all, statuses: ['withdrawn'] }],
  ];
  const usersKey = usersOf && usersOf.month < scope.endOn.slice(0, 7) ? 'usersCarried' : 'usersOf';
  return (
    <section className="panel figures-facts">
      <dl>
        <div title={t('complaintAnalysis.factHint.A3')}>
          <dt>{t('complaintAnalysis.facts.A3')}</dt>
          <dd className="figures-value">{rateText(period.rate)}</dd>
          <dd className="t3 fs">{rangeText(period.interval, rateText)}</dd>
          <dd className="fs">
            <CasesLink cases={countedCases(scope)} count={period.count} label={t('complaintAnalysis.facts.A3')} />
            <span className="t3">
              {' / '}
              {usersOf
                ? t(`complaintAnalysis.${usersKey}`, {
                    users: (usersOf.users / 10_000).toFixed(1),
                    month: usersOf.month,
                  })
                : t('complaintAnalysis.noUsersHere')}
            </span>
          </dd>
        </div>
        {factsOf(scope, analysis).map(({ key, share, hits, of }) => (
          <div key={key} title={t(`complaintAnalysis.factHint.${key}`)}>
            <dt>{t(`complaintAnalysis.facts.${key}`)}</dt>
            <dd className="figures-value">{percentText(share.rate)}</dd>
            <dd className="t3 fs">{rangeText(share.interval, percentText)}</dd>
            <dd className="fs">
              <CasesLink cases={hits} count={share.hits} label={t(`complaintAnalysis.facts.${key}`)} />
              <span className="t3"> / </span>
              {of ? (
                <CasesLink cases={of} count={share.n} label={t('complaintAnalysis.column.n')} />
              ) : (
                <span className="t3">{countText(share.n)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="fs">
        <span className="t3">{t('complaintAnalysis.beside.title')}</span>
        {besides.map(([key, cases]) => (
          <span key={key}>
            {t(`complaintAnalysis.beside.${key}`)}{' '}
            <CasesLink cases={cases} count={beside[key]} label={t(`complaintAnalysis.beside.${key}`)} />
          </span>
        ))}
      </p>
    </section>
  );
}

/** The latest months shown beside the chart. */
const rowsShown = 13;

function MonthTable({ scope, analysis }: { scope: CasesScope; analysis: VolumeAnalysis }) {
  const { t } = useTranslation();
  const counted = countedCases(scope);
  return (
    <div className="figures-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            <th>{t('complaintAnalysis.column.month')}</th>
            <th className="num">{t('complaintAnalysis.column.count')}</th>
            <th className="num">{t('complaintAnalysis.column.rate')}</th>
            <th className="num">{t('complaintAnalysis.column.interval')}</th>
            <th>{t('complaintAnalysis.column.previous')}</th>
            <th>{t('complaintAnalysis.column.lastYear')}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.months
            .slice(-rowsShown)
            .reverse()
            .map((month) => (
              <tr key={month.month}>
                <th scope="row">
                  {month.month}
                  {month.isRunning && <span className="t3"> {t('complaintAnalysis.volume.running')}</span>}
                </th>
                <td className="num">
                  <CasesLink cases={onDays(counted, month)} count={month.count} label={month.month} />
                </td>
                <td className="num b">{rateText(month.rate)}</td>
                <td className="num t3">{rangeText(month.interval, rateText)}</td>
                <td>
                  <ChangeTag change={month.previous} />
                </td>
                <td>
                  <ChangeTag change={month.lastYear} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function UnitTable({ scope, analysis }: { scope: CasesScope; analysis: VolumeAnalysis }) {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const highest = Math.max(...analysis.units.map(({ interval }) => interval?.high ?? 0), 1e-9);
  return (
    <div className="figures-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            <th>{t('complaintAnalysis.column.unit')}</th>
            <th className="num">{t('complaintAnalysis.column.count')}</th>
            <th className="num">{t('complaintAnalysis.column.rate')}</th>
            <th className="num">{t('complaintAnalysis.column.interval')}</th>
            <th style={{ width: 200 }}>{t('complaintAnalysis.perMonth')}</th>
            <th className="num">{t('complaintAnalysis.column.founded')}</th>
            <th className="num">{t('complaintAnalysis.column.interval')}</th>
            <th className="num">{t('complaintAnalysis.column.inTime')}</th>
            <th className="num">{t('complaintAnalysis.column.interval')}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.units.map(({ place, count, rate, interval, founded, inTime }) => {
            const name = nameOf(place);
            const here = atPlace(receivedCases(scope), place);
            return (
              <tr key={place.unitId}>
                <th scope="row" className="el">
                  {name}
                </th>
                <td className="num">
                  <CasesLink cases={atPlace(countedCases(scope), place)} count={count} label={name} />
                </td>
                <td className="num b">{rateText(rate)}</td>
                <td className="num t3">{rangeText(interval, rateText)}</td>
                <td>
                  {interval && rate !== null ? (
                    <Whisker
                      low={interval.low / highest}
                      at={rate / highest}
                      high={interval.high / highest}
                      label={`${name} ${rateText(rate)}`}
                    />
                  ) : (
                    <span className="t3">{t('complaintAnalysis.noUsersHere')}</span>
                  )}
                </td>
                <td className="num">
                  <CasesLink
                    cases={withTraits(here, 'founded')}
                    count={founded.hits}
                    label={`${name} ${t('complaintAnalysis.column.founded')}`}
                    shown={founded.n === 0 ? nothing : percentText(founded.rate)}
                  />
                </td>
                <td className="num t3">{rangeText(founded.interval, percentText)}</td>
                <td className="num">
                  <CasesLink
                    cases={withTraits(here, 'inTime')}
                    count={inTime.hits}
                    label={`${name} ${t('complaintAnalysis.column.inTime')}`}
                    shown={inTime.n === 0 ? nothing : percentText(inTime.rate)}
                  />
                </td>
                <td className="num t3">{rangeText(inTime.interval, percentText)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
