import type { ScorecardContent, ScorecardItem } from '../standard/scorecard.schema.ts';
import type { ItemEntry } from './result.schema.ts';

/** What one entry adds to the figures of its item. `lostPoints` in 1/1000. */
export interface ItemShare {
  readonly sheets: number;
  readonly notApplicable: number;
  readonly failed: number;
  readonly hits: number;
  readonly lostPoints: number;
}

/** Whether failing an item is a critical hit by itself. */
export const hitsOnFailure = (item: ScorecardItem): boolean => item.critical?.trigger === 'onFailure';

/** Codes of a card's items that are hit by failing. */
export const codesHitOnFailure = (card: ScorecardContent): string[] =>
  card.sections.flatMap((section) => section.items.filter(hitsOnFailure).map((item) => item.code));

/**
 * What an entry adds to the figures of its item.
 * @param lostPoints what the engine took off for it, in 1/1000
 */
export function shareOf(item: ScorecardItem, entry: ItemEntry, lostPoints: number): ItemShare {
  const applies = !entry.isNotApplicable;
  const isFailed = applies && lostPoints > 0;
  const isNotPassed = entry.result?.kind === 'pass' && !entry.result.passed;
  const isHit =
    applies && Boolean(item.critical) && (entry.isCriticalHit || (hitsOnFailure(item) && (isFailed || isNotPassed)));
  return {
    sheets: 1,
    notApplicable: applies ? 0 : 1,
    failed: isFailed ? 1 : 0,
    hits: isHit ? 1 : 0,
    lostPoints,
  };
}

/** What a revised entry changes in the figures. */
export function shareChange(before: ItemShare, after: ItemShare): ItemShare {
  return {
    sheets: after.sheets - before.sheets,
    notApplicable: after.notApplicable - before.notApplicable,
    failed: after.failed - before.failed,
    hits: after.hits - before.hits,
    lostPoints: after.lostPoints - before.lostPoints,
  };
}
