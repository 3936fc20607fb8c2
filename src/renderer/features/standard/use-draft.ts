import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CardPlace } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { DraftView } from '#shared/standard/standard.contract.ts';
import { useLeaveWarning } from '../../app/use-leave-warning.ts';
import { client } from '../../rpc/client.ts';
import { errorCode } from '../../rpc/error-text.ts';

/** How far saving is; in a conflict somebody else's later revision is on the disk and mine is only here. */
export interface DraftSaving {
  readonly kind: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  readonly savedAt: string;
  readonly error?: unknown;
}
interface Step {
  readonly card: ScorecardContent;
  readonly place: CardPlace | null;
}
export interface DraftState {
  readonly card: ScorecardContent;
  /** where one stands; null is the card itself */
  readonly place: CardPlace | null;
  /** what is open in the middle: follows the place when there is time, so that keys can run through a long card */
  readonly opened: CardPlace | null;
  readonly saving: DraftSaving;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  select(place: CardPlace | null): void;
  /** @param group changes of the same group within a second are undone together, e.g. the letters of one text */
  change(card: ScorecardContent, place?: CardPlace | null, group?: string): void;
  /** changes what is open by what stands there now; the function itself never changes, so that forms can rest */
  edit(change: (card: ScorecardContent, place: CardPlace | null) => ScorecardContent, group?: string): void;
  undo(): void;
  redo(): void;
  /** writes what is waiting. @returns the revision on the disk; throws when it couldn't be written */
  flush(): Promise<number>;
  /** puts the other window's state here; mine stays one undo away */
  takeTheirs(): Promise<void>;
  /** writes mine over the other window's, on purpose */
  keepMine(): Promise<void>;
  /** tells that another window has saved this revision */
  heard(revision: number): void;
}

const quiet = 600;
const togetherWithin = 1000;
const mostSteps = 200;

