import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/fixtures.ts';

/** The year before this one: all of it is over and published. */
const lastYear = String(new Date().getFullYear() - 1);
const grid = (page: Page) => page.getByRole('treegrid').or(page.getByRole('grid')).first();
const totalOf = (text: string | null) => Number(/共 ([\d,]+) 张/.exec(text ?? '')?.[1]?.replace(/,/g, ''));

test.describe('figures of scoring', () => {
  test.use({ start: 'sample' });

  test('from the ranking to a unit, from an item to as many sheets as its number says', async ({
    program: { page, open, signInAs, client },
  }) => {
    test.setTimeout(300_000);
    await signInAs('supervisor');
    await open(`/inspection/ranking?period=${lastYear}`);
    await expect(page.getByRole('heading', { name: '排名' })).toBeVisible();
    await expect(page.getByText(/的区间与别的重叠/)).toBeVisible({ timeout: 30_000 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    const first = grid(page).locator('[role=row][row-index="0"]');
    const name = (await first.getByRole('link').first().textContent()) ?? '';
    const count = Number(await first.getByRole('link').nth(1).textContent());
    await first.getByRole('link').nth(1).click();
    await expect(page.getByText(`共 ${count} 张`)).toBeVisible();
    await page.goBack();
    await grid(page).getByRole('link', { name, exact: true }).first().click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expect(page.getByText(/已发布 \d+ 张，平均/)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await open(`/inspection/items?period=${lastYear}`);
    await expect(page.getByText(/项占全部扣分的/)).toBeVisible({ timeout: 30_000 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    // the item that cost most: its failures open as many sheets
    const failed = page.locator('[role=row][row-index="0"] [col-id=failed] a');
    const said = Number((await failed.textContent())?.replace(/,/g, ''));
    expect(said).toBeGreaterThan(0);
    await failed.click();
    await expect(page.getByText(/共 [\d,]+ 张/)).toBeVisible();
    await expect.poll(async () => totalOf(await page.locator('.panel > .foot').textContent())).toBe(said);
    await expect(page.getByText('检查项结果')).toBeVisible();
    await expectAccessible(page);

    // and what the window shows is what the backend counts
    const analysis = await client.inspection.itemAnalysis({ startOn: `${lastYear}-01-01`, endOn: `${lastYear}-12-31` });
    expect(Math.max(...analysis.items.map((item) => item.failed))).toBeGreaterThanOrEqual(said);

    for (const view of ['units', 'inspectors']) {
      await open(`/inspection/items?period=${lastYear}&view=${view}`);
      await expect(page.locator('.panel h2').first()).not.toBeEmpty({ timeout: 30_000 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });

  test('stages, conditions, order and a kept view of the list', async ({ program: { page, open, signInAs } }) => {
    await signInAs('supervisor');
    await open('/inspection');
    const published = page.getByRole('tab', { name: /已发布/ });
    await expect(published).toBeVisible();
    await published.click();
    await expect(page).toHaveURL(/stage=published/);
    await page.getByRole('columnheader', { name: /得分/ }).click();
    await expect(page).toHaveURL(/sort=points/);
    await page.getByRole('button', { name: '存为视图' }).click();
    await page.getByPlaceholder('视图名称').fill('最好的');
    await page.getByPlaceholder('视图名称').press('Enter');
    const view = page.getByRole('tab', { name: '最好的' });
    await expect(view).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('tab', { name: /^全部/ }).click();
    await expect(view).toHaveAttribute('aria-selected', 'false');
    await view.click();
    await expect(page).toHaveURL(/sort=points/);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出所见' }).click();
    expect((await download).suggestedFilename()).toMatch(/^评分表清单.*\.xlsx$/);
    await page.getByRole('button', { name: '删除此视图' }).click();
    await expect(view).toHaveCount(0);
  });
});

test.describe('figures of complaints', () => {
  test.use({ start: 'sample' });

  test('period and unit change the page, and a number opens as many complaints as it says', async ({
    program: { page, open, signInAs, client },
  }) => {
    // the sample is made by whichever spec of a worker comes first
    test.setTimeout(300_000);
    await signInAs('supervisor');
    await open(`/complaint/analysis?period=${lastYear}-Q4`);
    const totals = page.locator('.figures-facts');
    await expect(totals).toContainText('万投比');
    const quarter = await totals.locator('a').first().textContent();
    await page.goto(page.url().replace(`${lastYear}-Q4`, lastYear));
    await expect(totals.locator('a').first()).not.toHaveText(quarter ?? '');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    const city = (await client.organization.units({})).find((unit) => unit.level === 'city');
    await open(`/complaint/analysis?period=${lastYear}&unit=${city?.unitId}&view=structure`);
    const heat = page.getByRole('table', { name: '原因 × 单位' });
    await expect(heat).toBeVisible();
    await expectAccessible(page);
    const cell = heat.locator('td:nth-of-type(2) a').first();
    const said = Number((await cell.getAttribute('aria-label'))?.match(/：([\d,]+) 件/)?.[1]?.replace(/,/g, ''));
    expect(said).toBeGreaterThan(0);
    await cell.click();
    await expect(page).toHaveURL(/\/complaint\?.*cause=/);
    await expect(page.getByText(new RegExp(`共 ${said} 行`))).toBeVisible();

    // ageing and timeliness are tables of the same making as those looked at above
    for (const view of ['ageing', 'closing', 'timeliness', 'control']) {
      await open(`/complaint/analysis?period=${lastYear}&view=${view}`);
      await expect(page.locator('.panel h2').first()).not.toBeEmpty();
      await expectNoSidewaysScroll(page);
      if (view === 'closing' || view === 'control') await expectAccessible(page);
    }
  });
});

test('says what to do where there is nothing yet', async ({ program: { page, open, signInAs } }) => {
  await signInAs('supervisor');
  for (const [path, text] of [
    ['/inspection', '还没有检查'],
    ['/inspection/ranking', '没有已发布的评分表'],
    ['/inspection/items', '没有已发布的评分表'],
    ['/complaint/analysis', '该期间没有投诉'],
  ] as const) {
    await open(path);
    await expect(page.getByText(text).first()).toBeVisible();
    await expectAccessible(page);
  }
});
