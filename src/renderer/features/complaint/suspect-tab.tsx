import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatInstant } from '#shared/kernel/dates.ts';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDueCases } from './use-due-cases.ts';

/** The end of a span of the list, which the last moment of it lies before. */
const justAfter = (at: string) => new Date(Date.parse(at) + 1).toISOString();

/** 批量办结与补录: many closings by one person in ten minutes, and acts written down later than they happened. */
export function SuspectTab() {
  const { t } = useTranslation();
  const { period, unitId } = usePeriodScope();
  const scoped = useScopedPath();
  const casesOf = useDueCases();
  const input = { unitId: unitId ?? null, from: period.startOn, to: period.endOn };
  const bulk = useQuery(orpc.complaint.bulkClosings.queryOptions({ input, placeholderData: keepPreviousData }));
  const dated = useQuery(orpc.complaint.backdatedActs.queryOptions({ input, placeholderData: keepPreviousData }));
  const found = dated.data?.filter((row) => row.backdated > 0);
  return (
    <div className="closure-pair">
      <Panel title={t('closure.bulk.title')} foot={t('closure.bulk.foot')}>
        <QueryFault query={bulk} />
        {bulk.isPending && <Skeleton rows={8} />}
        {bulk.data?.length === 0 && <EmptyState text={t('closure.bulk.none')} />}
        {bulk.data && bulk.data.length > 0 && (
          <div className="closure-scroll">
            <table className="closure-table">
              <thead>
                <tr>
                  <th>{t('closure.bulk.when')}</th>
                  <th>{t('closure.bulk.who')}</th>
                  <th className="num">{t('closure.bulk.count')}</th>
                </tr>
              </thead>
              <tbody>
                {bulk.data.map((row) => (
                  <tr key={`${row.from}-${row.closedBy}`}>
                    <td>
                      {formatInstant(row.from)}–{formatInstant(row.to).slice(11)}
                    </td>
                    <td>
                      {row.name}
                      {row.isImported && <span className="t3 fs"> {t('closure.bulk.imported')}</span>}
                    </td>
                    <td className="num">
                      <Link
                        to={scoped('/complaint', {
                          view: 'all',
                          closedBy: row.closedBy,
                          closedFrom: row.from,
                          closedTo: justAfter(row.to),
                        })}
                      >
                        {row.count}
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title={t('closure.backdated.title')} foot={t('closure.backdated.foot')}>
        <QueryFault query={dated} />
        {dated.isPending && <Skeleton rows={8} />}
        {found?.length === 0 && <EmptyState text={t('closure.backdated.none')} />}
        {found && found.length > 0 && (
          <div className="closure-scroll">
            <table className="closure-table">
              <thead>
                <tr>
                  <th>{t('closure.unit')}</th>
                  <th className="num">{t('closure.backdated.all')}</th>
                  <th className="num">{t('closure.backdated.count')}</th>
                  <th className="num">{t('closure.backdated.share')}</th>
                </tr>
              </thead>
              <tbody>
                {found.map((row) => (
                  <tr key={row.unitId}>
                    <td className="el">{row.name}</td>
                    <td className="num">{row.n.toLocaleString()}</td>
                    <td className="num">
                      <Link to={casesOf(row.unitId, 'backdated')}>{row.backdated.toLocaleString()}</Link>
                    </td>
                    <td className="num">
                      {`${((row.backdated / row.n) * 100).toFixed(1)}%`}
                      {row.interval && (
                        <span className="t3 fs">
                          {' '}
                          {(row.interval.low * 100).toFixed(1)}–{(row.interval.high * 100).toFixed(1)}
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </div>
  );
}
