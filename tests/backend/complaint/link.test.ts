import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

describeBackends('complaints that belong together', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  let officer: Client;
  beforeEach(async () => {
    backend = await start();
    // Thursday; five working days of a basic customer end with Thursday 11-26
    await travel(backend, '2026-11-19T02:00:00.000Z');
    units = await smallProvince(backend);
    officer = await backend.as('complaintOfficer');
  });
  afterEach(() => backend.close());

  const basic = { ...told, customerGrade: 'basic' as const };
  const register = async (rest: Partial<typeof told> = {}) =>
    (await officer.complaint.register({ ...basic, unitId: units.hall, ...rest })).row;
  const get = (complaintId: string) => officer.complaint.get({ complaintId });
  const pair = async (complaintId: string, otherId: string) => ({
    complaintId,
    lastSeq: (await get(complaintId)).lastSeq,
    otherId,
    otherSeq: (await get(otherId)).lastSeq,
  });
  const merge = async (complaintId: string, otherId: string, rest: { differentCustomers?: boolean } = {}) =>
    officer.complaint.merge({ ...(await pair(complaintId, otherId)), note: '同一客户、同一事由', ...rest });
  const due = async (complaintId: string) =>
    (await get(complaintId)).clocks.find((clock) => clock.kind === 'finalResponse');

  it('links both sides, shows them to each other and takes the link away', async () => {
    const [a, b] = [await register(), await register()];
    const linked = await officer.complaint.link({ ...(await pair(a.complaintId, b.complaintId)), kind: 'repeat' });
    expect(linked.links).toEqual([{ complaintId: b.complaintId, number: b.number, kind: 'repeat' }]);
    expect((await get(b.complaintId)).links[0]?.number).toBe(a.number);
    const [other] = await officer.complaint.related({ complaintId: b.complaintId });
    expect(other).toMatchObject({
      relation: 'linked',
      kind: 'repeat',
      number: a.number,
      lastSeq: 2,
      status: 'received',
    });
    // the same link again changes its kind only
    await officer.complaint.link({ ...(await pair(a.complaintId, b.complaintId)), kind: 'appeal' });
    expect((await get(b.complaintId)).links.map((link) => link.kind)).toEqual(['appeal']);
    await officer.complaint.unlink({ ...(await pair(b.complaintId, a.complaintId)) });
    expect([(await get(a.complaintId)).links, (await get(b.complaintId)).links]).toEqual([[], []]);
    const admin = await backend.as('admin');
    const actions = async (entityId: string) =>
      (await admin.system.changes({ entity: 'complaint', entityId })).rows.map((row) => row.action).reverse();
    expect(await actions(a.complaintId)).toEqual(['register', 'link', 'link', 'unlink']);
    expect(await actions(b.complaintId)).toEqual(['register', 'link', 'link', 'unlink']);
    await expect(officer.complaint.unlink({ ...(await pair(b.complaintId, a.complaintId)) })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('writes neither side when one of them has changed meanwhile', async () => {
    const [a, b] = [await register(), await register()];
    const seen = await pair(a.complaintId, b.complaintId);
    await act(officer, b.complaintId, 'acknowledge');
    for (const call of [
      () => officer.complaint.link({ ...seen, kind: 'related' }),
      () => officer.complaint.merge({ ...seen, note: 'x' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'COMPLAINT_CHANGED', data: { number: b.number } });
    expect((await get(a.complaintId)).lastSeq).toBe(1);
  });

  it('merges into the one that goes on with the earliest deadline of both, and undoes it whatever was done meanwhile', async () => {
    const early = await register({ receivedAt: '2026-11-16T02:00:00.000Z' } as Partial<typeof told>);
    const main = await register();
    expect((await due(main.complaintId))?.dueAt).toBe('2026-11-26T16:00:00.000Z');
    await act(officer, early.complaintId, 'acknowledge');
    const before = { early: await get(early.complaintId), main: await get(main.complaintId) };

    const merged = await merge(early.complaintId, main.complaintId);
    expect(merged).toMatchObject({ row: { status: 'merged' }, mergedInto: { number: main.number } });
    expect(merged.acts).toContain('unmerge');
    expect((await officer.complaint.list({ view: 'open' })).rows.map((row) => row.number)).toEqual([main.number]);
    // received on 11-16: five working days end with 11-23
    expect(await due(main.complaintId)).toMatchObject({
      dueAt: '2026-11-23T16:00:00.000Z',
      of: { complaintId: early.complaintId, number: early.number },
      startedAt: '2026-11-16T02:00:00.000Z',
    });
    const after = await get(main.complaintId);
    expect(after.absorbed).toEqual([{ complaintId: early.complaintId, number: early.number }]);
    expect(after.row.receivedAt).toBe(main.receivedAt);
    expect(after.row.badge.dueAt).toBe('2026-11-23T16:00:00.000Z');
    expect((await officer.complaint.related({ complaintId: main.complaintId }))[0]).toMatchObject({
      relation: 'absorbed',
      number: early.number,
      status: 'merged',
    });

    await travel(backend, '2026-11-20T02:00:00.000Z');
    await act(officer, main.complaintId, 'acknowledge');
    await act(officer, main.complaintId, 'assign', { unitId: units.vendor });
    const undone = await officer.complaint.unmerge({
      ...(await pair(early.complaintId, main.complaintId)),
      note: '不是同一事由',
    });
    expect(undone.row).toMatchObject({ status: 'acknowledged', closedAt: null });
    expect(undone.clocks.map(({ kind, dueAt, state }) => [kind, dueAt, state])).toEqual(
      before.early.clocks.map(({ kind, dueAt, state }) => [kind, dueAt, state]),
    );
    // from receipt to now without a gap, as if it had never been merged
    expect(undone.ledger?.seconds).toBe(
      (Date.parse('2026-11-20T02:00:00.000Z') - Date.parse('2026-11-16T02:00:00.000Z')) / 1000,
    );
    const freed = await get(main.complaintId);
    expect([freed.absorbed, freed.row.badge.dueAt]).toEqual([[], before.main.row.badge.dueAt]);
    expect(freed.row.status).toBe('assigned');
  });

  it('refuses a ring by the numbers in it, itself, one that is over, merged or answered before', async () => {
    const [a, b, c] = [await register(), await register(), await register()];
    await expect(merge(a.complaintId, a.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_SAME',
      data: { number: a.number },
    });
    await merge(a.complaintId, b.complaintId);
    await expect(merge(b.complaintId, a.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_MERGE_CYCLE',
      data: { ring: `${b.number} → ${a.number} → ${b.number}` },
    });
    await expect(merge(c.complaintId, a.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_MERGE_MERGED',
      data: { number: a.number, into: b.number },
    });
    await merge(b.complaintId, c.complaintId);
    await expect(merge(c.complaintId, a.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_MERGE_CYCLE',
      data: { ring: [c, a, b, c].map((one) => one.number).join(' → ') },
    });
    // what A brought along has gone on to C with B
    await expect(
      officer.complaint.unmerge({ ...(await pair(a.complaintId, b.complaintId)), note: 'x' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_MERGE_CHAINED', data: { number: b.number, into: c.number } });

    await act(officer, c.complaintId, 'withdraw', { note: '客户撤诉' });
    const d = await register();
    await expect(merge(d.complaintId, c.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_MERGE_OVER',
      data: { number: c.number, statusZh: '已撤诉' },
    });
    await act(officer, d.complaintId, 'acknowledge');
    await act(officer, d.complaintId, 'respond', { note: '已修复', evidence: 'x' });
    await travel(backend, '2026-11-19T05:00:00.000Z');
    const e = await register();
    await expect(merge(e.complaintId, d.complaintId)).rejects.toMatchObject({
      code: 'COMPLAINT_MERGE_ANSWERED',
      data: { number: d.number, duplicate: e.number },
    });
  });

  it('two people who merge two complaints into each other at once leave no ring', async () => {
    const [a, b] = [await register(), await register()];
    const [there, back] = [await pair(a.complaintId, b.complaintId), await pair(b.complaintId, a.complaintId)];
    const supervisor = await backend.as('supervisor');
    const results = await Promise.allSettled([
      officer.complaint.merge({ ...there, note: 'x' }),
      supervisor.complaint.merge({ ...back, note: 'x' }),
    ]);
    expect(results.filter((one) => one.status === 'fulfilled').length).toBe(1);
    const states = [(await get(a.complaintId)).row.status, (await get(b.complaintId)).row.status].sort();
    expect(states).toEqual(['merged', 'received']);
  });

  it('merges complaints of different customers only on purpose', async () => {
    const [a, b] = [await register(), await register({ customerNumber: '00099998888' })];
    await expect(merge(a.complaintId, b.complaintId)).rejects.toMatchObject({ code: 'COMPLAINT_MERGE_CUSTOMER' });
    expect((await merge(a.complaintId, b.complaintId, { differentCustomers: true })).row.status).toBe('merged');
    // two without a number are not known to be the same
    const [c, d] = [await register({ customerNumber: '' }), await register({ customerNumber: '' })];
    await expect(merge(c.complaintId, d.complaintId)).rejects.toMatchObject({ code: 'COMPLAINT_MERGE_CUSTOMER' });
    const e = await register({ customerNumber: '000 1234-1234' });
    expect((await merge(e.complaintId, b.complaintId, { differentCustomers: true })).row.status).toBe('merged');
  });

  it('splits a second matter off with a number of its own, the same receipt and the same first responder', async () => {
    const supervisor = await backend.as('supervisor');
    const original = await register({ receivedAt: '2026-11-16T02:00:00.000Z' } as Partial<typeof told>);
    await act(officer, original.complaintId, 'acknowledge', { happenedAt: '2026-11-16T02:30:00.000Z' });
    await act(officer, original.complaintId, 'assign', { unitId: units.vendor });
    const { lastSeq, firstResponder } = await get(original.complaintId);
    const part = await supervisor.complaint.split({
      complaintId: original.complaintId,
      lastSeq,
      content: '另外账单多扣二十元',
      categoryCode: 'billing.bill',
      business: 'mobile',
      assignTo: units.other,
      note: '两个事由，分开办理',
    });
    expect(part).toMatchObject({
      row: { number: 'TS26-1116-0002', receivedAt: original.receivedAt, status: 'assigned', repeatCount: 0 },
      splitFrom: { number: original.number },
      firstUnitName: '白榆北桥厅',
      firstResponder,
      unitId: units.other,
    });
    expect(firstResponder).not.toBe('');
    expect(part.row.customerNumber).toBe('000****1234');
    // the customer came on 11-16: five working days end with 11-23, and the first contact was made in time
    const answering = part.clocks.filter(({ kind }) => kind === 'firstResponse' || kind === 'finalResponse');
    expect(answering.map(({ kind, dueAt, state }) => [kind, dueAt, state])).toEqual([
      ['firstResponse', '2026-11-16T04:00:00.000Z', 'answered'],
      ['finalResponse', '2026-11-23T16:00:00.000Z', 'running'],
    ]);
    expect(part.events.map((event) => event.type).reverse()).toEqual(['received', 'acknowledged', 'noted', 'assigned']);
    const after = await get(original.complaintId);
    expect(after.splitInto).toEqual([{ complaintId: part.row.complaintId, number: 'TS26-1116-0002' }]);
    expect(after.row.content).toBe(told.content);
    expect(after.row.status).toBe('assigned');
    expect((await officer.complaint.related({ complaintId: part.row.complaintId }))[0]).toMatchObject({
      relation: 'splitFrom',
      number: original.number,
    });
    // the customer came once, so a further complaint is the second one and not the third
    expect((await register()).repeatCount).toBe(1);
    await expect(
      supervisor.complaint.split({
        complaintId: original.complaintId,
        lastSeq: after.lastSeq,
        content: '长'.repeat(20_001),
        note: 'x',
      }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_CONTENT_TOO_LONG' });
  });

  it('a pause approved before the split holds for both parts, one that lasts ends for the new one', async () => {
    const supervisor = await backend.as('supervisor');
    const original = await register({ receivedAt: '2026-11-16T02:00:00.000Z' } as Partial<typeof told>);
    await act(officer, original.complaintId, 'acknowledge');
    await act(officer, original.complaintId, 'requestSuspension', { reason: 'customer', note: '客户出差' });
    await act(supervisor, original.complaintId, 'suspend');
    await travel(backend, '2026-11-20T02:00:00.000Z');
    const { lastSeq, ledger } = await get(original.complaintId);
    const part = await officer.complaint.split({
      complaintId: original.complaintId,
      lastSeq,
      content: '第二个事由',
      note: '分开',
    });
    expect(part.paused).toBe(false);
    const waited = part.ledger?.parts.find((one) => one.party === 'customer')?.seconds;
    expect(waited).toBe(ledger?.parts.find((one) => one.party === 'customer')?.seconds);
    expect((await get(original.complaintId)).paused).toBe(true);
  });

  it('registers a complaint joined to the one it repeats: linked, or merged at once', async () => {
    const first = await register();
    const linked = await officer.complaint.register({
      ...basic,
      unitId: units.hall,
      joinTo: { complaintId: first.complaintId, how: 'link' },
    });
    expect(linked).toMatchObject({ row: { repeatCount: 1 }, links: [{ number: first.number, kind: 'repeat' }] });
    const merged = await officer.complaint.register({
      ...basic,
      unitId: units.hall,
      joinTo: { complaintId: first.complaintId, how: 'merge', note: '同一事由' },
    });
    expect(merged).toMatchObject({ row: { status: 'merged', repeatCount: 2 }, mergedInto: { number: first.number } });
    // all or nothing: a join that is refused registers nothing
    await expect(
      officer.complaint.register({
        ...basic,
        customerNumber: '00099998888',
        unitId: units.hall,
        joinTo: { complaintId: first.complaintId, how: 'merge' },
      }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_MERGE_CUSTOMER' });
    expect((await officer.complaint.list({ view: 'all' })).total).toBe(3);
  });

  it('shows only the number of what lies outside the person’s units, and lets nobody act on it', async () => {
    const [mine, theirs] = [await register(), await register({ unitId: units.other } as Partial<typeof told>)];
    await officer.complaint.link({ ...(await pair(mine.complaintId, theirs.complaintId)), kind: 'related' });
    const local = await backend.as('complaintOfficer', units.hall);
    expect(await local.complaint.related({ complaintId: mine.complaintId })).toEqual([
      {
        relation: 'linked',
        kind: 'related',
        complaintId: theirs.complaintId,
        number: theirs.number,
        lastSeq: null,
        status: null,
        channel: null,
        receivedAt: null,
        unitName: null,
        content: null,
      },
    ]);
    await expect(
      local.complaint.merge({ ...(await pair(mine.complaintId, theirs.complaintId)), note: 'x' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_NOT_FOUND' });
    await expect(local.complaint.related({ complaintId: theirs.complaintId })).rejects.toMatchObject({
      code: 'COMPLAINT_NOT_FOUND',
    });
  });
});
