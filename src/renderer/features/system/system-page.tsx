import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { AccountGrid } from './account-grid.tsx';
import { CalendarPanel } from './calendar-panel.tsx';
import { ChangeGrid } from './change-grid.tsx';
import { ComplaintPolicyPanel } from './complaint-policy-panel.tsx';
import { DatabasePanel } from './database-panel.tsx';
import { ReviewSettingsPanel } from './review-settings.tsx';
import { AboutPanel, SettingsPanel } from './settings-panel.tsx';

export default function SystemPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [tab, setTab] = useUrlState('tab');
  const tabs = [
    ...(may('account:manage') ? [{ key: 'accounts', page: <AccountGrid /> }] : []),
    ...(may('system:changeLog') ? [{ key: 'changes', page: <ChangeGrid /> }] : []),
    ...(may('system:manage')
      ? [
          { key: 'database', page: <DatabasePanel /> },
          { key: 'settings', page: <SettingsPanel /> },
        ]
      : []),
    ...(may('standard:write') ? [{ key: 'review', page: <ReviewSettingsPanel /> }] : []),
    ...(may('complaint:configure') ? [{ key: 'complaint', page: <ComplaintPolicyPanel /> }] : []),
    { key: 'calendar', page: <CalendarPanel /> },
    { key: 'about', page: <AboutPanel /> },
  ];
  const shown = tabs.find((one) => one.key === tab) ?? tabs[0];
  return (
    <div className="page">
      <PageHead title={t('system.title')} />
      <div className="page-body">
        <Tabs
          size="small"
          activeKey={shown?.key ?? ''}
          onChange={setTab}
          items={tabs.map(({ key }) => ({ key, label: t(`system.tabs.${key}`) }))}
          tabBarStyle={{ marginBottom: 0 }}
        />
        {shown?.page}
      </div>
    </div>
  );
}
