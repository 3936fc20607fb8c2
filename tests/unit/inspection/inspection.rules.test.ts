import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arithmeticSentence } from '#shared/inspection/arithmetic.ts';
import { conversionLoss, entryFits, gradeCeiling, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { rational, roundHalfUp } from '#shared/inspection/rational.ts';
import { emptyEntry, type ItemEntry, type ItemResult, resultKindOf } from '#shared/inspection/result.schema.ts';
import { type ScorecardContent, type ScorecardItem, scorecardContent } from '#shared/standard/scorecard.schema.ts';

const load = (name: string) =>
  scorecardContent.parse(JSON.parse(readFileSync(`resources/scorecards/${name}.json`, 'utf8')));
const hall = load('hall');
const itemsOf = (card: ScorecardContent) => card.sections.flatMap((section) => section.items);

/** What leaves an item whole. */
function perfect(item: ScorecardItem): ItemEntry {
  const results: Record<ReturnType<typeof resultKindOf>, ItemResult> = {
    count: { kind: 'count', count: 0 },
    pass: { kind: 'pass', passed: true },
    value: { kind: 'value', value: item.rule.kind === 'bands' ? (item.rule.bands[0]?.limit ?? 0) : 0 },
    share: { kind: 'share', met: 100, total: 100 },
    meanAndMax: { kind: 'meanAndMax', count: 10, mean: 0, max: 0 },
    rating: { kind: 'rating', choice: 0 },
  };
  return { ...emptyEntry(item.code), result: results[resultKindOf(item.rule)] };
}
const perfectSheet = (card: ScorecardContent) => itemsOf(card).map(perfect);
const count = (n: number): Partial<ItemEntry> => ({ result: { kind: 'count', count: n } });
function sheet(card: ScorecardContent, changes: Record<string, Partial<ItemEntry>>): ItemEntry[] {
  return perfectSheet(card).map((entry) => ({ ...entry, ...changes[entry.itemCode] }));
}
const notApplicable: Partial<ItemEntry> = { result: null, isNotApplicable: true };

/** The filled sheet of the printed sample. */
const printed = sheet(hall, {
  '1.1': count(1),
  '1.2': count(1),
  '1.4': { result: { kind: 'meanAndMax', count: 42, mean: 10_800, max: 24_300 } },
  '2.1': count(1),
  '2.2': count(2),
  '2.3': count(1),
  '2.6': notApplicable,
  '3.2': count(2),
  '3.3': count(1),
  '3.4': count(1),
  '3.5': { result: { kind: 'share', met: 487, total: 500 } },
  '4.2': count(2),
  '5.3': count(1),
  '6.1': count(2),
});

describe('scoreSheet', () => {
  it('gives the figures of the printed sample, both totals', () => {
    const outcome = scoreSheet(hall, printed);
    expect(outcome.sections.map((section) => [section.points, section.lostPoints])).toEqual([
      [15_500, 4500],
      [15_476, 8000],
      [25_800, 4200],
      [13_000, 2000],
      [9500, 500],
      [1000, 0],
    ]);
    const second = outcome.sections[1];
    expect(second).toMatchObject({
      earnedPoints: 13_000,
      spreadPoints: 4000,
      conversion: { applicablePoints: 21_000 },
    });
    expect(second && conversionLoss(second)).toBe(1524);
    expect(outcome).toMatchObject({
      rawPoints: 80_280,
      rawGrade: 'good',
      effectivePoints: 79_990,
      effectiveGrade: 'fair',
      unscored: [],
    });
    expect(outcome.hits).toEqual([{ itemCode: '2.3', effect: 'capGrade', grade: 'fair' }]);
  });

  it('says each deduction with its arithmetic', () => {
    const { items } = scoreSheet(hall, printed);
    const said = (code: string, language: 'zh' | 'en') => {
      const part = items.find((item) => item.code === code)?.arithmetic;
      return part ? arithmeticSentence(part, language) : null;
    };
    expect(said('1.4', 'zh')).toBe('均值 10.8：1 × 1.00 + 最长 24.3：2.00 = −3.00');
    expect(said('2.2', 'zh')).toBe('2 环节 × 0.50 = −1.00');
    expect(said('3.5', 'zh')).toBe('97.4%，低于 98%：6 × 0.20 = −1.20');
    expect(said('3.5', 'en')).toBe('97.4% below 98%: 6 × 0.20 = −1.20');
    expect(said('6.1', 'zh')).toBe('2 件 × 0.50 = +1.00');
    const floored = scoreSheet(hall, sheet(hall, { '1.2': count(9) })).items.find((item) => item.code === '1.2');
    expect(floored?.arithmetic && arithmeticSentence(floored.arithmetic, 'zh')).toBe('9 处 × 0.50，扣完为止 = −2.00');
    expect(floored?.earnedPoints).toBe(0);
  });

  it('rounds once, half up: thirds add up to a whole', () => {
    expect(roundHalfUp(rational(79_995n), 10)).toBe(80_000);
    expect(roundHalfUp(rational(79_994n), 10)).toBe(79_990);
    expect(roundHalfUp(rational(-5n, 2n))).toBe(-3);
    expect(roundHalfUp(rational(1n, 3n))).toBe(0);
  });

  it.each<[string, Record<string, Partial<ItemEntry>>, number, number, string]>([
    ['a section', { '1.3': { isCriticalHit: true } }, 95_000, 80_000, 'good'],
    ['the whole', { '3.1': count(1) }, 92_000, 0, 'poor'],
    ['a grade', { '2.3': count(1) }, 94_000, 79_990, 'fair'],
  ])('keeps the raw total when a critical hit zeroes or caps %s', (_what, changes, raw, effective, grade) => {
    expect(scoreSheet(hall, sheet(hall, changes))).toMatchObject({
      rawPoints: raw,
      effectivePoints: effective,
      effectiveGrade: grade,
    });
  });

  it('zeroes the item alone where the card says so', () => {
    const card = load('home-visit');
    const outcome = scoreSheet(card, sheet(card, { '3.6': { result: { kind: 'pass', passed: false } } }));
    expect(outcome).toMatchObject({ rawPoints: 96_000, effectivePoints: 96_000 });
    expect(outcome.hits).toEqual([{ itemCode: '3.6', effect: 'zeroItem', grade: null }]);
  });

  it('has no score when nothing applies, never 0 or 100', () => {
    for (const policy of ['spread', 'full'] as const) {
      const card = structuredClone(hall);
      for (const item of itemsOf(card)) item.notApplicable = policy;
      const entries = itemsOf(card).map((item) => ({ ...emptyEntry(item.code), isNotApplicable: true }));
      expect(scoreSheet(card, entries)).toMatchObject({ rawPoints: null, effectivePoints: null, effectiveGrade: null });
    }
  });

  it('hands the points of a section that does not apply to the others', () => {
    const card = structuredClone(hall);
    for (const item of card.sections[0]?.items ?? []) item.notApplicable = 'spread';
    const gone = Object.fromEntries((card.sections[0]?.items ?? []).map((item) => [item.code, notApplicable]));
    expect(scoreSheet(card, sheet(card, gone)).rawPoints).toBe(100_000);
    // 76 of 80 points of the other four sections
    const outcome = scoreSheet(card, sheet(card, { ...gone, '4.1': count(2) }));
    expect(outcome.sections[0]?.points).toBeNull();
    expect(outcome.rawPoints).toBe(95_000);
  });

  it('gives full marks for an item that does not apply where the card says so', () => {
    const card = structuredClone(hall);
    for (const item of itemsOf(card)) if (item.code === '2.6') item.notApplicable = 'full';
    expect(scoreSheet(card, sheet(card, { '2.6': notApplicable, '2.1': count(1) })).sections[1]).toMatchObject({
      points: 24_000,
      conversion: null,
    });
  });

  it('names what is unscored and which evidence is missing, and counts on as if the rest were full', () => {
    const entries = printed
      .filter((entry) => !entry.itemCode.startsWith('4.'))
      .map((entry) => (entry.itemCode === '2.3' ? { ...entry, ...count(0) } : entry));
    const outcome = scoreSheet(hall, entries, { '1.1': 1 });
    expect(outcome.unscored).toEqual(['4.1', '4.2', '4.3', '4.4']);
    expect(outcome.evidenceMissing).toEqual(['1.2', '1.4', '2.1', '2.2', '3.2', '3.3', '3.4', '3.5', '5.3', '6.1']);
    expect(outcome.enteredFullPoints).toBe(85_000);
    expect(outcome).toMatchObject({ enteredItems: 22, totalItems: 26 });
    // 15.5 + 19÷21×25 + 25.8 + 15 assumed + 9.5 + 1
    expect(outcome.rawPoints).toBe(89_420);
  });

  it('begins a new step with any excess over the mean, and none at the limit', () => {
    const lost = (mean: number, max: number) =>
      scoreSheet(hall, sheet(hall, { '1.4': { result: { kind: 'meanAndMax', count: 5, mean, max } } })).items.find(
        (item) => item.code === '1.4',
      )?.lostPoints;
    expect([
      lost(10_000, 20_000),
      lost(10_001, 20_000),
      lost(11_000, 20_000),
      lost(11_001, 20_000),
      lost(10_000, 20_001),
      lost(99_000, 99_000),
    ]).toEqual([0, 1000, 1000, 2000, 2000, 5000]);
  });

  it('takes the first band a value keeps', () => {
    const card = load('back-office');
    const earned = (value: number) =>
      scoreSheet(card, sheet(card, { '1.4': { result: { kind: 'value', value } } })).items.find(
        (item) => item.code === '1.4',
      )?.earnedPoints;
    expect([earned(90_000), earned(89_999), earned(60_000), earned(59_999)]).toEqual([8000, 6000, 2000, 0]);
  });

  it('refuses entries that do not fit their item', () => {
    const at = (code: string) => itemsOf(hall).find((item) => item.code === code) as ScorecardItem;
    expect(entryFits(at('1.1'), { ...emptyEntry('1.1'), ...count(1) })).toBe(true);
    expect(entryFits(at('1.1'), { ...emptyEntry('1.1'), result: { kind: 'pass', passed: true } })).toBe(false);
    expect(entryFits(at('2.1'), { ...emptyEntry('2.1'), isNotApplicable: true })).toBe(false);
    expect(entryFits(at('1.1'), { ...emptyEntry('1.1'), isCriticalHit: true })).toBe(false);
  });

  it('knows the most a grade allows', () => {
    expect(['excellent', 'good', 'fair', 'poor'].map((grade) => gradeCeiling(hall, grade))).toEqual([
      undefined,
      89_990,
      79_990,
      69_990,
    ]);
  });
});
