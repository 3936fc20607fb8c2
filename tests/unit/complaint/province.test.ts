import { expect, test } from 'vitest';
import { provinceOf, provinces, provinceText } from '#shared/complaint/province.ts';
import { deadlineRule } from '#shared/complaint/rule.schema.ts';
import { shippedRules } from './history.ts';

test('a province is one, however it is written', () => {
  expect(['河南', '河南省', ' 河南 ', 'Henan', 'henan'].map(provinceOf)).toEqual(Array(5).fill('河南'));
  expect(['重庆市', '广西壮族自治区', '内蒙古自治区', '新疆维吾尔自治区', 'Inner Mongolia'].map(provinceOf)).toEqual([
    '重庆',
    '广西',
    '内蒙古',
    '新疆',
    '内蒙古',
  ]);
  // what is none stays as it was written, and never becomes another one
  expect(['某地', '省', ''].map(provinceOf)).toEqual(['某地', '省', null]);
  expect(provinces).toHaveLength(31);
  for (const one of provinces) {
    expect(provinceOf(provinceText(one, 'en'))).toBe(one);
    expect(provinceOf(`${one}省`)).toBe(one);
  }
});

test('rules name provinces as the house does', () => {
  const [rule] = shippedRules.filter((one) => one.province !== null);
  expect(deadlineRule.parse({ ...rule, pauseReasons: null, province: '河南省' }).province).toBe('河南');
  for (const one of shippedRules) if (one.province) expect(provinces).toContain(one.province);
});
