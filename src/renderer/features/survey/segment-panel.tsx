import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentRow, WaveResults } from '#shared/survey/survey.schema.ts';
import { usePeriodScope, useUrlState } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { IntervalCell, IntervalHead, type IntervalScale, intervalScale } from './interval-cell.tsx';
import type { RowsRequest } from './rows-link.ts';
import { type Labels, segmentFinding } from './survey.findings.ts';
import { count, decimal, range, signed, signedRange } from './survey.format.ts';
import { Verdict } from './verdict.tsx';

const DIMENSIONS = ['unit', 'business', 'channel', 'grade'] as const;

interface Props {
  results: WaveResults;
  compareWaveId: string | undefined;
  label: Labels;
  onRows(request: RowsRequest): void;
}

/** One construct by segment, each with its interval drawn, its change and what may be said about it. */
export function SegmentPanel({ results, compareWaveId, label, onRows }: Props) {
  const { t } = useTranslation();
  const { unitId } = usePeriodScope();
  const [dimension, setDimension] = useUrlState('dimension', 'unit');
  const [construct, setConstruct] = useUrlState('construct', results.target);
  const { waveId, business } = results.wave;
  const query = useQuery(
    orpc.survey.segments.queryOptions({ input: { waveId, unitId, compareWaveId, dimension, construct } }),
  );
  const name = (row: SegmentRow) =>
    dimension === 'business' && row.value ? t(`survey.business.${row.value}`) : row.label;
  const rows = query.data?.rows.map((row) => ({ ...row, label: name(row) })) ?? [];
  const open = (row: SegmentRow) =>
    onRows({
      filter: { segment: { dimension, value: row.value } },
      construct,
      label: row.label ?? t('survey.segment.blank'),
    });
  const title = query.data ? segmentFinding(t, rows, results.previousWave !== null) : label(construct);
  const extra = (
    <Controls
      results={results}
      label={label}
      dimension={dimension}
      construct={construct}
      onDimension={setDimension}
      onConstruct={setConstruct}
    />
  );
  const omitted = query.data?.omitted ? t('survey.segment.omitted', { count: query.data.omitted }) : '';
  return (
    <Panel
      title={title}
      extra={extra}
      foot={
        <span className="el" title={`${t('survey.segment.foot')} ${omitted}`.trim()}>
          {t('survey.segment.foot')} {omitted}
        </span>
      }
    >
      {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <Skeleton rows={7} />}
      {query.data && (
        <Table
          key={business}
          rows={rows}
          total={query.data.total}
          onOpen={open}
          onAll={() => onRows({ filter: {}, construct })}
        />
      )}
    </Panel>
  );
}

interface ControlProps {
  results: WaveResults;
  label: Labels;
  dimension: string;
  construct: string;
  onDimension(value: string): void;
  onConstruct(value: string): void;
}

function Controls({ results, label, dimension, construct, onDimension, onConstruct }: ControlProps) {
  const { t } = useTranslation();
  const extras = results.extraDimensions.map((name) => ({ value: `extra:${name}`, label: name }));
  return (
    <>
      <Select
        size="small"
        aria-label={t('survey.construct.name')}
        value={construct}
        onChange={onConstruct}
        popupMatchSelectWidth={180}
        style={{ width: 128 }}
        options={results.definition.constructs.map((each) => ({ value: each.code, label: label(each.code) }))}
      />
      <Segmented
        size="small"
        value={dimension}
        onChange={(value) => onDimension(String(value))}
        options={DIMENSIONS.map((value) => ({ value, label: t(`survey.segment.${value}`) }))}
      />
      {extras.length > 0 && (
        <Select
          size="small"
          aria-label={t('survey.segment.other')}
          placeholder={t('survey.segment.other')}
          value={dimension.startsWith('extra:') ? dimension : undefined}
          onChange={onDimension}
          options={extras}
          popupMatchSelectWidth={200}
          style={{ width: 96 }}
        />
      )}
    </>
  );
}

interface TableProps {
  rows: readonly SegmentRow[];
  total: SegmentRow;
  onOpen(row: SegmentRow): void;
  onAll(): void;
}

function Table({ rows, total, onOpen, onAll }: TableProps) {
  const { t } = useTranslation();
  const scale = useMemo(() => intervalScale([total.index, ...rows.map((row) => row.index)]), [rows, total]);
  return (
    <div className="survey-scroll">
      <table className="survey-table">
        <colgroup>
          <col />
          <col style={{ width: 62 }} />
          <col style={{ width: 56 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 200 }} />
          <col style={{ width: 66 }} />
          <col style={{ width: 96 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('survey.segment.name')}</th>
            <th className="num">{t('survey.segment.n')}</th>
            <th className="num">{t('survey.segment.index')}</th>
            <th className="num">{t('survey.segment.interval')}</th>
            <th className="whisker">
              <IntervalHead scale={scale} />
            </th>
            <th className="num">{t('survey.segment.change')}</th>
            <th>{t('survey.segment.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          <Row
            row={{ ...total, label: t('survey.segment.total') }}
            scale={scale}
            reference={total.index.mean}
            onOpen={onAll}
            isTotal
          />
          {rows.map((row) => (
            <Row
              key={row.value ?? ''}
              row={row}
              scale={scale}
              reference={total.index.mean}
              onOpen={() => onOpen(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const tones = {
  increased: 'good',
  decreased: 'bad',
  withinError: 'normal',
  sampleTooSmall: 'normal',
  noPrevious: 'normal',
} as const;

function Row({
  row,
  scale,
  reference,
  onOpen,
  isTotal = false,
}: {
  row: SegmentRow;
  scale: IntervalScale;
  reference: number | null;
  onOpen(): void;
  isTotal?: boolean;
}) {
  const { t } = useTranslation();
  // A small sample gets no verdict, whatever there is to compare with.
  const verdict =
    row.index.small && row.comparison.verdict !== 'noPrevious' ? 'sampleTooSmall' : row.comparison.verdict;
  return (
    <tr
      className={isTotal ? 'total' : undefined}
      tabIndex={0}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && onOpen()}
    >
      <td title={row.label ?? undefined}>{row.label ?? t('survey.segment.blank')}</td>
      <td className="num">{count(row.index.n)}</td>
      <td className="num b">{decimal(row.index.mean)}</td>
      <td className="num t2 fs">{range(row.index.interval)}</td>
      <td className="whisker">
        <IntervalCell figure={row.index} scale={scale} reference={reference} tone={tones[verdict]} />
      </td>
      <td className="num" title={signedRange(row.comparison)}>
        {verdict === 'sampleTooSmall' ? '—' : signed(row.comparison.difference)}
      </td>
      <td>
        <Verdict verdict={row.index.small ? 'sampleTooSmall' : verdict} />
      </td>
    </tr>
  );
}
