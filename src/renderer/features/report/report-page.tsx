import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { figureText, parseFigure } from '#shared/report/report.figure.ts';
import { type ReportBlock, type ReportView, reportBlocks } from '#shared/report/report.schema.ts';
import { titleIn } from '#shared/report/report.words.ts';
import { useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { FailedPage } from '../../ui/failed-page.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BlockList } from './block-list.tsx';
import { EvidenceDrawer } from './evidence-drawer.tsx';
import { Inspector } from './inspector.tsx';
import './report.css';
import { useStartedJob } from '../../app/use-started-job.ts';
import { ReportActions } from './report-actions.tsx';
import { ReportPreview } from './report-preview.tsx';
import { ReportSteps } from './report-state.tsx';

const zooms = [0.5, 0.67, 0.77, 0.86, 1, 1.25, 1.5];

/** One report: blocks left, the page as it prints in the middle, the author's words and the differences right. */
export default function ReportPage() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { reportId = '' } = useParams();
  const query = useQuery(orpc.report.get.queryOptions({ input: { reportId } }));
  if (query.data) return <Editor report={query.data} />;
  if (query.error)
    return (
      <FailedPage list={t('report.title')} to={scoped('/report')} error={query.error} onRetry={() => query.refetch()} />
    );
  return (
    <div className="page">
      <PageHead title={t('report.title')} />
      <div className="page-body">
        <Skeleton rows={12} />
      </div>
    </div>
  );
}

function Editor({ report }: { report: ReportView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const queries = useQueryClient();
  const { language } = usePreferences();
  const [chosen, setBlock] = useUrlState('block', 'summary');
  const [, setTab] = useUrlState('tab', 'text');
  const block = reportBlocks.find((each) => each === chosen) ?? 'summary';
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: orpc.report.key() });
  };
  const refresh = useStartedJob(changed);
  useBlockKeys(block, setBlock);
  const names = { draft: report.authorName, reviewed: report.reviewerName, signed: report.signerName };
  return (
    <div className="page">
      <PageHead
        title={titleIn(report, language === 'en' ? 'en' : 'zh')}
        crumb={<Link to={scoped('/report')}>{t('report.title')}</Link>}
        detail={report.number}
      >
        <ReportSteps state={report.state} names={names} />
        <ReportActions report={report} onChanged={changed} onRemoved={() => navigate(scoped('/report'))} />
      </PageHead>
      {report.returnReason && report.state === 'draft' && (
        <div className="report-returned">{t('report.returned', { reason: report.returnReason })}</div>
      )}
      <div className="report-body">
        <BlockList
          report={report}
          block={block}
          onBlock={setBlock}
          refresh={refresh}
          onCompare={() => setTab('difference')}
        />
        <PagePanel report={report} block={block} />
        <Inspector report={report} block={block} onBlock={setBlock} />
      </div>
    </div>
  );
}

function PagePanel({ report, block }: { report: ReportView; block: ReportBlock }) {
  const { t } = useTranslation();
  const { language: chosen } = usePreferences();
  const [zoom, setZoom] = useState(0.77);
  const [figure, setFigure] = useUrlState('figure');
  const language = chosen === 'en' ? 'en' : 'zh';
  // The key holds what the page is made of, so that a saved text or new numbers bring a new page.
  const options = orpc.report.page.queryOptions({ input: { reportId: report.reportId, language, links: true } });
  const query = useQuery({ ...options, placeholderData: keepPreviousData });
  const step = (by: number) =>
    setZoom(zooms[Math.min(zooms.length - 1, Math.max(0, zooms.indexOf(zoom) + by))] ?? zoom);
  const extra = (
    <>
      <span className="t3 report-legend">
        <u>{t('report.clickable')}</u> <i>{t('report.ownWords')}</i>
      </span>
      <Button
        size="small"
        type="text"
        icon={<MinusOutlined />}
        aria-label={t('report.zoomOut')}
        onClick={() => step(-1)}
      />
      <span className="t3">{Math.round(zoom * 100)}%</span>
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        aria-label={t('report.zoomIn')}
        onClick={() => step(1)}
      />
    </>
  );
  return (
    <Panel className="report-middle" title={t('report.page')} extra={extra}>
      {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <Skeleton rows={14} />}
      {query.data && (
        <ReportPreview
          html={query.data.html}
          zoom={zoom}
          target={block}
          onFigure={(figure) => setFigure(figureText(figure))}
        />
      )}
      <EvidenceDrawer reportId={report.reportId} figure={parseFigure(figure)} onClose={() => setFigure(undefined)} />
    </Panel>
  );
}

/** Alt ↑ ↓ goes from block to block. */
function useBlockKeys(block: ReportBlock, setBlock: (block: ReportBlock) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      const next = reportBlocks[reportBlocks.indexOf(block) + (event.key === 'ArrowUp' ? -1 : 1)];
      if (next) setBlock(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [block, setBlock]);
}
