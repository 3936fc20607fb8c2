import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { JoinTeam, TeamLink } from './join-team.tsx';

interface Values {
  organizationName: string;
  loginName: string;
  displayName: string;
  password: string;
  start: 'sample' | 'empty';
}

/** Begin here, or go where the team already is. */
export function FirstRunPage() {
  const [joins, setJoins] = useState(false);
  return (
    <div className="gate">
      <div className="card">
        {joins ? <JoinTeam onBack={() => setJoins(false)} /> : <FirstRunForm onJoin={() => setJoins(true)} />}
      </div>
    </div>
  );
}

/** The administrator, the name of the organisation, and what to begin with. */
function FirstRunForm({ onJoin }: { onJoin(): void }) {
  const { t } = useTranslation();
  const { enter } = useSession();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const submit = async ({ organizationName, loginName, displayName, password, start }: Values) => {
    setBusy(true);
    setError(undefined);
    try {
      enter(await client.system.firstRun({ organizationName, loginName, displayName, password, start }));
      await queries.invalidateQueries({ queryKey: orpc.system.state.key() });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const required = [{ required: true, message: t('common.required') }];
  return (
    <>
      <h1>{t('account.firstRun.title')}</h1>
      <p className="sub">{t('account.firstRun.sub')}</p>
      <Form<Values>
        layout="vertical"
        onFinish={submit}
        initialValues={{ start: 'sample' }}
        requiredMark={false}
        disabled={isBusy}
      >
        <Form.Item name="organizationName" label={t('account.firstRun.organizationName')} rules={required}>
          <Input autoFocus maxLength={60} placeholder={t('account.firstRun.organizationExample')} />
        </Form.Item>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
          <Form.Item name="loginName" label={t('account.firstRun.loginName')} rules={required}>
            <Input maxLength={40} autoComplete="username" />
          </Form.Item>
          <Form.Item name="displayName" label={t('account.firstRun.displayName')} rules={required}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('account.firstRun.password')}
            rules={[{ required: true, min: 8, message: t('account.firstRun.passwordHint') }]}
          >
            <Input.Password maxLength={200} autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="passwordAgain"
            label={t('account.firstRun.passwordAgain')}
            dependencies={['password']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value) =>
                  value === getFieldValue('password')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('account.firstRun.mismatch'))),
              }),
            ]}
          >
            <Input.Password maxLength={200} autoComplete="new-password" />
          </Form.Item>
        </div>
        <Form.Item name="start" label={t('account.firstRun.start')}>
          <Radio.Group style={{ display: 'flex', flexDirection: 'column', gap: 8 }}>
            {(['sample', 'empty'] as const).map((key) => (
              <Radio key={key} value={key}>
                <b className="b">{t(`account.firstRun.${key}`)}</b>
                <div className="t3 fs">{t(`account.firstRun.${key}Hint`)}</div>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        {error !== undefined && (
          <Alert type="error" showIcon title={errorText(error, t)} style={{ marginBottom: 12 }} />
        )}
        <Button type="primary" htmlType="submit" block loading={isBusy}>
          {t('account.firstRun.submit')}
        </Button>
      </Form>
      <TeamLink onJoin={onJoin} />
    </>
  );
}
