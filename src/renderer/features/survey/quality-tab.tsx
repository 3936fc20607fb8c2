import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemResult, SubmissionFilter, WaveResults } from '#shared/survey/survey.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tooltipStyle } from '../../ui/whisker-series.ts';
import { NoSubmissions } from './result-tab.tsx';
import type { RowsRequest } from './rows-link.ts';
import type { Labels } from './survey.findings.ts';
import { count, decimal, percent, signed } from './survey.format.ts';

interface Props {
  results: WaveResults;
  label: Labels;
  onRows(request: RowsRequest): void;
}

/** How far the sample can be trusted; each figure opens the submissions behind it. */
export function QualityTab({ results, label, onRows }: Props) {
  const { t } = useTranslation();
  const { quality, items } = results;
  if (quality.submissions === 0) return <NoSubmissions results={results} />;
  const target = results.constructs.find((row) => row.code === results.target);
  const rest = quality.indexWithoutStraightLine;
  const moved = rest.mean !== null && target?.index.mean != null ? rest.mean - target.index.mean : null;
  const effect = t('survey.quality.effect', {
    construct: label(results.target),
    value: decimal(rest.mean),
    difference: signed(moved),
  });
  const open = (filter: SubmissionFilter) => onRows({ filter });
  return (
    <>
      <Panel
        title={t('survey.quality.title', {
          missing: percent(quality.missing.rate),
          straight: percent(quality.straightLine.rate),
        })}
        style={{ flex: 'none' }}
      >
        <div className="survey-cards" style={{ padding: 10 }}>
          <Card
            title={t('survey.quality.submissions')}
            value={count(quality.submissions)}
            detail={results.wave.name}
            onOpen={() => open({})}
          />
          <Card
            title={t('survey.quality.missing')}
            value={percent(quality.missing.rate)}
            detail={t('survey.quality.missingDetail', {
              count: count(quality.missing.count),
              n: count(quality.missing.n),
            })}
            onOpen={() => open({ quality: 'incomplete' })}
          />
          <ShareCard title={t('survey.quality.complete')} share={quality.complete} />
          <ShareCard
            title={t('survey.quality.straightLine')}
            share={quality.straightLine}
            onOpen={() => open({ quality: 'straightLine' })}
          />
          <ShareCard
            title={t('survey.quality.speeder')}
            share={quality.speeder}
            onOpen={() => open({ quality: 'speeder' })}
            missing={t('survey.quality.noDuration')}
          />
          <ShareCard title={t('survey.quality.repeated')} share={quality.repeated} />
        </div>
        <p className="survey-note" style={{ padding: '0 12px 10px' }}>
          {effect}
          {t('survey.sentenceEnd')} {t('survey.quality.note')} {t('survey.quality.shown')}
        </p>
      </Panel>
      <MissingPanel items={items} submissions={quality.submissions} label={label} onRows={onRows} />
    </>
  );
}

function Card({
  title,
  value,
  detail,
  onOpen,
}: {
  title: string;
  value: string;
  detail: string;
  onOpen?: (() => void) | undefined;
}) {
  return (
    <button type="button" disabled={!onOpen} onClick={onOpen}>
      <span className="t2">{title}</span>
      <b>{value}</b>
      <small>{detail}</small>
    </button>
  );
}

function ShareCard({
  title,
  share,
  onOpen,
  missing = '',
}: {
  title: string;
  share: WaveResults['quality']['complete'];
  onOpen?: () => void;
  missing?: string;
}) {
  const { t } = useTranslation();
  const { n, rate, interval } = share;
  if (n === 0) return <Card title={title} value="—" detail={missing} />;
  const ends = interval
    ? t('survey.quality.interval', { low: percent(interval.low), high: percent(interval.high) })
    : '';
  return (
    <Card
      title={title}
      value={percent(rate)}
      detail={`${t('survey.quality.ofN', { count: count(share.count), n: count(n) })} · ${ends}`}
      onOpen={share.count > 0 ? onOpen : undefined}
    />
  );
}

function MissingPanel({
  items,
  submissions,
  label,
  onRows,
}: {
  items: readonly ItemResult[];
  submissions: number;
  label: Labels;
  onRows(request: RowsRequest): void;
}) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const worst = items.reduce<ItemResult | undefined>(
    (most, item) => (item.missing > (most?.missing ?? 0) ? item : most),
    undefined,
  );
  const title = worst
    ? t('survey.quality.items', { code: worst.code, rate: percent(worst.missing / submissions) })
    : t('survey.quality.itemsNone');
  const option = useMemo(
    () => ({
      grid: { left: 46, right: 16, top: 28, bottom: 40 },
      tooltip: {
        ...tooltipStyle(colors),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const item = items[dataIndex];
          return item
            ? `${item.code} ${label(item.code)}<br/><b>${percent(item.missing / submissions)}</b>　${item.missing} / ${count(submissions)}`
            : '';
        },
      },
      xAxis: {
        type: 'category',
        data: items.map((item) => item.code),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colors.line } },
        axisLabel: { color: colors.text, fontSize: 11, interval: 0, rotate: 30 },
      },
      yAxis: {
        type: 'value',
        name: t('survey.quality.rate'),
        nameTextStyle: { color: colors.text },
        min: 0,
        axisLabel: { color: colors.text, fontSize: 11, formatter: '{value}%' },
        splitLine: { lineStyle: { color: colors.line } },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 26,
          data: items.map((item) => (item.missing / submissions) * 100),
          itemStyle: { color: colors.series[0] },
        },
      ],
    }),
    [items, submissions, label, colors, t],
  );
  return (
    <Panel title={title} style={{ flex: 1, minHeight: 260 }}>
      <Chart
        option={option}
        label={t('survey.quality.itemChart')}
        onClick={({ dataIndex }) =>
          items[dataIndex] &&
          onRows({
            filter: { item: { code: items[dataIndex].code, answer: null } },
            construct: items[dataIndex].construct,
          })
        }
      />
    </Panel>
  );
}
