import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../../app/period-scope.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { BunchingTab } from './bunching-tab.tsx';
import { ClosureAuditTab } from './closure-audit-tab.tsx';
import './closure.css';
import { SuspectTab } from './suspect-tab.tsx';

/** 办结质量: whether closings are real. */
export default function ClosurePage() {
  const { t } = useTranslation();
  const [tab, setTab] = useUrlState('tab', 'audit');
  const pages = { audit: <ClosureAuditTab />, bunching: <BunchingTab />, suspect: <SuspectTab /> };
  const shown = tab in pages ? (tab as keyof typeof pages) : 'audit';
  return (
    <div className="page">
      <PageHead title={t('closure.title')} detail={t(`closure.detail.${shown}`)} />
      <div className="page-body">
        <Tabs
          size="small"
          activeKey={shown}
          onChange={setTab}
          items={Object.keys(pages).map((key) => ({ key, label: t(`closure.tabs.${key}`) }))}
          tabBarStyle={{ marginBottom: 8 }}
        />
        {pages[shown]}
      </div>
    </div>
  );
}
