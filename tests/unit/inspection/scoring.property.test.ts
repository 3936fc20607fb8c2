import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryFits, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { ItemEntry, ItemResult } from '#shared/inspection/result.schema.ts';
import {
  type ScorecardContent,
  type ScorecardItem,
  type ScoringRule,
  scorecardContent,
} from '#shared/standard/scorecard.schema.ts';
import { anyCard, anySheet, itemsOf } from './card.arbitrary.ts';

const shipped = ['hall', 'home-visit', 'back-office'].map((name) =>
  scorecardContent.parse(JSON.parse(readFileSync(`resources/scorecards/${name}.json`, 'utf8'))),
);
/** A card, shipped or made up, with a sheet by it. */
const filled = fc
  .oneof({ arbitrary: anyCard, weight: 3 }, { arbitrary: fc.constantFrom(...shipped), weight: 1 })
  .chain((card) => fc.tuple(fc.constant(card), anySheet(card)));
const numRuns = 400;

/** Whether more of the measured value is better. */
function isMoreBetter(rule: ScoringRule): boolean {
  if (rule.kind === 'linear' || rule.kind === 'bands') return rule.direction === 'atLeast';
  return rule.kind === 'interpolation' && (rule.knots.at(-1)?.points ?? 0) >= (rule.knots[0]?.points ?? 0);
}

/** A result not worse than the given one. */
function better(result: ItemResult, item: ScorecardItem): ItemResult {
  const sign = isMoreBetter(item.rule) ? 1 : -1;
  switch (result.kind) {
    case 'count': {
      if (item.rule.kind === 'award') return { ...result, count: result.count + 1 };
      const count = Math.max(0, result.count - 1);
      return { ...result, count, ...(result.doubled && { doubled: Math.min(count, result.doubled) }) };
    }
    case 'pass':
      return { ...result, passed: true };
    case 'rating':
      return { ...result, choice: Math.max(0, result.choice - 1) };
    case 'value':
      return { ...result, value: Math.max(0, result.value + sign * 500) };
    case 'share':
      return { ...result, met: Math.min(result.total, Math.max(0, result.met + sign)) };
    case 'meanAndMax': {
      const mean = Math.max(0, result.mean - 700);
      return { ...result, mean, max: Math.max(mean, result.max - 700) };
    }
  }
}

describe('properties of scoring by any card', () => {
  it('draws cards that can be published and entries that fit', () => {
    fc.assert(
      fc.property(filled, ([card, entries]) => {
        expect(scorecardContent.safeParse(card).error?.issues).toBeUndefined();
        const byCode = new Map(itemsOf(card).map((item) => [item.code, item]));
        for (const entry of entries) expect(entryFits(byCode.get(entry.itemCode) as ScorecardItem, entry)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order of entries, items or sections', () => {
    fc.assert(
      fc.property(filled, ([card, entries]) => {
        const turned: ScorecardContent = {
          ...card,
          sections: card.sections.toReversed().map((section) => ({ ...section, items: section.items.toReversed() })),
        };
        const [a, b] = [scoreSheet(card, entries), scoreSheet(turned, entries.toReversed())];
        expect([b.rawPoints, b.effectivePoints]).toEqual([a.rawPoints, a.effectivePoints]);
      }),
      { numRuns },
    );
  });

  it('never leaves its range, and effective never exceeds raw', () => {
    fc.assert(
      fc.property(filled, ([card, entries]) => {
        const { rawPoints, effectivePoints, items } = scoreSheet(card, entries);
        for (const item of items) {
          expect(item.lostPoints).toBeGreaterThanOrEqual(0);
          expect(item.lostPoints).toBeLessThanOrEqual(item.fullPoints);
        }
        if (rawPoints === null || effectivePoints === null) return;
        const awards = card.sections.filter((section) => section.kind === 'award');
        const most = awards.reduce((sum, section) => sum + section.fullPoints, card.fullPoints);
        expect(effectivePoints).toBeGreaterThanOrEqual(0);
        expect(effectivePoints).toBeLessThanOrEqual(rawPoints);
        expect(rawPoints).toBeLessThanOrEqual(Math.ceil(most / card.roundingPoints) * card.roundingPoints);
      }),
      { numRuns },
    );
  });

  it('keeps above the floor of a rule unless a critical hit takes the item', () => {
    fc.assert(
      fc.property(filled, ([card, entries]) => {
        const { items } = scoreSheet(card, entries);
        for (const item of itemsOf(card)) {
          const outcome = items.find((each) => each.code === item.code);
          if (outcome?.state !== 'scored' || outcome.isCriticalHit || !('floorPoints' in item.rule)) continue;
          expect(outcome.earnedPoints).toBeGreaterThanOrEqual(item.rule.floorPoints ?? 0);
        }
      }),
      { numRuns },
    );
  });

  it('never scores lower when one result gets better', () => {
    const raisedOne = filled.chain(([card, entries]) =>
      fc.tuple(fc.constant(card), fc.constant(entries), fc.nat(entries.length - 1)),
    );
    fc.assert(
      fc.property(raisedOne, ([card, entries, index]) => {
        const entry = entries[index] as ItemEntry;
        fc.pre(entry.result !== null);
        const result = better(entry.result as ItemResult, itemsOf(card)[index] as ScorecardItem);
        const [before, after] = [
          scoreSheet(card, entries),
          scoreSheet(card, entries.with(index, { ...entry, result })),
        ];
        expect(after.rawPoints ?? 0).toBeGreaterThanOrEqual(before.rawPoints ?? 0);
        expect(after.effectivePoints ?? 0).toBeGreaterThanOrEqual(before.effectivePoints ?? 0);
      }),
      { numRuns },
    );
  });

  it('gives a sheet on which nothing applies no score, whatever the policies', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const open = {
          ...card,
          sections: card.sections.map((section) => ({
            ...section,
            items: section.items.map((item) => ({
              ...item,
              notApplicable: item.notApplicable === 'notAllowed' ? ('zero' as const) : item.notApplicable,
            })),
          })),
        };
        const entries = itemsOf(open).map(({ code }) => ({
          itemCode: code,
          result: null,
          isNotApplicable: true,
          isCriticalHit: false,
          note: '',
        }));
        const { rawPoints, effectivePoints, effectiveGrade } = scoreSheet(open, entries);
        expect([rawPoints, effectivePoints, effectiveGrade]).toEqual([null, null, null]);
      }),
      { numRuns: 100 },
    );
  });
});
