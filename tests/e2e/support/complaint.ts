import { expect, type Program } from './fixtures.ts';

/** A hall and a vendor, so that complaints have somewhere to go. */
export async function twoUnits(program: Program) {
  const unit = (
    code: string,
    name: string,
    parentId: string | null,
    line: 'front' | 'vendor',
    level: 'province' | 'site',
  ) => program.client.organization.createUnit({ code, name, parentId, line, level, channel: 'none' });
  const top = await unit('P', '示例省', null, 'front', 'province');
  await unit('H1', '白榆北桥厅', top.unitId, 'front', 'site');
  await unit('V07', '鹿野装维中心', top.unitId, 'vendor', 'site');
}

/** Takes one down from the keyboard only: Alt+T, Tab from field to field, Ctrl+Enter. */
export async function registerByKeyboard(program: Program, number: string, content: string) {
  const { page } = program;
  await page.keyboard.press('Alt+t');
  await expect(page.getByRole('complementary', { name: '登记投诉' })).toBeVisible();
  await expect(page.getByLabel('客户号码')).toBeFocused();
  await page.keyboard.type(number);
  await page.keyboard.press('Tab');
  await page.keyboard.type('沈知秋');
  await expect(page.getByLabel('投诉内容')).toBeVisible();
  await page.getByLabel('投诉内容').focus();
  await page.keyboard.type(content);
  await expect(page.locator('.complaint-register')).toContainText('示例省');
  await page.keyboard.press('Control+Enter');
  // its keys act once it shows what has happened to the complaint
  await expect(page.getByRole('complementary', { name: '投诉详情' })).toContainText('登记受理');
}
