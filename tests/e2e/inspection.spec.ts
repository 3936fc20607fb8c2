import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/fixtures.ts';
import {
  beginSheet as begin,
  chooseFile,
  dropFile,
  inspectorAtHall as inspector,
  pasteFile,
  pictureOf,
} from './support/sheet.ts';

/** What is typed for each item so that the sheet is that of the printed sample; all others are 0 or met. */
const typed: Record<string, string> = {
  '1.1': '1',
  '1.2': '1',
  '1.4': '10.8 24.3 42',
  '2.1': '1',
  '2.2': '2',
  '2.3': '1',
  '2.6': 'n',
  '3.2': '2',
  '3.3': '1',
  '3.4': '1',
  '3.5': '487/500',
  '4.2': '2',
  '5.3': '1',
  '6.1': '2',
};

const codesOf = (sheet: InspectionDetail) =>
  sheet.card.content.sections.flatMap((section) => section.items.map((item) => item.code));

test.describe('inspection', () => {
  test('a hall is scored by keys alone, with the figures of the printed sample, and handed in', async ({ program }) => {
    // twenty-six items and thirteen pieces of evidence, one key after the other
    test.slow();
    const { page, open } = program;
    const who = await inspector(program);
    await open('/inspection');
    await page.keyboard.press('Alt+j');
    await expect(page).toHaveURL(/start=1/);
    await expect(page.getByRole('dialog').getByText('被检单位', { exact: true })).toBeVisible();
    const sheet = await begin(who);
    await open(`/inspection/${sheet.inspectionId}`);
    await expectNoSidewaysScroll(page);

    for (const code of codesOf(sheet)) {
      await expect(page.locator('.cell.edit input')).toHaveAttribute(
        'aria-label',
        new RegExp(`^${code.replace('.', '\\.')} `),
      );
      await page.keyboard.type(typed[code] ?? '0');
      await page.keyboard.press('Enter');
    }
    const score = page.getByRole('region', { name: '实时得分' });
    await expect(score.getByText('80.28 良')).toBeVisible();
    await expect(score.getByText('79.99').first()).toBeVisible();
    await expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    await expect.poll(async () => (await who.calls.inspection.get(sheet)).enteredItems).toBe(26);

    // each item that lost points gets its picture: pasted, dropped, or chosen
    const moved = Object.keys(typed).filter((code) => code !== '2.6');
    for (const [n, itemCode] of moved.entries()) {
      await page.keyboard.press('Control+g');
      await expect(page.locator('.cell.edit input')).toHaveAttribute(
        'aria-label',
        new RegExp(`^${itemCode.replace('.', '\\.')} `),
      );
      if (n === 0) await dropFile(page, pictureOf(n));
      else if (n === 1) await chooseFile(page, { name: '现场1.png', mimeType: 'image/png', buffer: pictureOf(n) });
      else await pasteFile(page, pictureOf(n), 'image.png');
      await expect(page.getByText(`本表共 ${n + 1} 件`)).toBeVisible();
    }
    await expect(page.getByRole('button', { name: /提交复核/ })).toBeEnabled();
    await page.keyboard.press('F9');
    await page.getByRole('dialog').getByRole('button', { name: /提交/ }).click();
    await expect(page.getByText(/提交$/).first()).toBeVisible();
    await expect.poll(async () => (await who.calls.inspection.get(sheet)).state).toBe('submitted');
    expect(await who.calls.inspection.get(sheet)).toMatchObject({ rawPoints: 80_280, effectivePoints: 79_990 });
    await expectAccessible(page);
    await open('/inspection');
    await expect(page.getByRole('gridcell', { name: '79.99' })).toBeVisible();
  });

  test('scorecards can be read', async ({ program }) => {
    const { page, open } = program;
    await open('/standard');
    await expect(page.getByText('营业厅服务考核评分表').first()).toBeVisible();
    await page.getByText('上门服务“三统一五规范”评分表').first().click();
    await expect(page.getByText('严禁随意落座').or(page.getByText('不随意落座')).first()).toBeVisible();
    await expectAccessible(page);
  });
});
