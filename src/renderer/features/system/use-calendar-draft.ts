import { useCallback, useMemo, useState } from 'react';
import type { CalendarDay, DayKind } from '#shared/calendar/calendar.rules.ts';
import type { CalendarEditionView } from '#shared/calendar/calendar.schema.ts';
import { daysByDate, kindIn, kindsOf, nameNear, nextKind, withDay } from '#shared/calendar/edition.rules.ts';
import type { DayReading } from '#shared/calendar/reading.ts';
import { daysThrough } from '#shared/calendar/reading.ts';
import type { Day } from '#shared/kernel/dates.ts';
import type { GridEditing } from './calendar-grid.tsx';

/** A year being changed, not saved yet. */
export interface CalendarDraft {
  readonly year: number;
  /** number of the edition in force when it was begun, 0 where there is none */
  readonly basedOn: number;
  /** number of the edition it began with */
  readonly startedFrom: number;
  /** as they are: what is wrong in them is shown, not hidden */
  readonly days: readonly CalendarDay[];
  readonly source: string;
  readonly reason: string;
}

/** The kind a run of days gets; make-up days only where there is a weekend. */
const fitting = (on: Day, kind: DayKind): DayKind => {
  if (kindsOf(on).includes(kind)) return kind;
  return kindsOf(on)[0] as DayKind;
};

/** The draft, the days chosen in it, and everything that changes them. */
export function useCalendarDraft() {
  const [draft, setDraft] = useState<CalendarDraft | null>(null);
  const [span, setSpan] = useState<{ anchor: Day; active: Day } | null>(null);
  const days = useMemo(() => daysByDate(draft?.days ?? []), [draft]);
  const selected = useMemo(() => {
    if (!span) return [];
    const [from, to] = span.anchor < span.active ? [span.anchor, span.active] : [span.active, span.anchor];
    return daysThrough(from, to);
  }, [span]);

  const give = useCallback(
    (which: readonly Day[], kindFor: (on: Day) => DayKind) =>
      setDraft((before) => {
        if (!before) return before;
        const now = which.reduce<readonly CalendarDay[]>((list, on) => {
          const known = kindIn(daysByDate(list), on);
          return withDay(list, on, kindFor(on), known.name || nameNear(list, on));
        }, before.days);
        return { ...before, days: now };
      }),
    [],
  );
  const start = useCallback((edition: CalendarEditionView | undefined, year: number, basedOn: number) => {
    setSpan(null);
    setDraft({
      year,
      basedOn,
      startedFrom: edition?.number ?? 0,
      days: edition?.days ?? [],
      source: edition?.source ?? '',
      reason: '',
    });
  }, []);
  const stop = useCallback(() => {
    setSpan(null);
    setDraft(null);
  }, []);
  const change = useCallback(
    (rest: Partial<Pick<CalendarDraft, 'days' | 'source' | 'reason'>>) =>
      setDraft((before) => before && { ...before, ...rest }),
    [],
  );
  const take = useCallback((year: number, basedOn: number, reading: DayReading, kept: readonly CalendarDay[]) => {
    const read = new Set(reading.days.map((day) => day.on));
    const all = [...kept.filter((day) => !read.has(day.on)), ...reading.days];
    setSpan(null);
    setDraft((before) => ({
      year,
      basedOn,
      startedFrom: basedOn,
      days: all.sort((a, b) => (a.on < b.on ? -1 : 1)),
      source: reading.source || before?.source || '',
      reason: before?.reason ?? '',
    }));
  }, []);

  const editing = useMemo<GridEditing>(
    () => ({
      active: span?.active ?? null,
      selected: new Set(selected),
      pick: (day, extend) => {
        if (extend && span) {
          const { kind } = kindIn(days, span.anchor);
          const [from, to] = span.anchor < day ? [span.anchor, day] : [day, span.anchor];
          setSpan({ anchor: span.anchor, active: day });
          give(daysThrough(from, to), (on) => fitting(on, kind));
          return;
        }
        const { kind } = kindIn(days, day);
        const isPlain = kind === 'workday' || kind === 'weekend';
        // A festival is chosen first, so that it can be renamed; everything else changes at once.
        if (isPlain || (selected.length === 1 && span?.active === day)) give([day], (on) => nextKind(on, kind));
        setSpan({ anchor: day, active: day });
      },
      move: (day, extend) => {
        if (!extend || !span) {
          setSpan({ anchor: day, active: day });
          return;
        }
        const { kind } = kindIn(days, span.anchor);
        setSpan({ anchor: span.anchor, active: day });
        give([day], (on) => fitting(on, kind));
      },
      cycle: () => {
        if (!span) return;
        const next = nextKind(span.active, kindIn(days, span.active).kind);
        give(selected, (on) => fitting(on, next));
      },
      clear: () => give(selected, (on) => kindsOf(on)[0] as DayKind),
    }),
    [days, give, selected, span],
  );
  const setKind = useCallback((kind: DayKind) => give(selected, (on) => fitting(on, kind)), [give, selected]);
  const setName = useCallback(
    (name: string) => {
      const chosen = new Set(selected);
      setDraft(
        (before) =>
          before && { ...before, days: before.days.map((day) => (chosen.has(day.on) ? { ...day, name } : day)) },
      );
    },
    [selected],
  );
  return { draft, days, selected, editing, start, stop, change, take, setKind, setName };
}
export type DraftControl = ReturnType<typeof useCalendarDraft>;
