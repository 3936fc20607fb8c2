import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BunchingView } from '#shared/complaint/closure.schema.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useDueCases } from './use-due-cases.ts';

const percent = (share: number | null, digits = 1) => (share === null ? '—' : `${(share * 100).toFixed(digits)}%`);
const points = (share: number | null) => (share === null ? '—' : `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`);

/** 卡点关闭: answers lined up at their deadline, and which unit has more of them in the last two hours than the others. */
export function BunchingTab() {
  const { t } = useTranslation();
  const { period, unitId } = usePeriodScope();
  const casesOf = useDueCases();
  const query = useQuery(
    orpc.complaint.bunching.queryOptions({
      input: { unitId: unitId ?? null, from: period.startOn, to: period.endOn },
      placeholderData: keepPreviousData,
    }),
  );
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton rows={14} />;
  const { units } = query.data;
  if (units.length === 0)
    return (
      <div className="closure-audit bare">
        <Panel title={t('closure.bunching.byUnit')}>
          <EmptyState text={t('closure.bunching.none')} />
        </Panel>
      </div>
    );
  const signals = units.filter((one) => one.isSignal);
  return (
    <div className="closure-pair">
      <Panel
        title={
          signals.length > 0
            ? t('closure.bunching.found', { list: signals.map((one) => one.name).join(t('common.comma')) })
            : t('closure.bunching.clean')
        }
        foot={t('closure.bunching.chartFoot', {
          early: query.data.steps.at(-1)?.count.toLocaleString('en-US') ?? 0,
          late: query.data.steps[0]?.count.toLocaleString('en-US') ?? 0,
        })}
      >
        <MarginChart data={query.data} />
      </Panel>
      <Panel title={t('closure.bunching.byUnit')} foot={t('closure.bunching.foot')}>
        <div className="closure-scroll">
          <table className="closure-table">
            <thead>
              <tr>
                <th>{t('closure.unit')}</th>
                <th className="num">{t('closure.bunching.answers')}</th>
                <th className="num">{t('closure.bunching.last')}</th>
                <th className="num">{t('closure.bunching.share')}</th>
                <th className="num">{t('closure.bunching.expected')}</th>
                <th className="num">{t('closure.bunching.difference')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {units.map((one) => (
                <tr key={one.unitId}>
                  <td className="el">{one.name}</td>
                  <td className="num">{one.n.toLocaleString('en-US')}</td>
                  <td className="num">
                    {one.last > 0 ? (
                      <Link to={casesOf(one.unitId, 'lastHours')}>{one.last.toLocaleString('en-US')}</Link>
                    ) : (
                      0
                    )}
                  </td>
                  <td className="num">{percent(one.share)}</td>
                  <td className="num t3">{percent(one.expected)}</td>
                  <td
                    className="num"
                    title={one.interval ? `${points(one.interval.low)} … ${points(one.interval.high)}` : ''}
                  >
                    {points(one.difference)}
                  </td>
                  <td>{one.isSignal && <StateTag tone="bad">{t('closure.bunching.signal')}</StateTag>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}

/** The outermost steps hold all that lies beyond and would press the others flat: they are told in words. */
function MarginChart({ data }: { data: BunchingView }) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const steps = useMemo(() => data.steps.slice(1, -1), [data]);
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 28, bottom: 44 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        // the deadline stands at the right end of the steps before it
        inverse: true,
        name: t('closure.bunching.axis'),
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: colors.text },
        data: steps.map((step) => String(step.from)),
        axisLabel: { color: colors.text },
        axisLine: { lineStyle: { color: colors.line } },
      },
      yAxis: {
        type: 'value',
        name: t('closure.bunching.answers'),
        nameTextStyle: { color: colors.text },
        axisLabel: { color: colors.text },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          data: steps.map((step) => ({
            value: step.count,
            itemStyle: {
              color: step.from === 0 ? colors.warning : step.from < 0 ? colors.bad : colors.series[0],
            },
          })),
        },
      ],
    }),
    [steps, colors, t],
  );
  return <Chart option={option} label={t('closure.bunching.byUnit')} />;
}
