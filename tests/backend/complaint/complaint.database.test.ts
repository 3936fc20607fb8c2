import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { complaintFilter, listInput } from '#shared/complaint/complaint.schema.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { insertEdition } from '../../../src/main/backend/calendar/calendar.repository.ts';
import { listCalendar } from '../../../src/main/backend/calendar/calendar.service.ts';
import { pageIds } from '../../../src/main/backend/complaint/complaint.list.ts';
import {
  complaintMonthly,
  complaintSummary,
  insertHistories,
  listComplaints,
  loadWorld,
  rebuildComplaints,
  tendColumns,
} from '../../../src/main/backend/complaint/complaint.service.ts';
import { inTransaction, type Tx } from '../../../src/main/backend/database/transaction.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { randomHistory, walks } from '../../support/random-history.ts';
import { plainFacts, smallProvince, travel } from './complaint.builder.ts';

describeDatabases('complaint tables', (start, kind) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  const write = async (histories: readonly ComplaintEvent[][]) => {
    const { deps } = backend.app;
    await inTransaction(deps, async (tx) =>
      insertHistories(
        tx,
        histories.map((events) => ({ facts: plainFacts(backend), events, accountName: '测试', repeatCount: 0 })),
        await loadWorld(tx),
        backend.clock.now(),
      ),
    );
  };
  const event = (seq: number, type: string, happenedAt: string | null, data: object) =>
    ({ seq, type, happenedAt, recordedAt: backend.clock.now(), accountId: null, data }) as ComplaintEvent;
  const received = (at: string, unitId = units.hall) =>
    event(1, 'received', at, { unitId, party: 'front', ruleEdition: 1 });
  const answered = (seq: number, at: string, conclusion: string) =>
    event(seq, 'responded', at, { note: 'x', conclusion, causeCode: null, measure: '' });
  const closed = (seq: number, at: string, conclusion: string) =>
    event(seq, 'closed', at, { conclusion, causeCode: 'staff.skill', measure: 'x', note: '' });

  it('rebuilds every computed column to identical values, over random histories', async () => {
    const places = {
      first: units.hall,
      others: [
        { unitId: units.vendor, party: 'vendor' as const },
        { unitId: units.other, party: 'support' as const },
        { unitId: units.hall, party: 'front' as const },
      ],
    };
    const histories = fc.sample(walks(40), { numRuns: 80, seed: 7 });
    await write(histories.map((walk) => randomHistory(walk, places, '2026-08-18T01:00:00.000Z')));
    const all = () => backend.app.deps.db.selectFrom('complaint').selectAll().orderBy('complaintId').execute();
    const before = await all();
    expect(before.length).toBe(80);
    await backend.app.deps.db
      .updateTable('complaint')
      .set({
        status: 'received',
        isOpen: 1,
        clockState: 'noRule',
        dueAt: null,
        dueSort: '',
        isInTime: null,
        closedAt: null,
        unitId: units.province,
        returnCount: 9,
        handlerId: 'x',
        answerMarginMinutes: 5,
        pendingApproval: 'both',
        closureDueAt: '2020-01-01T00:00:00.000Z',
        partDueAt: null,
        mergedInto: 'x',
        compensationCents: 1,
        unhappyVisits: 7,
      })
      .execute();
    const result = await rebuildComplaints(backend.app.deps, new AbortController().signal);
    expect(result.complaints).toBe(80);
    expect(await all()).toEqual(before.map((row) => ({ ...row, updatedAt: backend.clock.now() })));
    expect((await rebuildComplaints(backend.app.deps, new AbortController().signal)).changed).toBe(0);
  });

  it('computes columns an earlier version left by its own rules once, at the start', async () => {
    const { deps } = backend.app;
    const signal = new AbortController().signal;
    await tendColumns(deps, signal);
    await write([[received('2026-11-19T08:20:00.000Z')]]);
    const due = () => deps.db.selectFrom('complaint').select(['nextWarnAt', 'dueAt']).executeTakeFirstOrThrow();
    const right = await due();
    expect(right.nextWarnAt).not.toBeNull();
    await deps.db.updateTable('complaint').set({ nextWarnAt: null, dueAt: null }).execute();
    await tendColumns(deps, signal);
    // made by this version already: not looked at again
    expect(await due()).toEqual({ nextWarnAt: null, dueAt: null });
    await deps.db.deleteFrom('setting').where('key', '=', 'complaint.columns').execute();
    await tendColumns(deps, signal);
    expect(await due()).toEqual(right);
  });

  /** A day off more, as an edition saved past the calls: nobody is told. */
  const dayOff = async (on: string) => {
    const { deps } = backend.app;
    const ctx = await backend.context('admin');
    const year = Number(on.slice(0, 4));
    const inForce = (await listCalendar(ctx)).years.find((one) => one.year === year);
    const editionId = deps.newId();
    const head = { editionId, year, number: (inForce?.number ?? 0) + 1, source: 'x', accountId: null };
    await inTransaction(deps, async (tx) => {
      const days = [...(inForce?.days ?? []), { on, kind: 'holiday' as const, name: '特别放假' }];
      const rows = days.map((day) => ({ editionId, onDay: day.on, kind: day.kind, name: day.name }));
      await insertEdition(tx, { ...head, createdAt: deps.clock.now() }, rows);
    });
  };
  const dues = async () =>
    (await backend.app.deps.db.selectFrom('complaint').select('dueAt').orderBy('complaintId').execute()).map(
      (row) => row.dueAt,
    );

  it('follows at the next start what a run broken off, or a new version with its calendars, left behind', async () => {
    const { deps } = backend.app;
    await tendColumns(deps, new AbortController().signal);
    await write([[received('2026-11-19T08:20:00.000Z')]]);
    const [before] = await dues();
    expect(before).toBe('2026-11-26T16:00:00.000Z');
    await dayOff('2026-11-24');
    const stopped = new AbortController();
    stopped.abort();
    await tendColumns(deps, stopped.signal);
    expect(await dues()).toEqual([before]);
    await tendColumns(deps, new AbortController().signal);
    expect(await dues()).toEqual(['2026-11-27T16:00:00.000Z']);
  });

  it('computes each group by the calendar in force when its turn comes, also one saved meanwhile', async () => {
    await write(Array.from({ length: 501 }, () => [received('2026-11-19T08:20:00.000Z')]));
    const { db, clock } = backend.app.deps;
    let saved: Promise<void> | undefined;
    /** every group waits for an edition that is on its way when its turn comes */
    const waiting = Object.assign(Object.create(db) as typeof db, {
      selectFrom: db.selectFrom.bind(db),
      transaction: () => ({
        execute: async (act: (tx: Tx) => Promise<unknown>) => {
          await saved;
          return db.transaction().execute(act);
        },
      }),
    });
    await rebuildComplaints({ db: waiting, clock }, new AbortController().signal, () => {
      saved ??= dayOff('2026-11-24');
    });
    const [first, last] = [(await dues())[0], (await dues()).at(-1)];
    expect([first, last]).toEqual(['2026-11-26T16:00:00.000Z', '2026-11-27T16:00:00.000Z']);
  });

  it('states figures with what is known and what is not', async () => {
    const imported = (status: string) =>
      event(2, 'imported', null, { status, sourceStatus: status, file: 'a.csv', unitId: units.hall, party: 'front' });
    await write([
      // five working days from Monday 11-02 end on 11-09
      [
        received('2026-11-02T02:00:00.000Z'),
        answered(2, '2026-11-03T02:00:00.000Z', 'founded'),
        closed(3, '2026-11-04T02:00:00.000Z', 'founded'),
      ],
      [
        received('2026-11-02T02:00:00.000Z'),
        answered(2, '2026-11-12T02:00:00.000Z', 'notFounded'),
        closed(3, '2026-11-13T02:00:00.000Z', 'notFounded'),
      ],
      [received('2026-11-03T02:00:00.000Z', units.other)],
      [received('2026-11-04T02:00:00.000Z'), imported('closed')],
      [received('2026-11-20T02:00:00.000Z')],
    ]);
    const ctx = await backend.context('supervisor');
    const scope = {
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-30T16:00:00.000Z',
      unitPath: '/',
      asOf: backend.clock.now(),
    };
    const summary = await complaintSummary(ctx, scope);
    expect(summary).toMatchObject({
      total: 5,
      open: 2,
      founded: { hits: 1, n: 2, rate: 0.5 },
      byChannel: { hotline: 5 },
    });
    expect(summary.timeliness).toMatchObject({ hits: 1, n: 3, unknown: 1 });
    expect(summary.timeliness.interval?.low).toBeCloseTo(0.061492, 5);
    // closing: 48 h and 264 h seen, two open ones censored at 456 h and 48 h, the imported one of unknown time left out
    expect(summary.closing).toMatchObject({ n: 4, events: 2, timeUnknown: 1, medianHours: 264 });
    expect(summary.byUnit.map((row) => [row.name, row.count])).toEqual([
      ['白榆北桥厅', 4],
      ['青禾市', 1],
    ]);
    const other = await backend.app.deps.db
      .selectFrom('unit')
      .select('path')
      .where('unitId', '=', units.other)
      .executeTakeFirstOrThrow();
    expect((await complaintSummary(ctx, { ...scope, unitPath: other.path })).total).toBe(1);
    expect(await complaintMonthly(ctx, scope)).toEqual(
      expect.arrayContaining([{ month: '2026-11', unitId: units.hall, count: 4, inTime: 1, late: 1 }]),
    );
    const overdue = await listComplaints(ctx, listInput.parse({ view: 'overdue' }));
    expect(overdue.rows.map((row) => row.number)).toEqual(['TS26-1103-0001']);
  });

  it('numbers complaints of one day without a gap or a double, whoever writes first', async () => {
    await Promise.all(
      Array.from({ length: 6 }, () =>
        write([[received('2026-11-20T02:00:00.000Z')], [received('2026-11-19T17:00:00.000Z')]]),
      ),
    );
    const numbers = (
      await backend.app.deps.db.selectFrom('complaint').select('number').orderBy('number').execute()
    ).map((row) => row.number);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, i) => `TS26-1120-${String(i + 1).padStart(4, '0')}`));
  });

  if (kind === 'sqlite') {
    it('counts figures by unit and month from one index, without the rows', async () => {
      const { deps } = backend.app;
      for (const column of ['count(*), count(is_in_time), sum(is_in_time), unit_id', 'count(*), conclusion'])
        for (const from of ['/', '/city/']) {
          const { rows } = await sql<{
            detail: string;
          }>`explain query plan select ${sql.raw(column)} from complaint where received_at >= '2026-11-01' and received_at < '2026-12-01'
            and unit_id in (select unit_id from unit where path >= ${from} and path < '0') group by ${sql.raw(column.split(', ').at(-1) as string)}`.execute(
            deps.db,
          );
          expect(rows.map((row) => row.detail)).toContainEqual(
            expect.stringContaining('USING COVERING INDEX complaint_analysis (unit_id=? AND received_at>?'),
          );
        }
    });

    it('answers lists from indexes, without sorting', async () => {
      const { deps } = backend.app;
      const plan = async (changes: object, order: 'due' | 'received' = 'due', unitPath = '/') => {
        const scope = { filter: complaintFilter.parse(changes), unitPath, now: backend.clock.now() };
        const query = pageIds(deps.db, scope, { sort: order, descending: false }, 100, 100).compile();
        const rows = await sql<{
          detail: string;
        }>`explain query plan ${sql.raw(query.sql.replace(/\?/g, () => 'NULL'))}`.execute(deps.db);
        return rows.rows.map((row) => row.detail).join(' | ');
      };
      for (const [changes, order, index] of [
        [{ view: 'open' }, 'due', 'complaint_open_due'],
        [{ view: 'overdue' }, 'due', 'complaint_open_due'],
        [{ view: 'dueToday' }, 'due', 'complaint_open_due'],
        [{ view: 'followUp' }, 'due', 'complaint_status_due'],
        [{ view: 'regulator' }, 'due', 'complaint_channel_open_due'],
        [{ view: 'all', receivedFrom: '2026-11-01' }, 'received', 'complaint_received'],
      ] as const) {
        const text = await plan(changes, order);
        expect(text, JSON.stringify(changes)).toContain(index);
        expect(text, JSON.stringify(changes)).not.toContain('USE TEMP B-TREE');
      }
    });
  }
});
