import { describe, expect, test } from 'vitest';
import { columnLetter, findHeader, findLayout, headerNames, layoutOf } from '#shared/import/import.header.ts';
import { leftOutKind } from '#shared/import/import.leftout.ts';
import { matchColumns } from '#shared/import/import.match.ts';
import type { ImportField } from '#shared/import/import.target.ts';
import { editDistance, likeness, nearest, normalWord } from '#shared/import/import.words.ts';

const fields: readonly ImportField[] = [
  { key: 'number', labels: { zh: '投诉单号', en: 'Ticket number' }, synonyms: ['流水号', 'Ticket #'], kind: 'text' },
  { key: 'receivedAt', labels: { zh: '受理时间', en: 'Received' }, synonyms: [], kind: 'datetime' },
  { key: 'closedAt', labels: { zh: '办结时间', en: 'Closed at' }, synonyms: [], kind: 'datetime' },
  {
    key: 'phone',
    labels: { zh: '客户号码', en: 'Phone' },
    synonyms: [],
    kind: 'text',
    pattern: { source: '^1\\d{10}$', words: { zh: '', en: '' } },
  },
  {
    key: 'grade',
    labels: { zh: '等级', en: 'Grade' },
    synonyms: [],
    kind: 'code',
    codes: [{ value: 'gold', labels: { zh: '金卡', en: 'Gold' } }],
  },
];
const match = (headers: string[], samples: string[][] = headers.map(() => [])) =>
  matchColumns(headers, samples, fields).map((m) => [m.field, m.source]);

describe('columns', () => {
  test('by name and synonym, whatever the case, width, spaces and remarks', () => {
    expect(match(['ＴＩＣＫＥＴ＃', ' 受理 时间（必填）', '备注'])).toEqual([
      ['number', 'name'],
      ['receivedAt', 'name'],
      [null, 'none'],
    ]);
  });
  test('by a like name only when the content allows it', () => {
    const at = ['2026-11-01', '2026-11-02', '2026-11-03'];
    expect(match(['Received on'], [at])).toEqual([['receivedAt', 'likeness']]);
    expect(match(['Received via'], [['Phone', 'Web', 'Phone']])).toEqual([[null, 'none']]);
  });
  test('by content when only one column and one field are left', () => {
    const phones = ['13800001234', '13900001234', '13700001234'];
    expect(match(['x', 'y'], [phones, ['a', 'b', 'c']])).toEqual([
      ['phone', 'content'],
      [null, 'none'],
    ]);
    expect(match(['x', 'y'], [phones, phones])).toEqual([
      [null, 'none'],
      [null, 'none'],
    ]);
  });
  test('each field once, the better name first', () => {
    expect(match(['流水号', '投诉单号'])).toEqual([
      [null, 'none'],
      ['number', 'name'],
    ]);
  });
  test('a grouped name is known by its last part', () => {
    expect(match(['客户/等级'])).toEqual([['grade', 'name']]);
  });
  test('a last part that several groups have says nothing', () => {
    expect(match(['申请人/等级', '联系人/等级'])).toEqual([
      [null, 'none'],
      [null, 'none'],
    ]);
  });
});

