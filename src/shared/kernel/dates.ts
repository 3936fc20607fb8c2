/** China has had one time zone without summer time since 1992; instants before that are not met here. */
export const shanghaiOffsetMinutes = 480;
const minuteMs = 60_000;

/** Instant as stored: ISO-8601 UTC with milliseconds. */
export type Instant = string;
/** Day as stored: `YYYY-MM-DD`, in Asia/Shanghai. */
export type Day = string;

/** Wall-clock fields of an instant in Asia/Shanghai. */
export function shanghaiParts(at: Instant | number) {
  const d = new Date((typeof at === 'number' ? at : Date.parse(at)) + shanghaiOffsetMinutes * minuteMs);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
  };
}

const two = (n: number) => String(n).padStart(2, '0');

/** The Shanghai day an instant falls on. */
export function dayOf(at: Instant | number): Day {
  // The usual case without a Date: until 16:00 UTC it is the same day in Shanghai.
  if (typeof at === 'string' && at.endsWith('Z') && at[10] === 'T')
    return at.slice(11, 13) < '16' ? at.slice(0, 10) : addDays(at.slice(0, 10), 1);
  return new Date((typeof at === 'number' ? at : Date.parse(at)) + shanghaiOffsetMinutes * minuteMs)
    .toISOString()
    .slice(0, 10);
}

/** `2026-11-22 10:32` in Shanghai; with `seconds`, `2026-11-22 10:32:08`. */
export function formatInstant(at: Instant | number, seconds = false): string {
  const p = shanghaiParts(at);
  return `${dayOf(at)} ${two(p.hour)}:${two(p.minute)}${seconds ? `:${two(p.second)}` : ''}`;
}

/**
 * The instant of a Shanghai wall-clock time.
 * @param day `YYYY-MM-DD`
 * @param time `HH:mm` or `HH:mm:ss`
 */
export function instantAt(day: Day, time = '00:00'): Instant {
  if (time !== '00:00') return wallInstant(day, time);
  const known = midnights.get(day);
  if (known !== undefined) return known;
  const midnight = wallInstant(day, time);
  if (midnights.size >= mostMidnights) midnights.clear();
  midnights.set(day, midnight);
  return midnight;
}

/** Beginnings of days: counting deadlines again asks for the same few thousand by the million. */
const midnights = new Map<Day, Instant>();
const mostMidnights = 40_000;

function wallInstant(day: Day, time: string): Instant {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const [hh, mm, ss] = time.split(':').map(Number) as [number, number, number | undefined];
  return new Date(Date.UTC(y, m - 1, d, hh, mm, ss ?? 0) - shanghaiOffsetMinutes * minuteMs).toISOString();
}

/** Day arithmetic on calendar days, no time zone involved. */
export function addDays(day: Day, days: number): Day {
  // Most steps stay within the month; deadlines take them by the million.
  const inMonth = Number(day.slice(8)) + days;
  if (inMonth >= 1 && inMonth <= 28 && day.length === 10) return `${day.slice(0, 8)}${two(inMonth)}`;
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(y, m - 1, d + days)).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists (2026-11-31 is none). */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
  );
}
