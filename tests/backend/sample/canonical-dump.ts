import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../../src/main/backend/database/dialect.ts';

/** Tables of the sample with what orders their rows; columns that name the moment of loading are left out. */
const tables: readonly { name: string; key: string; without?: readonly string[] }[] = [
  { name: 'unit', key: 'unit_id' },
  { name: 'staff', key: 'staff_id' },
  { name: 'unit_users', key: 'unit_id, month' },
  { name: 'complaint', key: 'complaint_id' },
  { name: 'complaint_event', key: 'complaint_id, seq' },
  { name: 'inspection', key: 'inspection_id', without: ['scorecardVersionId'] },
  { name: 'inspection_item', key: 'inspection_id, item_code' },
  { name: 'inspection_section', key: 'inspection_id, section_code' },
  { name: 'inspection_review', key: 'inspection_review_id' },
  { name: 'inspection_staff', key: 'inspection_id, staff_id' },
  { name: 'inspection_item_staff', key: 'inspection_id, item_code, staff_id' },
  { name: 'publication', key: 'publication_id' },
  { name: 'score_appeal', key: 'score_appeal_id' },
  { name: 'item_tally', key: 'month, unit_id, item_code, sheets, lost_points', without: ['scorecardVersionId'] },
  { name: 'survey_wave', key: 'wave_id', without: ['questionnaireVersionId'] },
  { name: 'submission', key: 'submission_id' },
];

/** Rows of every sample table as text, in one order and with columns in one order, on either database. */
export async function canonicalDump(db: Database): Promise<Record<string, { rows: number; hash: string }>> {
  const dump: Record<string, { rows: number; hash: string }> = {};
  for (const { name, key, without = [] } of tables) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(name)} order by ${sql.raw(key)}`.execute(db);
    const hash = createHash('sha256');
    for (const row of rows) {
      const columns = Object.keys(row)
        .filter((column) => !without.includes(column))
        .sort();
      hash.update(`${JSON.stringify(columns.map((column) => row[column]))}\n`);
    }
    dump[name] = { rows: rows.length, hash: hash.digest('hex').slice(0, 16) };
  }
  return dump;
}
