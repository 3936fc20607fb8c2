import { registerByKeyboard, twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

test('a complaint is moved to the newest edition of deadline rules from its clocks', async ({ program }) => {
  const { page, client } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await registerByKeyboard(program, '00012341234', '宽带三天没有修好');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  await expect(drawer).toContainText('第 1 版');
  // nothing newer, nothing offered
  await expect(drawer.getByRole('button', { name: /改按/ })).toHaveCount(0);
  const rules = await client.complaint.rules({ edition: 1 });
  await client.complaint.publishRules({ basedOn: 1, note: '2026-45 号', rules });
  await page.reload();
  await drawer.getByRole('button', { name: '改按第 2 版' }).click();
  const ask = page.getByRole('dialog', { name: '改按第 2 版' });
  await expect(ask).toContainText('这件投诉按第 1 版计算');
  await expect(ask.getByRole('button', { name: /更\s?换/ })).toBeDisabled();
  await page.keyboard.type('新规从严');
  await page.waitForTimeout(300);
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toContainText('第 2 版');
  await expect(drawer).toContainText('新规从严');
  await expect(drawer.getByRole('button', { name: /改按/ })).toHaveCount(0);
});
