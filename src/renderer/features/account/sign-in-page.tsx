import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

/** Sign in, or open a locked session again; the page underneath stays as it is. */
export function SignInPage({ isLocked }: { isLocked: boolean }) {
  const { t } = useTranslation();
  const { enter, leave, holder } = useSession();
  const state = useQuery(orpc.system.state.queryOptions({ input: {}, staleTime: Number.POSITIVE_INFINITY }));
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async ({ loginName, password }: { loginName: string; password: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      enter(
        isLocked ? await client.account.unlock({ password }) : await client.account.signIn({ loginName, password }),
      );
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <div className="gate" style={isLocked ? { position: 'fixed', inset: 0, zIndex: 2000 } : {}}>
      <div className="card" style={{ width: 360 }}>
        <h1>{t(isLocked ? 'account.signIn.locked' : 'account.signIn.title')}</h1>
        <p className="sub">{t(isLocked ? 'account.signIn.lockedSub' : 'account.signIn.sub')}</p>
        {isLocked && holder && (
          <p className="holder">
            <b>
              {holder.displayName} · {t(`role.${holder.role}`)}
            </b>
            <span className="t2">
              {[state.data?.organizationName, holder.unitName ?? t('account.list.everything')]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        )}
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          {!isLocked && (
            <Form.Item
              name="loginName"
              label={t('account.signIn.loginName')}
              rules={[{ required: true, message: t('common.required') }]}
            >
              <Input autoFocus autoComplete="username" />
            </Form.Item>
          )}
          <Form.Item
            name="password"
            label={t('account.signIn.password')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <Input.Password autoFocus={isLocked} autoComplete="current-password" />
          </Form.Item>
          {error !== undefined && (
            <Alert type="error" showIcon title={errorText(error, t)} style={{ marginBottom: 12 }} />
          )}
          {isBusy && <WaitingLine />}
          <Button type="primary" htmlType="submit" block loading={isBusy}>
            {t(isLocked ? 'account.signIn.unlock' : 'account.signIn.submit')}
          </Button>
          {isLocked && (
            <Button type="link" block onClick={leave} style={{ marginTop: 8 }}>
              {t('account.signIn.other')}
            </Button>
          )}
        </Form>
      </div>
    </div>
  );
}

/** What signing in waits for, when it takes longer than a password check: a long write has the database to itself. */
function WaitingLine() {
  const { t } = useTranslation();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 1500);
    return () => clearTimeout(timer);
  }, []);
  const state = useQuery({
    ...orpc.system.state.queryOptions({ input: {} }),
    // beside the frame's own state, which is asked for once
    queryKey: ['waiting to sign in'],
    enabled: isLong,
    refetchInterval: 1000,
    gcTime: 0,
  });
  const task = state.data?.busyWith;
  if (!isLong || !task) return null;
  const percent = task.total > 0 ? Math.floor((task.done / task.total) * 100) : 0;
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      {t('account.signIn.waiting', { task: t(`job.${task.kind}`) })}
      <Progress percent={percent} size="small" status="active" />
    </div>
  );
}
