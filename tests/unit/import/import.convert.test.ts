import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConvertSettings,
  converterOf,
  createValue,
  type ImportCell,
  parseNumber,
  skipValue,
  wallInstant,
} from '#shared/import/import.convert.ts';
import type { ImportField } from '#shared/import/import.target.ts';
import { normalWord } from '#shared/import/import.words.ts';
import { instantAt } from '#shared/kernel/dates.ts';

const labels = { zh: '列', en: 'Column' };
const settings: ConvertSettings = {
  reading: { order: 'ymd', reference: '2026-11-22' },
  shape: 'yearFirst',
  valueMap: new Map(),
  units: new Map([
    [normalWord('鹿野装维中心'), ['u1']],
    [normalWord('客服部'), ['u2', 'u3']],
  ]),
  today: '2026-11-22',
  now: '2026-11-22T08:00:00.000Z',
};
function read(
  field: Partial<ImportField> & Pick<ImportField, 'kind'>,
  cell: ImportCell,
  more: Partial<ConvertSettings> = {},
) {
  const result = converterOf({ key: 'x', labels, synonyms: [], ...field }, { ...settings, ...more })(cell);
  return result.issue === null ? result.value : `! ${result.issue.code}`;
}

describe('cells', () => {
  test.each([
    [{ kind: 'text' as const }, 21009, '21009'],
    [{ kind: 'text' as const }, 13800001234, '13800001234'],
    [{ kind: 'text' as const }, '  宽带 ', '宽带'],
    [{ kind: 'text' as const, maxLength: 3 }, '一二三四', '! tooLong'],
    [{ kind: 'text' as const }, '1.38E+10', '! scientific'],
    [{ kind: 'text' as const }, '1.3812345678E+10', '13812345678'],
    [{ kind: 'text' as const }, '1.381234567E+10', '! scientific'],
    [{ kind: 'text' as const }, '1.2345678901234567E+16', '! scientific'],
    [{ kind: 'text' as const }, '1E5', '1E5'],
    [{ kind: 'text' as const }, '007', '007'],
    [{ kind: 'text' as const }, 123456789012345, '123456789012345'],
    [{ kind: 'text' as const }, 1.23456789012345e17, '! longNumber'],
    [{ kind: 'text' as const }, '123456789012345678', '123456789012345678'],
    [{ kind: 'text' as const }, '#REF!', '! cellError'],
    [{ kind: 'text' as const, pattern: { source: '^\\d{11}$', words: labels } }, '138OOO01234', '! pattern'],
    [{ kind: 'number' as const }, '1,234.50', 1234.5],
    [{ kind: 'number' as const }, '１２．５％', 0.125],
    [{ kind: 'number' as const }, '¥3.2万', 32000],
    [{ kind: 'number' as const }, '十', '! notNumber'],
    [{ kind: 'number' as const, min: 0 }, '-1', '! tooSmall'],
    [{ kind: 'integer' as const, max: 10 }, 11, '! tooGreat'],
    [{ kind: 'integer' as const }, '3.5', '! notInteger'],
    [{ kind: 'integer' as const }, '—', null],
    [{ kind: 'boolean' as const }, '√', true],
    [{ kind: 'boolean' as const }, 'No', false],
    [{ kind: 'boolean' as const }, '也许', '! notBoolean'],
    [{ kind: 'date' as const }, '2026/11/16 9:15', '2026-11-16'],
    [{ kind: 'datetime' as const }, '2026/11/16 7:15', '2026-11-15T23:15:00.000Z'],
    [{ kind: 'datetime' as const }, '2026-11-16T07:15:00Z', '2026-11-16T07:15:00.000Z'],
    [{ kind: 'datetime' as const }, '2026-11-16T07:15:00+0900', '2026-11-15T22:15:00.000Z'],
    [{ kind: 'datetime' as const }, '9:15', '! dayMissing'],
    [{ kind: 'time' as const }, '2026-11-16', '! timeMissing'],
    [{ kind: 'time' as const }, '3:53:50 PM', '15:53:50'],
    [{ kind: 'datetime' as const, notFuture: true }, '2026-11-23', '! inFuture'],
    [{ kind: 'datetime' as const, notFuture: true }, '2026-11-22 16:00', '2026-11-22T08:00:00.000Z'],
    [{ kind: 'datetime' as const, notFuture: true }, '2026-11-22 16:01', '! afterNow'],
    [{ kind: 'datetime' as const }, '2025年3月4日 下午3:05', '2025-03-04T07:05:00.000Z'],
    [{ kind: 'datetime' as const }, 45720.6284722222, '2025-03-04T07:05:00.000Z'],
    [{ kind: 'datetime' as const }, '45720.6284722222', '2025-03-04T07:05:00.000Z'],
    [{ kind: 'datetime' as const }, '上周三下午', '! notMoment'],
    [{ kind: 'datetime' as const }, 1741071900, '! notMoment'],
    [{ kind: 'unit' as const }, '鹿野 装维中心', 'u1'],
    [{ kind: 'unit' as const }, '客服部', '! unitAmbiguous'],
    [{ kind: 'unit' as const }, '鹿野装维', '! unitUnknown'],
  ])('%o reads %o as %o', (field, cell, expected) => {
    expect(read(field, cell)).toBe(expected);
  });

  test('a number that Excel may have cut off is pointed out, and so is one it wrote with an exponent', () => {
    const note = (cell: ImportCell) =>
      converterOf({ key: 'x', labels, synonyms: [], kind: 'text' }, settings)(cell).note;
    expect(note('123456789012345000')?.zh).toContain('第 15 位后全是 0');
    expect(note('123456789012345600')).toBe(null);
    expect(note('100000000000000')).toBe(null);
    expect(note('1.3812345678E+10')?.zh).toBe('科学计数，读作 13812345678');
  });

  test('codes by value, label and synonym; decisions; the code of an empty cell', () => {
    const field = {
      kind: 'code' as const,
      emptyCode: 'other',
      codes: [{ value: 'closed', labels: { zh: '办结', en: 'Closed' }, synonyms: ['Solved', '已归档'] }],
    };
    expect(['closed', '办结（必填）', 'SOLVED', '已 归档', '', '没听过'].map((cell) => read(field, cell))).toEqual([
      'closed',
      'closed',
      'closed',
      'closed',
      'other',
      '! codeUnknown',
    ]);
    expect(read(field, '没听过', { valueMap: new Map([[normalWord('没听过'), 'closed']]) })).toBe('closed');
    expect(read(field, '没听过', { valueMap: new Map([[normalWord('没听过'), skipValue]]) })).toBe('other');
  });

  test('a unit to be created stands for itself until it exists', () => {
    const valueMap = new Map([
      [normalWord('Ohio'), createValue],
      [normalWord('鹿野装维中心'), createValue],
    ]);
    expect(read({ kind: 'unit' }, 'Ohio', { valueMap })).toBe(createValue);
    expect(read({ kind: 'unit' }, '鹿野装维中心', { valueMap })).toBe('u1');
  });

  test('a cell written unlike its column is pointed out', () => {
    const convert = converterOf({ key: 'x', labels, synonyms: [], kind: 'datetime' }, settings);
    expect(convert('2026/11/16 9:15').note).toBeNull();
    expect(convert('11月16日8时41分').note?.zh).toBe('日期格式不同，读作 11-16 08:41');
    expect(convert(46345.3541666).note?.zh).toBe('Excel 日期数，读作 11-19 08:30');
    expect(convert('2025年11月16日').note?.zh).toBe('日期格式不同，读作 2025-11-16');
  });

  test('numbers survive thousands separators', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (n) => parseNumber(n.toLocaleString('en-US')) === n));
  });

  test('the quick wall clock is the kernel’s', () => {
    const time = fc.tuple(
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 59 }),
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        time,
        (date, [h, m, s]) => {
          const day = date.toISOString().slice(0, 10);
          const clock = [h, m, s].map((n) => String(n).padStart(2, '0')).join(':');
          return wallInstant(day, clock) === instantAt(day, clock);
        },
      ),
    );
  });
});
