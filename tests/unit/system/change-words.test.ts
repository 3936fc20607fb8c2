import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeLine, fieldChanges } from '../../../src/renderer/features/system/change-words.ts';
import zhCN from '../../../src/renderer/locales/zh-CN/index.ts';

describe('an entry of the change log in words', () => {
  let t: TFunction;
  beforeAll(async () => {
    t = await i18next.createInstance().init({
      lng: 'zh-CN',
      resources: { 'zh-CN': { translation: zhCN } },
      interpolation: { escapeValue: false },
    });
  });
  const line = (before: unknown, after: unknown, name = '') =>
    changeLine(
      fieldChanges(
        before === null ? null : JSON.stringify(before),
        after === null ? null : JSON.stringify(after),
        t,
        name,
      ),
      t,
    );

  it('tells only what differs, old and new', () =>
    expect(
      line({ role: 'inspector', unitId: null, isActive: 1 }, { role: 'supervisor', unitId: null, isActive: 0 }),
    ).toBe('角色：稽查员 → 稽查主管；在用：是 → 否'));

  it('tells every field of what is new or gone, and names what has no value', () => {
    expect(line(null, { code: 'P', name: '示例省' })).toBe('编码：P；名称：示例省');
    expect(line({ comment: '' }, null)).toBe('意见：空');
  });

  it('tells a field that only one side knows', () =>
    expect(line({ state: 'x1', reason: '重复' }, { state: 'x2' })).toBe('状态：x1 → x2；理由：重复'));

  it('names what lies inside, keeps lists together and an unknown field as it is called', () =>
    expect(line(null, { entry: { result: { kind: 'count', count: 2 } }, staffIds: ['a1', 'b2'], oddity: true })).toBe(
      '录入 · 结果 · 种类：count；录入 · 结果 · 数量：2；人员：a1, b2；oddity：是',
    ));

  it('shortens fingerprints and says moments in the time of the place', () =>
    expect(line(null, { sha256: 'a'.repeat(64), cutoffAt: '2026-11-22T02:00:00.000Z' })).toBe(
      '指纹：aaaaaaaa…；数据截至：2026-11-22 10:00:00',
    ));

  it('tells a single value by the name of its setting', () =>
    expect(line('甲省', '乙省', 'organizationName')).toBe('单位名称：甲省 → 乙省'));

  it('shows what it can’t read as it stands, and nothing for nothing', () => {
    expect(changeLine(fieldChanges(null, '{broken', t), t)).toBe('{broken');
    expect(fieldChanges(null, null, t)).toEqual([]);
  });
});
