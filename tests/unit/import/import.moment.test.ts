import { describe, expect, test } from 'vitest';
import { findOrder, fromSerial, parseMoment } from '#shared/import/import.moment.ts';

const reading = { order: 'dmy', reference: '2026-11-22' } as const;
function read(cell: string | number, order: 'ymd' | 'dmy' | 'mdy' = 'dmy'): string {
  const result = parseMoment(cell, { ...reading, order });
  if (!result.ok) return result.fault;
  return [result.moment.day, result.moment.time].filter((part) => part !== null).join(' ');
}

describe('dates and times as people write them', () => {
  test.each([
    ['2026/11/16 9:15', '2026-11-16 09:15:00'],
    ['2026-11-16', '2026-11-16'],
    ['2026.11.6', '2026-11-06'],
    ['２０２６／１１／１６　９：１５', '2026-11-16 09:15:00'],
    ['2026年11月16日', '2026-11-16'],
    ['2026年11月16日 下午3:53', '2026-11-16 15:53:00'],
    ['2026年11月16日15时53分20秒', '2026-11-16 15:53:20'],
    ['26年1月5日', '2026-01-05'],
    ['11月16日8时41分', '2026-11-16 08:41:00'],
    ['12月3日', '2025-12-03'],
    ['2026/11/16 星期一 9:15', '2026-11-16 09:15:00'],
    ['20261116', '2026-11-16'],
    ['20261116091530', '2026-11-16 09:15:30'],
    ['2026-11-16T09:15:30.250Z', '2026-11-16 09:15:30'],
    ['22-04-15', '2015-04-22'],
    ['22-Apr-15', '2015-04-22'],
    ['4 August 2015', '2015-08-04'],
    ['Aug 4, 2015 3:53 PM', '2015-08-04 15:53:00'],
    ['31/12/2015 23:59', '2015-12-31 23:59:00'],
    ['3:53:50 PM', '15:53:50'],
    ['12:05:00 AM', '00:05:00'],
    ['12:05 PM', '12:05:00'],
    ['下午3:53', '15:53:00'],
    ['上午12时5分', '00:05:00'],
    ['中午12点半', '12:30:00'],
    ['8点', '08:00:00'],
    [46345.3541666, '2026-11-19 08:30:00'],
    ['46345.3541666', '2026-11-19 08:30:00'],
    [46345, '2026-11-19'],
    [0.5, '12:00:00'],
    [20261116, '2026-11-16'],
  ])('%s is %s', (cell, expected) => {
    expect(read(cell)).toBe(expected);
  });

  test.each([
    ['2026/11/31 10:20', 'noSuchDay'],
    ['2026-02-29', 'noSuchDay'],
    ['29-Feb-15', 'noSuchDay'],
    ['20261340', 'noSuchDay'],
    ['2026-11-16 25:00', 'noSuchTime'],
    ['3:75 PM', 'noSuchTime'],
    ['昨天', 'notMoment'],
    ['2026', 'notMoment'],
    ['13800001234', 'notMoment'],
    [13800001234, 'notMoment'],
    ['2026-11-16 左右', 'notMoment'],
    ['1-2', 'notMoment'],
  ])('%s is refused as %s', (cell, fault) => {
    expect(read(cell)).toBe(fault);
  });

  test('the order decides what the text leaves open', () => {
    expect(read('04-08-15', 'dmy')).toBe('2015-08-04');
    expect(read('04-08-15', 'mdy')).toBe('2015-04-08');
    expect(read('04-08-15', 'ymd')).toBe('2004-08-15');
  });

  test('a serial at the edge of a second does not slip a day', () => {
    expect(fromSerial(46345.999999999)).toMatchObject({ moment: { day: '2026-11-20', time: '00:00:00' } });
  });
});

describe('order of a column', () => {
  test('one impossible date decides', () => {
    expect(findOrder(['04-08-15', '22-04-15'], '2026-11-22')?.order).toBe('dmy');
    expect(findOrder(['04/08/2015', '04/22/2015'], '2026-11-22')).toEqual({ order: 'mdy', ambiguous: false });
  });
  test('one short time rather than many years', () => {
    const june = Array.from({ length: 26 }, (_, i) => `${String(i + 1).padStart(2, '0')}-06-15`);
    expect(findOrder(june, '2026-11-22')).toEqual({ order: 'dmy', ambiguous: false });
    const chinese = Array.from({ length: 26 }, (_, i) => `26-10-${String(i + 1).padStart(2, '0')}`);
    expect(findOrder(chinese, '2026-11-22')).toEqual({ order: 'ymd', ambiguous: false });
  });
  test('says when it cannot know', () => {
    expect(findOrder(['04/08/2015', '05/08/2015'], '2026-11-22')?.ambiguous).toBe(true);
    expect(findOrder(['2026-11-16', 46345], '2026-11-22')).toBeNull();
  });
});
