import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DatabaseChoice, DatabaseView } from '#shared/system/database.schema.ts';
import { ServerForm } from '../../app/server-form.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { beginAnewAfterRestart } from '../../rpc/restart.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BackupPanel } from './backup-panel.tsx';

/** Which database is in use, its copies, and the way to a shared one and back. */
export function DatabasePanel() {
  const { t } = useTranslation();
  const database = useQuery(orpc.system.database.queryOptions({ input: {} }));
  if (database.error) return <ErrorPanel error={database.error} onRetry={() => database.refetch()} />;
  if (!database.data) return <Skeleton />;
  const { data } = database;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8, alignItems: 'start' }}>
      <div style={{ display: 'grid', gap: 8, minWidth: 0 }}>
        <Panel title={t(`system.database.inUse.${data.kind}`)}>
          <DatabaseFacts database={data} />
        </Panel>
        <BackupPanel last={data.lastBackup} onDone={() => database.refetch()} />
      </div>
      <SwitchPanel database={data} />
    </div>
  );
}

const bytes = (size: number): string =>
  size < 1024 * 1024 ? `${Math.ceil(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;

function DatabaseFacts({ database }: { database: DatabaseView }) {
  const { t } = useTranslation();
  const { file, server, migrations } = database;
  const engine = database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const place = server ? `${server.host}:${server.port}` : file?.path;
  const facts: [string, string | undefined][] = [
    [file ? 'file' : 'server', place],
    ...(server
      ? ([
          ['name', server.database],
          ['user', server.user],
          ['tlsLabel', t(`system.database.tls.${server.tls}`)],
        ] as [string, string][])
      : []),
    ['engine', `${engine} ${database.engineVersion}`],
    ['size', bytes(database.size)],
    ...(file ? ([['wal', bytes(file.walSize)]] as [string, string][]) : []),
    ['migrations', t('system.database.migrationsDone', { count: migrations.count, last: migrations.last ?? '—' })],
  ];
  return (
    <Descriptions
      size="small"
      column={1}
      style={{ padding: 12 }}
      styles={{ label: { width: 104 }, content: { overflowWrap: 'anywhere', userSelect: 'text' } }}
      items={facts.map(([key, children]) => ({ key, label: t(`system.database.${key}`), children }))}
    />
  );
}

function SwitchPanel({ database }: { database: DatabaseView }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const state = useQuery(orpc.system.state.queryOptions({ input: {} }));
  const change = async (choice: DatabaseChoice) => {
    await client.system.switchDatabase(choice);
    await beginAnewAfterRestart(state.data?.instanceId ?? '');
  };
  const back = useMutation({ mutationFn: () => change({ kind: 'sqlite' }) });
  const ask = (content: string) =>
    new Promise<boolean>((resolve) => {
      modal.confirm({
        title: t('system.database.confirm'),
        content,
        okText: t('system.database.confirmOk'),
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });
  return (
    <Panel title={t('system.database.shared')}>
      <div style={{ padding: 12 }}>
        <p className="t2" style={{ marginBottom: 12 }}>
          {t('system.database.sharedHint')}
        </p>
        <ServerForm
          server={database.server}
          onExamine={(server) => client.system.examineDatabase(server)}
          onUse={async (server) => {
            if (await ask(t('system.database.confirmShared'))) await change({ kind: 'postgres', server });
          }}
        >
          {database.kind === 'postgres' && (
            <Button
              loading={back.isPending}
              onClick={async () => (await ask(t('system.database.confirmEmbedded'))) && back.mutate()}
            >
              {t('system.database.embedded')}
            </Button>
          )}
        </ServerForm>
        {back.error && <Alert type="error" showIcon title={errorText(back.error, t)} style={{ marginTop: 12 }} />}
      </div>
    </Panel>
  );
}
