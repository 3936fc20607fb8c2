import { registerByKeyboard, twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, type Program, test } from './support/fixtures.ts';

/** Another clerk, at a computer of their own. */
async function colleague({ client, host }: Program) {
  const account = { loginName: 'colleague', displayName: '陈小满', unitId: null, password: '检查-2026-ok' };
  await client.account.create({ ...account, role: 'complaintOfficer' });
  const { sessionToken } = await host.client().account.signIn(account);
  return host.client(sessionToken).complaint;
}

test('two clerks on one complaint: each sees what the other did, and nothing that was written is lost', async ({
  program,
}) => {
  const { page } = program;
  await twoUnits(program);
  const theirs = await colleague(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await registerByKeyboard(program, '00012341234', '宽带三天没有修好');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  const complaintId = new URL(page.url().replace('#', '')).searchParams.get('id') ?? '';
  const act = async (input: { act: 'note' | 'withdraw'; note: string }) =>
    theirs.act({ ...input, complaintId, lastSeq: (await theirs.get({ complaintId })).lastSeq });

  await page.keyboard.press('n');
  await page.keyboard.type('明早九点上门');
  await act({ act: 'note', note: '客户来电催办' });
  await page.keyboard.press('Control+Enter');
  await expect(drawer.getByRole('alert')).toContainText('陈小满 备注「客户来电催办」');
  await expectAccessible(page);
  await expect(page.getByLabel('备注内容')).toHaveValue('明早九点上门');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('备注内容')).toHaveCount(0);
  await expect(drawer).toContainText('明早九点上门');

  await page.keyboard.press('n');
  await page.keyboard.type('改到下午');
  await act({ act: 'withdraw', note: '客户撤诉' });
  await page.keyboard.press('Control+Enter');
  await expect(drawer.getByRole('alert')).toContainText('这一步现在不能再做了');
  await expect(page.getByLabel('备注内容')).toHaveValue('改到下午');
  await expect(page.getByRole('button', { name: /提交备注/ })).toBeDisabled();
});
