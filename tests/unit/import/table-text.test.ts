import { describe, expect, test } from 'vitest';
import { CsvParser } from '../../../src/main/backend/platform/workbook/csv-parser.ts';
import { MergeFiller, parseRanges } from '../../../src/main/backend/platform/workbook/merged-cells.ts';

/** The same text whole and in pieces of every length up to seven: where a piece ends must not matter. */
function parse(text: string, delimiter = ','): string[][] {
  const whole = new CsvParser(delimiter);
  const rows = [...whole.write(text), ...whole.end()];
  for (let size = 1; size <= 7; size++) {
    const parser = new CsvParser(delimiter);
    const pieces: string[][] = [];
    for (let at = 0; at < text.length; at += size) pieces.push(...parser.write(text.slice(at, at + size)));
    pieces.push(...parser.end());
    expect(pieces).toEqual(rows);
  }
  return rows;
}

describe('delimited text', () => {
  test('quotes, doubled quotes, line breaks in cells, any line end', () => {
    expect(parse('a,"b ""x"", y",c\r\n"第一行\n第二行",,"z"\r1,2')).toEqual([
      ['a', 'b "x", y', 'c'],
      ['第一行\n第二行', '', 'z'],
      ['1', '2'],
    ]);
    expect(parse('a\tb\n"1\t2"\t3', '\t')).toEqual([
      ['a', 'b'],
      ['1\t2', '3'],
    ]);
  });

  test('a stray quote takes no other row along', () => {
    expect(parse('1,"宽带掉线,甲\n2,资费,乙\n3,"正常，可用",丙\n4,好,丁\n')).toEqual([
      ['1', '"宽带掉线', '甲'],
      ['2', '资费', '乙'],
      ['3', '正常，可用', '丙'],
      ['4', '好', '丁'],
    ]);
    expect(parse('1,"宽带掉线,甲\n2,资费,乙\n3,好,丙')).toEqual([
      ['1', '"宽带掉线', '甲'],
      ['2', '资费', '乙'],
      ['3', '好', '丙'],
    ]);
  });

  test('a text cut off with the file, and quotes inside a quoted text', () => {
    expect(parse('A-2,"半截')).toEqual([['A-2', '半截']]);
    expect(parse('1,"他说"不行"了",x\n2,y,z')).toEqual([
      ['1', '他说不行"了"', 'x'],
      ['2', 'y', 'z'],
    ]);
  });

  test('a text of a million characters stays one cell', () => {
    const long = `${'网络很慢，\n'.repeat(180_000)}完`;
    const parser = new CsvParser(',');
    const text = `1,"${long}",x\n2,短,y\n`;
    const rows: string[][] = [];
    for (let at = 0; at < text.length; at += 1 << 18) rows.push(...parser.write(text.slice(at, at + (1 << 18))));
    rows.push(...parser.end());
    expect(rows.map((row) => row.map((cell) => cell.length))).toEqual([
      [1, long.length, 1],
      [1, 1, 1],
    ]);
  });
});

describe('merged cells', () => {
  const fillAll = (ranges: string, rows: (string | null)[][]) => {
    const filler = new MergeFiller(parseRanges(ranges));
    return rows.map((cells, row) => {
      const copy = [...cells];
      return { filled: filler.fill(row, copy), cells: copy };
    });
  };

  test('ranges as the file lists them', () => {
    expect(
      parseRanges('<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="$AB$10:$AB$12"/></mergeCells>'),
    ).toEqual([
      { top: 0, left: 0, bottom: 0, right: 2 },
      { top: 9, left: 27, bottom: 11, right: 27 },
    ]);
    expect(parseRanges('<mergeCell ref="C1:A1"/><mergeCell ref="oops"/>')).toEqual([]);
  });

  test('groups in the header and departments over several rows are filled, own content stays', () => {
    const rows = fillAll('ref="A1:A2" ref="B1:C1" ref="A3:A5"', [
      ['部门', '受理', null],
      [null, '时间', '人'],
      ['甲', '1', '2'],
      [null, '3', '4'],
      ['乙', '5', '6'],
      [null, '7', '8'],
    ]);
    expect(rows.map((row) => row.cells)).toEqual([
      ['部门', '受理', '受理'],
      ['部门', '时间', '人'],
      ['甲', '1', '2'],
      ['甲', '3', '4'],
      ['乙', '5', '6'],
      [null, '7', '8'],
    ]);
    expect(rows.map((row) => row.filled)).toEqual([[2], [0], [], [0], [], []]);
  });

  test('a title over all columns and a block as large as the sheet stay one cell', () => {
    expect(fillAll('ref="A1:D1"', [['投诉月报', null, null, null]])[0]).toEqual({
      filled: [],
      cells: ['投诉月报', null, null, null],
    });
    expect(
      fillAll('ref="A1:XFD1048576"', [
        ['x', 'y'],
        [null, 'z'],
      ])[1]?.cells,
    ).toEqual([null, 'z']);
  });
});
