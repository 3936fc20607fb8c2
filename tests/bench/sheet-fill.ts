import { sql } from 'kysely';
import { inTransaction } from '../../src/main/backend/database/transaction.ts';
import type { Workspace } from './workspace.ts';

/** Sheets copied in one go. */
const atOnce = 5000;
/** Copies have one dash more in their number than the sample's own. */
const isOwn = "number not like '%-%-%-%-%' and stage = 'published'";

/** Published sheets stored. */
export async function sheetsThere({ app }: Workspace): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from inspection`.execute(app.deps.db);
  return Number(rows[0]?.n);
}

const columnsOf = async ({ app }: Workspace, table: string) =>
  (await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(app.deps.db)).rows.map(
    (row) => row.name,
  );

/**
 * Brings the stored sheets up to a number by copying the sample's published hall sheets with their items inside the
 * database, then makes the figures by item anew by SQL. Points, days and units stay those of the sheet copied from.
 */
export async function fillSheets(workspace: Workspace, wanted: number): Promise<void> {
  const { deps } = workspace.app;
  const sheetColumns = await columnsOf(workspace, 'inspection');
  const itemColumns = await columnsOf(workspace, 'inspection_item');
  const hall = "(select scorecard_version_id from scorecard_version where code = 'SC-YT-48')";
  const base = Number(
    (
      await sql<{ n: number }>`select count(*) as n from inspection where ${sql.raw(isOwn)}
        and scorecard_version_id = ${sql.raw(hall)}`.execute(deps.db)
    ).rows[0]?.n,
  );
  for (let have = await sheetsThere(workspace); have < wanted; ) {
    // the number of sheets before it names a copy: no other has the same
    const copy = have;
    const limit = Math.min(base, atOnce, wanted - have);
    const id = `substr(inspection_id, 1, 24) || printf('%05x', ${copy}) || substr(inspection_id, 30)`;
    const changed: Record<string, string> = {
      inspection_id: id,
      number: `number || '-${copy}'`,
      publication_id: 'null',
    };
    const chosen = `select inspection_id from inspection where ${isOwn} and scorecard_version_id = ${hall}
      order by inspection_id limit ${limit}`;
    const copied = (columns: readonly string[]) => columns.map((column) => changed[column] ?? column).join(', ');
    await inTransaction(deps, async (tx) => {
      await sql
        .raw(
          `insert into inspection (${sheetColumns.join(', ')}) select ${copied(sheetColumns)} from inspection where inspection_id in (${chosen})`,
        )
        .execute(tx);
      await sql
        .raw(
          `insert into inspection_item (${itemColumns.join(', ')}) select ${copied(itemColumns)} from inspection_item where inspection_id in (${chosen})`,
        )
        .execute(tx);
    });
    have += limit;
  }
  await retally(workspace);
}

/** Figures by item of every published sheet, as migration and publication would have made them. */
async function retally({ app }: Workspace): Promise<void> {
  await inTransaction(app.deps, async (tx) => {
    await sql`delete from item_tally`.execute(tx);
    await sql`insert into item_tally
        (scorecard_version_id, month, item_code, unit_id, sheets, not_applicable, failed, hits, lost_points)
      select s.scorecard_version_id, substr(s.inspected_on, 1, 7), i.item_code, s.unit_id, count(*),
        sum(i.is_not_applicable), sum(case when i.lost_points > 0 and i.is_not_applicable = 0 then 1 else 0 end),
        sum(i.is_critical_hit), sum(i.lost_points)
      from inspection s join inspection_item i on i.inspection_id = s.inspection_id
      where s.stage = 'published'
      group by 1, 2, 3, 4`.execute(tx);
  });
}
