import { type Day, isDay } from '../kernel/dates.ts';
import { DomainError } from '../kernel/errors.ts';
import type { CalendarDay } from './calendar.rules.ts';

const words: Readonly<Record<string, CalendarDay['kind']>> = {
  休: 'holiday',
  放假: 'holiday',
  holiday: 'holiday',
  off: 'holiday',
  班: 'makeup',
  上班: 'makeup',
  调休: 'makeup',
  makeup: 'makeup',
  work: 'makeup',
};

/** `2027-1-1`, `2027/01/01` and `2027年1月1日` as a day. */
function dayOfText(text: string): Day {
  const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const day = m ? `${m[1]}-${(m[2] as string).padStart(2, '0')}-${(m[3] as string).padStart(2, '0')}` : text;
  if (!isDay(day)) throw new DomainError('CALENDAR_DAY_INVALID', { day: text });
  return day;
}

/**
 * Reads a holiday notice as people type it: one day per line, `2027-01-01 休 元旦` or `2027-02-06 班 春节`, separated by
 * blanks, tabs or commas (as copied from a sheet).
 * @throws CALENDAR_DAY_INVALID with the line that cannot be read
 */
export function readNotice(text: string): CalendarDay[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((line) => {
    const [on = '', word = '', ...name] = line.split(/[\s,，;；]+/);
    const kind = words[word.toLowerCase()];
    if (!kind) throw new DomainError('CALENDAR_DAY_INVALID', { day: line });
    return { on: dayOfText(on), kind, name: name.join(' ') };
  });
}
