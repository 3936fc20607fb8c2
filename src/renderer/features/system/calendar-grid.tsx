import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '#shared/calendar/calendar.rules.ts';
import { kindIn, type NamedKind } from '#shared/calendar/edition.rules.ts';
import { addDays, type Day, dayOf, isDay } from '#shared/kernel/dates.ts';

type Days = ReadonlyMap<Day, CalendarDay>;

/** What editing needs of the grid; without it the year is only looked at. */
export interface GridEditing {
  readonly active: Day | null;
  readonly selected: ReadonlySet<Day>;
  pick(day: Day, extend: boolean): void;
  move(day: Day, extend: boolean): void;
  cycle(): void;
  clear(): void;
}

/**
 * A year as twelve months: days off, make-up days and weekends by colour, mark and words.
 * @param changed days that another edition sees differently
 */
export function CalendarGrid({
  year,
  days,
  changed,
  editing,
}: {
  year: number;
  days: Days;
  changed: ReadonlySet<Day>;
  editing?: GridEditing | undefined;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const byKeys = useRef(false);
  const active = editing?.active ?? null;
  useEffect(() => {
    if (!byKeys.current || !active) return;
    byKeys.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${active}"]`)?.focus();
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!editing || event.ctrlKey || event.altKey || event.metaKey) return;
    const from = active ?? `${year}-01-01`;
    const to = stepOf(event.key, from);
    if (to === undefined && ![' ', 'Enter', 'Delete', 'Backspace'].includes(event.key)) return;
    event.preventDefault();
    if (to?.startsWith(`${year}-`)) {
      byKeys.current = true;
      editing.move(to, event.shiftKey);
    } else if (event.key === ' ' || event.key === 'Enter') editing.cycle();
    else if (to === undefined) editing.clear();
  };
  const onClick = (event: MouseEvent) => {
    const day = (event.target as HTMLElement).closest<HTMLElement>('[data-day]')?.dataset.day;
    if (day) editing?.pick(day, event.shiftKey);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days are buttons; their clicks and keys are caught here once
    <div className="calendar-grid" ref={grid} onKeyDown={onKeyDown} onClick={onClick} role="presentation">
      {months.map((month) => (
        <Month
          key={`${year}-${month}`}
          year={year}
          month={month}
          days={days}
          changed={changed}
          active={editing ? (active ?? `${year}-01-01`) : null}
          selected={editing?.selected ?? none}
        />
      ))}
    </div>
  );
}

const months = Array.from({ length: 12 }, (_, i) => i + 1);
const none: ReadonlySet<Day> = new Set();

/** The day a key leads to; undefined for keys that don't move. */
function stepOf(key: string, from: Day): Day | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return addDays(from, step);
  if (key === 'Home') return `${from.slice(0, 8)}01`;
  if (key === 'End') return lastOf(from.slice(0, 7));
  if (key !== 'PageUp' && key !== 'PageDown') return undefined;
  const month = Number(from.slice(5, 7)) + (key === 'PageUp' ? -1 : 1);
  if (month < 1 || month > 12) return from;
  const same = `${from.slice(0, 5)}${String(month).padStart(2, '0')}`;
  return isDay(`${same}-${from.slice(8)}`) ? `${same}-${from.slice(8)}` : lastOf(same);
}

const lastOf = (month: string): Day => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
};

/** Weeks of a month from Monday on, empty places before its first day and after its last. */
function weeksOf(year: number, month: number): (Day | null)[][] {
  const name = `${year}-${String(month).padStart(2, '0')}`;
  const lead = (new Date(`${name}-01T00:00:00Z`).getUTCDay() + 6) % 7;
  const length = Number(lastOf(name).slice(8));
  return Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const date = week * 7 + weekday - lead + 1;
      return date >= 1 && date <= length ? `${name}-${String(date).padStart(2, '0')}` : null;
    }),
  );
}

const mondayFirst = [1, 2, 3, 4, 5, 6, 0];

const Month = memo(function Month({
  year,
  month,
  days,
  changed,
  active,
  selected,
}: {
  year: number;
  month: number;
  days: Days;
  changed: ReadonlySet<Day>;
  active: Day | null;
  selected: ReadonlySet<Day>;
}) {
  const { t } = useTranslation();
  return (
    <table className="calendar-month">
      <caption>{t(`calendar.monthNames.${month - 1}`)}</caption>
      <thead>
        <tr>
          {mondayFirst.map((weekday) => (
            <th key={weekday} scope="col" abbr={t(`calendar.weekday.${weekday}`)}>
              {t(`calendar.weekdayShort.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, weekday) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the places of a week are what is told apart
              <td key={weekday}>
                {day && (
                  <DayCell
                    day={day}
                    what={kindIn(days, day)}
                    isChanged={changed.has(day)}
                    isButton={active !== null}
                    isActive={day === active}
                    isSelected={selected.has(day)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function DayCell({
  day,
  what,
  isChanged,
  isButton,
  isActive,
  isSelected,
}: {
  day: Day;
  what: NamedKind;
  isChanged: boolean;
  isButton: boolean;
  isActive: boolean;
  isSelected: boolean;
}) {
  const { t } = useTranslation();
  const label = `${t(what.name ? 'calendar.dayLabelNamed' : 'calendar.dayLabel', {
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8)),
    weekday: t(`calendar.weekday.${new Date(`${day}T00:00:00Z`).getUTCDay()}`),
    kind: t(`calendar.kind.${what.kind}`),
    name: what.name,
  })}${isChanged ? t('calendar.changedMark') : ''}`;
  const isToday = day === dayOf(Date.now());
  const look = ['calendar-day', what.kind, isChanged && 'changed', isSelected && 'selected', isToday && 'today']
    .filter(Boolean)
    .join(' ');
  const mark = what.kind === 'holiday' || what.kind === 'makeup' ? t(`calendar.mark.${what.kind}`) : undefined;
  if (!isButton)
    return (
      <span className={look} title={label} data-mark={mark}>
        {Number(day.slice(8))}
      </span>
    );
  return (
    <button
      type="button"
      className={look}
      data-day={day}
      data-mark={mark}
      title={label}
      aria-label={label}
      aria-pressed={isSelected}
      tabIndex={isActive ? 0 : -1}
    >
      {Number(day.slice(8))}
    </button>
  );
}

/** What the colours mean, for the foot of the panel. */
export function CalendarLegend({ withChanges }: { withChanges: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {(['holiday', 'makeup'] as const).map((kind) => (
        <span key={kind} className="row" style={{ gap: 4 }}>
          <span className={`calendar-day ${kind}`} data-mark={t(`calendar.mark.${kind}`)}>
            {'　'}
          </span>
          {t(`calendar.legend.${kind}`)}
        </span>
      ))}
      <span className="row" style={{ gap: 4 }}>
        <span className="calendar-day weekend">{'　'}</span>
        {t('calendar.legend.weekend')}
      </span>
      {withChanges && (
        <span className="row" style={{ gap: 4 }}>
          <span className="calendar-day changed">{'　'}</span>
          {t('calendar.legend.changed')}
        </span>
      )}
    </>
  );
}
