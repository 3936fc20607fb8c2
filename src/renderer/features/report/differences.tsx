import { ReloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, ReportBlock } from '#shared/report/report.schema.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { useStartedJob } from '../../app/use-started-job.ts';
import { client, orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JobBar } from './job-bar.tsx';

/** Compares the report with the data of now, as a task, and lists each number that would change. */
export function Differences({ reportId, onBlock }: { reportId: string; onBlock(block: ReportBlock): void }) {
  const { t } = useTranslation();
  const [comparisonId, setComparisonId] = useState<string>();
  const job = useStartedJob((result) => setComparisonId(String(result.comparisonId)));
  const compare = () => job.start(() => client.report.compare({ reportId }));
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void compare();
  });
  const options = orpc.report.comparison.queryOptions({ input: { comparisonId: comparisonId ?? '' } });
  const query = useQuery({ ...options, enabled: comparisonId !== undefined, retry: false });
  return (
    <div className="report-differences">
      <p className="t3 report-hint">{t('report.compareHint')}</p>
      <JobBar job={job} text={t('report.comparing')} />
      {query.error && <ErrorPanel error={query.error} onRetry={compare} />}
      {query.data && !job.isRunning && <Found comparison={query.data} onBlock={onBlock} />}
      {!job.isRunning && (
        <Button size="small" icon={<ReloadOutlined />} onClick={compare}>
          {t('report.compareAgain')}
        </Button>
      )}
    </div>
  );
}

function Found({ comparison, onBlock }: { comparison: Comparison; onBlock(block: ReportBlock): void }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { isSame, differences, changes } = comparison;
  const unchanged = isSame ? t('report.same') : t('report.sameNumbers');
  return (
    <>
      <b>{differences.length === 0 ? unchanged : t('report.differences', { count: differences.length })}</b>
      {changes.map((change) => (
        <div key={change.source} className="t2">
          {t('report.change', { ...change, source: t(`report.source.${change.source}`) })}
        </div>
      ))}
      <ul>
        {differences.map((each) => (
          <li key={`${each.block}/${each.zh}`}>
            <button type="button" onClick={() => onBlock(each.block)}>
              {language === 'en' ? each.en : each.zh}
            </button>
            <span>
              <s className="t3">{each.before}</s> → <b>{each.after}</b>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
