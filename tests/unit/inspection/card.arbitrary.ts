import fc from 'fast-check';
import { emptyEntry, type ItemEntry, type ItemResult, resultKindOf } from '#shared/inspection/result.schema.ts';
import {
  type Critical,
  notApplicablePolicies,
  type ScorecardContent,
  type ScorecardItem,
  type ScoringRule,
} from '#shared/standard/scorecard.schema.ts';

const text = { zh: '例', en: 'example' };
const unit = { zh: '次', en: 'time' };
const measure = fc.constantFrom('value' as const, 'share' as const);
const direction = fc.constantFrom('atLeast' as const, 'atMost' as const);
const upTo = (most: number) => fc.integer({ min: 0, max: most });
const positive = (most: number) => fc.integer({ min: 1, max: most });

/** Distinct numbers that rise. */
const rising = (most: number, count: { minLength: number; maxLength: number }) =>
  fc
    .uniqueArray(upTo(most), count)
    .filter((values) => values.length >= count.minLength)
    .map((values) => values.toSorted((a, b) => a - b));

/** Every kind of rule for base sections, valid for items of `full` points. */
export const baseRule = (full: number): fc.Arbitrary<ScoringRule> =>
  fc.oneof(
    fc
      .record({ perPoints: positive(3000), floorPoints: upTo(full), factor: fc.option(fc.integer({ min: 2, max: 4 })) })
      .map(({ factor, ...rest }) => ({
        kind: 'deductPerOccurrence' as const,
        unit,
        ...rest,
        ...(factor && { doubling: { factor, title: text } }),
      })),
    fc.constant({ kind: 'passFail' as const }),
    fc
      .record({
        measure,
        direction,
        target: upTo(100_000),
        step: positive(5000),
        perPoints: positive(2000),
        stepping: fc.constantFrom('exact' as const, 'begun' as const),
        floorPoints: upTo(full),
      })
      .map((rest) => ({ kind: 'linear' as const, unit, ...rest })),
    fc
      .tuple(measure, direction, rising(100_000, { minLength: 2, maxLength: 4 }), fc.nat(full - 1))
      .map(([m, d, limits, low]) => ({
        kind: 'bands' as const,
        measure: m,
        direction: d,
        unit,
        bands: [
          { limit: (d === 'atLeast' ? limits.at(-1) : limits[0]) as number, points: full },
          { limit: (d === 'atLeast' ? limits[0] : limits.at(-1)) as number, points: low },
        ],
      })),
    fc
      .tuple(
        measure,
        rising(100_000, { minLength: 2, maxLength: 5 }),
        fc.boolean(),
        fc.array(upTo(full), { maxLength: 3 }),
      )
      .map(([m, ats, isFalling, between]) => {
        const inner = ats.slice(1, -1).map((_at, i) => between[i] ?? 0);
        const points = [0, ...inner, full].toSorted((a, b) => a - b);
        const ordered = isFalling ? points.toReversed() : points;
        return {
          kind: 'interpolation' as const,
          measure: m,
          unit,
          knots: ats.map((at, i) => ({ at, points: ordered[i] as number })),
        };
      }),
    rising(full - 1, { minLength: 1, maxLength: 4 }).map((lower) => ({
      kind: 'rating' as const,
      choices: [full, ...lower.toReversed()].map((points) => ({ title: text, points })),
    })),
    fc
      .record({
        meanLimit: upTo(20_000),
        meanStep: positive(5000),
        meanStepPoints: upTo(2000),
        maxLimit: upTo(40_000),
        maxPoints: upTo(3000),
      })
      .map((rest) => ({ kind: 'meanAndMax' as const, unit, ...rest })),
  );

const critical: fc.Arbitrary<Critical | null> = fc.option(
  fc.record({
    severity: fc.constantFrom('veto' as const, 'key' as const),
    effect: fc.constantFrom('zeroItem' as const, 'zeroSection' as const, 'capGrade' as const, 'zeroWhole' as const),
    trigger: fc.constantFrom('onFailure' as const, 'marked' as const),
    grade: fc.constant('fair'),
  }),
  { freq: 4 },
);

const awardRule: ScoringRule = { kind: 'award', perPoints: 700, unit };

