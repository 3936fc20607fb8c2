import { describe, expect, test } from 'vitest';
import { columnLetter, findHeader, headerNames } from '#shared/import/import.header.ts';
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
});

describe('header', () => {
  const rowsOf = (...rows: string[][]) => rows.map((cells, i) => ({ line: i + 1, cells }));
  test('below titles', () => {
    expect(
      findHeader(
        rowsOf(['投诉周报'], ['2026 年'], ['流水号', '受理时间', '等级'], ['1', '2026-11-01', '金卡']),
        fields,
      ),
    ).toEqual({ line: 3, rows: 1 });
  });
  test('in the first line of unknown names', () => {
    expect(findHeader(rowsOf(['CUEX1', 'CUEX2', 'CUEX3'], ['7', '7', '6'], ['10', '9', '8']), fields)).toEqual({
      line: 1,
      rows: 1,
    });
  });
  test('of two rows', () => {
    const rows = rowsOf(
      ['客户', '', '处理', ''],
      ['号码', '等级', '受理时间', '办结时间'],
      ['1', '金卡', '2026-11-01', ''],
    );
    expect(findHeader(rows, fields)).toEqual({ line: 1, rows: 2 });
    expect(headerNames(rows[0]?.cells ?? [], rows[1]?.cells ?? [], 5)).toEqual([
      '客户/号码',
      '客户/等级',
      '处理/受理时间',
      '处理/办结时间',
      'E',
    ]);
  });
  test('column letters', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
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
