import { DownloadOutlined } from '@ant-design/icons';
import type { ColDef, IDatasource } from 'ag-grid-community';
import { App, Button, Drawer, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionFilter, SubmissionView, WaveResults } from '#shared/survey/survey.schema.ts';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { Grid } from '../../ui/grid.tsx';
import type { RowsRequest } from './rows-link.ts';
import type { Labels } from './survey.findings.ts';
import { count, decimal } from './survey.format.ts';

const PAGE = 100;

interface Props {
  results: WaveResults;
  request: RowsRequest | undefined;
  label: Labels;
  onClose(): void;
}

/** The submissions behind a number, a page at a time; the page beside it stays usable. */
export function SubmissionDrawer({ results, request, label, onClose }: Props) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const { unitId } = usePeriodScope();
  const [total, setTotal] = useState<number>();
  const [shows, setShows] = useState<'indices' | 'answers'>('indices');
  const { waveId } = results.wave;
  const key = JSON.stringify([waveId, unitId, request?.filter]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for wave, unit and filter by value
  const source = useMemo(
    () => datasource(waveId, { ...request?.filter, unitId }, setTotal, (error) => message.error(errorText(error, t))),
    [key],
  );
  const columns = useMemo(() => columnsOf(results, request, shows, label, t), [results, request, shows, label, t]);
  const exportRows = async () => {
    try {
      await client.survey.exportSubmissions({
        waveId,
        filter: { ...request?.filter, unitId },
        language: language === 'en' ? 'en' : 'zh',
      });
      message.success(t('survey.wave.exportStarted'));
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const controls = (
    <>
      <Segmented
        size="small"
        value={shows}
        onChange={setShows}
        options={[
          { value: 'indices', label: t('survey.rows.showIndices') },
          { value: 'answers', label: t('survey.rows.showAnswers') },
        ]}
      />{' '}
      <Button size="small" icon={<DownloadOutlined />} onClick={exportRows}>
        {t('survey.rows.export')}
      </Button>
    </>
  );
  return (
    <Drawer
      open={request !== undefined}
      onClose={onClose}
      mask={false}
      size={680}
      destroyOnHidden
      title={
        <span>
          {total === undefined ? t('survey.rows.all') : t('survey.rows.title', { count: count(total) })}{' '}
          <span className="t3 fs" style={{ fontWeight: 400 }}>
            {describe(request, results, t)}
          </span>
        </span>
      }
      extra={controls}
      styles={{ body: { padding: 0, display: 'flex' } }}
    >
      <Grid<SubmissionView>
        rowModelType="infinite"
        cacheBlockSize={PAGE}
        maxBlocksInCache={10}
        datasource={source}
        columnDefs={columns}
        rowHeight={28}
        getRowId={({ data }) => data.submissionId}
      />
    </Drawer>
  );
}

function datasource(
  waveId: string,
  filter: SubmissionFilter,
  onTotal: (total: number) => void,
  onError: (error: unknown) => void,
): IDatasource {
  return {
    async getRows({ startRow, endRow, successCallback, failCallback }) {
      try {
        const page = await client.survey.submissions({ waveId, filter, offset: startRow, limit: endRow - startRow });
        onTotal(page.total);
        successCallback(page.rows, page.total);
      } catch (error) {
        onError(error);
        failCallback();
      }
    },
  };
}

/** What the rows have in common, in words. */
function describe(
  request: RowsRequest | undefined,
  results: WaveResults,
  t: ReturnType<typeof useTranslation>['t'],
): string {
  const { segment, item, quality } = request?.filter ?? {};
  const parts = [results.wave.name];
  if (segment) {
    const name = segment.dimension.startsWith('extra:')
      ? segment.dimension.slice('extra:'.length)
      : t(`survey.segment.${segment.dimension}`);
    parts.push(t('survey.rows.segment', { name, value: request?.label ?? segment.value ?? t('survey.segment.blank') }));
  }
  if (item)
    parts.push(
      item.answer === null
        ? t('survey.rows.itemMissing', { code: item.code })
        : t('survey.rows.item', { code: item.code, answer: item.answer }),
    );
  if (quality) parts.push(t(`survey.rows.quality.${quality}`));
  return parts.join(' · ');
}

function columnsOf(
  results: WaveResults,
  request: RowsRequest | undefined,
  shows: 'indices' | 'answers',
  label: Labels,
  t: ReturnType<typeof useTranslation>['t'],
): ColDef<SubmissionView>[] {
  const { definition } = results;
  const number = { type: 'rightAligned', cellDataType: false } as const;
  const indices = definition.constructs.map(
    ({ code }): ColDef<SubmissionView> => ({
      ...number,
      headerName: label(code),
      width: 78,
      cellClass: code === request?.construct ? ['ag-right-aligned-cell', 'b'] : 'ag-right-aligned-cell',
      valueGetter: ({ data }) => decimal(data?.indices[code]),
    }),
  );
  // The items of the construct that was clicked come first.
  const positions = definition.items
    .map((item, position) => ({ item, position }))
    .sort((a, b) => Number(b.item.construct === request?.construct) - Number(a.item.construct === request?.construct));
  const answers = positions.map(
    ({ item, position }): ColDef<SubmissionView> => ({
      ...number,
      headerName: item.code,
      headerTooltip: label(item.code),
      width: 66,
      cellClass: item.construct === request?.construct ? ['ag-right-aligned-cell', 'b'] : 'ag-right-aligned-cell',
      valueGetter: ({ data }) => data?.answers[position] ?? '—',
    }),
  );
  return [
    { ...number, headerName: t('survey.rows.line'), field: 'lineNumber', width: 62, pinned: 'left' },
    { headerName: t('survey.rows.externalId'), field: 'externalId', width: 90 },
    { headerName: t('survey.rows.unit'), field: 'unitName', width: 118 },
    ...(shows === 'indices' ? indices : answers),
    { headerName: t('survey.rows.channel'), field: 'channel', width: 84 },
    { headerName: t('survey.rows.grade'), field: 'grade', width: 84 },
    { ...number, headerName: t('survey.rows.missing'), field: 'missingCount', width: 62 },
    {
      headerName: t('survey.rows.straightLine'),
      width: 62,
      valueGetter: ({ data }) => (data?.isStraightLine ? t('common.yes') : ''),
    },
    { ...number, headerName: t('survey.rows.duration'), field: 'durationSeconds', width: 78 },
  ];
}
