import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { DatabaseView } from '#shared/system/database.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { Panel } from '../../ui/panel.tsx';

/** The newest copy of the embedded database, and one more at a click; a server has its own tools, and old copies of this computer say nothing of it. */
export function BackupPanel({ last, onDone }: { last: DatabaseView['lastBackup']; onDone(): void }) {
  const { t } = useTranslation();
  const state = useQuery(orpc.system.state.queryOptions({ input: {} }));
  const backup = useMutation({ mutationFn: () => client.system.backup({}), onSuccess: onDone });
  const isShared = state.data?.databaseKind === 'postgres';
  return (
    <Panel title={t('system.tabs.backup')}>
      <div style={{ padding: 12, display: 'flex', flexDirection: 'column', gap: 12, alignItems: 'flex-start' }}>
        <span className="t2">{t(isShared ? 'system.backup.postgres' : 'system.backup.hint')}</span>
        {last && !isShared && (
          <span style={{ overflowWrap: 'anywhere' }}>
            {t('system.backup.last', { at: formatInstant(last.at) })}
            <br />
            <span className="t3 fs">{last.path}</span>
          </span>
        )}
        {!last && !isShared && <span className="wa">{t('system.backup.never')}</span>}
        {!isShared && (
          <Button type="primary" loading={backup.isPending} onClick={() => backup.mutate()}>
            {t('system.backup.now')}
          </Button>
        )}
        {backup.data?.path && <Alert type="success" showIcon title={t('system.backup.done')} />}
        {backup.error && <Alert type="error" showIcon title={errorText(backup.error, t)} />}
      </div>
    </Panel>
  );
}
