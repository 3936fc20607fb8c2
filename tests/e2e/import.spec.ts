import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { expect, expectAccessible, expectNoSidewaysScroll, type Program, test } from './support/fixtures.ts';

const complaints = fileURLToPath(new URL('../../../shared/data/complaints-comcast-2015.csv', import.meta.url));

const weekly = [
  '省热线投诉周报,,,,',
  '投诉流水号,受理时间,责任部门,投诉内容,状态',
  'HW-01,2026/10/16 9:15,鹿野装维中心,宽带掉线,处理中',
  'HW-02,10月16日8时41分,鹿野装维,"资费,有争议",办结',
  'HW-03,2026/9/31 10:20,鹿野装维,打不开网页,办结',
  'HW-04,2026/10/17 10:20,鹿野装维,上门爽约,办结',
].join('\r\n');

async function units(program: Program) {
  const unit = (code: string, name: string, parentId: string | null, level: 'province' | 'city') =>
    program.client.organization.createUnit({ code, name, parentId, line: 'front', level, channel: 'none' });
  const top = await unit('P', '示例省', null, 'province');
  await unit('V07', '鹿野装维中心', top.unitId, 'city');
}

const choose = (program: Program, name: string, buffer: Buffer) =>
  program.page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer });

test('a weekly file in GBK: values decided, a cell mended, good rows written, the rest handed back', async ({
  program,
}) => {
  const { page } = program;
  test.slow();
  await units(program);
  await program.signInAs('complaintOfficer');
  await program.open('/import/complaint');
  await expectAccessible(page);
  await choose(program, '热线周报.csv', iconv.encode(weekly, 'gbk'));
  await expect(page.getByText('写入 1 行')).toBeVisible();
  await expect(page.getByText('无乱码')).toBeVisible();
  await expect(page.getByLabel('表头在第')).toHaveValue('2');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.keyboard.press('F8');
  await expect(page.locator('.import-fix')).toContainText('没有「鹿野装维」这个单位');
  await page
    .locator('.import-values')
    .getByRole('button', { name: /采\s?用/ })
    .click();
  await expect(page.getByText('写入 3 行')).toBeVisible();
  await expect(page.locator('.import-reason').getByText('受理时间：没有这一天')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /下载错行 1/ }).click();
  const path = await (await download).path();
  const { sheets } = await readXlsx(readFileSync(path));
  expect(sheets[0]?.rows.map((row) => [row[0], row.at(-1)])).toEqual([
    ['投诉流水号', '错误原因'],
    ['HW-03', '受理时间：没有这一天'],
  ]);

  await page.getByText('全部合格才写入').click();
  await expect(page.getByRole('button', { name: /写入 3 行/ })).toBeDisabled();
  await page.keyboard.press('F8');
  await expect(page.locator('.ag-cell:focus')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.locator('.ag-cell input:focus')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2026-09-30 10:20');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /写入 4 行/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已导入 4 行投诉')).toBeVisible();

  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await expect(page.getByRole('cell', { name: '热线周报.csv' })).toBeVisible();
  await choose(program, '热线周报.csv', iconv.encode(weekly, 'gbk'));
  await expect(page.getByText('沿用上次')).toBeVisible();
  await page.getByText('已有 3').click();
  await expect(page.getByText('库里已有，内容相同，跳过')).toHaveCount(3);
});

test('a PDF with another name is refused in a sentence', async ({ program }) => {
  const { page } = program;
  await program.signInAs('supervisor');
  await program.open('/import/complaint');
  await choose(program, '投诉.xlsx', Buffer.from('%PDF-1.7\n1 0 obj'));
  await expect(page.getByRole('alert')).toContainText('这其实是一个 PDF 文件');
  await page.getByRole('button', { name: '重新选文件' }).click();
  await expect(page.getByText('把文件拖到这里')).toBeVisible();
});

test('2,224 real complaints: places become units, the same file again changes nothing', async ({ program }) => {
  test.skip(!existsSync(complaints), 'the real file lies beside the repository');
  const { page } = program;
  await program.client.organization.createUnit({
    code: 'P',
    name: '示例省',
    parentId: null,
    line: 'front',
    level: 'province',
    channel: 'none',
  });
  await program.signInAs('supervisor');
  await program.open('/import/complaint');
  await page.setInputFiles('input[type=file]', complaints);
  await page.getByRole('button', { name: '新建 42 个单位' }).click();
  await expect(page.getByRole('button', { name: /写入 2,224 行/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已导入 2,224 行投诉')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await page.setInputFiles('input[type=file]', complaints);
  await expect(page.getByText('已有 2,224')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('把文件拖到这里')).toBeVisible();
});

test('a sheet for each city with merged heads: read together, statuses in a table, what is left out is named', async ({
  program,
}) => {
  test.slow();
  const { page } = program;
  await units(program);
  await program.signInAs('complaintOfficer');
  const merge = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
    startRow,
    startCol,
    endRow,
    endCol,
  });
  const sheet = (name: string, first: number) => ({
    name,
    rows: [
      [`${name}投诉清单`, null, null, null, null, null, null],
      ['序号', '投诉流水号', '受理', null, '处理部门', '工单状态', '投诉内容'],
      [null, null, '时间', '人', null, null, null],
      [1, `C${first}`, '2026/10/16 9:15', '沈', '鹿野装维中心', '挂起', '宽带掉线'],
      [2, `C${first + 1}`, '2026/10/17 9:15', '林', '鹿野装维中心', '已归档', '资费争议'],
      ['合计', null, null, null, null, null, 2],
    ],
    merges: [
      merge(0, 0, 0, 6),
      merge(1, 0, 2, 0),
      merge(1, 1, 2, 1),
      merge(1, 2, 1, 3),
      merge(1, 4, 2, 4),
      merge(1, 5, 2, 5),
      merge(1, 6, 2, 6),
    ],
  });
  const book = await writeXlsx({
    sheets: [sheet('云泊市', 100), sheet('鹿野市', 200), { name: '口径说明', rows: [['请按月填报']] }],
  });
  await program.open('/import/complaint');
  await choose(program, '十月.xlsx', Buffer.from(book));
  await expect(page.getByText('另有 2 行合计、说明')).toBeVisible();
  await expect(page.getByText('不导入 1 列：序号')).toBeVisible();
  await expect(page.getByText('受理/时间').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const sheets = page.getByRole('button', { name: '2 张（共 3 张）' });
  await expect(sheets).toContainText('2 张（共 3 张）');
  await expect(sheets).toContainText('另 1 张列不同');
  await sheets.click();
  await expect(page.getByText('列不同，不读')).toBeVisible();
  await page.getByRole('checkbox', { name: '鹿野市' }).uncheck();
  await page.getByRole('button', { name: '读这 1 张' }).click();
  await expect(page.getByText('另有 1 行合计、说明')).toBeVisible();

  await expect(page.locator('.import-values')).toContainText('状态：1 个值没对上');
  await page.getByLabel('“挂起”读作').click();
  await page.locator('.ant-select-item-option', { hasText: '处理中' }).click();
  await expect(page.getByRole('button', { name: /写入 2 行/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('已导入 2 行投诉')).toBeVisible();
  await expect(page.getByText('1 列没有导入：序号。')).toBeVisible();
});