function itemOf(code: string, fullPoints: number, isAward: boolean): fc.Arbitrary<ScorecardItem> {
  return fc
    .record({
      rule: isAward ? fc.constant(awardRule) : baseRule(fullPoints),
      notApplicable: fc.constantFrom(...notApplicablePolicies),
      critical: isAward ? fc.constant(null) : critical,
    })
    .map((drawn) => ({
      code,
      title: text,
      clause: { code: 'A1', text, source: text },
      guidance: [],
      fullPoints,
      evidence: { demand: 'never', least: 1 },
      ...drawn,
    }));
}

/** Cards that can be published, with any rules, severities and policies: two to four base sections and an award one. */
export const anyCard: fc.Arbitrary<ScorecardContent> = fc
  .array(fc.array(positive(9000), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 })
  .chain((points) =>
    fc
      .tuple(
        fc.tuple(
          ...points.map((list, s) => fc.tuple(...list.map((full, i) => itemOf(`${s + 1}.${i + 1}`, full, false)))),
        ),
        fc.tuple(itemOf('9.1', 2000, true), itemOf('9.2', 1500, true)),
      )
      .map(([base, award]) => {
        const sum = (items: readonly ScorecardItem[]) => items.reduce((total, item) => total + item.fullPoints, 0);
        const sections = base.map((items, i) => ({
          code: String(i + 1),
          title: text,
          kind: 'base' as const,
          fullPoints: sum(items),
          items,
        }));
        const fullPoints = sum(base.flat());
        return {
          schema: 1 as const,
          code: 'ANY-1',
          version: 1,
          title: text,
          source: text,
          line: 'front' as const,
          channels: [],
          effectiveOn: '2026-01-01',
          fullPoints,
          roundingPoints: 10,
          grades: [
            { code: 'good', title: text, fromPoints: Math.max(2, Math.round(fullPoints * 0.9)) },
            { code: 'fair', title: text, fromPoints: 1 },
            { code: 'poor', title: text, fromPoints: 0 },
          ],
          sections: [
            ...sections,
            { code: '9', title: text, kind: 'award' as const, fullPoints: 2500, items: [...award] },
          ],
        };
      }),
  );

/** A result that can stand for a rule. */
export function resultFor(rule: ScoringRule): fc.Arbitrary<ItemResult> {
  const kinds: Record<ReturnType<typeof resultKindOf>, fc.Arbitrary<ItemResult>> = {
    count: fc.tuple(fc.nat(12), fc.nat(12)).map(([count, doubled]) => ({
      kind: 'count',
      count,
      ...(rule.kind === 'deductPerOccurrence' && rule.doubling && { doubled: Math.min(count, doubled) }),
    })),
    pass: fc.boolean().map((passed) => ({ kind: 'pass', passed })),
    value: fc.nat(100_000).map((value) => ({ kind: 'value', value })),
    share: fc
      .tuple(fc.nat(500), fc.nat(60))
      .map(([met, missed]) => ({ kind: 'share', met, total: Math.max(1, met + missed) })),
    meanAndMax: fc
      .tuple(fc.nat(30_000), fc.nat(30_000))
      .map(([mean, more]) => ({ kind: 'meanAndMax', count: 10, mean, max: mean + more })),
    rating: fc.nat(rule.kind === 'rating' ? rule.choices.length - 1 : 0).map((choice) => ({ kind: 'rating', choice })),
  };
  return kinds[resultKindOf(rule)];
}

/** Anything that may be entered for an item: also nothing, not applicable, a critical mark. */
const entryFor = (item: ScorecardItem): fc.Arbitrary<ItemEntry> =>
  fc
    .record({ result: fc.option(resultFor(item.rule), { freq: 12 }), away: fc.nat(9), hit: fc.nat(30) })
    .map(({ result, away, hit }) => ({
      ...emptyEntry(item.code),
      result,
      isNotApplicable: away === 0 && item.notApplicable !== 'notAllowed',
      isCriticalHit: hit === 0 && item.critical !== null,
    }));

export const itemsOf = (card: ScorecardContent): ScorecardItem[] => card.sections.flatMap((section) => section.items);
export const anySheet = (card: ScorecardContent): fc.Arbitrary<ItemEntry[]> => fc.tuple(...itemsOf(card).map(entryFor));
