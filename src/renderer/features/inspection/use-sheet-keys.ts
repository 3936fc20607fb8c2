import { type KeyboardEvent as ReactKeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { Sheet } from './sheet-state.ts';

export interface KeyTargets {
  readonly card: ScorecardContent;
  readonly sheet: Sheet;
  readonly current: string;
  readonly canEdit: boolean;
  select(code: string): void;
  openNote(): void;
  /** the note with the phrases used last */
  openPhrases(): void;
  openHead(): void;
  openPicker(): void;
  openViewer(): void;
  openStaff(): void;
  openKeys(): void;
  submit(): void;
  goNext(): void;
  /** puts the chosen piece of evidence to the item before (-1) or after (1) its own */
  moveEvidence(step: -1 | 1): void;
  refuse(reason: 'na' | 'veto' | 'undo' | 'redo'): void;
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
      if (item.rule.kind === 'rating') return { ...cleared, result: { kind: 'rating', choice: 0 } };
      return item.rule.kind === 'deductPerOccurrence' || item.rule.kind === 'award'
        ? { ...cleared, result: { kind: 'count', count: 0 } }
        : {};
    case 'x':
      return item.rule.kind === 'passFail' ? { ...cleared, result: { kind: 'pass', passed: false } } : {};
    default:
      return undefined;
  }
}

const codesOf = (card: ScorecardContent) => card.sections.flatMap((section) => section.items.map((item) => item.code));

/** The next item after the current one that still lacks its entry, or else its evidence. */
function nextOpen({ card, sheet, current }: KeyTargets): string | undefined {
  const { unscored, evidenceMissing } = sheet.outcome;
  const codes = codesOf(card);
  const open = unscored.length > 0 ? unscored : evidenceMissing;
  return open.find((code) => codes.indexOf(code) > codes.indexOf(current)) ?? open[0];
}

function selectSection({ card, current, select }: KeyTargets, index: number): boolean {
  const first = card.sections[index]?.items[0];
  if (first && first.code !== current) select(first.code);
  return first !== undefined;
}
const sectionAt = ({ card, current }: KeyTargets) =>
  card.sections.findIndex((section) => section.items.some((item) => item.code === current));

/** Keys with Ctrl. @returns whether it was one of them */
function withControl(event: KeyboardEvent, targets: KeyTargets): boolean {
  const { sheet, select, refuse, canEdit } = targets;
  const key = event.key.toLowerCase();
  if (key === 'g') {
    const next = nextOpen(targets);
    if (next) select(next);
    return true;
  }
  if (key === 'enter') {
    targets.goNext();
    return true;
  }
  if (key === 'o') {
    targets.openPicker();
    return true;
  }
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  if (!isRedo && key !== 'z') return false;
  // in a note it is the note's own taking back
  if (event.target instanceof HTMLTextAreaElement || !canEdit) return false;
  const code = isRedo ? sheet.redo() : sheet.undo();
  if (code) select(code);
  else refuse(isRedo ? 'redo' : 'undo');
  return true;
}

/** Keys that work wherever the focus is on the page. @returns whether it was one of them */
function anywhere(event: KeyboardEvent, targets: KeyTargets): boolean {
  if (event.altKey && event.key === 'ArrowDown') {
    targets.openPhrases();
    return true;
  }
  if (event.altKey) return /^[1-9]$/.test(event.key) && selectSection(targets, Number(event.key) - 1);
  if (event.ctrlKey || event.metaKey) return withControl(event, targets);
  const acts: Readonly<Record<string, () => void>> = {
    F1: targets.openKeys,
    F2: targets.openNote,
    F7: targets.openHead,
    F8: targets.openViewer,
    F9: targets.submit,
    PageDown: () => selectSection(targets, sectionAt(targets) + 1),
    PageUp: () => selectSection(targets, Math.max(0, sectionAt(targets) - 1)),
  };
  const act = acts[event.key];
  act?.();
  return act !== undefined;
}

/** Moves through the items, and the keys of the sheet: letters in the cell, function keys from anywhere on the page. */
export function useSheetKeys(targets: KeyTargets): (event: ReactKeyboardEvent, item: ScorecardItem) => boolean {
  const latest = useRef(targets);
  latest.current = targets;
  const move = useCallback((step: number) => {
    const { card, current, select } = latest.current;
    const codes = codesOf(card);
    const next = codes[codes.indexOf(current) + step];
    if (next) select(next);
  }, []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // a window over the sheet has its own keys
      if (event.defaultPrevented || document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
      if (anywhere(event, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return useCallback(
    (event, item) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return false;
      const { sheet, canEdit, refuse, moveEvidence, openStaff, openKeys } = latest.current;
      const acts: Readonly<Record<string, () => void>> = {
        Enter: () => move(event.shiftKey ? -1 : 1),
        ArrowDown: () => move(1),
        ArrowUp: () => move(-1),
        '[': () => moveEvidence(-1),
        ']': () => moveEvidence(1),
        '【': () => moveEvidence(-1),
        '】': () => moveEvidence(1),
        '?': openKeys,
        '？': openKeys,
        p: openStaff,
        P: openStaff,
      };
      const act = acts[event.key];
      if (act) act();
      else {
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
