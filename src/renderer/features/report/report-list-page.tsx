import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatInstant } from '#shared/kernel/dates.ts';
import { type ReportRow, type ReportState, reportStates } from '#shared/report/report.schema.ts';
import { titleIn } from '#shared/report/report.words.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CreateReport } from './create-report.tsx';
import './report.css';
import { ReportStateTag } from './report-state.tsx';

/** Reports of the scope by state, the newest period first. */
export default function ReportListPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const [state, setState] = useUrlState('state');
  const [create, setCreate] = useUrlState('create');
  const chosen = reportStates.find((each) => each === state);
  const query = useQuery(
    orpc.report.list.queryOptions({ input: { unitId, ...(chosen ? { state: chosen } : {}), limit: 500 } }),
  );
  const open = (reportId: string) => navigate(scoped(`/report/${reportId}`));
  const counts = query.data?.counts ?? {};
  const all = reportStates.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  const options = [
    { value: '', label: `${t('report.all')} ${all}` },
    ...reportStates.map((each: ReportState) => ({
      value: each as string,
      label: `${t(`report.state.${each}`)} ${counts[each] ?? 0}`,
    })),
  ];
  const button = may('report:write') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreate('1')}>
      {t('report.create')}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t('report.title')}>{button}</PageHead>
      <div className="report-filter">
        {may('report:write') && <Segmented value={state} onChange={setState} options={options} />}
      </div>
      <div className="page-body">
        <Panel style={{ flex: 1 }} foot={query.data && t('report.listFoot', { count: query.data.total })}>
          {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
          {query.isPending && <Skeleton rows={10} />}
          {query.data?.total === 0 && (
            <EmptyState
              text={t(chosen ? 'report.emptyState' : may('report:write') ? 'report.empty' : 'report.emptyReader')}
              action={!chosen && button}
            />
          )}
          {query.data && query.data.total > 0 && <ReportGrid rows={query.data.rows} onOpen={open} />}
        </Panel>
      </div>
      {create !== '' && <CreateReport onClose={() => setCreate(undefined)} onCreated={open} />}
    </div>
  );
}

function ReportGrid({ rows, onOpen }: { rows: ReportRow[]; onOpen(reportId: string): void }) {
  const { t } = useTranslation();
  const language = usePreferences().language === 'en' ? 'en' : 'zh';
  const columns = useMemo((): ColDef<ReportRow>[] => {
    const link = ({ data }: { data: ReportRow }) => (
      <a
        href={`#/report/${data.reportId}`}
        onClick={(event) => {
          event.preventDefault();
          onOpen(data.reportId);
        }}
      >
        {titleIn(data, language)}
      </a>
    );
    return [
      { headerName: t('report.list.number'), field: 'number', width: 122 },
      { headerName: t('report.list.name'), flex: 2, minWidth: 280, cellRenderer: link },
      { headerName: t('report.list.unit'), field: 'unitName', width: 120 },
      {
        headerName: t('report.list.period'),
        width: 178,
        valueGetter: ({ data }) => `${data?.startOn} – ${data?.endOn}`,
      },
      {
        headerName: t('report.list.state'),
        width: 96,
        cellRenderer: ({ data }: { data: ReportRow }) => <ReportStateTag state={data.state} />,
      },
      { headerName: t('report.list.author'), field: 'authorName', width: 86 },
      { headerName: t('report.list.signer'), field: 'signerName', width: 86 },
      {
        headerName: t('report.list.updated'),
        width: 130,
        valueGetter: ({ data }) => (data ? formatInstant(data.updatedAt) : ''),
      },
    ];
  }, [t, language, onOpen]);
  return (
    <Grid<ReportRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.reportId}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.reportId)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.reportId)}
    />
  );
}
