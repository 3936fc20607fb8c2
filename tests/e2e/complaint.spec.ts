import { registerByKeyboard, twoUnits } from './support/complaint.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/fixtures.ts';

test('a complaint from the keyboard to 办结, with its deadline explained', async ({ program }) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await expect(page.getByText('还没有投诉。')).toBeVisible();
  await registerByKeyboard(program, '00012341234', '报修后约定上门，等了半天没人来');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  await expect(drawer.getByRole('heading')).toHaveText(/^TS\d\d-\d{4}-0001$/);
  await expect(drawer).toContainText('000****1234');
  await expect(drawer).toContainText('5 个工作日');
  await expect(drawer).toContainText('当日不计，次日起算');
  await drawer.getByRole('button', { name: '显示' }).click();
  await expect(drawer).toContainText('00012341234');

  await page.keyboard.press('t');
  await page.getByLabel('责任单位').click();
  await page.keyboard.type('lyzw');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /提交派单/ }).click();
  await expect(drawer).toContainText('责任单位 鹿野装维中心');

  await page.keyboard.press('r');
  await page.getByLabel('答复内容').fill('更换光猫，测速 497 兆');
  await page.getByLabel(/答复凭证/).fill('录音 20261122-07');
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toContainText('办结须先回访');

  await page.keyboard.press('v');
  await page.getByText('基本满意', { exact: true }).click();
  await page.getByRole('button', { name: /提交回访/ }).click();
  await expect(drawer).toContainText('办结须先定结论');

  await page.keyboard.press('b');
  await page.getByLabel('结论').click();
  await page.getByTitle('成立', { exact: true }).click();
  await page.getByRole('combobox', { name: '原因' }).click();
  // the first one found is taken, here by the initials of its name
  await page.keyboard.type('sy');
  await expect(page.getByTitle('爽约', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer.locator('form')).toContainText('爽约');
  await page.getByLabel('处理措施').fill('更换光猫');
  await page.getByLabel(/^纠正/).fill('当天修好并测速');
  await page.getByLabel(/^预防/).fill('约谈代维班组，列入月度考核');
  await page.getByRole('button', { name: /提交办结/ }).click();
  await expect(drawer).toContainText('已办结');
  await expect(page.getByRole('tab', { name: /全部在办/ })).toContainText('0');
});

test('list, views, filters and the open complaint live in the address', async ({ program }) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await registerByKeyboard(program, '00012341234', '宽带三天没有修好');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+t');
  await page.getByLabel('客户号码').fill('00012341234');
  await expect(page.getByRole('status')).toContainText('可能重复：1 件');
  await page.keyboard.press('Escape');
  await registerByKeyboard(program, '00088887777', '话费多扣二十元');

  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('多扣');
  await page.keyboard.press('Enter');
  await expect(page.getByText('第 1–1 行，共 1 行')).toBeVisible();
  await expect(page).toHaveURL(/q=%E5%A4%9A%E6%89%A3/);
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByPlaceholder('视图名称').fill('多扣费');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: '多扣费' })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(page.getByText('第 1–2 行，共 2 行')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出所见' }).click();
  expect((await download).suggestedFilename()).toMatch(/^投诉清单-.*\.xlsx$/);
  await expectNoSidewaysScroll(page);
  // what is hovered is in the middle of a colour change
  await page.mouse.move(700, 600);
  await expectAccessible(page);
});

