import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { Panel } from '../../ui/panel.tsx';

export function BackupPanel() {
  const { t } = useTranslation();
  const backup = useMutation({ mutationFn: () => client.system.backup({}) });
  return (
    <Panel title={t('system.tabs.backup')} style={{ flex: 'none' }}>
      <div style={{ padding: 12, display: 'flex', flexDirection: 'column', gap: 12, alignItems: 'flex-start' }}>
        <span className="t2">{t('system.backup.hint')}</span>
        <Button type="primary" loading={backup.isPending} onClick={() => backup.mutate()}>
          {t('system.backup.now')}
        </Button>
        {backup.data && (
          <Alert
            type="success"
            showIcon
            title={backup.data.path ? t('system.backup.done', { path: backup.data.path }) : t('system.backup.postgres')}
          />
        )}
        {backup.error && <Alert type="error" showIcon title={errorText(backup.error, t)} />}
      </div>
    </Panel>
  );
}
