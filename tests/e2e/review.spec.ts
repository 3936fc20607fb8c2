import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, type Program, test } from './support/fixtures.ts';

const password = '检查-2026-ok';

/** Group, province, city and a hall, and a way to sit down at the window as somebody there. */
async function office({ page, client, host }: Program) {
  const unit = (parentId: string | null, code: string, name: string, level: 'group' | 'province' | 'city' | 'site') =>
    client.organization.createUnit({
      parentId,
      code,
      name,
      level,
      line: 'front',
      channel: level === 'site' ? 'ownHall' : 'none',
    });
  const group = await unit(null, 'G', '示例集团', 'group');
  const province = await unit(group.unitId, 'P', '示例省公司', 'province');
  const city = await unit(province.unitId, 'C', '鹿野市公司', 'city');
  const hall = await unit(city.unitId, 'H1', '鹿野青石路营业厅', 'site');
  const calls = async (loginName: string) =>
    host.client((await host.client().account.signIn({ loginName, password })).sessionToken);
  const account = async (
    loginName: string,
    displayName: string,
    role: 'inspector' | 'supervisor' | 'liaison',
    unitId: string,
  ) => {
    await client.account.create({ loginName, displayName, role, unitId, password });
  };
  await account('jiancha', '稽查甲', 'inspector', province.unitId);
  await account('shi', '市主管乙', 'supervisor', city.unitId);
  await account('sheng', '省主管丙', 'supervisor', province.unitId);
  await account('jituan', '集团主管丁', 'supervisor', group.unitId);
  await account('lianluo', '联系人戊', 'liaison', hall.unitId);
  const sit = async (loginName: string) => {
    const { sessionToken } = await host.client().account.signIn({ loginName, password });
    await page.evaluate((value) => sessionStorage.setItem('service-audit.session', value), sessionToken);
    await page.reload();
    await expect(page.getByRole('navigation').first()).toBeVisible();
  };
  return { hall, calls, sit };
}

/** A sheet with full marks but for two occurrences of item 1.1, with a picture. */
async function scored(
  calls: Awaited<ReturnType<Awaited<ReturnType<typeof office>>['calls']>>,
  unitId: string,
): Promise<InspectionDetail> {
  const card = (await calls.standard.scorecards({})).find((each) => each.line === 'front');
  const sheet = await calls.inspection.start({
    unitId,
    scorecardVersionId: card?.scorecardVersionId ?? '',
    method: 'announced',
    inspectedOn: '2026-09-11',
  });
  const results = {
    passFail: { kind: 'pass', passed: true },
    linear: { kind: 'share', met: 100, total: 100 },
    bands: { kind: 'value', value: 100_000 },
    meanAndMax: { kind: 'meanAndMax', count: 9, mean: 0, max: 0 },
    deductPerOccurrence: { kind: 'count', count: 0 },
    award: { kind: 'count', count: 0 },
    interpolation: { kind: 'value', value: 0 },
    rating: { kind: 'rating', choice: 0 },
  } as const;
  let { revision } = sheet;
  for (const { code, rule } of sheet.card.content.sections.flatMap((section) => section.items)) {
    const result = code === '1.1' ? ({ kind: 'count', count: 2 } as const) : results[rule.kind];
    ({ revision } = await calls.inspection.saveItem({
      inspectionId: sheet.inspectionId,
      revision,
      entry: { ...emptyEntry(code), result },
    }));
  }
  const file = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1])], '门头.png');
  await calls.inspection.addEvidence({ inspectionId: sheet.inspectionId, itemCode: '1.1', name: '门头.png', file });
  return sheet;
}

