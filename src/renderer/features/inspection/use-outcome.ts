import { useMemo, useRef } from 'react';
import { type ItemOutcome, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { EvidenceView } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';

/** Pieces of evidence by item. */
export function piecesByItem(pieces: readonly EvidenceView[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const piece of pieces) counts[piece.itemCode] = (counts[piece.itemCode] ?? 0) + 1;
  return counts;
}

/**
 * The score of a sheet as it stands. Items that nothing happened to keep their outcome object, so that on a card of 300
 * items a key paints one row.
 */
export function useOutcome(
  card: ScorecardContent,
  entries: ReadonlyMap<string, ItemEntry>,
  pieces: readonly EvidenceView[],
): SheetOutcome {
  const kept = useRef(new Map<string, { entry: ItemEntry | undefined; pieces: number; outcome: ItemOutcome }>());
  return useMemo(() => {
    const counts = piecesByItem(pieces);
    const outcome = scoreSheet(card, [...entries.values()], counts);
    const items = outcome.items.map((item) => {
      const entry = entries.get(item.code);
      const count = counts[item.code] ?? 0;
      const before = kept.current.get(item.code);
      if (before && before.entry === entry && before.pieces === count) return before.outcome;
      kept.current.set(item.code, { entry, pieces: count, outcome: item });
      return item;
    });
    return { ...outcome, items };
  }, [card, entries, pieces]);
}