test('a missed deadline warns, is escalated and waits for whoever has to act', async ({ program }) => {
  const { page, client, host, dataDir } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  const token = (await page.evaluate(() => sessionStorage.getItem('service-audit.session'))) ?? '';
  const units = await client.organization.units({});
  const of = (code: string) => units.find((unit) => unit.code === code)?.unitId ?? '';
  const told = { customerName: '沈知秋', customerNumber: '00012341234', business: null, categoryCode: null };
  await host.client(token).complaint.register({
    ...told,
    channel: 'hotline',
    customerGrade: 'basic',
    content: '宽带三天没有修好',
    unitId: of('H1'),
    assignTo: of('V07'),
    acknowledged: true,
    receivedAt: new Date(Date.now() - 30 * 86_400_000).toISOString(),
  });
  // deadlines are looked at when the program starts, and every minute from then on
  await host.stop();
  const { Host } = await import('./support/host.ts');
  const again = await Host.start(dataDir, host.port);
  try {
    await page.reload();
    const bell = page.getByRole('banner').getByRole('button', { name: /预警/ });
    await expect(bell).toContainText('1');
    await bell.click();
    const tray = page.getByRole('region', { name: /有预警的投诉 1 件/ });
    await expect(tray).toContainText(/超时 24 工作小时/);
    await tray.getByRole('button', { name: /^打开 TS/ }).click();
    const drawer = page.getByRole('complementary', { name: '投诉详情' });
    await expect(drawer).toContainText('时限预警 最终答复 到期');
    await expect(drawer).toContainText('最终答复超时 24 工作小时，自动升级');
    await expect(drawer).toContainText(/申诉风险 \d+/);

    await page.getByRole('tab', { name: /待我办理/ }).click();
    const kinds = page.getByRole('group', { name: '待我办理' });
    await kinds.getByRole('button', { name: /待接单/ }).click();
    await expect(page).toHaveURL(/todo=accept/);
    await expect(page.getByText('第 1–1 行，共 1 行')).toBeVisible();
    await page.getByRole('tab', { name: /申诉风险/ }).click();
    await expect(page.getByRole('gridcell', { name: /超过 15 日未答复/ })).toBeVisible();
    await expectNoSidewaysScroll(page);

    await bell.click();
    await tray.getByRole('button', { name: '全部已阅' }).click();
    await expect(bell).not.toContainText('1');
  } finally {
    await again.stop();
  }
});

test('one matter told twice: merged while it is registered, freed again, linked, and a second matter split off', async ({
  program,
}) => {
  const { page } = program;
  await twoUnits(program);
  await program.signInAs('supervisor');
  await program.open('/complaint');
  await registerByKeyboard(program, '00012341234', '宽带断网三天没有修好，报修两次没人来');
  const drawer = page.getByRole('complementary', { name: '投诉详情' });
  const first = (await drawer.getByRole('heading').textContent()) as string;
  await page.keyboard.press('Escape');

  await page.keyboard.press('Alt+t');
  await page.getByLabel('客户号码').fill('000-1234-1234');
  await page.getByLabel('投诉内容').fill('您好，报修两次没人来，宽带断网三天没有修好，谢谢');
  await expect(page.getByRole('status')).toContainText('号码相同，文字 100% 相同');
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toContainText('您好，报修两次没人来');
  await expectAccessible(page);
  await page.keyboard.press('m');
  // the one that goes on is opened
  await expect(drawer.getByRole('heading')).toHaveText(first);
  const related = drawer.getByRole('region', { name: '关联与并单' });
  await expect(related).toContainText('并入 1 件');
  await expect(page.getByRole('tab', { name: /全部在办/ })).toContainText('1');

  await related.getByRole('button', { name: '撤销并单' }).click();
  await page.keyboard.type('不是同一事由');
  await page.keyboard.press('Enter');
  await expect(related).not.toContainText('并入 1 件');
  await expect(page.getByRole('tab', { name: /全部在办/ })).toContainText('2');

  await related.getByRole('button', { name: /关联或并单/ }).click();
  await expect(page.getByRole('option', { name: /号码相同/ })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(related.getByRole('table')).toContainText('没有修好');
  await page.keyboard.press('Control+Enter');
  await expect(drawer.locator('.complaint-join')).toHaveCount(0);
  await expect(related).toContainText('重复投诉');

  await page.keyboard.press('y');
  await page.getByLabel('第二个事由的内容').fill('另外账单多扣二十元');
  await page.getByLabel('理由').fill('两个事由，分开办理');
  await page.keyboard.press('Control+Enter');
  await expect(drawer).toContainText('另外账单多扣二十元');
  await related.getByRole('button', { name: `打开 ${first}` }).click();
  await expect(drawer.getByRole('heading')).toHaveText(first);
  await expect(related).toContainText('拆出');
  await page.mouse.move(700, 600);
  await expectAccessible(page);
});
