import { sql } from 'kysely';
import { expect, it } from 'vitest';
import {
  countWhere,
  lateAndRunning,
  receivedIn,
  unitsWithComplaints,
} from '../../../src/main/backend/complaint/analysis.read.ts';
import type { Database } from '../../../src/main/backend/database/dialect.ts';
import { describeDatabases } from '../../support/backend.ts';
import { tell } from './analysis.builder.ts';
import { smallProvince, travel } from './complaint.builder.ts';

const scope = {
  unitPath: '/',
  from: '2026-10-31T16:00:00.000Z',
  to: '2026-11-30T16:00:00.000Z',
  numerator: 'all',
} as const;

/** What each view asks for, as its service does. */
const questions = (db: Database) => ({
  volume: receivedIn(db, scope)
    .select(['complaint.unitId', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('complaint.unitId'),
  withoutInquiry: receivedIn(db, { ...scope, numerator: 'withoutInquiry' })
    .select(['complaint.unitId', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('complaint.unitId'),
  founded: receivedIn(db, { ...scope, numerator: 'founded' })
    .select(['complaint.unitId', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('complaint.unitId'),
  facts: receivedIn(db, scope)
    .select((eb) => [
      'complaint.unitId',
      countWhere(eb('repeatCount', '>', 0)).as('repeated'),
      countWhere(eb('channelRepeatCount', '>', 0)).as('multiChannel'),
      countWhere(eb('escalationLevel', '>', 0)).as('escalated'),
      countWhere(eb('transferCount', '>=', 3)).as('transferred'),
      countWhere(eb('returnCount', '>', 0)).as('sentBack'),
      countWhere(eb('status', '=', 'merged')).as('merged'),
      sql<number>`coalesce(sum(is_in_time), 0)`.as('inTime'),
    ])
    .groupBy('complaint.unitId'),
  structure: receivedIn(db, scope)
    .select(['complaint.unitId', 'categoryCode', 'causeCode', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['complaint.unitId', 'categoryCode', 'causeCode']),
  closing: receivedIn(db, scope).select([
    'complaint.receivedAt',
    'complaint.status',
    'complaint.closedAt',
    'complaint.respondedAt',
    'complaint.channel',
    'complaint.categoryCode',
  ]),
});

describeDatabases('plans of the complaint analysis', (start, kind) => {
  it('every figure of a period comes from one index, without a row of the table', async () => {
    const backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    const units = await smallProvince(backend);
    const day = (n: number) => `2026-${n % 2 ? '11' : '10'}-${String((n % 20) + 1).padStart(2, '0')}T01:00:00.000Z`;
    await tell(
      backend,
      Array.from({ length: 300 }, (_, n) => ({ at: day(n), unitId: n % 3 ? units.hall : units.other })),
    );
    const { db } = backend.app.deps;
    if (kind === 'sqlite') {
      for (const [name, question] of Object.entries(questions(db))) {
        const { sql: text, parameters } = question.compile();
        const plan = await db.executeQuery<{ detail: string }>({
          ...question.compile(),
          sql: `explain query plan ${text}`,
          parameters,
        });
        const lines = plan.rows.map((row) => row.detail).join('\n');
        expect(lines, name).toMatch(
          /SEARCH complaint USING COVERING INDEX complaint_(?:analysis|list) \(unit_id=\? AND received_at>\? AND received_at<\?\)/,
        );
      }
    } else {
      await sql`vacuum analyze complaint`.execute(db);
      // so few rows are read from the table as they stand; what is asked here is whether the index could do alone
      await db.connection().execute(async (connection) => {
        await sql`set enable_seqscan = off`.execute(connection);
        await sql`set enable_bitmapscan = off`.execute(connection);
        for (const [name, question] of Object.entries(questions(connection))) {
          const plan = (await question.explain()).map((row) => Object.values(row)[0]).join('\n');
          expect(plan, name).toMatch(/Index Only Scan using complaint_analysis on complaint/);
          expect(plan, name).toMatch(/Index Cond: .*received_at/);
        }
        await sql`reset all`.execute(connection);
      });
    }
    const ctx = { ...(await backend.context('supervisor')) };
    expect((await unitsWithComplaints(ctx, scope)).sort()).toEqual([units.hall, units.other].sort());
    expect((await lateAndRunning(ctx, '/', '2026-11-22T02:00:00.000Z')).length).toBeGreaterThan(100);
    await backend.close();
  });
});
