import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { InspectionDetail, InspectionHead } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { useLeaveWarning } from '../../app/use-leave-warning.ts';
import { client } from '../../rpc/client.ts';
import { errorCode } from '../../rpc/error-text.ts';
import { EditHistory } from './edit-history.ts';
import { headOf, sameHead } from './sheet-head-values.ts';
import { type Conflict, type Entries, mergeEntries, sameEntry } from './sheet-merge.ts';
import { HeadConflict, type SaveState, type Sheet } from './sheet-state.ts';
import { unsavedEntries } from './unsaved-entries.ts';
import { useOutcome } from './use-outcome.ts';

const retryAfter = 3_000;
const byCode = (entries: readonly ItemEntry[]) => new Map(entries.map((entry) => [entry.itemCode, entry]));

/** Entries of an open sheet: scored at once, saved one after the other, each with the revision it was made on. */
export function useSheet(detail: InspectionDetail): Sheet {
  const { inspectionId } = detail;
  const [entries, setEntries] = useState<Entries>(() => byCode(detail.entries));
  const [save, setSave] = useState<SaveState>({ kind: 'idle', savedAt: detail.updatedAt });
  const [pending, setPending] = useState(0);
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [epoch, setEpoch] = useState(0);
  const current = useRef(entries);
  const known = useRef(entries);
  const queue = useRef(new Map<string, ItemEntry>());
  const open = useRef(new Map<string, Conflict>());
  const revision = useRef(detail.revision);
  const history = useRef(new EditHistory());
  // one call after the other: each has to name the revision of the one before
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const isFlushing = useRef(false);

  const show = useCallback(() => {
    setPending(queue.current.size + open.current.size);
    setConflicts((before) => (before.length + open.current.size === 0 ? before : [...open.current.values()]));
    const mine = [...queue.current.values(), ...[...open.current.values()].map((conflict) => conflict.mine)];
    unsavedEntries.write(
      inspectionId,
      mine.map((entry) => ({ mine: entry, base: known.current.get(entry.itemCode) ?? null })),
    );
  }, [inspectionId]);

  const merge = useCallback(
    (latest: InspectionDetail) => {
      const stored = byCode(latest.entries);
      const { conflicts: found, taken, settled } = mergeEntries(known.current, stored, queue.current);
      for (const code of settled) queue.current.delete(code);
      for (const conflict of found) {
        queue.current.delete(conflict.itemCode);
        open.current.set(conflict.itemCode, conflict);
      }
      for (const [code, theirs] of taken) {
        const waiting = open.current.get(code);
        if (waiting) open.current.set(code, { ...waiting, theirs });
        else current.current = new Map(current.current).set(code, theirs);
      }
      known.current = stored;
      revision.current = latest.revision;
      setEntries(current.current);
      if (taken.size > 0) setEpoch((before) => before + 1);
      show();
    },
    [show],
  );
  const fetchLatest = useCallback(
    async () => merge(await client.inspection.get({ inspectionId })),
    [inspectionId, merge],
  );

  /** Runs a save after those before it; when somebody saved in between, takes theirs over and tries again. */
  const inLine = useCallback(
    <T>(act: () => Promise<T>): Promise<T> => {
      const run = async (): Promise<T> => {
        for (let tries = 0; ; tries++) {
          try {
            return await act();
          } catch (error) {
            if (errorCode(error) !== 'INSPECTION_CHANGED' || tries >= 5) throw error;
            await fetchLatest();
          }
        }
      };
      const next = line.current.then(run, run);
      line.current = next.catch(() => undefined);
      return next;
    },
    [fetchLatest],
  );

  const flush = useCallback(async () => {
    if (isFlushing.current || queue.current.size === 0) return;
    isFlushing.current = true;
    // what is quick isn't announced: each key would redraw the head twice
    const slow = setTimeout(() => setSave((before) => ({ ...before, kind: 'saving', error: undefined })), 300);
    try {
      let savedAt: string | undefined;
      while (queue.current.size > 0) {
        await inLine(async () => {
          // looked up when its turn has come: another one may have been taken over meanwhile
          const next = queue.current.entries().next();
          if (next.done) return;
          const [code, entry] = next.value;
          const answer = await client.inspection.saveItem({ inspectionId, revision: revision.current, entry });
          revision.current = answer.revision;
          savedAt = answer.savedAt;
          known.current = new Map(known.current).set(code, entry);
          if (queue.current.get(code) === entry) queue.current.delete(code);
          show();
        });
      }
      setSave((before) => ({ kind: 'saved', savedAt: savedAt ?? before.savedAt ?? '' }));
    } catch (error) {
      setSave((before) => ({ ...before, kind: 'failed', error }));
    } finally {
      clearTimeout(slow);
      isFlushing.current = false;
    }
  }, [inspectionId, inLine, show]);

  const put = useCallback(
    (entry: ItemEntry) => {
      const code = entry.itemCode;
      current.current = new Map(current.current).set(code, entry);
      setEntries(current.current);
      const waiting = open.current.get(code);
      if (waiting) open.current.set(code, { ...waiting, mine: entry });
      else queue.current.set(code, entry);
      show();
      flush();
    },
    [flush, show],
  );
  const change = useCallback(
    (itemCode: string, patch: Partial<ItemEntry>) => {
      const before = current.current.get(itemCode) ?? emptyEntry(itemCode);
      const after = { ...before, ...patch };
      if (sameEntry(before, after)) return;
      history.current.add(before, after, Date.now());
      put(after);
    },
    [put],
  );
  const step = useCallback(
    (entry: ItemEntry | undefined) => {
      if (!entry) return undefined;
      put(entry);
      setEpoch((before) => before + 1);
      return entry.itemCode;
    },
    [put],
  );
  const undo = useCallback(() => step(history.current.undo()), [step]);
  const redo = useCallback(() => step(history.current.redo()), [step]);
  const choose = useCallback(
    (itemCode: string, side: 'mine' | 'theirs') => {
      const conflict = open.current.get(itemCode);
      if (!conflict) return;
      open.current.delete(itemCode);
      if (side === 'mine') return put(conflict.mine);
      current.current = new Map(current.current).set(itemCode, conflict.theirs);
      setEntries(current.current);
      setEpoch((before) => before + 1);
      show();
    },
    [put, show],
  );
  const pull = useCallback(() => inLine(fetchLatest), [inLine, fetchLatest]);
  const saveHead = useCallback(
    async (head: InspectionHead, base: InspectionHead) => {
      await inLine(async () => {
        try {
          const answer = await client.inspection.saveHead({ ...head, inspectionId, revision: revision.current });
          revision.current = answer.revision;
          setSave((before) => ({ ...before, savedAt: answer.savedAt }));
        } catch (error) {
          if (errorCode(error) !== 'INSPECTION_CHANGED') throw error;
          const latest = await client.inspection.get({ inspectionId });
          if (!sameHead(headOf(latest), base)) throw new HeadConflict(headOf(latest));
          throw error;
        }
      });
      // who was taken off lost what was put down to them
      await inLine(fetchLatest);
    },
    [inspectionId, inLine, fetchLatest],
  );
  const settle = useCallback(async () => {
    for (let tries = 0; tries < 50 && isFlushing.current; tries++) await new Promise((done) => setTimeout(done, 100));
    if (queue.current.size > 0) await flush();
    return queue.current.size === 0 && open.current.size === 0;
  }, [flush]);

  // what was entered before a reload and never stored; a change made elsewhere meanwhile is asked about, not overwritten
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    for (const { mine, base } of unsavedEntries.read(inspectionId)) {
      const { itemCode } = mine;
      const stored = known.current.get(itemCode);
      if (sameEntry(stored, mine)) continue;
      if (sameEntry(stored, base ?? undefined)) queue.current.set(itemCode, mine);
      else open.current.set(itemCode, { itemCode, mine, theirs: stored ?? emptyEntry(itemCode) });
      current.current = new Map(current.current).set(itemCode, mine);
    }
    setEntries(current.current);
    show();
    flush();
  }, [inspectionId, flush, show]);
  // a backend that was away for a moment must not leave work lying: what failed on the way is tried again by itself
  const isAway = save.kind === 'failed' && typeof (save.error as { status?: number } | undefined)?.status !== 'number';
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(flush, retryAfter);
    return () => clearInterval(timer);
  }, [isAway, flush]);
  useLeaveWarning(pending > 0);

  const outcome = useOutcome(detail.card.content, entries, detail.evidence);
  const entryOf = useCallback((itemCode: string) => entries.get(itemCode) ?? emptyEntry(itemCode), [entries]);
  return useMemo(
    () => ({
      entries,
      outcome,
      save,
      pending,
      conflicts,
      isAway,
      epoch,
      revision: () => revision.current,
      entryOf,
      change,
      undo,
      redo,
      retry: flush,
      pull,
      choose,
      saveHead,
      settle,
    }),
    [
      entries,
      outcome,
      save,
      pending,
      conflicts,
      isAway,
      epoch,
      entryOf,
      change,
      undo,
      redo,
      flush,
      pull,
      choose,
      saveHead,
      settle,
    ],
  );
}
