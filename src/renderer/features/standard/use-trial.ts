import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { parseResult, resultText } from '#shared/inspection/entry.words.ts';
import { entryFits, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { emptyEntry, type ItemEntry, type ItemResult } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';

/** What was typed for an item that counts; `isBad` while it can't stand for it. */
export interface Tried {
  readonly text: string;
  readonly entry: ItemEntry;
  readonly isBad: boolean;
}
export interface Trial {
  readonly tried: ReadonlyMap<string, Tried>;
  /** by the draft and by the version it began from; null where that isn't there or can't be scored */
  readonly draft: SheetOutcome | null;
  readonly published: SheetOutcome | null;
  type(item: ScorecardItem, text: string): void;
  /** takes the entries of a sheet, or none */
  take(card: ScorecardContent, entries: readonly ItemEntry[]): void;
}

/** A share may be tried as a percentage, without numbers of cases. */
function parseTried(item: ScorecardItem, text: string): ItemResult | null | undefined {
  const result = parseResult(item, text);
  const { rule } = item;
  if (result !== undefined || !('measure' in rule) || rule.measure !== 'share') return result;
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?\s*[%％]?$/.exec(text.trim());
  const met = match ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) : Number.NaN;
  return met <= 100_000 ? { kind: 'share', met, total: 100_000 } : undefined;
}

function read(item: ScorecardItem, text: string): Tried {
  const plain = emptyEntry(item.code);
  if (/^n$/i.test(text.trim()))
    return { text, entry: { ...plain, isNotApplicable: true }, isBad: item.notApplicable === 'notAllowed' };
  if (/^v$/i.test(text.trim())) return { text, entry: { ...plain, isCriticalHit: true }, isBad: !item.critical };
  const result = parseTried(item, text);
  return { text, entry: { ...plain, result: result ?? null }, isBad: result === undefined };
}

/** How an entry of a sheet is typed. */
function typed({ result, isNotApplicable, isCriticalHit }: ItemEntry): string {
  if (isNotApplicable) return 'N';
  return isCriticalHit ? 'V' : resultText(result);
}

/** A draft in the making may be scored only where its numbers make sense. */
function score(card: ScorecardContent | undefined, tried: ReadonlyMap<string, Tried>): SheetOutcome | null {
  if (!card || card.grades.length === 0) return null;
  const entries = card.sections.flatMap((section) =>
    section.items.flatMap((item) => {
      const one = tried.get(item.code);
      if (!one || one.isBad) return [];
      // what was typed is read by each card's own rule: a share here may be a number there
      const { entry } = entryFits(item, one.entry) ? one : read(item, one.text);
      return entryFits(item, entry) ? [entry] : [];
    }),
  );
  return scoreSheet(card, entries);
}

/** Trial scoring by the real engine; nothing of it is stored. */
export function useTrial(card: ScorecardContent, published: ScorecardContent | undefined): Trial {
  const [tried, setTried] = useState<ReadonlyMap<string, Tried>>(new Map());
  // typing comes first; the scores follow when there is time
  const calm = useDeferredValue(card);
  const calmTried = useDeferredValue(tried);
  const draft = useMemo(() => score(calm, calmTried), [calm, calmTried]);
  const before = useMemo(() => score(published, calmTried), [published, calmTried]);
  const type = useCallback(
    (item: ScorecardItem, text: string) => setTried((known) => new Map(known).set(item.code, read(item, text))),
    [],
  );
  const take = useCallback((of: ScorecardContent, entries: readonly ItemEntry[]) => {
    const items = new Map(of.sections.flatMap((section) => section.items.map((item) => [item.code, item])));
    setTried(
      new Map(
        entries.flatMap((entry) => {
          const item = items.get(entry.itemCode);
          const isBad = item !== undefined && !entryFits(item, entry);
          return item ? [[entry.itemCode, { text: typed(entry), entry, isBad }]] : [];
        }),
      ),
    );
  }, []);
  return useMemo(() => ({ tried, draft, published: before, type, take }), [tried, draft, before, type, take]);
}

/** The measured value that is tried for an item, in 1/1000; null where none is. */
export function triedValue(tried: Tried | undefined): number | null {
  const result = tried?.isBad ? null : tried?.entry.result;
  if (result?.kind === 'value') return result.value;
  return result?.kind === 'share' ? Math.round((result.met * 100_000) / result.total) : null;
}
