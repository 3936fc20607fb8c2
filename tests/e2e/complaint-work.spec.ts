import { registerByKeyboard, twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { Host } from './support/host.ts';

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

test('ticked complaints are escalated together; those that cannot be are named with the reason', async ({
  program,
}) => {
  const { page, client, host } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  const units = await client.organization.units({});
  const token = (await page.evaluate(() => sessionStorage.getItem('service-audit.session'))) ?? '';
  const mine = host.client(token).complaint;
  const register = (content: string) =>
    mine.register({
      customerName: '沈知秋',
      customerNumber: '00012341234',
      business: null,
      categoryCode: null,
      customerGrade: 'basic',
      channel: 'hotline',
      content,
      unitId: units.find((unit) => unit.code === 'H1')?.unitId ?? '',
      acknowledged: true,
    });
  const kept = await register('宽带三天没有修好');
  const gone = await register('话费多扣二十元');
  await program.open('/complaint');
  await expect(page.getByText('第 1–2 行，共 2 行')).toBeVisible();
  // withdrawn by somebody else while the list still shows it open
  const { lastSeq } = await mine.get({ complaintId: gone.row.complaintId });
  await mine.act({ complaintId: gone.row.complaintId, lastSeq, act: 'withdraw', note: '用户撤诉' });
  // the box in the head of the list ticks every row
  await page.locator('.ag-header').getByRole('checkbox').check();
  await page.getByRole('button', { name: '批量督办' }).click();
  await expect(page.getByPlaceholder('督办要求')).toBeFocused();
  await page.keyboard.type('今天内答复客户');
  await page.keyboard.press('Control+Enter');
  const told = page.getByRole('dialog', { name: '已督办 1 件' });
  await expect(told).toContainText(`${gone.row.number}已是“已撤诉”，不能督办`);
  await page.waitForTimeout(300);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(told).toHaveCount(0);
  await page.getByRole('gridcell', { name: kept.row.number }).click();
  const history = page.getByRole('region', { name: '经过' });
  await expect(history).toContainText('今天内答复客户');

  // the history by kind, from the keyboard, with counts
  const kinds = history.getByRole('radiogroup', { name: '显示哪些经过' });
  await expect(kinds).toContainText('全部 3处理 1联系客户 2附件 0');
  await kinds.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(history.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await expect(history).not.toContainText('今天内答复客户');
  await page.keyboard.press('ArrowRight');
  await expect(history).toContainText('没有这类记录');
  await expectAccessible(page);
});

test('all that a filter leaves is chosen from the keyboard, escalated, and told about when it has changed', async ({
  program,
}) => {
  const { page, client, host } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  const units = await client.organization.units({});
  const token = (await page.evaluate(() => sessionStorage.getItem('service-audit.session'))) ?? '';
  const mine = host.client(token).complaint;
  const register = (customerNumber: string) =>
    mine.register({
      customerName: '沈知秋',
      customerNumber,
      business: null,
      categoryCode: null,
      customerGrade: 'basic',
      channel: 'hotline',
      content: '宽带三天没有修好',
      unitId: units.find((unit) => unit.code === 'H1')?.unitId ?? '',
      acknowledged: true,
    });
  // one more than a page
  for (let n = 0; n < 101; n++) await register(String(10_000_000_000 + n));
  await program.open('/complaint?channel=hotline');
  await expect(page.getByText('第 1–100 行，共 101 行')).toBeVisible();
  const header = page.locator('.ag-header').getByRole('checkbox');
  await header.check();
  await expect(page.getByText('已选 100', { exact: true })).toBeVisible();
  await header.focus();
  await page.keyboard.press('Tab');
  const all = page.getByRole('button', { name: '选择全部 101 条' });
  while (!(await all.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const chosen = page.getByText('已选全部 101 条（筛选结果）');
  await expect(chosen).toBeVisible();
  // the same place undoes it
  await expect(page.getByRole('button', { name: '取消选择' })).toBeFocused();
  await expectAccessible(page);

  // rows of the next page stand ticked as well
  await page.locator('.ant-pagination-next').click();
  await expect(page.getByText('第 101–101 行，共 101 行')).toBeVisible();
  await expect(page.locator('.ag-row-selected')).toHaveCount(1);
  await expect(chosen).toBeVisible();

  // another one comes in before the act: nothing is done, the new number is shown, and what was typed stays
  await register('10000000999');
  await page.getByRole('button', { name: '批量督办' }).click();
  await expect(page.getByPlaceholder('督办要求')).toBeFocused();
  await page.keyboard.type('本周内答复客户');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('新进 1 条，移出 0 条，现在共 102 条');
  expect((await mine.list({ view: 'escalated' })).total).toBe(0);
  await expect(page.getByRole('button', { name: '督办 102 件' })).toBeEnabled();
  await expect(page.getByPlaceholder('督办要求')).toHaveValue('本周内答复客户');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已督办 102 件')).toBeVisible({ timeout: 60_000 });
  expect((await mine.list({ view: 'escalated' })).total).toBe(102);

  // unticking one, and another filter, let the others go
  await page.locator('.ag-row').getByRole('checkbox').first().uncheck();
  await expect(page.getByText(/已选/)).toHaveText('已选 1');
  await program.open('/complaint?channel=hotline&view=all');
  await expect(page.getByText('第 1–100 行，共 102 行')).toBeVisible();
  await expect(page.getByText(/已选/)).toHaveCount(0);
});

test('a complaint is taken down from the keyboard alone, and what was typed survives leaving', async ({ program }) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await page.evaluate(() => {
    const counter = window as unknown as { pressed: number };
    counter.pressed = 0;
    window.addEventListener('keydown', () => (counter.pressed += 1), true);
  });
  const pressed = () => page.evaluate(() => (window as unknown as { pressed: number }).pressed);
  const { keyboard } = page;
  const panel = page.getByRole('complementary', { name: '登记投诉' });
  await keyboard.press('Alt+t');
  await expect(panel.getByLabel('客户号码')).toBeFocused();
  await keyboard.type('00012341234');
  await keyboard.press('Tab');
  await keyboard.type('沈知秋');
  await keyboard.press('Tab');
  await expect(panel.getByLabel('投诉内容')).toBeFocused();
  await keyboard.type('约好周五上门，等了半天没人来，也没有电话');
  await keyboard.press('Tab');
  await keyboard.type('今天修好');
  await keyboard.press('Tab');
  await expect(panel.getByLabel('分类')).toBeFocused();
  // by the initials of its name; the first one found is taken
  await keyboard.type('wrsm');
  await expect(page.getByRole('treeitem', { name: '无人上门' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(panel).toContainText('无人上门');
  await keyboard.press('Control+Enter');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  await expect(drawer).toContainText('无人上门');
  await expect(drawer).toContainText('今天修好');
  // letters and digits typed, and the keys between fields; Chinese comes by an input method and isn't counted here
  expect(await pressed()).toBeLessThanOrEqual(30);

  // a slip of Esc loses nothing, and an open list is closed before the panel is
  await keyboard.press('Escape');
  await keyboard.press('Alt+t');
  await expect(panel.getByLabel('客户号码')).toBeFocused();
  await keyboard.type('00099998888');
  await panel.getByLabel('渠道').focus();
  await keyboard.press('ArrowDown');
  await expect(panel.getByLabel('渠道')).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('Escape');
  await expect(panel.getByLabel('渠道')).toHaveAttribute('aria-expanded', 'false');
  await expect(panel).toBeVisible();
  await keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await keyboard.press('Alt+t');
  await expect(panel.getByLabel('客户号码')).toHaveValue('00099998888');
  await expect(panel).toContainText('已恢复上次没有登记完的内容');
  // by its code, too, without an arrow
  await panel.getByLabel('分类').focus();
  await keyboard.type('unrep');
  await expect(page.getByRole('treeitem', { name: '故障未修复' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(panel).toContainText('故障未修复');
  await expectAccessible(page);
  await panel.getByRole('button', { name: '清空重填' }).click();
  await expect(panel.getByLabel('客户号码')).toHaveValue('');
  await expect(panel.getByLabel('客户号码')).toBeFocused();
});

test('while the backend is away what was typed stays, and what could not be fetched comes by itself once it is back', async ({
  program,
}) => {
  const { page, host, dataDir } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await registerByKeyboard(program, '00012341234', '宽带三天没有修好');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+t');
  const panel = page.getByRole('complementary', { name: '登记投诉' });
  await panel.getByLabel('客户号码').fill('00099998888');
  await panel.getByLabel('投诉内容').fill('话费多扣二十元');
  await expect(panel).toContainText('示例省');
  await host.kill();
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByRole('alert')).toBeInViewport();
  await expect(panel.getByRole('alert')).toContainText('后台服务没有回应');
  await expect(panel.getByLabel('投诉内容')).toHaveValue('话费多扣二十元');
  // a list of another view can't be fetched; the page around it stays
  await page.getByRole('tab', { name: /已超时/ }).click();
  const list = page.locator('.complaint-list');
  await expect(list.getByRole('alert')).toContainText('后台服务没有回应', { timeout: 20_000 });
  await expect(panel.getByLabel('投诉内容')).toHaveValue('话费多扣二十元');
  const again = await Host.start(dataDir, host.port);
  try {
    // nobody presses “try again”
    await expect(list.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
    await panel.getByLabel('投诉内容').focus();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('complementary', { name: '投诉详情' })).toContainText('话费多扣二十元');
  } finally {
    await again.stop();
  }
});
