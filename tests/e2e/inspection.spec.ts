import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, type Program, test } from './support/fixtures.ts';

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

/** A hall, and an inspector at the window with calls of the same session. */
async function inspector({ page, client, host, signInAs }: Program) {
  const hall = {
    parentId: null,
    code: 'H1',
    name: '鹿野青石路营业厅',
    level: 'site',
    line: 'front',
    channel: 'ownHall',
  } as const;
  const { unitId } = await client.organization.createUnit(hall);
  await signInAs('inspector');
  const token = await page.evaluate(() => sessionStorage.getItem('service-audit.session'));
  return { unitId, calls: host.client(token ?? '') };
}

async function begin({ unitId, calls }: Awaited<ReturnType<typeof inspector>>): Promise<InspectionDetail> {
  const card = (await calls.standard.scorecards({})).find((each) => each.line === 'front');
  return calls.inspection.start({
    unitId,
    scorecardVersionId: card?.scorecardVersionId ?? '',
    method: 'announced',
    inspectedOn: '2026-09-11',
  });
}
const codesOf = (sheet: InspectionDetail) =>
  sheet.card.content.sections.flatMap((section) => section.items.map((item) => item.code));

test.describe('inspection', () => {
  test('a hall is scored by keys alone, with the figures of the printed sample, and handed in', async ({ program }) => {
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

    const picture = (n: number) =>
      new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, n])], `现场${n}.png`);
    const moved = Object.keys(typed).filter((code) => code !== '2.6');
    for (const [n, itemCode] of moved.entries())
      await who.calls.inspection.addEvidence({ ...sheet, itemCode, name: `现场${n}.png`, file: picture(n) });
    await page.reload();
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

  test('another window has saved: nothing typed here is lost', async ({ program }) => {
    const { page, open } = program;
    const who = await inspector(program);
    const sheet = await begin(who);
    await open(`/inspection/${sheet.inspectionId}`);
    await expect(page.locator('.cell.edit input')).toBeFocused();
    const entry = {
      itemCode: '1.2',
      result: { kind: 'count', count: 1 },
      isNotApplicable: false,
      isCriticalHit: false,
      note: '',
    } as const;
    await who.calls.inspection.saveItem({ inspectionId: sheet.inspectionId, revision: sheet.revision, entry });
    await page.keyboard.type('2');
    await expect(page.getByRole('alert').getByText('别处已改过这张表')).toBeVisible();
    await page.getByRole('button', { name: '取最新并保存我的改动' }).click();
    await expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    const stored = await who.calls.inspection.get(sheet);
    expect(stored.entries.map(({ itemCode, result }) => [itemCode, result])).toEqual(
      expect.arrayContaining([
        ['1.1', { kind: 'count', count: 2 }],
        ['1.2', { kind: 'count', count: 1 }],
      ]),
    );
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
