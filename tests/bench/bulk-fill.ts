import { sql } from 'kysely';
import type { Workspace } from './workspace.ts';

/**
 * Brings the complaints of a sample up to a number by copying them with new ids and numbers, several at a time inside
 * the database. Facts, list columns and the first event are copied; later events are not, because no list reads them.
 * @returns complaints there afterwards
 */
export async function fillComplaints(workspace: Workspace, wanted: number): Promise<number> {
  const { db } = workspace.app.deps;
  // Copies have one dash more in their number than the sample's own rows.
  const isOwn = "number not like '%-%-%-%'";
  const count = async (where = '1 = 1') =>
    Number(
      (await sql<{ n: number }>`select count(*) as n from complaint where ${sql.raw(where)}`.execute(db)).rows[0]?.n,
    );
  const columns = (await sql<{ name: string }>`select name from pragma_table_info('complaint')`.execute(db)).rows.map(
    (row) => row.name,
  );
  const base = await count(isOwn);
  const id = (copy: number) => `substr(complaint_id, 1, 24) || printf('%05x', ${copy}) || substr(complaint_id, 30)`;
  for (let have = await count(); have < wanted; ) {
    // The number of rows before it names a copy: no other has the same.
    const copy = have;
    const changed: Record<string, string> = {
      complaint_id: id(copy),
      number: `number || '-${copy}'`,
      external_number: 'null',
    };
    const values = columns.map((column) => changed[column] ?? column).join(', ');
    const limit = Math.min(base, wanted - have);
    const source = `from complaint where ${isOwn} order by complaint_id limit ${limit}`;
    await db.transaction().execute(async (tx) => {
      await sql.raw(`insert into complaint (${columns.join(', ')}) select ${values} ${source}`).execute(tx);
      await sql
        .raw(
          `insert into complaint_event (complaint_id, seq, type, happened_at, recorded_at, account_id, account_name, data_json)
           select ${id(copy)}, seq, type, happened_at, recorded_at, account_id, account_name, data_json
           from complaint_event where seq = 1 and complaint_id in (select complaint_id ${source})`,
        )
        .execute(tx);
    });
    have += limit;
  }
  return count();
}
