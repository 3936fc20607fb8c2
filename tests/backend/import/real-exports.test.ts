import { readXlsx, writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from './driver.ts';
import { addProbe, probeTarget, written } from './probe.ts';

type Cells = (string | number | Date | null)[];
const merge = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
  startRow,
  startCol,
  endRow,
  endCol,
});
const month = (name: string, titles: string[], from: number, count: number) => ({
  name,
  rows: [
    ...titles.map((title): Cells => [title]),
    ['编号', '受理时间', '状态', '投诉内容'],
    ...Array.from(
      { length: count },
      (_, i): Cells => [
        `M${from + i}`,
        `2026-${name.slice(0, 2)}-0${(i % 9) + 1} 09:00`,
        '办结',
        `${name}第 ${i + 1} 件`,
      ],
    ),
    ['合计', null, null, count],
  ] as Cells[],
});

describe('exports as other systems write them', () => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeAll(async () => {
    backend = await startBackend('sqlite', 'direct');
    addProbe(backend, { ...probeTarget, hasSources: true });
    driver = await ImportDriver.as(backend);
  });
  afterAll(() => backend.close());
  const session = (sessionId: string) => driver.client.import.session({ sessionId });
  const rowsOf = async (sessionId: string, filter: 'all' | 'errors' | 'toLookAt' = 'all') =>
    (await driver.client.import.rows({ sessionId, filter, offset: 0, limit: 100 })).rows;

  describe('a workbook with a sheet for each month', () => {
    let book: Uint8Array;
    beforeAll(async () => {
      book = await writeXlsx({
        sheets: [
          { name: '说明', rows: [['各月投诉清单']] },
          month('09月', ['九月'], 100, 3),
          month('10月', ['十月', '截至 31 日'], 200, 4),
          { ...month('11月', [], 300, 2), hidden: true },
          {
            name: '部门汇总',
            rows: [
              ['部门', '件数'],
              ['甲', 3],
              ['乙', 4],
            ],
          },
        ],
      });
    });

    test('sheets of one layout come in together, the others are named and left alone', async () => {
      const sessionId = await driver.open('全年.xlsx', book);
      const view = await session(sessionId);
      expect(view.sheets).toEqual([
        { name: '说明', hidden: false, use: 'other' },
        { name: '09月', hidden: false, use: 'taken' },
        { name: '10月', hidden: false, use: 'taken' },
        { name: '11月', hidden: true, use: 'alike' },
        { name: '部门汇总', hidden: false, use: 'other' },
      ]);
      expect(view).toMatchObject({ headerLine: 2, headerRows: 1, sheetColumn: 4, missingFields: [] });
      expect(view.counts).toMatchObject({ total: 7, writable: 7, errors: 0, leftOut: 2 });
      expect((await rowsOf(sessionId)).map((row) => [row.sheet, row.line, row.state, row.cells[0]])).toEqual([
        ['09月', 3, 'good', 'M100'],
        ['09月', 4, 'good', 'M101'],
        ['09月', 5, 'good', 'M102'],
        ['09月', 6, 'left', '合计'],
        ['10月', 4, 'good', 'M200'],
        ['10月', 5, 'good', 'M201'],
        ['10月', 6, 'good', 'M202'],
        ['10月', 7, 'good', 'M203'],
        ['10月', 8, 'left', '合计'],
      ]);
      expect((await rowsOf(sessionId))[3]?.reason?.zh).toBe('合计行，不导入');
    });

    test('hidden ones when chosen, and one of another layout instead', async () => {
      const first = await driver.open('全年.xlsx', book, { sheets: [3, 1, 4] });
      expect((await session(first)).sheets.map((sheet) => sheet.use)).toEqual([
        'other',
        'taken',
        'alike',
        'taken',
        'other',
      ]);
      expect((await session(first)).counts).toMatchObject({ total: 5, leftOut: 2 });
      const { jobId } = await driver.client.import.reopen({ sessionId: first, sheets: [4] });
      const other = await session(String((await driver.settled(jobId)).result?.sessionId));
      expect(other.sheets.map((sheet) => sheet.use)).toEqual(['other', 'other', 'other', 'other', 'taken']);
      expect(other.columns.map((column) => column.header)).toEqual(['部门', '件数', '工作表']);
    });

    test('the name of the sheet fills a column, also in the file of rejected rows', async () => {
      const sessionId = await driver.open('全年.xlsx', book);
      await driver.review({
        sessionId,
        mapping: [
          { column: 3, field: null },
          { column: 4, field: 'text' },
        ],
        mends: [{ index: 0, column: 1, value: '昨天', isForAll: false }],
      });
      const result = (await driver.write(sessionId)).result;
      expect(result).toMatchObject({ inserted: 6, rejected: 1 });
      const stored = await written(backend);
      expect(stored.get('M101')?.text).toBe('09月');
      expect(stored.get('M203')?.text).toBe('10月');
      const file = await driver.client.system.downloadFile({ fileId: String(result?.fileId) });
      const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
      expect(sheets[0]?.rows[0]?.slice(0, 5)).toEqual(['编号', '受理时间', '状态', '投诉内容', '工作表']);
      expect(sheets[0]?.rows[1]?.slice(0, 5)).toEqual(['M100', '昨天', '办结', '09月第 1 件', '09月']);
    });

    test('a header corrected by hand is looked for by its names on every sheet', async () => {
      const sessionId = await driver.open('全年.xlsx', book);
      await driver.review({ sessionId, headerLine: 3 });
      const wrong = await session(sessionId);
      expect(wrong.sheets[2]?.use).toBe('other');
      expect(wrong.counts.total).toBe(2);
      await driver.review({ sessionId, headerLine: 2 });
      expect((await session(sessionId)).counts).toMatchObject({ total: 7, errors: 0 });
    });
  });

  describe('merged cells', () => {
    let book: Uint8Array;
    beforeAll(async () => {
      const rows: Cells[] = [
        ['省热线投诉月报', null, null, null, null, null],
        ['编号', '受理', null, '处理', null, '金额'],
        [null, '时间', '人', '状态', '说明', null],
        ['X1', '2026-11-01 08:00', '甲', '办结', '同一处故障', 5],
        ['X2', '2026-11-01 09:00', '乙', '办结', null, 7],
        ['X3', '2026-11-01 10:00', '丙', '处理中', null, null],
        ['编号', '时间', '人', '状态', '说明', '金额'],
        ['X4', '2026-11-02 10:00', '丁', '处理中', '另一件', null],
        ['合计', null, null, '4件', null, 12],
        ['制表：甲', null, null, null, null, null],
      ];
      const merges = [
        merge(0, 0, 0, 5),
        merge(1, 0, 2, 0),
        merge(1, 1, 1, 2),
        merge(1, 3, 1, 4),
        merge(1, 5, 2, 5),
        merge(3, 4, 5, 4),
        merge(8, 0, 8, 2),
      ];
      book = await writeXlsx({ sheets: [{ name: '月报', rows, merges }] });
    });

    test('names of two rows joined, titles above, sums and repeated headers left out, merged content filled', async () => {
      const sessionId = await driver.open('月报.xlsx', book);
      const view = await session(sessionId);
      expect(view).toMatchObject({ headerLine: 2, headerRows: 2, missingFields: [], sheetColumn: null });
      expect(view.columns.map((column) => [column.header, column.field])).toEqual([
        ['编号', 'number'],
        ['受理/时间', 'at'],
        ['受理/人', null],
        ['处理/状态', 'status'],
        ['处理/说明', null],
        ['金额', 'amount'],
      ]);
      expect(view.counts).toMatchObject({ total: 4, errors: 0, leftOut: 3, toLookAt: 3 });
      const shown = await rowsOf(sessionId);
      expect(shown.map((row) => [row.line, row.cells[4], row.reason?.zh ?? null])).toEqual([
        [4, '同一处故障', null],
        [5, '同一处故障', null],
        [6, '同一处故障', null],
        [7, '说明', '重复的表头，不导入'],
        [8, '另一件', null],
        [9, '', '合计行，不导入'],
        [10, '', '表尾的说明，不导入'],
      ]);
      expect(shown[1]?.marks).toEqual([
        { column: 4, kind: 'converted', words: expect.objectContaining({ zh: '合并单元格，取自上方或左边' }) },
      ]);
    });

    test('a row taken for a sum becomes a record when its cells are mended', async () => {
      const sessionId = await driver.open('月报.xlsx', book);
      await driver.review({
        sessionId,
        mends: [
          { index: 5, column: 0, value: 'X5', isForAll: false },
          { index: 5, column: 1, value: '2026-11-03 08:00', isForAll: false },
          { index: 5, column: 3, value: '办结', isForAll: false },
        ],
      });
      expect((await session(sessionId)).counts).toMatchObject({ total: 5, errors: 0, leftOut: 2 });
    });
  });

  test.each([
    [
      'GB18030 with its own mark',
      Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), iconv.encode('编号,受理时间\nB1,2026-11-01', 'gb18030')]),
    ],
    [
      'GBK behind a mark of UTF-8',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode('编号,受理时间\nB1,2026-11-01', 'gbk')]),
    ],
    [
      'GBK, semicolons, a line break in quotes',
      iconv.encode('编号;受理时间;投诉内容\r\nB1;2026-11-01;"第一行\r\n第二行；完"', 'gbk'),
    ],
    ['GBK, tabs', iconv.encode('编号\t受理时间\nB1\t2026-11-01', 'gbk')],
  ])('text in %s', async (_, bytes) => {
    const sessionId = await driver.open('b.csv', bytes);
    expect(await session(sessionId)).toMatchObject({ encoding: 'gb18030', garbled: 0, missingFields: [] });
    expect((await rowsOf(sessionId)).map((row) => [row.cells[0], row.state])).toEqual([['B1', 'good']]);
  });

  test('zeros in front stay, lost digits are refused by name, formats nobody knows are named', async () => {
    const text = [
      '编号,受理时间,金额',
      '="000123",2026年3月4日 下午3:05,1',
      "'000124,45720.6284722222,2",
      '"000125\t",2026/3/4 15:05,三块',
      '1.38E+10,2026-03-04,4',
      '000126,第三季度,5',
    ].join('\n');
    const sessionId = await driver.open('c.csv', text);
    expect((await rowsOf(sessionId)).map((row) => [row.cells[0], row.reason?.zh ?? null])).toEqual([
      ['000123', '日期格式不同，读作 03-04 15:05'],
      ['000124', 'Excel 日期数，读作 2025-03-04 15:05'],
      ['000125', '金额「三块」不是数'],
      ['1.38E+10', '编号「1.38E+10」被 Excel 写成了科学计数，后面的数字已丢失，请在原文件里把这列设为文本'],
      ['000126', '受理时间「第三季度」看不懂，应像 2026-11-16 09:15'],
    ]);
    const job = await driver.write(sessionId);
    expect(job.result).toMatchObject({ inserted: 2, rejected: 3 });
    expect((await written(backend)).get('000123')?.at).toBe('2026-03-04T07:05:00.000Z');
  });

  test('a text of a megabyte is refused with its line, the others go in, and the file of rejected rows opens', async () => {
    const long = '网络很慢，无人处理。'.repeat(110_000);
    const sessionId = await driver.open(
      'd.csv',
      `编号,受理时间,投诉内容\nL1,2026-11-01,短\nL2,2026-11-01,"${long}"\nL3,2026-11-01,也短`,
    );
    const [bad] = await rowsOf(sessionId, 'errors');
    expect([bad?.line, bad?.reason?.zh]).toEqual([3, '投诉内容有 1100000 个字，最多 200 个']);
    expect([bad?.cells[2]?.length, bad?.cut]).toEqual([201, [2]]);
    const job = await driver.write(sessionId);
    expect(job.result).toMatchObject({ inserted: 2, rejected: 1 });
    const file = await driver.client.system.downloadFile({ fileId: String(job.result?.fileId) });
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    expect(sheets[0]?.rows[1]?.[2]).toHaveLength(32_767);
    expect(String(sheets[0]?.rows[1]?.[3])).toContain('超过 Excel 单元格的上限');
  });

  test('30,000 rows with one number are refused by name, not by 30,000 sentences', async () => {
    const rows = (count: number) =>
      ['编号,受理时间,投诉内容', ...Array.from({ length: count }, (_, i) => `W1,2026-11-01 08:00,第 ${i} 件`)].join(
        '\n',
      );
    const sessionId = await driver.open('e.csv', rows(30_000));
    const view = await session(sessionId);
    expect(view.counts).toMatchObject({ total: 30_000, writable: 1, errors: 29_999 });
    expect(view.doubled).toEqual([{ key: 'W1', line: 2, count: 30_000 }]);
    expect(view.reasons).toEqual([{ code: 'duplicateKey', field: 'number', count: 29_999 }]);
    expect(JSON.stringify(view).length).toBeLessThan(20_000);
    await driver.client.import.close({ sessionId });

    const job = await driver.write(await driver.open('f.csv', rows(3000)));
    expect(job.result).toMatchObject({ inserted: 1, rejected: 2999 });
    const file = await driver.client.system.downloadFile({ fileId: String(job.result?.fileId) });
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    expect(sheets[0]?.rows.length).toBe(3000);
    expect(sheets[0]?.rows.at(-1)).toEqual(['W1', '2026-11-01 08:00', '第 2999 件', '与第 2 行编号重复，内容不同']);
  });

  describe('named sources', () => {
    const file = (head: string, rows: string[]) => `${head}\n${rows.join('\n')}\n`;

    test('numbers of two systems never meet; decisions belong to the system, whatever its layout', async () => {
      const first = await driver.open(
        '甲.csv',
        file('编号,受理时间,状态', ['S1,2026-11-01,Fertig', 'S2,2026-11-01,办结']),
      );
      expect((await session(first)).sourceName).toBe('');
      await driver.review({ sessionId: first, source: ' 省热线 ' });
      await driver.review({
        sessionId: first,
        decisions: [
          { field: 'status', word: 'fertig', value: 'closed' },
          { field: 'status', word: '办结', value: 'open' },
        ],
      });
      expect((await session(first)).values.map(({ text, own, decision }) => [text, own, decision])).toEqual([
        ['Fertig', null, 'closed'],
        ['办结', 'closed', 'open'],
      ]);
      expect((await driver.write(first, 'all')).result).toMatchObject({ inserted: 2 });
      expect((await written(backend)).get('S2')?.status).toBe('open');

      const again = await driver.open('乙.csv', file('编号,受理时间,状态', ['S3,2026-11-02,Fertig']));
      const remembered = await session(again);
      expect(remembered).toMatchObject({ sourceName: '省热线', isRemembered: true, sources: ['省热线'] });
      expect(remembered.counts.errors).toBe(0);

      const other = await driver.open(
        '丙.csv',
        file('受理时间,状态,编号', ['2026-11-02,Fertig,S1', '2026-11-02,办结,S4']),
      );
      expect((await session(other)).counts.errors).toBe(1);
      await driver.review({ sessionId: other, source: '省热线' });
      expect((await session(other)).counts).toMatchObject({ errors: 0, changed: 1 });
      await driver.review({ sessionId: other, source: '12345' });
      expect((await session(other)).counts.errors).toBe(1);
    });
  });
});
