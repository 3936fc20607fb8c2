import { twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

test('what deadlines depend on is told at registration and put right later; a person is given the work, all from the keyboard', async ({
  program,
}) => {
  const { page, client } = program;
  await twoUnits(program);
  const vendor = (await client.organization.units({})).find((unit) => unit.code === 'V07');
  await client.account.create({
    loginName: 'test-vendor',
    displayName: '陆一鸣',
    role: 'liaison',
    unitId: vendor?.unitId ?? null,
    password: '检查-2026-ok',
  });
  await program.signInAs('complaintOfficer');
  await program.open('/complaint');
  await page.keyboard.press('Alt+t');
  const form = page.getByRole('complementary', { name: '登记投诉' });
  await expect(form).toContainText('示例省');
  await form.getByLabel('投诉内容').fill('宽带断网两天没有人来修');
  /** Typing finds, Enter takes. */
  const choose = async (place: typeof form, label: string, typed: string, taken: string) => {
    await place.getByLabel(label).focus();
    await page.keyboard.type(typed);
    await expect(page.getByTitle(taken, { exact: true }).last()).toBeVisible();
    await page.keyboard.press('Enter');
  };
  await choose(form, '业务', 'kd', '宽带');
  await choose(form, '城乡', 'cz', '城镇');
  const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel('受理时间（补录）').fill(`${day} 10:00`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  const history = drawer.getByRole('region', { name: '经过' });
  await expect(history).toContainText('补录');
  await expect(drawer).toContainText(`${day} 10:00 受理`);
  // no category yet: not a fault, so the law's 48 hours don't speak of it
  await expect(drawer).toContainText('SL-5');

  await drawer.getByRole('button', { name: '更正' }).press('Enter');
  const correct = page.getByRole('form', { name: '更正信息' });
  await expect(correct.getByLabel('分类')).toBeFocused();
  await choose(correct, '分类', '故障未修复', '故障未修复');
  await correct.getByLabel('更正理由').fill('回电核实');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(history).toContainText('分类：未填 → 故障未修复；回电核实');
  await expect(drawer).toContainText('全国：城镇障碍 48 小时内修复');

  // the form of an act begins at its first field, and gives the keyboard back
  const opener = drawer.getByRole('button', { name: '更正' });
  await expect(opener).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByLabel('责任单位')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByLabel('责任单位')).toBeFocused();
  await page.keyboard.type('lyzw');
  await expect(page.getByTitle('鹿野装维中心', { exact: true }).last()).toBeVisible();
  await page.keyboard.press('Enter');
  const handler = page.getByLabel('经办人');
  await expect(handler).toBeEnabled();
  await handler.focus();
  await page.keyboard.type('lym');
  await expect(page.getByTitle('陆一鸣（鹿野装维中心）').last()).toBeVisible();
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toContainText('责任单位 鹿野装维中心 · 经办 陆一鸣');
  await expect(history).toContainText('交 陆一鸣 经办');
});
