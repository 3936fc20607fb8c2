import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clauseVerdict,
  editionOn,
  lastDays,
  limitSentence,
  limitsText,
  parseLimits,
} from '#shared/standard/clause.rules.ts';
import { customerGrades } from '#shared/standard/clause.schema.ts';

const editions = [
  { edition: 1, effectiveOn: '2020-01-01', expiresOn: null },
  { edition: 2, effectiveOn: '2023-07-01', expiresOn: '2025-12-31' },
  { edition: 3, effectiveOn: '2026-03-01', expiresOn: null },
];

describe('editions of a clause', () => {
  it('end where the next begins, or on their own last day', () => {
    expect([...lastDays(editions)]).toEqual([
      [1, '2023-06-30'],
      [2, '2025-12-31'],
      [3, null],
    ]);
  });
  it('never overlap, and leave a gap only where one has ended', () => {
    expect(editionOn(editions, '2023-06-30')?.edition).toBe(1);
    expect(editionOn(editions, '2023-07-01')?.edition).toBe(2);
    expect(editionOn(editions, '2026-01-15')).toBeUndefined();
    expect(editionOn(editions, '2026-11-22')?.edition).toBe(3);
    expect(editionOn(editions, '2019-12-31')).toBeUndefined();
  });
});

describe('limits by customer grade', () => {
  it('come back from their text', () => {
    const grade = fc.constantFrom(...customerGrades);
    const limit = fc
      .record({ customerGrade: grade, a: fc.option(fc.nat(500_000)), b: fc.nat(500_000) })
      .map(({ customerGrade, a, b }) => ({
        customerGrade,
        meanLimit: a,
        maxLimit: a === null ? b : a + b,
      }));
    fc.assert(
      fc.property(
        fc.uniqueArray(limit, { selector: (each) => each.customerGrade, maxLength: 15 }),
        fc.constantFrom('zh' as const, 'en' as const),
        (limits, language) => {
          expect(parseLimits(limitsText(limits, language))).toEqual({ limits });
        },
      ),
    );
  });
  it('are read as people write them', () => {
    expect(parseLimits('钻=2/4；金卡=8；基础客户：平均24/最长48')).toEqual({
      limits: [
        { customerGrade: 'diamond', meanLimit: 2000, maxLimit: 4000 },
        { customerGrade: 'gold', meanLimit: null, maxLimit: 8000 },
        { customerGrade: 'basic', meanLimit: 24_000, maxLimit: 48_000 },
      ],
    });
    expect(parseLimits('钻=8/4')).toEqual({ bad: '钻=8/4' });
    expect(parseLimits('白金=3')).toEqual({ bad: '白金=3' });
    expect(parseLimits('金=3；金=4')).toEqual({ bad: '金=4' });
  });
  it('are said with their unit', () => {
    expect(limitSentence({ meanLimit: 4000, maxLimit: 8000 }, 'hour', 'zh')).toBe('平均≤4、最长≤8 小时');
    expect(limitSentence({ meanLimit: null, maxLimit: 98_000 }, 'percent', 'zh')).toBe('≥98%');
  });
});

it('a clause nobody asked for is neither met nor failed', () => {
  expect([clauseVerdict(0, 0), clauseVerdict(3, 0), clauseVerdict(3, 1)]).toEqual(['notInspected', 'met', 'failed']);
});