test('a score goes through return, two reviewers, publication and an accepted appeal, and both scores are shown', async ({
  program,
}) => {
  // five people sit down one after the other
  test.slow();
  const { page, open } = program;
  const { hall, calls, sit } = await office(program);
  await open('/system?tab=review');
  await page.getByRole('checkbox', { name: '市', exact: true }).check();
  await expectAccessible(page);
  await expect(page.getByRole('checkbox', { name: '省', exact: true })).toBeChecked();
  await page.getByRole('button', { name: /保\s?存/ }).click();
  await expect(page.getByText('已保存，以后提交的评分表按此复核。')).toBeVisible();

  const sheet = await scored(await calls('jiancha'), hall.unitId);
  const address = `/inspection/${sheet.inspectionId}`;
  const handIn = async () => {
    await sit('jiancha');
    await open(address);
    await expect(page.getByRole('button', { name: /提交复核/ })).toBeEnabled();
    await page.keyboard.press('F9');
    await page.getByRole('dialog').getByRole('button', { name: /提交/ }).click();
    await expect(page.getByText('等市复核（第 1 / 2 步）')).toBeVisible();
  };
  await handIn();
  await expect(page.getByRole('button', { name: '通过' })).toHaveCount(0);

  await sit('shi');
  await open('/inspection/review');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: sheet.number }).click();
  await page.getByRole('button', { name: /退回/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /退\s?回/ })).toBeDisabled();
  await dialog.getByLabel('意见').fill('1.1 只能算一处');
  await dialog.getByRole('button', { name: /退\s?回/ }).click();
  await expect(page.getByRole('alert').getByText('1.1 只能算一处', { exact: false })).toBeVisible();

  await sit('jiancha');
  await open(`${address}?item=1.1`);
  await expect(page.getByRole('alert').getByText('1.1 只能算一处', { exact: false })).toBeVisible();
  await expect(page.locator('.cell.edit input')).toBeFocused();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => JSON.stringify((await (await calls('jiancha')).inspection.get(sheet)).entries))
    .toContain('"count":1}');
  await handIn();
  const before = (await (await calls('jiancha')).inspection.get(sheet)).effectivePoints as number;

  await sit('shi');
  await open(address);
  await page.getByRole('button', { name: '通过' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /通\s?过/ })
    .click();
  await expect(page.getByText('市 市主管乙 通过', { exact: false })).toBeVisible();
  await expect(
    page.getByText('同一人不能复核同一次提交的两步').or(page.getByText('这一步要由上级单位复核')),
  ).toBeVisible();

  await sit('sheng');
  await open('/inspection/review');
  await page.locator('.ag-row .ag-checkbox-input').first().check();
  await page.getByRole('button', { name: '通过所选 1' }).click();
  await expect(page.getByText('已通过 1 张')).toBeVisible();
  await page.getByRole('tab', { name: '待发布 1' }).click();
  await page.getByRole('button', { name: '发布所列全部 1' }).click();
  await page.getByLabel('批次说明').fill('九月第一批');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /发\s?布/ })
    .click();
  await expect(page.getByText(/已发布 FB-\d{4}-\d\d-0001：1 张/)).toBeVisible();

  await sit('lianluo');
  await open(address);
  await page.getByRole('button', { name: '申诉一项' }).click();
  await page.getByRole('combobox', { name: '申诉哪一项' }).fill('1.1');
  await page.keyboard.press('Enter');
  await page.getByLabel('申诉理由（至少 10 个字）').fill('门头当日由城管统一更换，非本厅原因。');
  await page
    .getByRole('dialog')
    .locator('input[type=file]')
    .setInputFiles({
      name: '城管通知.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 9]),
    });
  await page.getByRole('button', { name: '提出申诉' }).click();
  await expect(page.getByText(/申诉 SS-\d{4}-\d\d-0001 已提出/)).toBeVisible();

  await sit('sheng');
  await open('/inspection/appeal');
  await page.getByRole('button', { name: /SS-/ }).click();
  await expect(page.getByText('不能由您裁定：复核过这张表的人不能裁定')).toBeVisible();

  await sit('jituan');
  const shown = (before / 1000).toFixed(2);
  const figures = async (of: { lost: string; failed: string; mean: string }) => {
    await open('/inspection/items?period=2026-09');
    await expect(page.getByText(`共扣 ${of.lost} 分`)).toBeVisible();
    await expect(page.getByRole('row', { name: /^1\.1 / }).locator('[col-id=failed]')).toHaveText(of.failed);
    await open('/inspection/ranking?period=2026-09&least=1');
    await expect(page.getByText(`前台 1 张，平均 ${of.mean} 分`)).toBeVisible();
  };
  await figures({ lost: '1.0', failed: '1', mean: shown });

  await open('/inspection/appeal');
  await page.getByRole('button', { name: /SS-/ }).click();
  await expect(page.getByText('城管通知.png')).toBeVisible();
  await page.getByLabel('新的录入').fill('0');
  await expect(page.getByText(/改后：本项扣 0\.00，全表 100\.00/)).toBeVisible();
  await page.getByLabel('裁定理由（至少 4 个字）').fill('通知属实');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('通知属实')).toBeVisible();
  const drawer = page.getByRole('complementary', { name: '评分申诉' });
  await expect(drawer.getByRole('row', { name: `全表得分 ${shown} 100.00` })).toBeVisible();
  await page.getByRole('tab', { name: '按检查人' }).click();
  await expect(page.getByText('100.0%', { exact: true })).toBeVisible();

  // what counts now counts everywhere, and each figure opens to the sheet with both scores
  await figures({ lost: '0.0', failed: '0', mean: '100.00' });
  await page
    .getByRole('row', { name: new RegExp(hall.name) })
    .getByRole('link', { name: '1', exact: true })
    .click();
  await expect(page).toHaveURL(/stage=published/);
  await expect(page.getByRole('row', { name: new RegExp(sheet.number) })).toContainText('100.00');
  await page.getByRole('link', { name: sheet.number }).click();
  await expect(page.getByText(`原 ${shown} → 改 100.00`)).toBeVisible();
  await page.getByRole('button', { name: '复核与申诉' }).click();
  await expect(page.getByRole('dialog').getByText('1.1 只能算一处')).toBeVisible();
  await expectAccessible(page);
});
