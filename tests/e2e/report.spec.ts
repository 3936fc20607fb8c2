import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/fixtures.ts';

test.describe('audit report', () => {
  test.use({ start: 'sample' });

  test('an inspector drafts, another supervisor signs and issues, and nothing changes any more', async ({
    program: { page, open, signInAs },
  }) => {
    await signInAs('inspector');
    await open('/report?period=2026-Q3');
    await expect(page.getByRole('button', { name: '新建报告' }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '新建报告' }).first().click();
    // by key: a dialog that is still unfolding moves away under a pointer
    await page.getByRole('dialog').getByRole('button', { name: '新建报告' }).press('Enter');
    await expect(page.getByText('送审前还差 2 项')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: '送审' })).toBeDisabled();
    const paper = page.getByRole('region', { name: '页面预览' });
    await expect(paper.getByRole('heading', { name: '三、投诉闭环' })).toBeVisible();

    await page.getByLabel('一　摘要：作者文字').fill('本季总体平稳。');
    await expect(page.getByText('送审前还差 1 项')).toBeVisible();
    await page.getByRole('button', { name: '去写' }).click();
    await page.getByLabel('五　短板与建议：作者文字').fill('开展专项整治。');
    await expect(page.getByText('可以送审')).toBeVisible();
    await expect(paper.getByText('开展专项整治。')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '送审' }).press('Enter');
    await expect(page.getByText('报告已离开起草状态', { exact: false })).toBeVisible();
    const address = new URL(page.url()).hash.slice(1);

    await signInAs('supervisor');
    await open(address);
    for (const act of ['签发', '印发']) {
      await page.getByRole('button', { name: act, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).press('Enter');
    }
    await expect(page.getByText('已印发：数字冻结，不再取数')).toBeVisible();
    await page.getByRole('button', { name: '与现在的数据比较' }).click();
    await expect(page.getByText('与现在的数据一致', { exact: false })).toBeVisible({ timeout: 30_000 });

    await page.mouse.move(0, 0);
    await expectAccessible(page);

    // A number of the page opens exactly as many rows as it says, and a row opens the complaint itself.
    const received = paper.locator('tr.sum [data-figure*="received"]');
    const count = (await received.textContent()) ?? '';
    await received.click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(`${count} 条，与报告中的数一致`)).toBeVisible();
    await expectAccessible(page);
    await drawer.getByRole('link', { name: /^TS/ }).first().click();
    await expect(page).toHaveURL(/#\/complaint\?view=all&id=/);
  });
});
