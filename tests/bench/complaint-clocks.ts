import type Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { cacheOf } from '../../src/main/backend/complaint/complaint.cache.ts';
import { eventOf } from '../../src/main/backend/complaint/complaint.repository.ts';
import { loadWorld, rebuildComplaints } from '../../src/main/backend/complaint/complaint.service.ts';
import type { ComplaintTable } from '../../src/main/backend/complaint/complaint.table.ts';
import { eventRowsOfAll } from '../../src/main/backend/complaint/import.repository.ts';
import { type Measurement, measured } from './measure.ts';
import type { Workspace } from './workspace.ts';

/** Complaints whose columns are compared with what their events give, spread over all of them. */
const compared = 500;

/**
 * Computes the columns of some complaints from their events and compares them with those that are stored.
 * @throws Error when one differs: what is measured would not be what the program makes
 */
export async function checkColumns({ app }: Workspace, size: number): Promise<void> {
  const { read } = app.deps;
  const world = await loadWorld(read);
  const step = Math.max(1, Math.floor(size / compared));
  const some = await sql<{ complaintId: string }>`select complaint_id from
    (select complaint_id, row_number() over (order by complaint_id) as place from complaint) as numbered
    where place % ${sql.lit(step)} = 0`.execute(read);
  const ids = some.rows.map((row) => row.complaintId);
  const events = Map.groupBy(await eventRowsOfAll(read, ids), (event) => event.complaintId);
  const rows = await read.selectFrom('complaint').selectAll().where('complaintId', 'in', ids).execute();
  for (const row of rows) {
    const cache = cacheOf(row, (events.get(row.complaintId) ?? []).map(eventOf), world);
    const wrong = Object.entries(cache).filter(([key, value]) => row[key as keyof ComplaintTable] !== value);
    if (wrong.length > 0) throw new Error(`${row.complaintId} is stored otherwise: ${JSON.stringify(wrong)}`);
  }
}

/** All clocks of all complaints counted again from their events, as after a new calendar; beside reading the same rows. */
export async function measureClocks({ ctx }: Workspace, bare: Sqlite.Database, size: number): Promise<Measurement[]> {
  let changed = 0;
  const own = await measured(1, async () => {
    ({ changed } = await rebuildComplaints(ctx, ctx.signal));
  });
  const [rows, events] = ['select * from complaint', 'select * from complaint_event'].map((text) => bare.prepare(text));
  let read = 0;
  const peer = await measured(1, () => {
    for (const _ of (rows as Sqlite.Statement).iterate()) read += 1;
    for (const _ of (events as Sqlite.Statement).iterate()) read += 1;
  });
  const each = (own.processor / size) * 1000;
  return [
    {
      name: 'all clocks of all complaints counted again',
      at: { size, of: 'complaints' },
      ...own,
      peer: { name: 'bare SQL: the same rows read', ...peer },
      note: `a job in transactions of 500; ${each.toFixed(0)} µs of the processor for each; ${read.toLocaleString('en-US')} rows read, ${changed} changed`,
    },
  ];
}
