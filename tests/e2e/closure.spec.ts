import { twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/fixtures.ts';

const head = '投诉单号,受理时间,责任单位,投诉内容,状态,办结时间,办结人';
const minutes = ['17:55', '17:56', '17:57', '17:58', '17:59', '18:00'];
/** Twelve closings of one person within six minutes, and one whose time of closing nobody knows. */
const rows = [
  ...[...minutes, ...minutes].map(
    (at, i) => `B-${i},2026-10-08 09:${10 + i},白榆北桥厅,话费多扣第 ${i} 次,已办结,2026-10-09 ${at}:20,李四`,
  ),
  'B-99,2026-10-12 09:00,白榆北桥厅,营业厅让白跑一趟,已办结,,',
];

test('closings of another system: drawn again by the same seed, checked from the keyboard, seen in bulk', async ({
  program,
}) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/import/complaint');
  await page.setInputFiles('input[type=file]', {
    name: '导出.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([head, ...rows].join('\n')),
  });
  await page.getByRole('button', { name: /写入 13 行/ }).click();
  await expect(page.getByText('已导入 13 行投诉')).toBeVisible();

  await program.open('/complaint/closure?period=2026-10');
  const draw = async (name: string, seed: string) => {
    await page.getByRole('button', { name: /抽查$/ }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('名称').fill(name);
    await form.getByLabel('抽取件数').fill('5');
    await form.getByLabel('随机种子').fill(seed);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: new RegExp(name) })).toHaveAttribute('aria-current', 'true');
    await expect(page.getByText(`从 13 件中抽 5 件，种子 ${seed}`)).toBeVisible();
    return page.locator('.closure-table tbody tr td:nth-child(2)').allTextContents();
  };
  const first = await draw('第一次', '7');
  expect(first).toHaveLength(5);
  expect(await draw('第二次', '7')).toEqual(first);
  expect(await draw('第三次', '8')).not.toEqual(first);
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: '查', exact: true }).first().click();
  const check = page.getByRole('dialog', { name: /^抽查 TS/ });
  await check.getByText('虚假办结').click();
  await check.getByRole('textbox').fill('客户说没有人联系过');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/已查 1 件，虚假办结 1 件/)).toBeVisible();
  await expect(page.locator('.closure-table tbody tr').first()).toContainText('客户说没有人联系过');

  await page.getByRole('tab', { name: '批量与补录' }).click();
  const burst = page.getByRole('row', { name: /2026-10-09 17:55–18:00/ });
  await expect(burst).toContainText('李四');
  await expectAccessible(page);
  await burst.getByRole('link').click();
  await expect(page.getByText(/共 1[12] 行/)).toBeVisible();
});
