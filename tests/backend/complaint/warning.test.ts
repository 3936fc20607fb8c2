import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { foldEvents, isAutomatic } from '#shared/complaint/complaint.rules.ts';
import { runClocks } from '#shared/complaint/deadline.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { warningKeys } from '#shared/complaint/warning.rules.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { appendEvents } from '../../../src/main/backend/complaint/act.service.ts';
import { rulesOf, subjectOf } from '../../../src/main/backend/complaint/complaint.cache.ts';
import { eventOf, eventRowsOf, findComplaint } from '../../../src/main/backend/complaint/complaint.repository.ts';
import {
  insertHistories,
  loadWorld,
  rebuildComplaints,
} from '../../../src/main/backend/complaint/complaint.service.ts';
import { sweepWarnings } from '../../../src/main/backend/complaint/warning.service.ts';
import { inTransaction, type Tx } from '../../../src/main/backend/database/transaction.ts';
import { verifyChain } from '../../../src/main/backend/system/change-log.repository.ts';
import { describeDatabases, startBackend, type TestBackend } from '../../support/backend.ts';
import { randomHistory, walks } from '../../support/random-history.ts';
import { act, onlyAnswerClocks, smallProvince, told, travel } from './complaint.builder.ts';

const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
const silent = new AbortController().signal;

