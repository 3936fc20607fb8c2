import { sql } from 'kysely';
import type { Tables } from '../../../src/main/backend/database/tables.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { insertInspections } from '../../../src/main/backend/inspection/inspection.service.ts';
import type { TestBackend } from '../../support/backend.ts';
import { buildUnits, entriesOf, startSheet } from './inspection.builder.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const padded = (value: string, length: number) => `lpad((${value})::text, ${length}, '0')`;

/**
 * Thousands of published sheets over a year, 60 units and 8 inspectors, with all their items, appeals and figures by
 * item: copied inside a PostgreSQL, whose planner then knows how many there are.
 * @returns the version of their card
 */
export async function fillForPlans(backend: TestBackend, sheets: number): Promise<{ scorecardVersionId: string }> {
  const units = await buildUnits(await backend.as('admin'));
  const sheet = await startSheet(await backend.as('inspector'), units.hall.unitId);
  const { scorecardVersionId } = sheet.card;
  const pattern = {
    inspectionId: 'pattern',
    unitId: units.hall.unitId,
    line: 'front',
    scorecardVersionId,
    method: 'announced',
    inspectedOn: '2026-11-02',
    inspectorAccountId: null,
    inspectorName: '何谷雨',
    companionNames: '',
    inspecteeNames: '',
    samplingNote: '',
    startedAt: '2026-11-02T02:00:00.000Z',
    submittedAt: '2026-11-02T04:00:00.000Z',
    isSample: 0,
    entries: entriesOf(sheet, { '1.1': { result: { kind: 'count', count: 1 } } }),
  } as const;
  const ctx = await backend.context('supervisor');
  await inTransaction(ctx, (tx) => insertInspections(tx, [pattern]));
  const liaison = await backend.as('liaison', units.hall.unitId);
  await ctx.db.updateTable('inspection').set({ appealUntil: '2026-12-31' }).where('stage', '=', 'published').execute();
  await liaison.inspection.raiseAppeal({
    inspectionId: 'pattern',
    itemCode: '1.1',
    grounds: '当日系统停机，不应计次。',
  });

  /** Copies the rows of a table, `i` from 1 to `count`, some columns as SQL says. */
  async function copy(table: keyof Tables & string, where: string, count: number, changed: Record<string, string>) {
    const columns = await sql<{ columnName: string }>`select column_name from information_schema.columns
      where table_schema = 'public' and table_name = ${snake(table)}`.execute(ctx.db);
    const names = columns.rows.map((row) => row.columnName);
    const values = names.map((name) => changed[name] ?? `s.${name}`);
    await sql`insert into ${sql.table(snake(table))} (${sql.raw(names.join(', '))})
      select ${sql.raw(values.join(', '))} from generate_series(1, ${sql.lit(count)}) i, ${sql.table(snake(table))} s
      where ${sql.raw(where)}`.execute(ctx.db);
  }
  const id = `'s' || ${padded('i', 6)}`;
  const unit = `'u' || (i % 60 + 1)`;
  const month = padded('1 + i % 12', 2);
  await copy('unit', `code = 'H1'`, 60, {
    unit_id: `'u' || i`,
    code: `'U' || i`,
    name: `'营业厅 ' || i`,
    path: `s.path || 'u' || i || '/'`,
  });
  await copy('inspection', `inspection_id = 'pattern'`, sheets, {
    inspection_id: id,
    number: `'JC-2026-' || ${month} || '-' || ${padded('i', 5)}`,
    unit_id: unit,
    inspected_on: `'2026-' || ${month} || '-' || ${padded('1 + i % 28', 2)}`,
    inspector_name: `'检查员 ' || (i % 8)`,
    stage: `case i % 10 when 0 then 'reviewed' else 'published' end`,
    final_points: `case i % 10 when 0 then null else 100000 - i % 300 * 100 end`,
    effective_points: `100000 - i % 300 * 100`,
    updated_at: `'2026-11-02T' || ${padded('i / 3600 % 24', 2)} || ':' || ${padded('i / 60 % 60', 2)} || ':' || ${padded('i % 60', 2)} || '.000Z'`,
  });
  await copy('inspectionItem', `inspection_id = 'pattern'`, sheets, {
    inspection_id: id,
    lost_points: `case when i % 30 = 0 then 1000 else 0 end`,
    is_not_applicable: `case when i % 50 = 0 then 1 else 0 end`,
    is_critical_hit: `case when i % 40 = 0 then 1 else 0 end`,
  });
  await copy('scoreAppeal', `inspection_id = 'pattern'`, sheets / 5, {
    score_appeal_id: `'a' || i`,
    number: `'SS-2026-11-' || ${padded('i + 1', 5)}`,
    inspection_id: `'s' || ${padded('i * 5', 6)}`,
    unit_id: `'u' || (i * 5 % 60 + 1)`,
    state: `case i % 3 when 0 then 'accepted' else 'open' end`,
    decided_at: `case i % 3 when 0 then s.raised_at end`,
    decided_by_account_id: `case i % 3 when 0 then 'somebody' end`,
    decided_by_name: `case i % 3 when 0 then '某人' end`,
    revised_entry_json: `case i % 3 when 0 then s.original_entry_json end`,
    revised_lost_points: `case i % 3 when 0 then i % 2 end`,
  });
  await copy('itemTally', `unit_id = '${units.hall.unitId}'`, 720, {
    month: `'2026-' || ${padded('1 + (i - 1) / 60', 2)}`,
    unit_id: unit,
  });
  // tells the planner how much there is, and lets indexes answer alone
  await sql`vacuum analyze`.execute(ctx.db);
  return { scorecardVersionId };
}
