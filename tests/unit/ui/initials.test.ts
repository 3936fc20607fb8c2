import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type CodeNode, markMet, meetsCode, searchText } from '../../../src/renderer/ui/initials.ts';

const isFound = (name: string, typed: string, code?: string) => searchText(name, code).includes(typed.toLowerCase());

test('a name is found by a part of it, by pinyin initials of consecutive characters, and by its code', () => {
  expect(isFound('宽带 / 无人上门', '无人')).toBe(true);
  expect(isFound('宽带 / 无人上门', 'wrsm')).toBe(true);
  expect(isFound('宽带 / 无人上门', 'DWR')).toBe(true);
  expect(isFound('宽带 / 无人上门', 'wsm')).toBe(false);
  expect(isFound('鹿野装维中心', 'lyzwzx')).toBe(true);
  // of each letter a reading near its first and one near its last
  const letters = 'abcdefghjklmnopqrstwxyz';
  expect(isFound('安巴擦大额发该哈机开拉妈拿哦怕七然撒他挖西压杂', letters)).toBe(true);
  expect(isFound('奥部错多二附过货军扩落目诺偶普群若所脱务训云做', letters)).toBe(true);
  expect(isFound('代维 V03 云泊装维', 'v03yb')).toBe(true);
  expect(isFound('Repeated charge', 'charge')).toBe(true);
  expect(isFound('无人上门', 'fault.noshow', 'fault.noShow')).toBe(true);
  expect(isFound('无人上门', 'fault.noshow')).toBe(false);
});
test('each way to read a name finds it, and a name of many readings stays short', () => {
  expect(isFound('重复扣费', 'cfkf')).toBe(true);
  expect(isFound('重复扣费', 'zfkf')).toBe(true);
  expect(searchText('重长行率调曾'.repeat(20)).length).toBeLessThan(20_000);
});
test('a code is met by the beginning of one of its parts, never by letters inside that may be initials', () => {
  const search = searchText('无人上门');
  const isMet = (typed: string) => meetsCode(typed, search, 'fault.noShow');
  expect(['fault', 'FAULT.no', 'nosh', ' fau ', 'wrsm', '上门'].map(isMet)).toEqual(Array(6).fill(true));
  expect(['fa', 'ault', 'show', 'fault.show', 'no'].map(isMet)).toEqual(Array(5).fill(false));
});
test('every node of a tree says whether it is met, so that Enter takes what is shown', () => {
  const node = (value: string, name: string, children: CodeNode[] = []) => ({
    value,
    title: name,
    search: searchText(name),
    children,
  });
  const tree: CodeNode[] = [node('fault', '宽带故障', [node('fault.noShow', '无人上门')]), node('billing', '资费')];
  const metBy = (typed: string) => {
    const [fault, billing] = markMet(tree, typed);
    return [fault?.met, fault?.children[0]?.met, billing?.met];
  };
  expect(metBy('nosh')).toEqual(['', 'nosh', '']);
  expect(metBy('Fault')).toEqual(['Fault', 'Fault', '']);
  expect(metBy('wrsm')).toEqual(['', 'wrsm', '']);
  expect(metBy('')).toEqual(['', '', '']);
});
test('shipped categories are found by their initials', () => {
  const file = readFileSync(new URL('../../../resources/complaint-catalogue.json', import.meta.url), 'utf8');
  const { categories } = JSON.parse(file) as { categories: { zh: string }[] };
  // read by hand, so that the order of the runtime's collation is not its own judge
  const typed = { 未订购扣费: 'wdgkf', 国际漫游: 'gjmy', 账单疑义: 'zdyy', 销户与拆机: 'xhycj', 无人上门: 'wrsm' };
  for (const [name, initials] of Object.entries(typed))
    expect(categories.filter(({ zh }) => isFound(zh, initials)).map(({ zh }) => zh)).toEqual([name]);
});