/** A draft being edited: every change can be undone and is on the disk a moment later, under the revision it was made on. */
export function useDraft(view: DraftView): DraftState {
  const { scorecardDraftId } = view;
  const [now, setNow] = useState<Step>({ card: view.content, place: firstPlace(view.content) });
  const [past, setPast] = useState<readonly Step[]>([]);
  const [future, setFuture] = useState<readonly Step[]>([]);
  const [saving, setSaving] = useState<DraftSaving>({ kind: 'saved', savedAt: view.updatedAt });
  const [opened, setOpened] = useState(now.place);
  // what is typed belongs to the form it is typed into, wherever one has moved since
  const shown = useRef(opened);
  useLayoutEffect(() => {
    shown.current = opened;
  }, [opened]);
  const current = useRef(now);
  const stored = useRef(view.content);
  const revision = useRef(view.revision);
  const running = useRef<Promise<number> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef({ group: '', at: 0 });
  // until it is decided whose card holds, nothing is tried: it would be refused, and take the question away meanwhile
  const isUndecided = useRef(false);

  const write = useCallback(async (): Promise<number> => {
    while (stored.current !== current.current.card) {
      const { card } = current.current;
      if (!isUndecided.current) setSaving((before) => ({ savedAt: before.savedAt, kind: 'saving' }));
      try {
        const answer = await client.standard.saveDraft({ scorecardDraftId, revision: revision.current, content: card });
        revision.current = answer.revision;
        stored.current = card;
        setSaving({ kind: 'saved', savedAt: answer.savedAt });
      } catch (error) {
        isUndecided.current ||= errorCode(error) === 'DRAFT_CHANGED';
        const kind = isUndecided.current ? 'conflict' : 'failed';
        setSaving((before) => ({ savedAt: before.savedAt, kind, error }));
        throw error;
      }
    }
    return revision.current;
  }, [scorecardDraftId]);
  const flush = useCallback((): Promise<number> => {
    clearTimeout(timer.current);
    running.current ??= write().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [write]);
  const put = useCallback(
    (step: Step) => {
      const isChanged = step.card !== current.current.card;
      current.current = step;
      setNow(step);
      if (!isChanged) return startTransition(() => setOpened(step.place));
      setOpened(step.place);
      if (isUndecided.current) return;
      setSaving((before) => ({ savedAt: before.savedAt, kind: 'waiting' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => flush().catch(() => {}), quiet);
    },
    [flush],
  );
  const change = useCallback(
    (card: ScorecardContent, place: CardPlace | null = current.current.place, group = '') => {
      const at = performance.now();
      const isTogether = group !== '' && group === last.current.group && at - last.current.at < togetherWithin;
      last.current = { group, at };
      const before = current.current;
      if (!isTogether) setPast((steps) => [...steps.slice(-mostSteps), before]);
      setFuture([]);
      put({ card, place });
    },
    [put],
  );
  const edit = useCallback<DraftState['edit']>(
    (act, group = '') => {
      const { card } = current.current;
      const place = shown.current;
      const at = place ? `${place.section}/${place.item}` : 'card';
      change(act(card, place), current.current.place, group && `${at} ${group}`);
    },
    [change],
  );
  const undo = useCallback(() => {
    const step = past.at(-1);
    if (!step) return;
    const before = current.current;
    last.current = { group: '', at: 0 };
    setPast(past.slice(0, -1));
    setFuture((steps) => [...steps, before]);
    put(step);
  }, [past, put]);
  const redo = useCallback(() => {
    const step = future.at(-1);
    if (!step) return;
    const before = current.current;
    setFuture(future.slice(0, -1));
    setPast((steps) => [...steps, before]);
    put(step);
  }, [future, put]);
  const select = useCallback((place: CardPlace | null) => put({ card: current.current.card, place }), [put]);
  // a save that is on its way was made on the older revision: its refusal must not meet what is decided here
  const settle = useCallback(async () => {
    clearTimeout(timer.current);
    await running.current?.catch(() => {});
  }, []);
  const takeTheirs = useCallback(async () => {
    await settle();
    const theirs = await client.standard.draft({ scorecardDraftId });
    revision.current = theirs.revision;
    const before = current.current;
    setPast((steps) => [...steps, before]);
    setFuture([]);
    stored.current = theirs.content;
    current.current = { card: theirs.content, place: firstPlace(theirs.content) };
    setNow(current.current);
    setOpened(current.current.place);
    isUndecided.current = false;
    setSaving({ kind: 'saved', savedAt: theirs.updatedAt });
  }, [scorecardDraftId, settle]);
  const keepMine = useCallback(async () => {
    await settle();
    revision.current = (await client.standard.draft({ scorecardDraftId })).revision;
    // the disk holds theirs, even when mine is what was stored last from here
    stored.current = { ...stored.current };
    isUndecided.current = false;
    await flush();
  }, [scorecardDraftId, flush, settle]);
  const heard = useCallback((other: number) => {
    if (other <= revision.current || running.current) return;
    isUndecided.current = true;
    clearTimeout(timer.current);
    setSaving((before) => ({ savedAt: before.savedAt, kind: 'conflict' }));
  }, []);

  const isUnsaved = saving.kind !== 'saved';
  useLeaveWarning(isUnsaved);
  // a backend that was away for a moment must not leave work lying
  const isPassing = saving.kind === 'failed' && typeof (saving.error as { status?: number })?.status !== 'number';
  useEffect(() => {
    if (!isPassing) return;
    const again = setInterval(() => flush().catch(() => {}), 5000);
    return () => clearInterval(again);
  }, [isPassing, flush]);
  // leaving the page writes what is still waiting
  useEffect(() => () => void flush().catch(() => {}), [flush]);

  return useMemo(
    () => ({
      ...now,
      opened,
      saving,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      select,
      change,
      edit,
      undo,
      redo,
      flush,
      takeTheirs,
      keepMine,
      heard,
    }),
    [now, opened, saving, past, future, select, change, edit, undo, redo, flush, takeTheirs, keepMine, heard],
  );
}

/** The first item of a card; its first section or the card itself while it has none. */
export function firstPlace(card: ScorecardContent): CardPlace | null {
  const section = card.sections.findIndex((each) => each.items.length > 0);
  if (section >= 0) return { section, item: 0 };
  return card.sections.length > 0 ? { section: 0, item: null } : null;
}
