import { truncate, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, openSearch, type Program, test } from './support/fixtures.ts';
import { Host } from './support/host.ts';
import { beginSheet, chooseFile, dropFile, inspectorAtHall, pasteFile, pictureOf } from './support/sheet.ts';

const cell = (page: Page) => page.locator('.cell.edit input');
const at = (page: Page, code: string) =>
  expect(cell(page)).toHaveAttribute('aria-label', new RegExp(`^${code.replace('.', '\\.')} `));
const saved = (page: Page) => expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();

async function openSheet(program: Program) {
  const who = await inspectorAtHall(program);
  const sheet = await beginSheet(who);
  await program.open(`/inspection/${sheet.inspectionId}`);
  await expect(cell(program.page)).toBeFocused();
  const results = async () =>
    Object.fromEntries((await who.calls.inspection.get(sheet)).entries.map((entry) => [entry.itemCode, entry.result]));
  return { ...who, sheet, results };
}

test.describe('scoring sheet', () => {
  test('what can’t stand is refused at once in words, and nothing leaves the item before', async ({ program }) => {
    const { page } = program;
    const { results } = await openSheet(program);
    await page.keyboard.type('-4');
    await expect(page.getByRole('alert').getByText('不能是负数，没有存入')).toBeVisible();
    await page.keyboard.press('Enter');
    await at(page, '1.1');
    await page.keyboard.press('Escape');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await at(page, '1.2');
    await page.keyboard.type('1');
    await page.keyboard.press('Control+z');
    await expect(cell(page)).toHaveValue('');
    await page.keyboard.press('Control+z');
    await at(page, '1.1');
    await expect(cell(page)).toHaveValue('');
    await page.keyboard.press('Control+y');
    await expect(cell(page)).toHaveValue('2');
    await saved(page);
    await expect.poll(results).toMatchObject({ '1.1': { kind: 'count', count: 2 }, '1.2': null });
    await page.keyboard.press('Alt+3');
    await at(page, '3.1');
    await page.keyboard.press('PageUp');
    await at(page, '2.1');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: '全部按键' }).getByText('证据换到上/下一项')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(cell(page)).toBeFocused();
  });

  test('notes take phrases used before; staff in the head answer for items', async ({ program }) => {
    const { page, client } = program;
    const { calls, sheet, unitId } = await openSheet(program);
    for (const [code, name] of [
      ['S1', '林语'],
      ['S2', '周舟'],
    ] as const)
      await client.organization.createStaff({ unitId, code, name, post: '营业员' });
    await page.keyboard.press('F2');
    await page.keyboard.type('台席未佩戴工号牌');
    await page.keyboard.press('Escape');
    await expect(cell(page)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('list', { name: '常用语' }).getByText('台席未佩戴工号牌')).toBeVisible();
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await page.keyboard.type('台席');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    const notes = async () => (await calls.inspection.get(sheet)).entries.map((entry) => [entry.itemCode, entry.note]);
    await expect.poll(notes).toEqual([
      ['1.1', '台席未佩戴工号牌'],
      ['1.2', '台席未佩戴工号牌'],
      ['1.3', '台席未佩戴工号牌'],
    ]);

    await page.keyboard.press('F7');
    const head = page.getByRole('dialog', { name: '表头' });
    await head.getByLabel('被评人员').click();
    await page.getByTitle('S1').click();
    await page.getByTitle('S2').click();
    await page.keyboard.press('Escape');
    await head.getByLabel('工单号或录音号').fill('GD-7');
    await page.keyboard.press('Control+Enter');
    await expect(head).toBeHidden();
    await expect(cell(page)).toBeFocused();
    await page.keyboard.press('p');
    await expect(page.getByRole('dialog', { name: '1.3 落到谁' })).toBeVisible();
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '周舟', pressed: true })).toBeVisible();
    await expect
      .poll(async () => {
        const now = await calls.inspection.get(sheet);
        const staffIds = now.entries.find((entry) => entry.itemCode === '1.3')?.staffIds ?? [];
        return [now.reference, now.staff.filter((person) => staffIds.includes(person.staffId)).map(({ name }) => name)];
      })
      .toEqual(['GD-7', ['周舟']]);
    await expectAccessible(page);
  });

  test('evidence is told by its bytes, seen in the app, and moved to another item', async ({ program }, testInfo) => {
    const { page } = program;
    const { calls, sheet } = await openSheet(program);
    await dropFile(page, Buffer.from(`MZ${'\0'.repeat(100)}`), '门头.jpg', 'image/jpeg');
    await expect(page.getByText(/“门头.jpg”不是图片、录音、录像或 PDF/)).toBeVisible();
    const large = testInfo.outputPath('大图.jpg');
    await writeFile(large, Buffer.from([0xff, 0xd8, 0xff]));
    await truncate(large, 50 * 1024 * 1024);
    await chooseFile(page, large);
    await expect(page.getByText(/“大图.jpg”有 50 MB，超过 20 MB/)).toBeVisible();
    await pasteFile(page, pictureOf(1), 'image.png');
    await expect(page.getByText('本表共 1 件')).toBeVisible();
    await expect(page.locator('.thumb img')).toBeVisible();
    await cell(page).focus();
    await page.keyboard.press(']');
    const codes = async () => (await calls.inspection.get(sheet)).evidence.map((piece) => piece.itemCode);
    await expect.poll(codes).toEqual(['1.2']);
    await expect(page.getByText(/已放到 1.2/)).toBeVisible();
    await page.keyboard.press('F8');
    const viewer = page.getByRole('dialog', { name: /截图/ });
    await expect(viewer.getByRole('img', { name: /截图/ })).toBeVisible();
    await viewer.getByRole('button', { name: '放大' }).click();
    await expect(viewer.getByText('150%')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(viewer).toBeHidden();
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF');
    await pasteFile(page, pdf, '工单.pdf', 'application/pdf');
    await expect(page.getByText('本表共 2 件')).toBeVisible();
    await page.getByRole('button', { name: /工单\.pdf/ }).click();
    await expect(page.locator('iframe[title="工单.pdf"]')).toBeVisible();
  });

  test('two windows on one sheet: told by name, and asked where both changed the same item', async ({ program }) => {
    const { page, host, signInAs } = program;
    const { sheet, token, results } = await openSheet(program);
    const second = await page.context().newPage();
    await second.goto(`${host.origin}/#token=${host.token}`);
    await second.evaluate((value) => sessionStorage.setItem('service-audit.session', value), token);
    await second.goto(host.address(`/inspection/${sheet.inspectionId}`));
    await second.reload();
    await expect(cell(second)).toBeFocused();
    await expect(second.getByText('您的另一个窗口 也在填这张表')).toBeVisible();
    await expect(page.getByText('您的另一个窗口 也在填这张表')).toBeVisible({ timeout: 12_000 });

    // different items: both stay, and the other window shows them by itself
    await second.bringToFront();
    await second.keyboard.press('ArrowDown');
    await second.keyboard.type('1');
    await saved(second);
    await expect(page.getByRole('row', { name: /^1\.2 / }).getByText('1', { exact: true })).toBeVisible({
      timeout: 12_000,
    });

    // the same item: what is typed here meets what came to be stored meanwhile
    await page.route('**/rpc/inspection/present', (route) => route.abort());
    await second.keyboard.press('ArrowUp');
    await at(second, '1.1');
    await second.keyboard.type('3');
    await saved(second);
    await expect.poll(results).toMatchObject({ '1.1': { count: 3 } });
    await page.bringToFront();
    await cell(page).focus();
    await page.keyboard.type('2');
    const choice = page.getByRole('dialog', { name: '1 项在两处填得不一样' });
    await expect(choice.getByText('您的另一个窗口 也改了下面的项目')).toBeVisible();
    expect(await results()).toMatchObject({ '1.1': { count: 3 } });
    await expectAccessible(page);
    await choice.getByRole('radio', { name: /我填的/ }).check();
    await choice.getByRole('button', { name: '按所选保存' }).click();
    await saved(page);
    await expect.poll(results).toMatchObject({ '1.1': { count: 2 }, '1.2': { count: 1 } });
    await second.close();
    await page.unroute('**/rpc/inspection/present');

    await signInAs('supervisor');
    await program.open(`/inspection/${sheet.inspectionId}`);
    await expect(cell(page)).toBeFocused();
  });

  test('the backend is killed while somebody types: said plainly, kept, and saved when it is back', async ({
    program,
  }) => {
    const { page, dataDir, host } = program;
    const { sheet, token } = await openSheet(program);
    await page.keyboard.type('1');
    await saved(page);
    await host.kill();
    for (const keys of ['ArrowDown', '2', 'ArrowDown', '3']) await page.keyboard.press(keys);
    await expect(page.getByText(/后台没有应答，2 项留在本窗口/)).toBeVisible();
    const again = await Host.start(dataDir, host.port);
    try {
      await saved(page);
      const stored = await again.client(token).inspection.get({ inspectionId: sheet.inspectionId });
      expect(
        stored.entries.map(({ itemCode, result }) => [itemCode, result && 'count' in result && result.count]),
      ).toEqual([
        ['1.1', 1],
        ['1.2', 2],
        ['1.3', 3],
      ]);
    } finally {
      await again.stop();
    }
  });

  test('printed codes bring the sheet up; Ctrl+Enter goes on to the next draft, or offers the next unit', async ({
    program,
  }) => {
    const { page, client } = program;
    const { calls, sheet, unitId } = await openSheet(program);
    const { unitId: other } = await client.organization.createUnit({
      parentId: null,
      code: 'H2',
      name: '云泊营业厅',
      level: 'site',
      line: 'front',
      channel: 'ownHall',
    });
    const second = await beginSheet({ unitId, calls });
    await program.open('/');
    await openSearch(page);
    // as a scanner does: without waiting for the answer
    await page.keyboard.insertText(sheet.number.toLowerCase());
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(sheet.inspectionId));
    // the search has its own keys until it is gone
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(cell(page)).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(new RegExp(second.inspectionId));
    await openSearch(page);
    const { code, version } = sheet.card;
    await page.keyboard.insertText(`${code}/${version}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByText('被检单位', { exact: true })).toBeVisible();
    await expect(page.getByText(new RegExp(sheet.card.titleZh)).last()).toBeVisible();

    const supervisor = await beginSheet({ unitId: other, calls });
    await calls.inspection.next({ inspectionId: supervisor.inspectionId });
  });
});
