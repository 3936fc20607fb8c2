import { addDays, type Day } from '../kernel/dates.ts';

export interface DaySpan {
  readonly startOn: Day;
  readonly endOn: Day;
}

/** `YYYY-MM` so many months on. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from the first to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = shiftMonth(month, 1)) months.push(month);
  return months;
}

/** First and last day of the months a span touches. */
export const wholeMonths = ({ startOn, endOn }: DaySpan): DaySpan => ({
  startOn: `${startOn.slice(0, 7)}-01`,
  endOn: addDays(`${shiftMonth(endOn.slice(0, 7), 1)}-01`, -1),
});

/** The span of the same length right before: as many months where it is whole months, else as many days. */
export function previousSpan(startOn: Day, endOn: Day): DaySpan {
  const whole = wholeMonths({ startOn, endOn });
  const before = addDays(startOn, -1);
  if (whole.startOn === startOn && whole.endOn === endOn) {
    const count = monthsBetween(startOn.slice(0, 7), endOn.slice(0, 7)).length;
    return { startOn: `${shiftMonth(startOn.slice(0, 7), -count)}-01`, endOn: before };
  }
  const days = Math.round((Date.parse(endOn) - Date.parse(startOn)) / 86_400_000) + 1;
  return { startOn: addDays(startOn, -days), endOn: before };
}
