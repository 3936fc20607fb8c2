import { describe, expect, test } from 'vitest';
import { readDayJson, readDayTable } from '#shared/calendar/day-table.rules.ts';

type Cells = readonly (string | number | boolean | null)[];
const table = (...rows: Cells[]) =>
  readDayTable(
    rows.map((cells, i) => ({ line: i + 1, cells })),
    2027,
  );

describe('a table of days', () => {
  test('in any order of columns, under a title, in either language', () => {
    expect(
      table(
        ['2027 年放假安排'],
        ['名称', '序号', '日期', '类型'],
        ['元旦', 1, '2027-01-01', '放假'],
        ['春节', 2, '2027/2/6', '补班'],
      )?.days,
    ).toEqual([
      { on: '2027-01-01', kind: 'holiday', name: '元旦' },
      { on: '2027-02-06', kind: 'makeup', name: '春节' },
    ]);
    expect(table(['Date', 'Kind', 'Name'], ['2027-10-01 00:00:00', 'Holiday', 'National Day'])?.days).toEqual([
      { on: '2027-10-01', kind: 'holiday', name: 'National Day' },
    ]);
  });
  test('without headings, or without names', () => {
    expect(table(['20270101', '休', '元旦'])?.days).toEqual([{ on: '2027-01-01', kind: 'holiday', name: '元旦' }]);
    expect(table(['日期', '类型'], ['2027-01-01', '休'])?.days).toEqual([
      { on: '2027-01-01', kind: 'holiday', name: '' },
    ]);
  });
  test('days as numbers of the sheet, and several days in one cell', () => {
    expect(table(['日期', '类型', '名称'], [46_388, '休', '元旦'])?.days[0]?.on).toBe('2027-01-01');
    expect(table(['日期', '类型', '名称'], ['10月1日至3日', '休', '国庆'])?.days.map((day) => day.on)).toEqual([
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
  });
  test('names what it cannot read, with the line', () => {
    const reading = table(
      ['日期', '类型', '名称'],
      ['2027-02-30', '休', '春节'],
      ['2027-02-06', '也许', '春节'],
      [12, '休', ''],
    );
    expect(reading?.days).toEqual([]);
    expect(reading?.remarks.map(({ fault, line }) => [fault, line])).toEqual([
      ['noSuchDay', 2],
      ['noKind', 3],
      ['noSuchDay', 4],
    ]);
  });
  test('is none where there are no such columns', () => {
    expect(table(['姓名', '工号'], ['张三', 1])).toBeNull();
    expect(table()).toBeNull();
  });
});

describe('JSON', () => {
  test('as exported', () => {
    const text = JSON.stringify({
      year: 2027,
      number: 2,
      source: '某通知',
      days: [{ on: '2027-01-01', kind: 'holiday', name: '元旦' }],
    });
    expect(readDayJson(text)).toEqual({
      year: 2027,
      source: '某通知',
      days: [{ on: '2027-01-01', kind: 'holiday', name: '元旦' }],
      remarks: [],
    });
  });
  test('as lists on the web have it', () => {
    const text =
      '[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"春节","date":"2027-02-06","isOffDay":false}]';
    expect(readDayJson(text)?.days.map(({ kind }) => kind)).toEqual(['holiday', 'makeup']);
  });
  test('names entries that are no days', () => {
    const reading = readDayJson('[{"date":"2027-02-30","kind":"休"},{"date":"2027-01-01"},7,null]');
    expect(reading?.remarks.map(({ fault, line }) => [fault, line])).toEqual([
      ['noSuchDay', 1],
      ['noKind', 2],
      ['noSuchDay', 3],
      ['noSuchDay', 4],
    ]);
    expect(readDayJson('{"a":1}')).toBeNull();
    expect(readDayJson('null')).toBeNull();
    expect(() => readDayJson('{')).toThrow(SyntaxError);
  });
});
