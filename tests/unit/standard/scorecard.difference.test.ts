import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceSentence, scorecardDifferences } from '#shared/standard/scorecard.difference.ts';
import { addItem, changeItem, moveBy, moveTo, removeAt } from '#shared/standard/scorecard.edit.ts';
import { type ScorecardContent, scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { anyCard } from '../inspection/card.arbitrary.ts';

const hall = scorecardContent.parse(JSON.parse(readFileSync('resources/scorecards/hall.json', 'utf8')));
const said = (after: ScorecardContent, language: 'zh' | 'en' = 'zh', before = hall) =>
  scorecardDifferences(before, after).map((each) => differenceSentence(each, language));

describe('differences of two versions', () => {
  it('are none between a card and its next version', () => {
    expect(scorecardDifferences(hall, { ...structuredClone(hall), version: 2 })).toEqual([]);
    fc.assert(fc.property(anyCard, (card) => scorecardDifferences(card, structuredClone(card)).length === 0));
  });

  it('name each changed part of an item, in both languages', () => {
    const after = changeItem(
      hall,
      { section: 2, item: 4 },
      {
        fullPoints: 6000,
        rule: { ...(hall.sections[2]?.items[4]?.rule as object), target: 97_000 } as never,
        notApplicable: 'zero',
        evidence: { demand: 'always', least: 2, most: 5 },
      },
    );
    expect(said(after)).toEqual([
      expect.stringMatching(/^3\.5 受理及时率：满分由“.*”改为“6\.00”$/),
      expect.stringMatching(/^3\.5 受理及时率：计分规则由“目标不低于 98%.*”改为“目标不低于 97%.*”$/),
      expect.stringMatching(/不适用由“.*”改为“记零分”/),
      expect.stringMatching(/证据由“.*”改为“必须，2–5 件”/),
    ]);
    expect(said(after, 'en')[3]).toMatch(/evidence from “.*” to “Always, 2–5”/);
  });

  it('tell added, removed, moved and renumbered items apart', () => {
    expect(said(addItem(hall, { section: 0, item: 0 }).card)).toEqual(['1.7 ：新增']);
    expect(said(removeAt(hall, { section: 0, item: 1 }).card)).toEqual(['1.2 台席与物品摆放：删除']);
    expect(said(moveBy(hall, { section: 0, item: 0 }, 1).card)).toHaveLength(1);
    expect(said(moveTo(hall, { section: 0, item: 0 }, { section: 0, item: 4 }).card)).toEqual([
      '1.1 门头、营业时间公示：位置由“第 1 位”改为“第 5 位”',
    ]);
    expect(said(moveTo(hall, { section: 0, item: 0 }, { section: 1, item: 0 }).card)).toEqual([
      expect.stringMatching(/^1\.1 .*：所在节由“1 营业环境与设施”改为“2 /),
    ]);
    expect(said(changeItem(hall, { section: 0, item: 0 }, { code: '1.9' }))).toEqual([
      '1.9 门头、营业时间公示：编号由“1.1”改为“1.9”',
    ]);
  });

  it('name the parts of the card itself and of its sections', () => {
    const after = structuredClone(hall);
    after.effectiveOn = '2026-12-01';
    after.grades[0] = { ...(after.grades[0] as (typeof after.grades)[number]), fromPoints: 92_000 };
    (after.sections[0] as (typeof after.sections)[number]).fullPoints = 21_000;
    after.mystery = { recordingMinutes: 5, photos: 3, impressionChars: 100 };
    expect(said(after)).toEqual([
      '本表：施行日由“2026-01-01”改为“2026-12-01”',
      expect.stringMatching(/等级由“优 ≥90\.00.*”改为“优 ≥92\.00/),
      '本表：暗访要求由“无”改为“录音 5 分钟、照片 3 张、印象 100 字”',
      '§1 营业环境与设施：满分由“20.00”改为“21.00”',
    ]);
  });

  it('are found whatever is done to a card', () => {
    fc.assert(
      fc.property(anyCard, fc.nat(), (card, n) => {
        const section = n % card.sections.length;
        const after = removeAt(card, { section, item: 0 }).card;
        return (
          scorecardDifferences(card, after).some((each) => each.kind === 'removed') &&
          scorecardDifferences(after, card).some((each) => each.kind === 'added')
        );
      }),
    );
  });
});
