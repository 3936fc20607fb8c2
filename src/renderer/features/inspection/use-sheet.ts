import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { client } from '../../rpc/client.ts';

/** How far saving is. What isn't on the disk yet stays in `pending`, whatever happens. */
export interface SaveState {
  readonly kind: 'idle' | 'saving' | 'saved' | 'failed';
  readonly savedAt?: string;
  readonly error?: unknown;
}
export interface Sheet {
  readonly entries: ReadonlyMap<string, ItemEntry>;
  readonly outcome: SheetOutcome;
  readonly save: SaveState;
  readonly pending: number;
  readonly revision: () => number;
  entryOf(itemCode: string): ItemEntry;
  change(itemCode: string, patch: Partial<ItemEntry>): void;
  retry(): void;
  /** takes the latest revision of the sheet and puts what is still pending here on top of it */
  takeOver(): Promise<void>;
}

const retryAfter = 5_000;
const byCode = (entries: readonly ItemEntry[]) => new Map(entries.map((entry) => [entry.itemCode, entry]));

/** Entries of an open sheet: scored at once, saved one after the other, each with the revision it was made on. */
export function useSheet(detail: InspectionDetail): Sheet {
  const { inspectionId } = detail;
  const [entries, setEntries] = useState<ReadonlyMap<string, ItemEntry>>(() => byCode(detail.entries));
  const [save, setSave] = useState<SaveState>({ kind: 'idle', savedAt: detail.updatedAt });
  const [pending, setPending] = useState(0);
  const current = useRef(entries);
  const queue = useRef(new Map<string, ItemEntry>());
  const revision = useRef(detail.revision);
  const isBusy = useRef(false);

  const flush = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSave((before) => ({ ...before, kind: 'saving', error: undefined }));
    try {
      for (let next = queue.current.entries().next(); !next.done; next = queue.current.entries().next()) {
        const [code, entry] = next.value;
        const answer = await client.inspection.saveItem({ inspectionId, revision: revision.current, entry });
        revision.current = answer.revision;
        if (queue.current.get(code) === entry) queue.current.delete(code);
        setPending(queue.current.size);
        setSave({ kind: queue.current.size > 0 ? 'saving' : 'saved', savedAt: answer.savedAt });
      }
    } catch (error) {
      setSave((before) => ({ ...before, kind: 'failed', error }));
    } finally {
      isBusy.current = false;
    }
  }, [inspectionId]);

  const change = useCallback(
    (itemCode: string, patch: Partial<ItemEntry>) => {
      const entry = { ...(current.current.get(itemCode) ?? emptyEntry(itemCode)), ...patch };
      current.current = new Map(current.current).set(itemCode, entry);
      setEntries(current.current);
      queue.current.set(itemCode, entry);
      setPending(queue.current.size);
      flush();
    },
    [flush],
  );
  const takeOver = useCallback(async () => {
    const latest = await client.inspection.get({ inspectionId });
    revision.current = latest.revision;
    current.current = new Map([...byCode(latest.entries), ...queue.current]);
    setEntries(current.current);
    await flush();
  }, [inspectionId, flush]);

  // a backend that was away for a moment must not leave work lying: what failed on the way is tried again by itself
  const isPassing =
    save.kind === 'failed' && typeof (save.error as { status?: number } | undefined)?.status !== 'number';
  useEffect(() => {
    if (!isPassing) return;
    const timer = setInterval(flush, retryAfter);
    return () => clearInterval(timer);
  }, [isPassing, flush]);
  useEffect(() => {
    if (pending === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [pending]);

  const pieces = detail.evidence;
  const outcome = useMemo(() => {
    const counts: Record<string, number> = {};
    for (const piece of pieces) counts[piece.itemCode] = (counts[piece.itemCode] ?? 0) + 1;
    return scoreSheet(detail.card.content, [...entries.values()], counts);
  }, [detail.card.content, entries, pieces]);
  const entryOf = useCallback((itemCode: string) => entries.get(itemCode) ?? emptyEntry(itemCode), [entries]);
  return { entries, outcome, save, pending, revision: () => revision.current, entryOf, change, retry: flush, takeOver };
}
