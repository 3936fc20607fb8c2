import { type KeyboardEvent as ReactKeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { Sheet } from './use-sheet.ts';

export interface KeyTargets {
  readonly card: ScorecardContent;
  readonly sheet: Sheet;
  readonly current: string;
  readonly canEdit: boolean;
  select(code: string): void;
  openNote(): void;
  openPicker(): void;
  openKeys(): void;
  submit(): void;
  refuse(reason: 'na' | 'veto'): void;
}

const cleared: Partial<ItemEntry> = { result: null, isNotApplicable: false, isCriticalHit: false };

/** What a letter does to an item; undefined when it isn't one of the sheet's letters. */
function letterPatch(
  key: string,
  item: ScorecardItem,
  entry: ItemEntry,
): Partial<ItemEntry> | 'na' | 'veto' | undefined {
  switch (key.toLowerCase()) {
    case 'n':
      return item.notApplicable === 'notAllowed' ? 'na' : { ...cleared, isNotApplicable: !entry.isNotApplicable };
    case 'v':
      return item.critical ? { isNotApplicable: false, isCriticalHit: !entry.isCriticalHit } : 'veto';
    case 'y':
      // met: nothing was found
      if (item.rule.kind === 'passFail') return { ...cleared, result: { kind: 'pass', passed: true } };
      return item.rule.kind === 'deductPerOccurrence' || item.rule.kind === 'award'
        ? { ...cleared, result: { kind: 'count', count: 0 } }
        : {};
    case 'x':
      return item.rule.kind === 'passFail' ? { ...cleared, result: { kind: 'pass', passed: false } } : {};
    default:
      return undefined;
  }
}

/** Moves through the items, and the keys of the sheet: letters in the cell, function keys from anywhere on the page. */
export function useSheetKeys(targets: KeyTargets): (event: ReactKeyboardEvent, item: ScorecardItem) => boolean {
  const latest = useRef(targets);
  latest.current = targets;
  const move = useCallback((step: number) => {
    const { card, current, select } = latest.current;
    const codes = card.sections.flatMap((section) => section.items.map((item) => item.code));
    const next = codes[codes.indexOf(current) + step];
    if (next) select(next);
  }, []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { card, sheet, current, select, openNote, openPicker, openKeys, submit } = latest.current;
      const act = (): boolean => {
        if (event.altKey && /^[1-9]$/.test(event.key)) {
          const first = card.sections[Number(event.key) - 1]?.items[0];
          if (first) select(first.code);
          return first !== undefined;
        }
        if (event.altKey) return false;
        if (event.ctrlKey && event.key.toLowerCase() === 'g') {
          const { unscored, evidenceMissing } = sheet.outcome;
          const codes = card.sections.flatMap((section) => section.items.map((item) => item.code));
          const open = unscored.length > 0 ? unscored : evidenceMissing;
          const next = open.find((code) => codes.indexOf(code) > codes.indexOf(current)) ?? open[0];
          if (next) select(next);
          return true;
        }
        if (event.ctrlKey && event.key.toLowerCase() === 'o') openPicker();
        else if (event.key === 'F2') openNote();
        else if (event.key === 'F1') openKeys();
        else if (event.key === 'F9') submit();
        else return false;
        return true;
      };
      if (act()) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return useCallback(
    (event, item) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return false;
      if (event.key === 'Enter' || event.key === 'ArrowDown') move(event.shiftKey ? -1 : 1);
      else if (event.key === 'ArrowUp') move(-1);
      else {
        const { sheet, canEdit, refuse } = latest.current;
        const patch = event.key.length === 1 ? letterPatch(event.key, item, sheet.entryOf(item.code)) : undefined;
        if (patch === undefined) return false;
        if (patch === 'na' || patch === 'veto') refuse(patch);
        else if (canEdit && Object.keys(patch).length > 0) sheet.change(item.code, patch);
      }
      event.preventDefault();
      return true;
    },
    [move],
  );
}
