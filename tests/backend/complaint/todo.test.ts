import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TodoKind, todoKinds } from '#shared/complaint/todo.schema.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { sweepWarnings } from '../../../src/main/backend/complaint/warning.service.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, onlyAnswerClocks, smallProvince, told, travel } from './complaint.builder.ts';

const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));

describeBackends('what waits for a person', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, at('2026-11-19 16:20'));
    units = await smallProvince(backend);
    await onlyAnswerClocks(backend);
  });
  afterEach(() => backend.close());

  /** Counts by kind; each must be the length of the list it opens, of that kind and that person. */
  const todo = async (client: Client) => {
    const list = await client.complaint.todo({ rows: 5 });
    for (const { kind, count, rows, overdue } of list.kinds) {
      const page = await client.complaint.list({ view: 'mine', todo: kind });
      expect([page.total, page.rows.length], kind).toEqual([count, count]);
      expect(rows.map((row) => row.complaintId)).toEqual(page.rows.slice(0, 5).map((row) => row.complaintId));
      expect(page.rows.filter((row) => row.badge.remaining?.overdue).length, kind).toBe(overdue);
    }
    expect(list.total).toBe((await client.complaint.list({ view: 'mine' })).total);
    expect((await client.complaint.counts({})).mine).toBe(list.total);
    for (const kind of todoKinds.filter((one) => !list.kinds.some((known) => known.kind === one)))
      expect((await client.complaint.list({ view: 'mine', todo: kind })).total, kind).toBe(0);
    return Object.fromEntries(list.kinds.map(({ kind, count }) => [kind, count])) as Partial<Record<TodoKind, number>>;
  };

  it('follows a complaint from hand to hand, nothing waiting for two', async () => {
    const officer = await backend.as('complaintOfficer');
    const supervisor = await backend.as('supervisor');
    const liaison = await backend.as('liaison', units.vendor);
    const stranger = await backend.as('liaison', units.other);
    const viewer = await backend.as('viewer');
    const id = (await officer.complaint.register({ ...told, unitId: units.hall })).row.complaintId;
    expect(await todo(officer)).toEqual({ dispatch: 1 });
    expect(await todo(liaison)).toEqual({});
    await act(officer, id, 'acknowledge');
    await act(officer, id, 'assign', { unitId: units.vendor });
    expect(await todo(officer)).toEqual({});
    expect(await todo(liaison)).toEqual({ accept: 1 });
    await act(liaison, id, 'accept');
    expect(await todo(liaison)).toEqual({ answer: 1 });
    await act(liaison, id, 'requestSuspension', { reason: 'customer', note: '等材料' });
    await act(liaison, id, 'proposeCompensation', { amountCents: 6000, form: '退费', note: '' });
    expect(await todo(supervisor)).toEqual({ approve: 1 });
    expect((await supervisor.complaint.counts({})).approval).toBe(1);
    expect((await officer.complaint.counts({})).approval).toBe(0);
    await act(supervisor, id, 'suspend');
    expect(await todo(liaison)).toEqual({});
    expect(await todo(supervisor)).toEqual({ approve: 1 });
    await act(supervisor, id, 'approveCompensation');
    await act(liaison, id, 'resume');
    await act(liaison, id, 'respond', { note: '已修复', evidence: '录音 1' });
    expect([await todo(liaison), await todo(officer)]).toEqual([{}, { visit: 1 }]);
    await act(officer, id, 'followUp', { visitResult: 'refused', note: '不认可' });
    expect([await todo(officer), await todo(supervisor)]).toEqual([{}, { refusal: 1 }]);
    await act(supervisor, id, 'exhaust', { note: '已告知可向 12300 申诉' });
    expect(await todo(officer)).toEqual({ close: 1 });
    expect([await todo(stranger), await todo(viewer)]).toEqual([{}, {}]);
  });

  it('shows nobody their own request, and a return to those who may send it on', async () => {
    const supervisor = await backend.as('supervisor');
    const id = (
      await supervisor.complaint.register({ ...told, unitId: units.hall, acknowledged: true, assignTo: units.vendor })
    ).row.complaintId;
    await act(supervisor, id, 'requestSuspension', { reason: 'customer', note: '等材料' });
    expect(await todo(supervisor)).toEqual({ accept: 1 });
    const second = await backend.as('supervisor', units.province);
    expect(await todo(second)).toEqual({ accept: 1, approve: 1 });
    const liaison = await backend.as('liaison', units.vendor);
    // the vendor has somebody of its own now
    expect(await todo(second)).toEqual({ approve: 1 });
    await act(second, id, 'refuseSuspension', { note: '不必' });
    await act(liaison, id, 'return', { note: '非本段责任' });
    expect(await todo(second)).toEqual({ decideReturn: 1 });
  });

  it('waits for the named person alone, and for the unit again once they have left', async () => {
    const officer = await backend.as('complaintOfficer');
    const named = await backend.as('liaison', units.vendor);
    const { accountId } = (await backend.context('liaison', units.vendor)).user;
    const colleague = await backend.as('complaintOfficer', units.vendor);
    const id = (await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true })).row.complaintId;
    await act(officer, id, 'assign', { unitId: units.vendor, handlerId: accountId });
    expect([await todo(named), await todo(colleague)]).toEqual([{ accept: 1 }, {}]);
    await backend.app.deps.db.updateTable('account').set({ isActive: 0 }).where('accountId', '=', accountId).execute();
    expect(await todo(colleague)).toEqual({ accept: 1 });
  });

  it('offers a unit its own people and those above it, and gives it to nobody else', async () => {
    const officer = await backend.as('complaintOfficer');
    const { user: vendorHand } = await backend.context('liaison', units.vendor);
    const { user: top } = await backend.context('complaintOfficer', units.province);
    const { user: elsewhere } = await backend.context('liaison', units.hall);
    const { user: viewer } = await backend.context('viewer', units.vendor);
    const offered = async () =>
      (await officer.complaint.handlers({ unitId: units.vendor })).map((person) => person.accountId);
    const found = await offered();
    // the nearest first, whoever sees the whole organisation last
    expect(found.slice(0, 2)).toEqual([vendorHand.accountId, top.accountId]);
    expect(found).not.toContain(elsewhere.accountId);
    expect(found).not.toContain(viewer.accountId);
    const id = (await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true })).row.complaintId;
    const give = (accountId: string) => act(officer, id, 'assign', { unitId: units.vendor, handlerId: accountId });
    for (const { accountId } of [elsewhere, viewer])
      await expect(give(accountId)).rejects.toMatchObject({ code: 'COMPLAINT_HANDLER_UNFIT' });
    const { db } = backend.app.deps;
    await db.updateTable('account').set({ isActive: 0 }).where('accountId', '=', top.accountId).execute();
    expect(await offered()).not.toContain(top.accountId);
    await expect(give(top.accountId)).rejects.toMatchObject({ code: 'COMPLAINT_HANDLER_UNFIT' });
    const given = await give(vendorHand.accountId);
    expect([given.handlerName, given.events[0]?.handlerName]).toEqual(Array(2).fill(vendorHand.displayName));
    const outside = await backend.as('liaison', units.hall);
    await expect(outside.complaint.handlers({ unitId: units.vendor })).rejects.toMatchObject({
      code: 'UNIT_NOT_FOUND',
    });
  });

  it('hands warnings to whoever they are addressed to, and takes them away once noted', async () => {
    const officer = await backend.as('complaintOfficer');
    const supervisor = await backend.as('supervisor');
    const liaison = await backend.as('liaison', units.vendor);
    const id = (
      await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true, assignTo: units.vendor })
    ).row.complaintId;
    const sweepAt = async (moment: string) => {
      await travel(backend, at(moment));
      await sweepWarnings(backend.app.deps, new AbortController().signal);
    };
    const stages = async (client: Client) =>
      (await client.complaint.warnings({})).rows.map(({ clockKind, kind, value }) => `${clockKind} ${kind} ${value}`);
    await sweepAt('2026-11-20 14:50');
    expect([await stages(liaison), await stages(officer)]).toEqual([['finalResponse share 50'], []]);
    expect(await todo(liaison)).toEqual({ accept: 1, warned: 1 });
    expect((await liaison.complaint.counts({})).warned).toBe(1);
    // a later warning takes the place of the earlier one
    await sweepAt('2026-11-20 16:50');
    expect(await stages(liaison)).toEqual(['finalResponse left 4']);
    await sweepAt('2026-11-23 11:50');
    expect([await stages(liaison), await stages(officer)]).toEqual([['finalResponse due 0'], ['finalResponse over 0']]);
    const { rows, unseen, overdue } = await supervisor.complaint.warnings({});
    expect({ unseen, overdue, row: rows[0] }).toMatchObject({
      unseen: 1,
      overdue: 1,
      row: {
        complaintId: id,
        kind: 'over',
        value: 0,
        isOver: true,
        number: 'TS26-1119-0001',
        unitName: '鹿野装维中心',
      },
    });
    // what is addressed to others can't be noted in their place
    const one = { complaintIds: [id] };
    const stranger = await backend.as('liaison', units.other);
    expect(await stranger.complaint.seeWarnings(one)).toEqual({ seen: 0 });
    await expect((await backend.as('viewer')).complaint.seeWarnings(one)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    expect(await officer.complaint.seeWarnings(one)).toEqual({ seen: 1 });
    expect(await supervisor.complaint.seeWarnings({ complaintIds: null })).toEqual({ seen: 0 });
    expect(await stages(liaison)).toEqual(['finalResponse due 0']);
    expect((await liaison.complaint.get({ complaintId: id })).warnings).toMatchObject([
      { kind: 'share', value: 50, unitName: '鹿野装维中心', seenBy: null },
      { kind: 'left', value: 4 },
      { kind: 'due', seenAt: null },
    ]);
    // with the answer there is nothing left to be warned of
    await act(liaison, id, 'respond', { note: '已修复' });
    expect(await stages(liaison)).toEqual([]);
  });

  it('counts parts of the process, news owed to customers and closed ones to be audited', async () => {
    const supervisor = await backend.as('supervisor');
    const rules = await supervisor.complaint.rules({ edition: 1 });
    const [example] = rules.filter((rule) => rule.code === 'SL-F2') as [(typeof rules)[0]];
    await supervisor.complaint.publishRules({
      basedOn: 1,
      note: '加进展告知和代维时限',
      rules: [
        ...rules,
        { ...example, code: 'P', clock: 'progress', startEvent: 'contacted', stopEvent: 'informed', amount: 8 },
        { ...example, code: 'V', clock: 'vendor', startEvent: 'assigned', stopEvent: 'handedBack', amount: 6 },
      ],
    });
    const liaison = await backend.as('liaison', units.vendor);
    const register = async () =>
      (await supervisor.complaint.register({ ...told, unitId: units.hall, acknowledged: true, assignTo: units.vendor }))
        .row.complaintId;
    const id = await register();
    await act(liaison, id, 'accept');
    expect(await todo(liaison)).toEqual({ handBack: 1 });
    await travel(backend, at('2026-11-20 09:00'));
    expect(await todo(liaison)).toEqual({ handBack: 1, inform: 1 });
    await act(liaison, id, 'inform', { note: '师傅已在路上' });
    expect(await todo(liaison)).toEqual({ handBack: 1 });
    await act(liaison, id, 'handBack', { note: '已更换光猫' });
    expect([await todo(liaison), await todo(supervisor)]).toEqual([{}, { answer: 1 }]);
    await act(supervisor, id, 'respond', { note: '已修复', evidence: '录音 1' });
    await act(supervisor, id, 'followUp', { visitResult: 'satisfied' });
    const done = { conclusion: 'notFounded', causeCode: 'vendor.noShow', measure: '解释' } as const;
    await act(supervisor, id, 'close', done);
    const draw = { name: '十一月', closedFrom: '2026-11-01', closedTo: '2026-11-30', size: 5 };
    await supervisor.complaint.drawClosureAudit(draw);
    const second = await backend.as('supervisor', units.province);
    // nobody audits what they closed themselves
    expect([await todo(supervisor), await todo(second)]).toEqual([{}, { audit: 1 }]);
  });
});
