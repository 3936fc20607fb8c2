import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

/** The clock of the answer: others run beside it. */
const finalOf = (detail: ComplaintDetail) => detail.clocks.find((clock) => clock.kind === 'finalResponse');

describeBackends('complaints', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T08:20:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  it('goes from registered to closed, each act shown, logged and on the clock', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, unitId: units.hall });
    const id = made.row.complaintId;
    expect(made.row.number).toBe('TS26-1119-0001');
    expect(made.row).toMatchObject({
      customerName: '沈**',
      customerNumber: '000****1234',
      categoryZh: '宽带故障 / 故障未修复',
      status: 'received',
    });
    expect(made.clocks.map((c) => [c.kind, c.rule?.code, c.dueAt])).toEqual([
      ['firstResponse', 'SL-F2', '2026-11-20T01:20:00.000Z'],
      ['finalResponse', 'SL-B12', '2026-11-23T03:50:00.000Z'],
    ]);
    expect(made.missingForClose).toEqual([
      'response',
      'evidence',
      'visit',
      'conclusion',
      'cause',
      'measure',
      'correction',
      'prevention',
    ]);

    await travel(backend, '2026-11-19T09:12:00.000Z');
    expect((await act(officer, id, 'acknowledge')).clocks[0]).toMatchObject({
      state: 'answered',
      usedMinutes: 52,
      allowedMinutes: 120,
    });
    await act(officer, id, 'assess', { levels: { severity: 2, impact: 1, complexity: 1, urgency: 3, recurrence: 1 } });
    await act(officer, id, 'assign', { unitId: units.vendor });
    const liaison = await backend.as('liaison', units.vendor);
    expect((await liaison.complaint.list({ view: 'open' })).rows.map((row) => row.complaintId)).toEqual([id]);
    await act(liaison, id, 'accept');

    await travel(backend, '2026-11-20T06:00:00.000Z');
    await act(liaison, id, 'requestSuspension', { reason: 'appointment', note: '客户改约' });
    const supervisor = await backend.as('supervisor');
    await act(supervisor, id, 'suspend');
    expect((await officer.complaint.list({})).rows[0]?.badge).toMatchObject({
      state: 'paused',
      pausedReason: 'appointment',
    });
    await travel(backend, '2026-11-20T07:00:00.000Z');
    const resumed = await act(liaison, id, 'resume');
    expect(finalOf(resumed)?.dueAt).toBe('2026-11-23T06:20:00.000Z');
    expect(finalOf(resumed)?.lines.map((l) => [l.on, l.minutes, l.pausedMinutes])).toEqual([
      ['2026-11-19', 70, 0],
      ['2026-11-20', 390, 60],
      ['2026-11-21', 0, 0],
      ['2026-11-23', 260, 0],
    ]);

    await travel(backend, '2026-11-23T02:40:00.000Z');
    expect((await officer.complaint.list({})).rows[0]?.badge.remaining).toEqual({
      overdue: false,
      amount: 2,
      unit: 'workHour',
    });
    await act(liaison, id, 'respond', {
      note: '更换光猫，测速 497 兆',
      conclusion: 'founded',
      causeCode: 'vendor.noShow',
      measure: '更换光猫',
      evidence: '录音 20261123',
    });
    await expect(act(officer, id, 'close')).rejects.toMatchObject({
      code: 'COMPLAINT_CLOSE_INCOMPLETE',
      data: { missing: 'visit,correction,prevention', missingZh: '回访、写纠正、写预防' },
    });
    expect((await act(officer, id, 'followUp', { visitResult: 'satisfied' })).missingForClose).toEqual([
      'correction',
      'prevention',
    ]);
    const whole = { correction: '已修复', prevention: '约谈代维班组，列入月度考核' };
    await expect(act(officer, id, 'close', { ...whole, happenedAt: '2026-11-23T02:40:00.000Z' })).rejects.toMatchObject(
      { code: 'COMPLAINT_CLOSE_BACKDATED' },
    );
    const closed = await act(officer, id, 'close', whole);
    expect(closed.row.status).toBe('closed');
    expect(closed.ledger?.parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(
      (Date.parse('2026-11-23T02:40:00.000Z') - Date.parse('2026-11-19T08:20:00.000Z')) / 1000,
    );
    expect(closed.ledger?.parts.find((part) => part.party === 'suspension')?.workSeconds).toBe(3600);
    const log = await (await backend.as('admin')).system.changes({ entity: 'complaint', entityId: id });
    expect(log.rows.map((row) => row.action).reverse()).toEqual([
      'register',
      'acknowledge',
      'assess',
      'assign',
      'accept',
      'requestSuspension',
      'suspend',
      'resume',
      'respond',
      'followUp',
      'close',
    ]);
  });

  it('reopens after an unsatisfied visit and starts a new round', async () => {
    const officer = await backend.as('supervisor');
    const id = (
      await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true, assignTo: units.vendor })
    ).row.complaintId;
    await act(officer, id, 'respond', { note: '已处理' });
    const again = await act(officer, id, 'followUp', { visitResult: 'unsatisfied', note: '网还是断' });
    expect(again.row.status).toBe('investigating');
    expect(again.events.slice(0, 2).map((e) => e.type)).toEqual(['reopened', 'followedUp']);
    expect(finalOf(again)).toMatchObject({ state: 'running', startedAt: backend.clock.now() });
    // the proof nobody named with the answer is told with the closing
    await act(officer, id, 'respond', { note: '再次上门' });
    await act(officer, id, 'followUp', { visitResult: 'neutral' });
    const closing = { conclusion: 'notFounded', causeCode: 'vendor.noShow', measure: '解释' } as const;
    await expect(act(officer, id, 'close', closing)).rejects.toMatchObject({ data: { missing: 'evidence' } });
    const closed = await act(officer, id, 'close', { ...closing, evidence: '录音 20261123-7' });
    expect(closed).toMatchObject({ row: { status: 'closed' }, responseEvidence: ['录音 20261123-7'] });
  });

  it('keeps people inside their units and rights', async () => {
    const officer = await backend.as('complaintOfficer');
    const id = (
      await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true, assignTo: units.vendor })
    ).row.complaintId;
    const stranger = await backend.as('liaison', units.other);
    await expect(stranger.complaint.get({ complaintId: id })).rejects.toMatchObject({ code: 'COMPLAINT_NOT_FOUND' });
    expect((await stranger.complaint.list({ view: 'all' })).total).toBe(0);
    expect((await stranger.complaint.counts({})).all).toBe(0);
    const liaison = await backend.as('liaison', units.vendor);
    expect((await liaison.complaint.get({ complaintId: id })).acts).toEqual([
      'accept',
      'inform',
      'handBack',
      'respond',
      'return',
      'requestSuspension',
      'proposeCompensation',
      'escalate',
      'note',
      'attach',
    ]);
    await expect(liaison.complaint.reveal({ complaintId: id })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(act(liaison, id, 'followUp', { visitResult: 'satisfied' })).rejects.toMatchObject({
      code: 'COMPLAINT_ACT_NOT_ALLOWED',
    });
    expect(await officer.complaint.reveal({ complaintId: id })).toEqual({
      customerName: '沈知秋',
      customerNumber: '00012341234',
    });
    await expect(
      (await backend.as('viewer')).complaint.act({ complaintId: id, lastSeq: 3, act: 'note', note: 'x' }),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('lets the first of two clerks act and tells the second', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, unitId: units.hall });
    const input = { complaintId: made.row.complaintId, lastSeq: made.lastSeq, act: 'acknowledge' as const };
    await officer.complaint.act(input);
    await expect(officer.complaint.act(input)).rejects.toMatchObject({ code: 'COMPLAINT_CHANGED' });
  });

  it('takes a moment of the minute of the step before as that step’s, and names it where one lies before', async () => {
    const officer = await backend.as('complaintOfficer');
    await travel(backend, '2026-11-19T09:20:42.500Z');
    const id = (await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true })).row.complaintId;
    await travel(backend, '2026-11-19T10:00:00.000Z');
    // a field for a moment knows no seconds
    const noted = await act(officer, id, 'note', { note: 'x', happenedAt: '2026-11-19T09:20:00.000Z' });
    expect(noted.events[0]).toMatchObject({ happenedAt: '2026-11-19T09:20:42.500Z', backdated: true });
    await expect(act(officer, id, 'note', { note: 'x', happenedAt: '2026-11-19T09:19:00.000Z' })).rejects.toMatchObject(
      {
        code: 'COMPLAINT_TIME_OUT_OF_ORDER',
        data: { time: '2026-11-19 17:20' },
      },
    );
  });

  it('limits returns, and refuses impossible moments', async () => {
    const officer = await backend.as('complaintOfficer');
    const id = (await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true })).row.complaintId;
    for (let i = 0; i < 2; i += 1) {
      await act(officer, id, 'assign', { unitId: units.vendor });
      expect((await act(officer, id, 'return', { note: '非本段责任' })).row).toMatchObject({ returnPending: true });
    }
    expect((await officer.complaint.counts({})).returned).toBe(1);
    await act(officer, id, 'assign', { unitId: units.vendor });
    await expect(act(officer, id, 'return', { note: '再退' })).rejects.toMatchObject({
      code: 'COMPLAINT_RETURNS_EXHAUSTED',
    });
    await expect(
      act(officer, id, 'respond', { note: 'x', happenedAt: '2026-11-19T10:00:00.000Z' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_TIME_IN_FUTURE' });
    await expect(
      act(officer, id, 'respond', { note: 'x', happenedAt: '2026-11-18T00:00:00.000Z' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_TIME_OUT_OF_ORDER' });
    await travel(backend, '2026-11-19T09:20:00.000Z');
    const answered = await act(officer, id, 'respond', { note: '电话答复', happenedAt: '2026-11-19T08:30:00.000Z' });
    expect(answered.events[0]).toMatchObject({ type: 'responded', backdated: true });
    await expect(
      officer.complaint.register({ ...told, unitId: units.hall, content: '长'.repeat(20_001) }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_CONTENT_TOO_LONG' });
  });

  it('offers complaints of the same number and counts repeats', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, unitId: units.hall });
    const similar = await officer.complaint.similar({ customerNumber: told.customerNumber, channel: 'hall' });
    expect(similar.rows.map((row) => [row.number, row.otherChannel])).toEqual([['TS26-1119-0001', true]]);
    expect((await officer.complaint.register({ ...told, unitId: units.hall })).row).toMatchObject({
      number: 'TS26-1119-0002',
      repeatCount: 1,
    });
    expect((await officer.complaint.counts({})).repeat).toBe(1);
  });

  it('says which year lacks its calendar, registers all the same, and follows once it is there', async () => {
    await travel(backend, '2026-12-30T02:00:00.000Z');
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, customerGrade: 'basic', unitId: units.hall });
    expect(made.row.badge).toMatchObject({ state: 'noCalendar', missingYear: 2027, dueAt: null });
    const admin = await backend.as('admin');
    // 48 hours need no calendar; 12 working hours need 2027 and may end before them
    await travel(backend, '2026-12-31T06:00:00.000Z');
    const fault = await officer.complaint.register({ ...told, area: 'urban', unitId: units.hall });
    expect(fault.row.badge).toMatchObject({ state: 'running', missingYear: 2027, dueAt: '2027-01-02T06:00:00.000Z' });
    expect(finalOf(fault)?.mayBeEarlier).toMatchObject([
      { rule: { code: 'SL-B12' }, year: 2027, earliest: '2027-01-02T01:30:00.000Z' },
    ]);
    expect((await admin.calendar.list({})).missing).toEqual([{ year: 2027, complaints: 2 }]);
    await travel(backend, '2027-01-01T02:00:00.000Z');
    const waiting = await officer.complaint.get({ complaintId: fault.row.complaintId });
    expect([waiting.ledger, waiting.ledgerYear]).toEqual([null, 2027]);
    expect(waiting.row.badge.remaining).toEqual({ overdue: false, amount: 1, unit: 'day' });
    await admin.calendar.importYear({
      year: 2027,
      source: '国务院办公厅通知',
      days: [{ on: '2027-01-01', kind: 'holiday', name: '元旦' }],
    });
    expect(finalOf(await officer.complaint.get({ complaintId: made.row.complaintId }))).toMatchObject({
      state: 'running',
      dueAt: '2027-01-07T16:00:00.000Z',
    });
    await Promise.all((await admin.system.jobs({})).map((job) => backend.app.deps.jobs.settled(job.jobId)));
    // 01-01 to 01-03 are off, so the working hours end on 01-05: the 48 hours come first for sure
    expect((await officer.complaint.list({})).rows.map(({ badge }) => badge)).toMatchObject([
      { state: 'running', dueAt: '2027-01-02T06:00:00.000Z', missingYear: null },
      { state: 'running', dueAt: '2027-01-07T16:00:00.000Z', missingYear: null },
    ]);
    await expect(
      admin.calendar.importYear({
        year: 2027,
        source: 'x',
        days: [
          { on: '2027-01-01', kind: 'holiday', name: '' },
          { on: '2027-01-01', kind: 'makeup', name: '' },
        ],
      }),
    ).rejects.toMatchObject({ code: 'CALENDAR_DAY_CONTRADICTORY' });
  });

  it('filters, sorts, counts and keeps views', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, unitId: units.hall });
    await officer.complaint.register({
      ...told,
      unitId: units.other,
      channel: 'regulator',
      customerGrade: 'basic',
      customerNumber: '',
      categoryCode: 'billing.roaming',
      content: '国际漫游扣费 100%_不对',
    });
    const numbers = async (input: Parameters<typeof officer.complaint.list>[0]) =>
      (await officer.complaint.list(input)).rows.map((row) => row.number);
    expect(await numbers({})).toEqual(['TS26-1119-0001', 'TS26-1119-0002']);
    expect(await numbers({ sort: 'received', descending: true, view: 'all', channels: ['regulator'] })).toEqual([
      'TS26-1119-0002',
    ]);
    expect(await numbers({ q: '100%_' })).toEqual(['TS26-1119-0002']);
    expect(await numbers({ q: 'ts26-1119-0001' })).toEqual(['TS26-1119-0001']);
    expect(await numbers({ category: 'billing' })).toEqual(['TS26-1119-0002']);
    expect(await numbers({ unitId: units.other })).toEqual(['TS26-1119-0002']);
    expect(await numbers({ receivedTo: '2026-11-18' })).toEqual([]);
    expect(await officer.complaint.counts({})).toMatchObject({
      open: 2,
      all: 2,
      regulator: 1,
      overdue: 0,
      dueToday: 0,
    });
    await travel(backend, '2026-11-23T03:00:00.000Z');
    expect(await officer.complaint.counts({})).toMatchObject({ dueToday: 1, overdue: 0 });
    await travel(backend, '2026-11-23T03:50:00.000Z');
    const again = await backend.as('supervisor');
    expect(await again.complaint.counts({})).toMatchObject({ dueToday: 0, overdue: 1 });
    const saved = await again.complaint.saveView({
      name: '漫游',
      filter: { view: 'all', category: 'billing.roaming' },
    });
    expect((await again.complaint.views({})).map((view) => [view.name, view.filter.category])).toEqual([
      ['漫游', 'billing.roaming'],
    ]);
    await again.complaint.removeView({ viewId: saved.viewId });
    expect(await again.complaint.views({})).toEqual([]);
  });

  it('a pause after a clock has stopped takes nothing of what it used', async () => {
    const supervisor = await backend.as('supervisor');
    const { row } = await supervisor.complaint.register({ ...told, unitId: units.hall });
    await travel(backend, '2026-11-19T08:30:00.000Z');
    await act(supervisor, row.complaintId, 'acknowledge');
    await travel(backend, '2026-11-19T08:40:00.000Z');
    await act(supervisor, row.complaintId, 'suspend', { reason: 'customer', note: '等客户资料' });
    await travel(backend, '2026-11-20T01:00:00.000Z');
    const resumed = await act(supervisor, row.complaintId, 'resume', { note: '资料已到' });
    expect(resumed.clocks[0]).toMatchObject({ kind: 'firstResponse', state: 'answered', usedMinutes: 10 });
  });

  it('exports what is seen, masked', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, unitId: units.hall, content: '=1+1 不是公式' });
    const { jobId } = await officer.complaint.export({ view: 'open', language: 'zh-CN' });
    const job = await backend.app.deps.jobs.settled(jobId);
    expect(job).toMatchObject({ state: 'completed', result: { rows: 1 } });
  });
});
