import type Sqlite from 'better-sqlite3';
import type { SheetPattern } from './sheet-pattern.ts';

const sums = ['sheets', 'notApplicable', 'failed', 'hits', 'lostPoints'] as const;

/**
 * Writes the figures by item of all published copies. What a sheet adds is worked out once for its pattern and taken as
 * often as it was copied into a month, so that the items themselves aren't read; a spec compares it with `rebuildTally`.
 * @param file with `plan` as temporary table: `source_id` and `inspected_on` of each copy
 */
export function writeTally(file: Sqlite.Database, pattern: SheetPattern): void {
  const copies = file
    .prepare('select source_id as id, substr(inspected_on, 1, 7) as month, count(*) as n from plan group by 1, 2')
    .all() as { id: string; month: string; n: number }[];
  const cells = new Map<string, Map<string, number[]>>();
  for (const { id, month, n } of copies) {
    const sheet = pattern.sheets.get(id);
    if (!sheet) throw new Error(`no pattern ${id}`);
    const key = `${sheet.scorecardVersionId}|${month}|${sheet.unitId}`;
    const items = cells.get(key) ?? new Map<string, number[]>();
    cells.set(key, items);
    for (const [code, share] of sheet.shares) {
      const before = items.get(code);
      items.set(
        code,
        sums.map((name, i) => (before?.[i] ?? 0) + n * share[name]),
      );
    }
  }
  const insert = file.prepare(`insert into item_tally
    (scorecard_version_id, month, unit_id, item_code, sheets, not_applicable, failed, hits, lost_points)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const [key, items] of [...cells].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const [code, counts] of items) insert.run(...key.split('|'), code, ...counts);
}
