import { isWorkingDay, type WorkCalendar } from '../calendar/calendar.rules.ts';
import { addDays, type Day } from '../kernel/dates.ts';
import type { ScorecardContent } from '../standard/scorecard.schema.ts';
import { type SheetOutcome, scoreSheet } from './inspection.rules.ts';
import type { ItemEntry } from './result.schema.ts';

/**
 * The last day of a time of `count` working days; the day it begins on doesn't count.
 * @throws DomainError CALENDAR_YEAR_MISSING when it runs into a year without a calendar
 */
export function lastWorkingDay(calendar: WorkCalendar, from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** What stands for each item: the accepted revision with the highest round, or what the inspector entered. */
export function standingEntries(
  entries: readonly ItemEntry[],
  accepted: readonly { readonly itemCode: string; readonly round: number; readonly revisedEntry: ItemEntry }[],
): ItemEntry[] {
  const latest = new Map<string, ItemEntry>();
  for (const { itemCode, revisedEntry } of [...accepted].sort((a, b) => a.round - b.round))
    latest.set(itemCode, revisedEntry);
  const seen = new Set(entries.map((entry) => entry.itemCode));
  return [
    ...entries.map((entry) => latest.get(entry.itemCode) ?? entry),
    ...[...latest.values()].filter((entry) => !seen.has(entry.itemCode)),
  ];
}

/** Scores a sheet as it would stand with another entry for one item. */
export function scoreWith(card: ScorecardContent, standing: readonly ItemEntry[], entry: ItemEntry): SheetOutcome {
  return scoreSheet(card, [...standing.filter((each) => each.itemCode !== entry.itemCode), entry]);
}

/** Whether two entries say the same about an item; notes aside. */
export const saysTheSame = (a: ItemEntry, b: ItemEntry): boolean =>
  JSON.stringify([ordered(a.result), a.isNotApplicable, a.isCriticalHit]) ===
  JSON.stringify([ordered(b.result), b.isNotApplicable, b.isCriticalHit]);

const ordered = (result: ItemEntry['result']) => result && Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1));
