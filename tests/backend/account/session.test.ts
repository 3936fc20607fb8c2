import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { putSetting } from '../../../src/main/backend/system/setting.repository.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';

describeBackends('sessions', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
  });
  afterEach(() => backend.close());

  const setUp = () =>
    backend.anonymous().system.firstRun({
      organizationName: '示例省公司',
      loginName: 'root',
      displayName: '系统管理员',
      password: 'correct horse',
      start: 'empty',
    });

  it('makes the first administrator once', async () => {
    const client = backend.anonymous();
    expect((await client.system.state({})).isSetUp).toBe(false);
    expect((await setUp()).user.role).toBe('admin');
    expect(await client.system.state({})).toMatchObject({ isSetUp: true, organizationName: '示例省公司' });
    await expect(setUp()).rejects.toMatchObject({ code: 'FIRST_RUN_DONE' });
  });

  it('signs in with the right password only, and blocks guessing', async () => {
    await setUp();
    const client = backend.anonymous();
    expect((await client.account.signIn({ loginName: 'root', password: 'correct horse' })).user.loginName).toBe('root');
    for (let i = 0; i < 5; i++) {
      await expect(client.account.signIn({ loginName: 'root', password: 'wrong' })).rejects.toMatchObject({
        code: 'SIGN_IN_FAILED',
      });
    }
    await expect(client.account.signIn({ loginName: 'root', password: 'correct horse' })).rejects.toMatchObject({
      code: 'ACCOUNT_BLOCKED',
    });
    backend.clock.advance(6);
    await client.account.signIn({ loginName: 'root', password: 'correct horse' });
  });

  it('locks an idle session and opens it again by password', async () => {
    const admin = await backend.as('admin');
    await admin.account.me({});
    backend.clock.advance(31);
    await expect(admin.account.me({})).rejects.toMatchObject({ code: 'SESSION_LOCKED' });
    await expect(admin.account.unlock({ password: 'wrong' })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await admin.account.unlock({ password: 'correct horse' });
    expect((await admin.account.me({})).role).toBe('admin');
  });

  it('answers, stays awake and locks while a long write holds the database', async () => {
    const supervisor = await backend.as('supervisor');
    await supervisor.account.me({});
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { deps } = backend.app;
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const long = inTransaction(deps, async (tx) => {
      await putSetting(tx, 'long', 1, backend.clock.now());
      begun();
      await held;
    });
    await hasBegun;
    try {
      backend.clock.advance(20);
      await supervisor.account.touch({});
      backend.clock.advance(20);
      expect((await supervisor.account.me({})).role).toBe('supervisor');
      expect((await supervisor.complaint.list({ view: 'all', limit: 10 })).total).toBe(0);
      await supervisor.account.touch({});
    } finally {
      finish();
      await long;
    }
    // Now it can be written down, and is found by whoever reads the database next.
    await expect
      .poll(async () => (await deps.read.selectFrom('session').select('activeAt').execute()).map((row) => row.activeAt))
      .toContain(backend.clock.now());
    backend.clock.advance(31);
    await expect(supervisor.account.me({})).rejects.toMatchObject({ code: 'SESSION_LOCKED' });
    await expect(supervisor.account.touch({})).rejects.toMatchObject({ code: 'SESSION_LOCKED' });
    await supervisor.account.unlock({ password: 'correct horse' });
    expect((await supervisor.account.me({})).role).toBe('supervisor');
  });

  it('refuses calls without session and without right', async () => {
    await expect(backend.anonymous().organization.units({})).rejects.toMatchObject({ code: 'SESSION_REQUIRED' });
    const viewer = await backend.as('viewer');
    await expect(viewer.account.list({})).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('keeps at least one administrator', async () => {
    const { user, sessionToken } = await setUp();
    expect(sessionToken.length).toBeGreaterThan(40);
    const admin = await backend.as('admin');
    const accounts = await admin.account.list({});
    const mine = accounts.find((a) => a.accountId !== user.accountId);
    const change = (accountId: string) =>
      admin.account.update({ accountId, displayName: 'x', role: 'viewer', unitId: null, isActive: true });
    await change(user.accountId);
    await expect(change(mine?.accountId ?? '')).rejects.toMatchObject({ code: 'LAST_ADMIN' });
  });
});
