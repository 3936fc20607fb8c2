import { CheckOutlined, CloseCircleOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ReportBlock, type ReportView, reportBlocks } from '#shared/report/report.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Differences } from './differences.tsx';
import { TextEditor } from './text-editor.tsx';

const tabs = ['text', 'difference', 'source'] as const;

/** Right of the page: the author's words, what the data of now would change, where the numbers come from. */
export function Inspector({
  report,
  block,
  onBlock,
}: {
  report: ReportView;
  block: ReportBlock;
  onBlock(block: ReportBlock): void;
}) {
  const { t } = useTranslation();
  const [tab, setTab] = useUrlState('tab', 'text');
  return (
    <div className="report-right">
      <Panel
        style={{ flex: 1 }}
        title={
          <Segmented
            size="small"
            value={tab}
            onChange={setTab}
            options={tabs.map((value) => ({ value, label: t(`report.tab.${value}`) }))}
          />
        }
      >
        <div className="report-tab">
          {tab === 'difference' && <Differences reportId={report.reportId} onBlock={onBlock} />}
          {tab === 'source' && <Sources report={report} />}
          {tab === 'text' && <TextEditor key={`${report.reportId}/${block}`} report={report} block={block} />}
        </div>
      </Panel>
      <Checklist report={report} onBlock={onBlock} />
    </div>
  );
}

function Sources({ report }: { report: ReportView }) {
  const { t } = useTranslation();
  const { snapshot } = report;
  return (
    <dl className="report-sources">
      {snapshot.fingerprints.map((print) => (
        <div key={print.source}>
          <dt>
            {t(`report.source.${print.source}`)}{' '}
            <span className="t3">{t('report.records', { count: print.count })}</span>
          </dt>
          <dd className="mono">{print.sha256}</dd>
        </div>
      ))}
      <div>
        <dt>
          {t('report.fingerprint')}{' '}
          <span className="t3">{t('report.method', { version: snapshot.methodVersion })}</span>
        </dt>
        <dd className="mono">{snapshot.fingerprint}</dd>
      </div>
    </dl>
  );
}

/** What is missing before the report may be sent on, each with a way there; and what signing will mean. */
function Checklist({ report, onBlock }: { report: ReportView; onBlock(block: ReportBlock): void }) {
  const { t } = useTranslation();
  if (report.state !== 'draft') return null;
  return (
    <Panel
      title={
        report.missing.length === 0
          ? t('report.before.ready')
          : t('report.before.title', { count: report.missing.length })
      }
    >
      <ul className="report-check">
        <li>
          <CheckOutlined className="ok" /> {t('report.before.numbers', { count: reportBlocks.length })}
        </li>
        {report.missing.map((block) => (
          <li key={block}>
            <CloseCircleOutlined className="er" />{' '}
            <span>{t('report.before.missing', { block: t(`report.block.${block}`) })}</span>
            <Button type="link" size="small" onClick={() => onBlock(block)}>
              {t('report.before.go')}
            </Button>
          </li>
        ))}
        <li className="t3">
          <InfoCircleOutlined /> <span>{t('report.consequence')}</span>
        </li>
      </ul>
    </Panel>
  );
}
