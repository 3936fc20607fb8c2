import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { readNotice } from '#shared/calendar/notice.rules.ts';
import { isDoubt } from '#shared/calendar/reading.ts';

const shipped = (year: number) =>
  JSON.parse(
    readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'),
  ) as CalendarEdition;
const kinds = (days: CalendarEdition['days']) => [...days].map(({ on, kind }) => `${on} ${kind}`).sort();

const notice2025 = `国务院办公厅关于2025年
部分节假日安排的通知
国办发明电〔2024〕12号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2025年元旦、春节、清明节、劳动节、端午节、国庆节和中秋节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2024年11月8日
（此件公开发布）`;

describe('the notice of the State Council', () => {
  test('read whole gives the days of the shipped calendar', () => {
    const reading = readNotice(notice2025);
    expect(reading.year).toBe(2025);
    expect(reading.source).toBe('国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）');
    expect(kinds(reading.days)).toEqual(kinds(shipped(2025).days));
    expect(reading.days.find((day) => day.on === '2025-02-08')?.name).toBe('春节');
    expect(reading.remarks.map((remark) => [remark.fault, remark.text])).toEqual([['ignored', '2024年11月8日']]);
  });
  test('the wording of other years', () => {
    const text = `元旦：１月１日（周四）至３日（周六）放假调休，共３天。１月４日（周日）上班。
春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
清明节：4月4日（周六）至6日（周一）放假，共3天。 劳动节：5月1日（星期五）至5日（星期二）放假调休，共5天。5月9日（星期六）上班。
端午节：6月19日－21日放假。
中秋节：9月25日（周五）到27日（周日）放假，共3天。
国庆节：10月1日至7日放假调休，9月20日、10月10日上班`;
    const reading = readNotice(text, 2026);
    expect(reading.remarks).toEqual([]);
    expect(kinds(reading.days)).toEqual(kinds(shipped(2026).days));
    expect(new Set(reading.days.map((day) => day.name))).toEqual(
      new Set(['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']),
    );
  });
  test('a sentence without a heading goes by its fixed festival', () => {
    const reading = readNotice('10月1日至8日放假调休，9月28日、10月11日上班', 2025);
    expect(reading.days).toHaveLength(10);
    expect(new Set(reading.days.map((day) => day.name))).toEqual(new Set(['国庆节']));
    expect(reading.days.filter((day) => day.kind === 'makeup').map((day) => day.on)).toEqual([
      '2025-09-28',
      '2025-10-11',
    ]);
  });
  test('a holiday over the turn of the year says both years', () => {
    const reading = readNotice('元旦：2022年12月31日至2023年1月2日放假调休，共3天。春节：1月21日放假。', 2023);
    expect(reading.days.map((day) => day.on)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02', '2023-01-21']);
    expect(reading.remarks).toEqual([]);
  });
});

describe('what is doubtful is said, what is not understood is named', () => {
  const faults = (text: string, year: number | null = 2025) =>
    readNotice(text, year).remarks.map(({ fault, text: about, said, found }) => [fault, about, said, found]);
  test('a weekday that is not that day’s: the year or the day is wrong', () => {
    expect(faults('1月26日（周六）上班')).toEqual([['weekday', '1月26日', '6', '0']]);
    expect(readNotice('1月26日（周六）上班', 2025).days).toHaveLength(1);
  });
  test('a number of days that does not fit', () => {
    expect(faults('10月1日至7日放假调休，共8天')).toEqual([['count', '10月1日至7日', '8', '7']]);
    expect(faults('5月1日放假3天')).toEqual([['count', '5月1日', '3', '1']]);
  });
  test('dates nobody says anything about', () => {
    expect(faults('2月9日不放假。2月3日起正常上班。2月4日。')).toEqual([
      ['ignored', '2月9日', '', ''],
      ['ignored', '2月3日', '', ''],
      ['ignored', '2月4日', '', ''],
    ]);
    expect(faults('安排职工在除夕（2月9日）休息')).toEqual([['ignored', '2月9日', '', '']]);
    expect(readNotice('2月9日不放假', 2025).days).toEqual([]);
  });
  test('days that do not exist, spans that run backwards, no year', () => {
    expect(faults('2月30日放假')).toEqual([['noSuchDay', '2月30日', '', '']]);
    expect(faults('3月8日至1日放假')).toEqual([['range', '3月8日至1日', '', '']]);
    expect(faults('1月1日至12月31日放假')).toEqual([['range', '1月1日至12月31日', '', '']]);
    expect(faults('1月1日放假', null)).toEqual([['noYear', '1月1日', '', '']]);
    expect(faults('今年照旧')).toEqual([['unreadable', '今年照旧', '', '']]);
  });
  test('only doubts leave the days complete', () => {
    expect(readNotice('5月1日放假3天。2月3日起正常上班', 2025).remarks.every(isDoubt)).toBe(true);
    expect(readNotice('2月30日放假', 2025).remarks.some(isDoubt)).toBe(false);
  });
});

describe('a list with a day in each line', () => {
  test('as people type it or copy it from a sheet', () => {
    const reading = readNotice('2027-01-01 休 元旦\n\n2027/2/6\t班\t春节\n2027年10月1日，放假，国庆节\n');
    expect(reading.days).toEqual([
      { on: '2027-01-01', kind: 'holiday', name: '元旦' },
      { on: '2027-02-06', kind: 'makeup', name: '春节' },
      { on: '2027-10-01', kind: 'holiday', name: '国庆节' },
    ]);
    expect(reading.remarks).toEqual([]);
    expect(readNotice('').days).toEqual([]);
    expect(readNotice(' \n ').remarks).toEqual([]);
  });
  test('a line that says nothing known is named with its number', () => {
    const reading = readNotice('2027-01-02 休 元旦\n2027-01-01 也许 元旦\n2027-02-30 休 春节');
    expect(reading.days).toHaveLength(1);
    expect(reading.remarks.map(({ fault, line, text }) => [fault, line, text])).toEqual([
      ['noKind', 2, '2027-01-01 也许 元旦'],
      ['noSuchDay', 3, '2027-02-30 休 春节'],
    ]);
  });
});
