import { CheckOutlined, CloseCircleOutlined, ReloadOutlined, SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import { type ReportBlock, type ReportView, reportBlocks } from '#shared/report/report.schema.ts';
import type { StartedJob } from '../../app/use-started-job.ts';
import { client } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { JobBar } from './job-bar.tsx';

interface Shown {
  report: ReportView;
  block: ReportBlock;
  onBlock(block: ReportBlock): void;
  refresh: StartedJob;
  onCompare(): void;
}

/** Left of the page: the blocks with their state, and when the numbers were taken. */
export function BlockList({ report, block, onBlock, refresh, onCompare }: Shown) {
  const { t } = useTranslation();
  return (
    <Panel className="report-blocks" title={`${t('report.blocks')} ${reportBlocks.length}`}>
      <ul>
        {reportBlocks.map((each) => (
          <li key={each}>
            <button
              type="button"
              className={each === block ? 'on' : ''}
              aria-current={each === block}
              onClick={() => onBlock(each)}
            >
              <span className="el">{t(`report.block.${each}`)}</span>
              <BlockState report={report} block={each} />
            </button>
          </li>
        ))}
      </ul>
      <div className="report-snapshot">
        <b>{t('report.snapshot')}</b>
        <span className="t3">
          {t('report.snapshotTaken', { at: formatInstant(report.snapshotAt), from: report.startOn, to: report.endOn })}
        </span>
        {report.state === 'issued' && <span className="t3">{t('report.snapshotFrozen')}</span>}
        <div>
          {report.acts.includes('refresh') && (
            <Button
              size="small"
              icon={<ReloadOutlined />}
              disabled={refresh.isRunning}
              onClick={() => refresh.start(() => client.report.refresh({ reportId: report.reportId }))}
            >
              {t('report.refresh')}
            </Button>
          )}
          <Button size="small" icon={<SwapOutlined />} onClick={onCompare}>
            {t('report.compare')}
          </Button>
        </div>
        <JobBar job={refresh} text={t('report.taking')} />
      </div>
    </Panel>
  );
}

function BlockState({ report, block }: { report: ReportView; block: ReportBlock }) {
  const { t } = useTranslation();
  if (report.missing.includes(block))
    return (
      <span className="er">
        <CloseCircleOutlined /> {t('report.blockMissing')}
      </span>
    );
  return (
    <span className="ok">
      <CheckOutlined /> {t(report.texts[block]?.trim() ? 'report.blockReady' : 'report.blockAuto')}
    </span>
  );
}