describeDatabases('warnings', (start, kind) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, at('2026-11-19 16:20'));
    units = await smallProvince(backend);
    await onlyAnswerClocks(backend);
  });
  afterEach(() => backend.close());

  const sweep = (one = backend) => sweepWarnings(one.app.deps, silent);
  const warnings = () =>
    backend.app.deps.db
      .selectFrom('complaintWarning')
      .selectAll()
      .orderBy('raisedAt')
      .orderBy('complaintId')
      .orderBy('clock')
      .orderBy('stage')
      .execute();
  const nextOf = async (complaintId: string) =>
    (
      await backend.app.deps.db
        .selectFrom('complaint')
        .select('nextWarnAt')
        .where('complaintId', '=', complaintId)
        .executeTakeFirstOrThrow()
    ).nextWarnAt;
  /** Sweeps at a moment and says what was told then. */
  const toldAt = async (moment: string) => {
    await travel(backend, at(moment));
    const before = (await warnings()).length;
    const count = await sweep();
    const list = (await warnings()).slice(before);
    expect(list.length).toBe(count);
    return list.map((row) => `${row.clock} ${row.stage}`);
  };

  it('tells the holder in time, and from the deadline on the superior units, once each', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({
      ...told,
      unitId: units.hall,
      acknowledged: true,
      assignTo: units.vendor,
    });
    const id = made.row.complaintId;
    const liaison = await backend.as('liaison', units.vendor);
    await act(liaison, id, 'accept');
    expect(await nextOf(id)).toBe(at('2026-11-20 14:50'));
    expect(await toldAt('2026-11-20 14:49')).toEqual([]);
    expect(await toldAt('2026-11-20 14:50')).toEqual(['finalResponse.1 share.50']);
    expect(await sweep()).toBe(0);
    const [first] = await warnings();
    const { accountId } = (await backend.context('liaison', units.vendor)).user;
    expect(first).toMatchObject({ unitId: units.vendor, handlerId: accountId, seenAt: null });
    expect(await toldAt('2026-11-20 16:50')).toEqual(['finalResponse.1 left.4']);
    expect(await toldAt('2026-11-23 09:30')).toEqual(['finalResponse.1 share.80']);
    const seen = await liaison.complaint.get({ complaintId: id });
    expect(await toldAt('2026-11-23 11:50')).toEqual(['finalResponse.1 due', 'finalResponse.1 over.0']);
    expect((await warnings()).at(-1)).toMatchObject({ stage: 'over.0', unitId: units.province, handlerId: null });
    const after = await liaison.complaint.get({ complaintId: id });
    expect(after.events[0]).toMatchObject({
      type: 'escalated',
      unitName: '示例省公司',
      accountName: '系统',
      data: { automatic: true, clock: 'finalResponse', stage: 'over.0' },
      note: '最终答复已到期，自动升级',
    });
    expect((await officer.complaint.counts({})).escalated).toBe(1);
    const log = await (await backend.as('admin')).system.changes({ entity: 'complaint', entityId: id });
    expect(log.rows.slice(0, 2).map((row) => [row.action, row.accountName])).toEqual([
      ['escalate', '系统'],
      ['warn', '系统'],
    ]);
    // what the program added is no act of another person, and what was done before it can still be told
    const answered = await liaison.complaint.act({
      complaintId: id,
      lastSeq: seen.lastSeq,
      act: 'respond',
      note: '已修复',
      happenedAt: at('2026-11-23 11:40'),
    });
    expect(answered.clocks.find((clock) => clock.kind === 'finalResponse')?.state).toBe('answered');
    expect(await nextOf(id)).toBeNull();
    expect(await toldAt('2026-12-10 10:00')).toEqual([]);
    expect((await verifyChain(backend.app.deps.db, silent)).brokenAt).toBeNull();
  });

  it('gives a complaint that comes late one warning for each addressee, and nobody above the top', async () => {
    const officer = await backend.as('complaintOfficer');
    const register = async (unitId: string) =>
      (await officer.complaint.register({ ...told, unitId, acknowledged: true })).row.complaintId;
    const [below, top] = [await register(units.hall), await register(units.province)];
    expect((await toldAt('2026-12-08 10:00')).sort()).toEqual([
      'finalResponse.1 due',
      'finalResponse.1 due',
      'finalResponse.1 over.24',
      'finalResponse.1 over.24',
    ]);
    const ladder = (await warnings()).filter((row) => row.stage === 'over.24');
    expect(ladder.find((row) => row.complaintId === below)).toMatchObject({ unitId: units.province, seenAt: null });
    expect(ladder.find((row) => row.complaintId === top)?.seenAt).not.toBeNull();
    expect((await officer.complaint.get({ complaintId: below })).events[0]?.type).toBe('escalated');
    expect((await officer.complaint.get({ complaintId: top })).events[0]?.type).toBe('acknowledged');
    expect([await nextOf(below), await nextOf(top)]).toEqual([null, null]);
  });

  it('warns beside a suspension of the limit of the law, once, and says so', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true });
    const id = made.row.complaintId;
    const supervisor = await backend.as('supervisor');
    await act(supervisor, id, 'suspend', { reason: 'customer', note: '等客户' });
    // 15 natural days from 11-19 16:20 to 12-04 24:00: half of them have passed on 11-27 08:10
    const half = new Date((Date.parse(at('2026-11-19 16:20')) + Date.parse(at('2026-12-05 00:00'))) / 2).toISOString();
    expect(await nextOf(id)).toBe(half);
    expect(await toldAt('2026-11-27 08:00')).toEqual([]);
    expect(await toldAt('2026-11-27 08:15')).toEqual(['finalResponse.1.beside share.50']);
    const tray = await officer.complaint.warnings({ limit: 5 });
    expect(tray.rows[0]).toMatchObject({ clockKind: 'finalResponse', besidePause: true, kind: 'share', isOver: false });
    const detail = await officer.complaint.get({ complaintId: id });
    expect(detail.warnings).toMatchObject([{ besidePause: true, dueAt: at('2026-12-05 00:00') }]);
    const clock = detail.clocks.find(({ kind: one }) => one === 'finalResponse');
    expect(clock).toMatchObject({
      state: 'paused',
      rule: { code: 'CN-35-15' },
      standing: { code: 'SL-B12' },
      dueAt: at('2026-12-05 00:00'),
      remaining: { overdue: false, unit: 'day' },
    });
    expect(clock?.lines.reduce((sum, line) => sum + line.days, 0)).toBe(15);
    expect(clock?.others.find(({ rule }) => rule.code === 'SL-B12')).toMatchObject({ isStanding: true, dueAt: null });
    expect(await toldAt('2026-12-08 10:00')).toEqual(['finalResponse.1.beside due', 'finalResponse.1.beside over.8']);
    expect((await officer.complaint.get({ complaintId: id })).events[0]).toMatchObject({
      type: 'escalated',
      note: '暂停中，不因暂停停止的法定时限（最终答复）已超时 8 个工作小时，自动升级',
      data: { besidePause: true, stage: 'over.8' },
    });
    expect(await sweep()).toBe(0);
  });

  it('leaves a complaint it can’t read to the next time and goes on with the others', async () => {
    const officer = await backend.as('complaintOfficer');
    const ids = [];
    for (let i = 0; i < 3; i += 1)
      ids.push((await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true })).row.complaintId);
    const broken = ids[1] as string;
    const change = (dataJson: string) =>
      backend.app.deps.db
        .updateTable('complaintEvent')
        .set({ dataJson })
        .where('complaintId', '=', broken)
        .where('seq', '=', 1)
        .execute();
    const { dataJson } = await backend.app.deps.db
      .selectFrom('complaintEvent')
      .select('dataJson')
      .where('complaintId', '=', broken)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    await change('not json');
    expect((await toldAt('2026-11-20 15:00')).length).toBe(2);
    await change(dataJson);
    expect((await toldAt('2026-11-20 15:01')).length).toBe(1);
  });

  it('over random histories and moving time, tells nothing twice and misses nothing that is due', async () => {
    const { deps } = backend.app;
    const base = Date.parse(at('2026-09-21 09:00'));
    const places = { first: units.hall, others: [{ unitId: units.vendor, party: 'vendor' as const }] };
    const starts = fc.sample(fc.tuple(walks(12), fc.integer({ min: 0, max: 20_000 })), { numRuns: 24, seed: 11 });
    // an event is written when its moment has come, as people do
    const waiting = starts.map(([steps, offset], i) => ({
      complaintId: deps.newId(),
      customerGrade: i % 2 ? ('gold' as const) : ('basic' as const),
      events: randomHistory(steps, places, new Date(base + offset * 60_000).toISOString()),
    }));
    const writer = { ...deps, user: { accountId: null, displayName: '测试' } };
    const write = async (now: string) => {
      for (const one of waiting) {
        const due = one.events.filter((event) => (event.happenedAt as string) <= now);
        one.events = one.events.slice(due.length);
        if (due.length > 0) await inTransaction(deps, (tx) => grow(tx, one, due));
      }
    };
    const grow = async (tx: Tx, one: (typeof waiting)[number], due: readonly ComplaintEvent[]) => {
      const world = await loadWorld(tx);
      const begins = due[0]?.type === 'received';
      if (begins) {
        const { complaintId, customerGrade } = one;
        const { unitId: _unit, assignTo: _to, acknowledged: _told, receivedAt: _at, ...rest } = told;
        const origin = { sourceSystem: null, externalNumber: null, isSample: 0, createdAt: backend.clock.now() };
        const facts = { ...rest, demand: '', area: null, region: '', city: '', ...origin, complaintId, customerGrade };
        const first = { facts, events: due.slice(0, 1), accountName: '测试', repeatCount: 0, channelRepeatCount: 0 };
        await insertHistories(tx, [first], world, backend.clock.now());
      }
      for (const { type, data, happenedAt } of due.slice(begins ? 1 : 0)) {
        const row = await findComplaint(tx, one.complaintId);
        const events = (await eventRowsOf(tx, one.complaintId)).map(eventOf);
        if (!row) throw new Error('not written');
        const target = { row, events, state: foldEvents(events) };
        await appendEvents(tx, writer, target, [{ type, data } as never], world, 'test', happenedAt);
      }
    };
    const known = new Set<string>();
    for (const hours of [9, 24, 31, 50, 75, 110, 180, 260, 400, 700]) {
      await travel(backend, new Date(base + hours * 3_600_000).toISOString());
      const now = backend.clock.now();
      await write(now);
      await sweep();
      const rows = await warnings();
      const keys = rows.map((row) => `${row.complaintId} ${row.clock} ${row.stage}`);
      expect(rows.filter((row) => row.raisedAt === now).length).toBe(keys.filter((key) => !known.has(key)).length);
      for (const key of keys) known.add(key);
      expect(known.size).toBe(keys.length);
      const world = await loadWorld(deps.db);
      const complaints = () => deps.db.selectFrom('complaint').selectAll().orderBy('complaintId').execute();
      const stored = await complaints();
      for (const row of stored) {
        expect(row.nextWarnAt === null || row.nextWarnAt > now).toBe(true);
        const state = foldEvents((await eventRowsOf(deps.db, row.complaintId)).map(eventOf));
        for (const clock of runClocks(state, subjectOf(row, world), rulesOf(world, state), world)) {
          const isLive = clock.state === 'running' || clock.state === 'paused';
          if (!isLive || clock.dueAt === null || clock.dueAt > now) continue;
          const told = rows.filter(
            (one) =>
              one.complaintId === row.complaintId &&
              (one.clock === warningKeys(clock.key)[clock.state === 'paused' ? 1 : 0] || one.dueAt === clock.dueAt),
          );
          expect(
            told.some(({ stage }) => stage === 'due'),
            clock.key,
          ).toBe(true);
          expect(told.some(({ stage }) => stage.startsWith('over.'))).toBe(true);
        }
      }
      await deps.db.updateTable('complaint').set({ nextWarnAt: null, riskPoints: 99 }).execute();
      await rebuildComplaints(deps, silent);
      expect((await complaints()).map((row) => ({ ...row, updatedAt: '' }))).toEqual(
        stored.map((row) => ({ ...row, updatedAt: '' })),
      );
    }
    expect(known.size).toBeGreaterThan(60);
    const escalated = await deps.db.selectFrom('complaintEvent').selectAll().where('type', '=', 'escalated').execute();
    expect(escalated.map(eventOf).filter(isAutomatic).length).toBe(
      (await warnings()).filter((row) => row.stage.startsWith('over')).length,
    );
  });

  if (kind === 'postgres')
    it('writes one set when several programs sweep at the same time', async () => {
      const officer = await backend.as('complaintOfficer');
      for (let i = 0; i < 45; i += 1)
        await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true });
      await travel(backend, at('2026-12-08 10:00'));
      const other = await startBackend('postgres', 'direct', backend.clock, backend.database);
      try {
        const counts = await Promise.all([sweep(), sweep(other), sweep(), sweep(other)]);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(90);
        expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
        expect((await warnings()).length).toBe(90);
        const events = await backend.app.deps.db
          .selectFrom('complaintEvent')
          .select('complaintId')
          .where('type', '=', 'escalated')
          .execute();
        expect(new Set(events.map((event) => event.complaintId)).size).toBe(45);
        expect(events.length).toBe(45);
        expect((await verifyChain(backend.app.deps.db, silent)).brokenAt).toBeNull();
      } finally {
        await other.close();
      }
    });
});
