import { CloseCircleOutlined, RiseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { AlertView } from '#shared/home/home.schema.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

/** Units whose last month is a signal for the worse. */
export function AlertPanel({ alerts }: { alerts: readonly AlertView[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.alert.title', { count: alerts.length })} style={{ flex: '1 1 120px', minHeight: 120 }}>
      {alerts.length === 0 && <EmptyState text={t('home.alert.none')} />}
      <div className="alerts">
        {alerts.map((alert) => (
          <AlertLine key={`${alert.unitId}:${alert.metric}`} alert={alert} />
        ))}
      </div>
    </Panel>
  );
}

function AlertLine({ alert }: { alert: AlertView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isOutside = alert.state === 'belowLimit' || alert.state === 'aboveLimit';
  const show = (value: number) =>
    alert.metric === 'timeliness' ? `${(value * 100).toFixed(1)}%` : Math.round(value).toLocaleString('en-US');
  return (
    <button
      type="button"
      onClick={() => navigate(`/complaint?view=all&unit=${alert.unitId ?? ''}&from=${alert.month}-01`)}
    >
      <StateTag tone={isOutside ? 'bad' : 'warning'} icon={isOutside ? <CloseCircleOutlined /> : <RiseOutlined />}>
        {t(isOutside ? 'home.alert.outside' : 'home.alert.trend')}
      </StateTag>
      <span style={{ minWidth: 0 }}>
        <b className="b el" style={{ display: 'block' }}>
          {t(`home.alert.${alert.metric}.${alert.state}`, { unit: alert.unitName })}
        </b>
        <span className="t3 fs">
          {t('home.alert.detail', { value: show(alert.value), limit: show(alert.limit), n: alert.n })}
        </span>
      </span>
      <span className="t3 fs">{alert.month}</span>
      <span className="pr">{t('common.open')}</span>
    </button>
  );
}
