import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry, type ItemResult } from '#shared/inspection/result.schema.ts';
import { type ScorecardContent, type ScoringRule, scorecardContent } from '#shared/standard/scorecard.schema.ts';

/**
 * Cards made of what the founding documents and the law say, scored beside a calculator. A, E, G and J are the rows of
 * the documents, R those of the public rules; points are examples, limits and counts are theirs.
 */
const text = { zh: '例', en: 'example' };
const unit = (zh: string) => ({ zh, en: zh });

/** A card of one section, entered by hand: an item for each rule, of so many points. */
function cardOf(rules: readonly (readonly [fullPoints: number, rule: ScoringRule])[]): ScorecardContent {
  const fullPoints = rules.reduce((sum, [points]) => sum + points, 0);
  const grades = [
    { code: 'good', title: text, fromPoints: Math.round(fullPoints * 0.8) },
    { code: 'poor', title: text, fromPoints: 0 },
  ];
  const items = rules.map(([points, rule], i) => ({
    code: String(i + 1),
    title: text,
    clause: { code: 'A1', text, source: text },
    guidance: [],
    fullPoints: points,
    rule,
    notApplicable: 'spread',
    evidence: { demand: 'never', least: 1 },
    critical: null,
  }));
  const section = { code: '1', title: text, kind: 'base', fullPoints, items };
  const head = { schema: 1, code: 'HAND-1', version: 1, title: text, source: text, line: 'vendor', channels: [] };
  return scorecardContent.parse({
    ...head,
    effectiveOn: '2026-01-01',
    fullPoints,
    roundingPoints: 1,
    grades,
    sections: [section],
  });
}
function score(card: ScorecardContent, results: Readonly<Record<string, ItemResult>>, more: Partial<ItemEntry> = {}) {
  const entries = Object.entries(results).map(([code, result]) => ({ ...emptyEntry(code), ...more, result }));
  return scoreSheet(card, entries);
}
const count = (n: number): ItemResult => ({ kind: 'count', count: n });
const share = (met: number, total: number): ItemResult => ({ kind: 'share', met, total });
const times = (mean: number, max: number): ItemResult => ({ kind: 'meanAndMax', count: 10, mean, max });
const lostOf = (rule: ScoringRule, result: ItemResult, fullPoints = 10_000) =>
  score(cardOf([[fullPoints, rule]]), { '1': result }).items[0]?.lostPoints;

describe('home visits by E8, E11, E14 to E17 and A20, on the shipped card', () => {
  const card = scorecardContent.parse(JSON.parse(readFileSync('resources/scorecards/home-visit.json', 'utf8')));
  const items = card.sections.flatMap((section) => section.items);
  const whole: Record<string, ItemResult> = Object.fromEntries(
    items.map(({ code, rule }) => [
      code,
      rule.kind === 'passFail' ? { kind: 'pass', passed: true } : rule.kind === 'linear' ? share(100, 100) : count(0),
    ]),
  );

  it('三统一、五规范、六条禁止、到场、及时率、回单：65.86', () => {
    const outcome = score(card, {
      ...whole,
      '1.1': count(3),
      '1.2': count(5),
      '2.4': count(2),
      '2.5': count(1),
      '3.5': { kind: 'pass', passed: false },
      '3.6': { kind: 'pass', passed: false },
      '4.1': count(3),
      '4.2': share(487, 500),
      '4.3': share(963, 1000),
      '4.4': count(7),
      '5.1': count(1),
    });
    const lost = (code: string) => outcome.items.find((item) => item.code === code)?.lostPoints;
    // 3 × 2; 5 × 2 stops at 8; 2 × 1; 1 × 1
    expect(['1.1', '1.2', '2.4', '2.5'].map(lost)).toEqual([6000, 8000, 2000, 1000]);
    // what is forbidden costs all of its points; 3 × 1; (99 − 97.4) × 0.5; (98 − 96.3) × 0.2; 7 fields × 0.5
    expect(['3.5', '3.6', '4.1', '4.2', '4.3', '4.4'].map(lost)).toEqual([6000, 4000, 3000, 800, 340, 3500]);
    // 10 + 22 + 16 + 17.36 + 0.5
    expect(outcome.sections.map((section) => section.points)).toEqual([10_000, 22_000, 16_000, 17_360, 500]);
    expect(outcome).toMatchObject({ rawPoints: 65_860, effectivePoints: 65_860, effectiveGrade: 'poor' });
  });

  it('each of the six forbidden acts costs its item; taking gifts keeps the grade down besides', () => {
    const codes = ['3.1', '3.2', '3.3', '3.4', '3.5', '3.6'];
    expect(
      codes.map((code) => {
        const { rawPoints, effectivePoints } = score(card, { ...whole, [code]: { kind: 'pass', passed: false } });
        return [rawPoints, effectivePoints];
      }),
    ).toEqual([...Array.from({ length: 4 }, () => [96_000, 96_000]), [94_000, 79_990], [96_000, 96_000]]);
  });

  it('a red line of safety leaves nothing, and the raw score beside it', () => {
    const entries = Object.entries(whole).map(([code, result]) => ({
      ...emptyEntry(code),
      result,
      isCriticalHit: code === '4.5',
    }));
    expect(scoreSheet(card, entries)).toMatchObject({
      rawPoints: 95_000,
      rawGrade: 'excellent',
      effectivePoints: 0,
      effectiveGrade: 'poor',
    });
  });
});

