import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type FigureSource, figureSource, type ReportFigure } from '#shared/report/report.figure.ts';
import { count } from '#shared/report/report.format.ts';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EvidenceTable } from './evidence-table.tsx';

const pageSize = 50;

/** The rows behind one number of the report, and whether there are still as many as it says. */
export function EvidenceDrawer({
  reportId,
  figure,
  onClose,
}: {
  reportId: string;
  figure: ReportFigure | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={figure !== undefined}
      onClose={onClose}
      size={620}
      title={figure && t(`report.figure.${figure.of}`)}
      destroyOnHidden
    >
      {figure && <Evidence key={JSON.stringify(figure)} reportId={reportId} figure={figure} />}
    </Drawer>
  );
}

const pages = { inspection: '/inspection', complaint: '/complaint?view=all', survey: '/survey' } as const;

function Evidence({ reportId, figure }: { reportId: string; figure: ReportFigure }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const input = { reportId, figure, offset: (page - 1) * pageSize, limit: pageSize };
  const query = useQuery({ ...orpc.report.evidence.queryOptions({ input }), placeholderData: keepPreviousData });
  const source: FigureSource = figureSource(figure);
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton rows={12} />;
  const { rows, total, stated } = query.data;
  return (
    <div className="report-evidence">
      <p className={stated === total ? 't2' : 'report-changed'}>
        {stated === total || stated === null
          ? t('report.evidence.count', { total: count(total) })
          : t('report.evidence.changed', { stated: count(stated), total: count(total) })}
      </p>
      <EvidenceTable rows={rows} source={source} />
      <div className="report-evidence-foot">
        <Link to={pages[source]}>{t(`report.evidence.all.${source}`)}</Link>
        {total > pageSize && (
          <Pagination
            size="small"
            current={page}
            pageSize={pageSize}
            total={total}
            onChange={setPage}
            showSizeChanger={false}
          />
        )}
      </div>
    </div>
  );
}
