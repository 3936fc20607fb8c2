import { expect, test } from 'vitest';
import { readNotice } from '#shared/calendar/notice.rules.ts';

test('a notice as people type it or copy it from a sheet', () => {
  expect(readNotice('2027-01-01 休 元旦\n\n2027/2/6\t班\t春节\n2027年10月1日，放假，国庆节\n')).toEqual([
    { on: '2027-01-01', kind: 'holiday', name: '元旦' },
    { on: '2027-02-06', kind: 'makeup', name: '春节' },
    { on: '2027-10-01', kind: 'holiday', name: '国庆节' },
  ]);
  expect(readNotice('')).toEqual([]);
});
test('a line that says nothing known is named', () => {
  expect(() => readNotice('2027-01-01 也许 元旦')).toThrow(
    expect.objectContaining({ code: 'CALENDAR_DAY_INVALID', data: { day: '2027-01-01 也许 元旦' } }),
  );
  expect(() => readNotice('2027-02-30 休 春节')).toThrow(expect.objectContaining({ code: 'CALENDAR_DAY_INVALID' }));
});
