import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DatabaseChoice } from '#shared/system/database.schema.ts';
import { ServerForm } from '../../app/server-form.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { beginAnewAfterRestart } from '../../rpc/restart.ts';

/** Takes the other database; with users in it, the sign-in comes next. */
function useJoin() {
  const state = useQuery(orpc.system.state.queryOptions({ input: {} }));
  const join = async (choice: DatabaseChoice) => {
    await client.system.joinDatabase(choice);
    await beginAnewAfterRestart(state.data?.instanceId ?? '');
  };
  return { state: state.data, join };
}

/** The shared database of a team, for who begins after the others. */
export function JoinTeam({ onBack }: { onBack(): void }) {
  const { t } = useTranslation();
  const { join } = useJoin();
  return (
    <>
      <h1>{t('account.firstRun.joinTitle')}</h1>
      <p className="sub">{t('account.firstRun.joinSub')}</p>
      <ServerForm
        onExamine={(server) => client.system.examineTeamDatabase(server)}
        onUse={(server) => join({ kind: 'postgres', server })}
      >
        <span className="sp" />
        <Button type="link" onClick={onBack}>
          {t('account.firstRun.back')}
        </Button>
      </ServerForm>
    </>
  );
}

/** Under the first run: the way to the team's database, or away from an empty one that was joined by mistake. */
export function TeamLink({ onJoin }: { onJoin(): void }) {
  const { t } = useTranslation();
  const { state, join } = useJoin();
  const leave = useMutation({ mutationFn: () => join({ kind: 'sqlite' }) });
  if (state?.databaseKind !== 'postgres')
    return (
      <Button type="link" block style={{ marginTop: 8 }} onClick={onJoin}>
        {t('account.firstRun.join')}
      </Button>
    );
  return (
    <div style={{ marginTop: 12 }}>
      <p className="t2 fs">{t('account.firstRun.shared')}</p>
      <Button type="link" block loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('account.firstRun.leave')}
      </Button>
      {leave.error && <Alert type="error" showIcon title={errorText(leave.error, t)} />}
    </div>
  );
}