describe('times of R3: a mean and a longest, each by itself', () => {
  const rule = (meanLimit: number, maxLimit: number, word: string): ScoringRule => ({
    kind: 'meanAndMax',
    meanLimit: meanLimit * 1000,
    meanStep: 1000,
    meanStepPoints: 1000,
    maxLimit: maxLimit * 1000,
    maxPoints: 4000,
    unit: unit(word),
  });
  it.each([
    ['faults in town, 24 h and 48 h', 24, 48, '小时'],
    ['faults in the country, 36 h and 72 h', 36, 72, '小时'],
    ['short messages, 10 min and 24 h', 10, 24 * 60, '分钟'],
    ['the centre of short messages, 20 s and 45 s', 20, 45, '秒'],
    ['reopening mobile lines, 1 h and 24 h', 1, 24, '小时'],
    ['access to the internet, 8 s and 11 s', 8, 11, '秒'],
  ])('%s', (_what, mean, longest, word) => {
    const [meanLimit, maxLimit] = [mean * 1000, longest * 1000];
    expect(
      [
        times(meanLimit, maxLimit),
        times(meanLimit + 1, maxLimit),
        times(meanLimit + 1001, maxLimit),
        times(meanLimit, maxLimit + 1),
        times(meanLimit + 1, maxLimit + 1),
      ].map((result) => lostOf(rule(mean, longest, word), result)),
      // within both; one step begun; two steps begun; a good mean doesn't make up for one that took too long; both
    ).toEqual([0, 1000, 2000, 4000, 5000]);
  });

  it('and says so: 25.5 hours in the mean, 60 at the longest', () => {
    const { arithmetic } =
      score(cardOf([[10_000, rule(24, 48, '小时')]]), { '1': times(25_500, 60_000) }).items[0] ?? {};
    expect(arithmetic && deductionSentence(arithmetic, 'zh')).toBe('均值 25.5：2 × 1.00 + 最长 60：4.00 → 扣 6.00');
  });
});

