import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addItem,
  addSection,
  type CardPlace,
  duplicateAt,
  moveBy,
  moveTo,
  removeAt,
} from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { DraftState } from './use-draft.ts';

type Made = { card: ScorecardContent; place: CardPlace | null };

/** What can be done to the structure of a card, the same for keys, buttons and the mouse. */
export function useActs(draft: DraftState) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [focus, setFocus] = useState(0);
  const isFocusWanted = useRef(false);
  const state = useRef(draft);
  state.current = draft;
  const acts = useMemo(() => {
    const act = (change: (card: ScorecardContent, at: CardPlace) => Made) => {
      const { card, place, change: put } = state.current;
      if (!place) return;
      const made = change(card, place);
      if (made.card !== card) put(made.card, made.place);
    };
    return {
      add: () => {
        const { card, place, change } = state.current;
        const within = card.sections.length === 0 ? addSection(card, 'base').card : card;
        const made = addItem(within, place ?? { section: within.sections.length - 1, item: null });
        change(made.card, made.place);
        isFocusWanted.current = true;
        setFocus((n) => n + 1);
      },
      addSection: (kind: 'base' | 'award') => {
        const { card, change } = state.current;
        const made = addSection(card, kind);
        change(made.card, made.place);
      },
      move: (step: -1 | 1) => act((card, at) => moveBy(card, at, step)),
      moveTo: (from: CardPlace, to: CardPlace) => act((card) => moveTo(card, from, to)),
      duplicate: () =>
        act((card, at) => (at.item === null ? { card, place: at } : duplicateAt(card, { ...at, item: at.item }))),
      remove: () => {
        const { card, place } = state.current;
        const section = place && card.sections[place.section];
        if (!section) return;
        const name = place.item === null ? section.title.zh : section.items[place.item]?.title.zh;
        act(removeAt);
        message.info(t('standard.editor.removed', { name: name || t('standard.editor.untitled') }));
      },
    };
  }, [message, t]);
  // keys that work wherever one stands in the editor, but not in a dialog above it
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.target as Element | null)?.closest('[role="dialog"]')) return;
      const key = event.key.toLowerCase();
      const isControl = event.ctrlKey || event.metaKey;
      if (isControl && key === 'z' && !event.shiftKey) state.current.undo();
      else if (isControl && (key === 'y' || (key === 'z' && event.shiftKey))) state.current.redo();
      else if (isControl && key === 'enter') acts.add();
      else if (event.altKey && key === 'arrowup') acts.move(-1);
      else if (event.altKey && key === 'arrowdown') acts.move(1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [acts]);
  /** whether the title of the form that is shown now is to be written; true once */
  const takeFocus = useCallback(() => {
    const isWanted = isFocusWanted.current;
    isFocusWanted.current = false;
    return isWanted;
  }, []);
  return useMemo(() => ({ ...acts, focus, takeFocus }), [acts, focus, takeFocus]);
}
export type Acts = ReturnType<typeof useActs>;
