import { registerByKeyboard, twoUnits } from './support/complaint.ts';
import { expect, test } from './support/fixtures.ts';

test('the list is worked by keys alone: open, step, come back, tick, leave', async ({ program }) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  for (const content of ['宽带三天没有修好', '话费多扣二十元', '热线半小时没有接通']) {
    await registerByKeyboard(program, '00012341234', content);
    await page.keyboard.press('Escape');
  }
  await page.reload();
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  const focused = page.locator('.ag-cell:focus');
  const number = (nth: number) => page.locator(`.ag-row[row-index="${nth}"] [col-id="number"]`).first();
  await expect(number(2)).toBeVisible();
  const numbers = await Promise.all([0, 1, 2].map((nth) => number(nth).innerText()));
  await expect(focused).toHaveText(numbers[0] as string);

  // as fast as a held key
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(drawer.getByRole('heading')).toHaveText(numbers[2] as string);
  await page.keyboard.press('k');
  await expect(drawer.getByRole('heading')).toHaveText(numbers[1] as string);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(focused).toHaveText(numbers[1] as string);

  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveText(numbers[2] as string);
  await page.keyboard.press(' ');
  await expect(page.getByText('已选 1')).toBeVisible();
  await expect(drawer).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading')).toHaveText(numbers[2] as string);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(focused).toHaveText(numbers[2] as string);
  await page.keyboard.press('Tab');
  await expect(page.locator('.ag-row :focus, .ag-cell:focus')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '批量督办' })).toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.type('半小时');
  await page.keyboard.press('Enter');
  await expect(page.getByText('第 1–1 行，共 1 行')).toBeVisible();
  await page.keyboard.press('j');
  await expect(drawer).toContainText('热线半小时没有接通');
});