describe('rates of the documents and the rules', () => {
  const linear = (more: Partial<Extract<ScoringRule, { kind: 'linear' }>>): ScoringRule => ({
    kind: 'linear',
    measure: 'share',
    direction: 'atLeast',
    target: 98_000,
    step: 1000,
    perPoints: 200,
    stepping: 'exact',
    unit: unit('%'),
    ...more,
  });

  it('E8 装移机 99% 与 E11 故障 98%：恰好达标不扣，差一单按比例', () => {
    const installed = linear({ target: 99_000, perPoints: 500 });
    expect([share(99, 100), share(989, 1000), share(98, 100)].map((each) => lostOf(installed, each))).toEqual([
      0, 50, 500,
    ]);
    // 97.9 %: 0.1 × 0.2; 2 of 3 are 31.33… below: 6.2666…, shown to a thousandth
    expect([share(98, 100), share(979, 1000), share(2, 3)].map((each) => lostOf(linear({}), each))).toEqual([
      0, 20, 6267,
    ]);
  });

  it('R3 计费差错率 ≤10⁻⁴：一万张一张不扣，两万张三张扣半步', () => {
    // 0.01 %; each further 0.01 % costs 1
    const billing = linear({ direction: 'atMost', target: 10, step: 10, perPoints: 1000 });
    expect([share(1, 10_000), share(3, 20_000), share(2, 10_000)].map((each) => lostOf(billing, each))).toEqual([
      0, 500, 1000,
    ]);
  });

  it('A13 与 A14：107 条达标 101 条、89 条达标 80 条，按直线折算，除不尽也不丢', () => {
    const met: ScoringRule = {
      kind: 'interpolation',
      measure: 'share',
      unit: unit('%'),
      knots: [
        { at: 80_000, points: 0 },
        { at: 100_000, points: 10_000 },
      ],
    };
    const card = cardOf([
      [10_000, met],
      [10_000, met],
    ]);
    const { items, rawPoints } = score(card, { '1': share(101, 107), '2': share(80, 89) });
    // 94.392523… % earns 7.196261…, 89.887640… % earns 4.943820…; together 12.140081…
    expect(items.map((item) => item.earnedPoints)).toEqual([7196, 4944]);
    expect(rawPoints).toBe(12_140);
  });

  it('A19 台账完整率与准确率分列：50 条缺 2 条、错 3 条', () => {
    const ledger = linear({ perPoints: 250 });
    const card = cardOf([
      [5000, ledger],
      [5000, ledger],
    ]);
    const { items, rawPoints } = score(card, { '1': share(48, 50), '2': share(47, 50) });
    // (98 − 96) × 0.25 and (98 − 94) × 0.25
    expect([items.map((item) => item.lostPoints), rawPoints]).toEqual([[500, 1000], 8500]);
  });
});

describe('counts and gates of the documents', () => {
  const each = (perPoints: number, word: string, floorPoints = 0): ScoringRule => ({
    kind: 'deductPerOccurrence',
    perPoints,
    unit: unit(word),
    floorPoints,
  });

  it('J9 三个短信节点、J10 六项功能：每缺一项扣一份，扣完为止', () => {
    const card = cardOf([
      [4000, each(500, '个节点')],
      [6000, each(1000, '项功能')],
    ]);
    // 10 orders, 3 messages each: 4 are missing; 2 of 6 functions
    expect(score(card, { '1': count(4), '2': count(2) })).toMatchObject({ rawPoints: 6000, rawGrade: 'poor' });
    expect(score(card, { '1': count(30), '2': count(6) })).toMatchObject({ rawPoints: 0 });
  });

  it('A21 退单 3 单、其中推诿 1 起加倍：2 × 1 + 1 × 1 × 2', () => {
    const rule: ScoringRule = {
      kind: 'deductPerOccurrence',
      perPoints: 1000,
      unit: unit('单'),
      floorPoints: 0,
      doubling: { factor: 2, title: unit('推诿') },
    };
    expect(lostOf(rule, { kind: 'count', count: 3, doubled: 1 }, 8000)).toBe(4000);
  });

  it('G1 三星：五个岗位得满分，四个不得分；不会英语就没有星', () => {
    const card = cardOf([
      [
        60_000,
        {
          kind: 'bands',
          measure: 'value',
          direction: 'atLeast',
          bands: [{ limit: 5000, points: 60_000 }],
          unit: unit('个岗位'),
        },
      ],
      [40_000, { kind: 'passFail' }],
    ]);
    const english = card.sections[0]?.items[1];
    if (english) english.critical = { severity: 'key', effect: 'zeroWhole', trigger: 'onFailure' };
    const posts = (n: number): ItemResult => ({ kind: 'value', value: n * 1000 });
    const passed = (is: boolean): ItemResult => ({ kind: 'pass', passed: is });
    expect(
      (
        [
          [5, true],
          [4, true],
          [5, false],
        ] as const
      ).map(([n, is]) => {
        const { rawPoints, effectivePoints } = score(card, { '1': posts(n), '2': passed(is) });
        return [rawPoints, effectivePoints];
      }),
    ).toEqual([
      [100_000, 100_000],
      [40_000, 40_000],
      [60_000, 0],
    ]);
  });
});
