import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConstructResult, WaveResults } from '#shared/survey/survey.schema.ts';
import { Chart, useChartColors } from '../../ui/chart.tsx';
import { Panel } from '../../ui/panel.tsx';
import { tooltipStyle, whiskerSeries } from '../../ui/whisker-series.ts';
import type { RowsRequest } from './rows-link.ts';
import { constructFinding, type Labels } from './survey.findings.ts';
import { count, decimal, range, signed, signedRange } from './survey.format.ts';
import { Verdict } from './verdict.tsx';

/** Heights of the table that the chart beside it keeps to, so that each whisker stands on its row. */
const HEAD = 28;
const ROW = 28;

interface Props {
  rows: readonly ConstructResult[];
  method: WaveResults['method'];
  target: string;
  label: Labels;
  hasPrevious: boolean;
  onRows(request: RowsRequest): void;
}

/** The seven indices as a table, and beside it as points with whiskers. No coefficients: those need a path model. */
export function ConstructPanel({ rows, method, target, label, hasPrevious, onRows }: Props) {
  const { t } = useTranslation();
  return (
    <Panel
      title={constructFinding(t, rows, label)}
      extra={<span className="t3 fs">{t(`survey.method.${method}`)}</span>}
    >
      <div className="survey-constructs">
        <table className="survey-table" title={t('survey.construct.foot')}>
          <colgroup>
            <col />
            <col style={{ width: 54 }} />
            <col style={{ width: 54 }} />
            <col style={{ width: 86 }} />
            <col style={{ width: 60 }} />
            <col style={{ width: 92 }} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('survey.construct.name')}</th>
              <th className="num">{t('survey.construct.n')}</th>
              <th className="num">{t('survey.construct.index')}</th>
              <th className="num">{t('survey.construct.interval')}</th>
              <th className="num">{t('survey.construct.change')}</th>
              <th>{t('survey.construct.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.code}
                row={row}
                isTarget={row.code === target}
                name={label(row.code)}
                onOpen={() => onRows({ filter: {}, construct: row.code })}
              />
            ))}
          </tbody>
        </table>
        <IntervalChart
          rows={rows}
          label={label}
          hasPrevious={hasPrevious}
          onOpen={(construct) => onRows({ filter: {}, construct })}
        />
      </div>
    </Panel>
  );
}

function Row({
  row,
  isTarget,
  name,
  onOpen,
}: {
  row: ConstructResult;
  isTarget: boolean;
  name: string;
  onOpen(): void;
}) {
  const { t } = useTranslation();
  return (
    <tr
      className={isTarget ? 'total' : undefined}
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
      title={t('survey.construct.sd', { sd: decimal(row.index.sd) })}
    >
      <td>{name}</td>
      <td className="num">{count(row.index.n)}</td>
      <td className="num b">{decimal(row.index.mean)}</td>
      <td className="num t2 fs">{range(row.index.interval)}</td>
      <td className="num" title={signedRange(row.comparison)}>
        {signed(row.comparison.difference)}
      </td>
      <td>
        <Verdict verdict={row.comparison.verdict} />
      </td>
    </tr>
  );
}

function IntervalChart({
  rows,
  label,
  hasPrevious,
  onOpen,
}: {
  rows: readonly ConstructResult[];
  label: Labels;
  hasPrevious: boolean;
  onOpen(construct: string): void;
}) {
  const { t } = useTranslation();
  const colors = useChartColors();
  const option = useMemo(() => chartOption(rows, label, hasPrevious, colors, t), [rows, label, hasPrevious, colors, t]);
  return (
    <Chart
      option={option}
      height={HEAD + ROW * rows.length + 6}
      label={t('survey.construct.chart')}
      onClick={({ dataIndex }) => onOpen(rows[dataIndex]?.code ?? '')}
    />
  );
}

function chartOption(
  rows: readonly ConstructResult[],
  label: Labels,
  hasPrevious: boolean,
  colors: ReturnType<typeof useChartColors>,
  t: (key: string) => string,
) {
  const [color] = colors.series as [string];
  const grey = colors.series[5] as string;
  const ends = rows.flatMap(({ index, previous }) =>
    [index.interval?.low, index.interval?.high, previous?.mean].filter((value) => value != null),
  ) as number[];
  const whiskers = rows.flatMap(({ index }, i) =>
    index.interval ? [[i, index.interval.low, index.interval.high] as [number, number, number]] : [],
  );
  const hollow = { color: colors.background, borderColor: grey, borderWidth: 1.5 };
  return {
    grid: { left: 10, right: 16, top: HEAD, height: ROW * rows.length },
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = rows[dataIndex];
        return row
          ? `${label(row.code)}<br/><b>${decimal(row.index.mean)}</b>　${range(row.index.interval)}　n ${count(row.index.n)}`
          : '';
      },
    },
    xAxis: {
      type: 'value',
      position: 'top',
      min: Math.max(0, Math.floor((Math.min(...ends, 100) - 1) / 5) * 5),
      max: Math.min(100, Math.ceil((Math.max(...ends, 0) + 1) / 5) * 5),
      interval: 5,
      axisLabel: { color: colors.text, fontSize: 11, margin: 6 },
      splitLine: { lineStyle: { color: colors.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.code),
      axisLabel: { show: false },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      whiskerSeries(whiskers, color, 'horizontal'),
      {
        type: 'scatter',
        name: t('survey.construct.current'),
        z: 4,
        symbolSize: 9,
        data: rows.map(({ index }) => ({ value: index.mean, itemStyle: index.small ? hollow : { color } })),
      },
      ...(hasPrevious
        ? [
            {
              type: 'scatter',
              name: t('survey.construct.previous'),
              z: 3,
              symbol: 'diamond',
              symbolSize: 9,
              data: rows.map(({ previous }) => ({ value: previous?.mean ?? null, itemStyle: hollow })),
            },
          ]
        : []),
    ],
  };
}