describe('header', () => {
  const rowsOf = (...rows: string[][]) => rows.map((cells, i) => ({ line: i + 1, cells }));
  const place = (rows: Parameters<typeof findHeader>[0]) => {
    const { line, rows: height } = findHeader(rows, fields);
    return { line, rows: height };
  };
  test('below titles', () => {
    expect(
      place(rowsOf(['投诉周报'], ['2026 年'], ['流水号', '受理时间', '等级'], ['1', '2026-11-01', '金卡'])),
    ).toEqual({ line: 3, rows: 1 });
  });
  test('in the first line of unknown names', () => {
    expect(place(rowsOf(['CUEX1', 'CUEX2', 'CUEX3'], ['7', '7', '6'], ['10', '9', '8']))).toEqual({ line: 1, rows: 1 });
  });
  test('of two rows', () => {
    const rows = rowsOf(
      ['客户', '', '处理', ''],
      ['号码', '等级', '受理时间', '办结时间'],
      ['1', '金卡', '2026-11-01', ''],
    );
    expect(place(rows)).toEqual({ line: 1, rows: 2 });
    expect(headerNames(rows.slice(0, 2), 5)).toEqual(['客户/号码', '客户/等级', '处理/受理时间', '处理/办结时间', 'E']);
  });
  test('a line of remarks above the names is no group', () => {
    expect(
      place(
        rowsOf(
          ['统计：11 月', '', '制表：李', '', ''],
          ['流水号', '受理时间', '办结时间', '客户号码', '等级'],
          ['1', '2026-11-01', '', '', ''],
        ),
      ),
    ).toEqual({ line: 2, rows: 1 });
  });

  /** Rows as a workbook gives them: cells of merged blocks are filled, and it is known which. */
  const merged = [
    { line: 1, cells: ['11 月投诉月报', null, null, null, null, null] },
    { line: 2, cells: ['流水号', '受理', '受理', '办结', '办结', '等级'], filled: [2, 4] },
    { line: 3, cells: ['流水号', '时间', '人', '时间', '结果', '等级'], filled: [0, 5] },
    { line: 4, cells: ['1', '2026-11-01 08:00', '甲', '2026-11-02 08:00', '已解决', '金卡'] },
  ];
  test('groups merged over their columns, names merged over both rows', () => {
    expect(place(merged)).toEqual({ line: 2, rows: 2 });
    const names = headerNames(merged.slice(1, 3), 6);
    expect(names).toEqual(['流水号', '受理/时间', '受理/人', '办结/时间', '办结/结果', '等级']);
    expect(match(names).map(([field]) => field)).toEqual(['number', 'receivedAt', null, 'closedAt', null, 'grade']);
  });
  test('groups in text files go on until the next one', () => {
    const rows = rowsOf(
      ['流水号', '受理', '', '办结', '', '等级'],
      ['', '时间', '人', '时间', '结果', ''],
      ['1', '2026-11-01', '甲', '2026-11-02', '好', '金卡'],
    );
    expect(place(rows)).toEqual({ line: 1, rows: 2 });
    expect(headerNames(rows.slice(0, 2), 6)).toEqual([
      '流水号',
      '受理/时间',
      '受理/人',
      '办结/时间',
      '办结/结果',
      '等级',
    ]);
  });
  test('of three rows', () => {
    const rows = rowsOf(
      ['客户', '', '', '处理', '', ''],
      ['身份', '', '联系', '时间', '', '结果'],
      ['流水号', '等级', '客户号码', '受理时间', '办结时间', '说明'],
      ['1', '金卡', '1', '2026-11-01', '2026-11-02', ''],
    );
    expect(place(rows)).toEqual({ line: 1, rows: 3 });
    expect(headerNames(rows.slice(0, 3), 6)).toEqual([
      '客户/身份/流水号',
      '客户/身份/等级',
      '客户/联系/客户号码',
      '处理/时间/受理时间',
      '处理/时间/办结时间',
      '处理/结果/说明',
    ]);
  });
  test('the same names on another sheet, some lines lower', () => {
    const layout = layoutOf(headerNames(merged.slice(1, 3), 8));
    const [title, top, names, data] = merged as [Row, Row, Row, Row];
    type Row = (typeof merged)[number];
    expect(findLayout([title, title, top, names, data], layout, 2)).toBe(2);
    expect(findLayout([title, names, data], layout, 2)).toBe(-1);
  });
  test('column letters', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('rows that are no records', () => {
  const headers = ['流水号', '受理/时间', '部门', '件数'];
  const kind = (...cells: (string | number | null)[]) => leftOutKind(cells, headers);
  test.each([
    ['合计', '', '', 128],
    ['合 计', null, null, '1,280'],
    [null, '青禾市小计', '', '12件'],
    ['总计', '总计', '总计', 7],
    ['本月累计：', '', '-', '99.5%'],
    ['Grand Total', null, null, 3],
  ])('sum %s %s', (...cells) => expect(kind(...cells)).toBe('total'));
  test.each([
    ['合计-7', '2026-11-01', '甲', 1],
    ['合计', '2026-11-01 08:00 起', '甲部门', 1],
    ['W1', '合计', '', ''],
    [12, '', '', ''],
    ['小计算机公司', '', '', ''],
  ])('no sum %s %s', (...cells) => expect(kind(...cells)).toBe(null));
  test('the header of the next printed page, with or without groups', () => {
    expect(kind('流水号', '受理/时间', '部门', '件数')).toBe('headerAgain');
    expect(kind('流水号', '时间', '部门', '')).toBe('headerAgain');
    expect(kind('流水号', '时间', '甲', '')).toBe(null);
    expect(kind('流水号', '', '', '')).toBe(null);
  });
  test('remarks below the table', () => {
    expect(kind('注：不含集团客户', '', '', '')).toBe('remark');
    expect(kind('制表人：李', '制表人：李', '', null)).toBe('remark');
    expect(kind('备注', '2026-11-01', '甲', 1)).toBe(null);
  });
});

describe('words', () => {
  test('edit distance and likeness', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(likeness('鹿野装维', '鹿野装维中心')).toBeGreaterThan(0.8);
    expect(likeness('甲', '乙')).toBe(0);
    expect(
      nearest('鹿野装维', [
        ['鹿野装维中心', 1],
        ['云泊客服部', 2],
        ['鹿野客服部', 3],
      ]),
    ).toEqual([1]);
    expect(normalWord('　Date_Month（年）')).toBe('datemonth');
  });
});
