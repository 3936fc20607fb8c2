import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { criticalSentence, ruleSentence } from '#shared/standard/rule.words.ts';
import { faultSentences, scorecardFaults } from '#shared/standard/scorecard.faults.ts';
import { type ScorecardContent, scorecardContent } from '#shared/standard/scorecard.schema.ts';

const load = (name: string) =>
  scorecardContent.parse(JSON.parse(readFileSync(`resources/scorecards/${name}.json`, 'utf8')));
const changed = (change: (card: ScorecardContent) => void) => {
  const card = structuredClone(load('hall'));
  change(card);
  return card;
};
type Item = ScorecardContent['sections'][number]['items'][number];
const item = (card: ScorecardContent, code: string) =>
  card.sections.flatMap((each) => each.items).find((each) => each.code === code) as Item;

describe('shipped scorecards', () => {
  it('are whole: each parses, closes its weights and says each rule in both languages', () => {
    const names = readdirSync('resources/scorecards').map((file) => file.replace('.json', ''));
    expect(names.sort()).toEqual(['back-office', 'hall', 'home-visit']);
    for (const card of names.map(load)) {
      expect(card.fullPoints).toBe(100_000);
      for (const each of card.sections.flatMap((section) => section.items)) {
        expect(ruleSentence(each, 'zh')).toMatch(/\p{Script=Han}/u);
        expect(ruleSentence(each, 'en')).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it('hold the three unities, the five items and the six forbidden acts of home visits', () => {
    const card = load('home-visit');
    expect(card.sections.map((section) => [section.title.zh, section.items.length])).toEqual([
      ['三统一', 3],
      ['五规范', 5],
      ['禁止项', 6],
      ['时限、回单与安全', 5],
      ['加分项', 1],
    ]);
    expect(card.sections[2]?.items.every((each) => each.critical !== null)).toBe(true);
  });

  it('say their rules as operators write them', () => {
    const card = load('hall');
    expect(ruleSentence(item(card, '1.2'), 'zh')).toBe('每处扣 0.50，扣完为止');
    expect(ruleSentence(item(card, '1.4'), 'zh')).toBe(
      '均值≤10分钟且最长≤20分钟；均值每超 1分钟（不足按 1）扣 1.00，最长超限扣 2.00',
    );
    expect(ruleSentence(item(card, '3.5'), 'zh')).toBe('目标不低于 98%；每低 0.1%扣 0.20，扣完为止');
    expect(ruleSentence(item(card, '6.1'), 'en')).toBe('0.50 for each verified case, at most 2.00');
    expect(criticalSentence(card, item(card, '2.3'), 'zh')).toBe('命中即整表等级不高于「中」');
    expect(criticalSentence(card, item(card, '1.1'), 'zh')).toBe('');
  });
});

describe('scorecardFaults', () => {
  it.each<[string, (card: ScorecardContent) => void, RegExp]>([
    [
      'items that do not add up',
      (card) => {
        item(card, '1.1').fullPoints = 2999;
      },
      /§1/,
    ],
    [
      'sections that do not add up',
      (card) => {
        card.fullPoints = 99_000;
      },
      /full points/,
    ],
    [
      'a code used twice',
      (card) => {
        item(card, '1.2').code = '1.1';
      },
      /1\.1: code used twice/,
    ],
    [
      'an award rule in a base section',
      (card) => {
        item(card, '1.1').rule = item(card, '6.1').rule;
      },
      /1\.1: award/,
    ],
    [
      'a cap at an unknown grade',
      (card) => {
        item(card, '2.3').critical = { effect: 'capGrade', trigger: 'marked', grade: 'none' };
      },
      /2\.3: unknown grade/,
    ],
    [
      'grades out of order',
      (card) => {
        card.grades.reverse();
      },
      /grades/,
    ],
    [
      'a floor above the full points',
      (card) => {
        item(card, '1.1').rule = {
          kind: 'deductPerOccurrence',
          perPoints: 1,
          unit: { zh: '处', en: 'place' },
          floorPoints: 4000,
        };
      },
      /1\.1: floor/,
    ],
    [
      'bands out of order',
      (card) => {
        item(card, '1.1').rule = {
          kind: 'bands',
          measure: 'value',
          direction: 'atLeast',
          bands: [
            { limit: 1, points: 1000 },
            { limit: 2, points: 500 },
          ],
          unit: { zh: '分', en: 'points' },
        };
      },
      /1\.1: bands/,
    ],
  ])('names %s', (_what, change, message) => {
    const card = changed(change);
    expect(faultSentences(scorecardFaults(card), 'en')).toMatch(message);
    expect(scorecardContent.safeParse(card).success).toBe(false);
  });
});
