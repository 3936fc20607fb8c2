import { afterEach, beforeEach, expect, it } from 'vitest';
import { instantAt } from '#shared/kernel/dates.ts';
import { rebuildComplaints } from '../../../src/main/backend/complaint/complaint.service.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));

describeBackends('facts put right', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, at('2026-11-19 16:20'));
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  const bare = { categoryCode: null, business: null, customerGrade: null, area: null };
  const register = async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, ...bare, unitId: units.hall, acknowledged: true });
    const correct = (changes: object, lastSeq = made.lastSeq) =>
      officer.complaint.correct({ ...bare, ...changes, complaintId: made.row.complaintId, lastSeq, note: '回电核实' });
    return { officer, made, correct };
  };

  it('count deadlines again from receipt, and stand in the history as they were', async () => {
    const { made, correct } = await register();
    // five working days: 11-20, 23, 24, 25, 26
    expect(made.row.badge).toMatchObject({ rule: 'SL-5', dueAt: at('2026-11-27 00:00') });
    await travel(backend, at('2026-11-20 09:00'));
    const facts = { categoryCode: 'fault.unrepaired', business: 'broadband' as const, area: 'urban' as const };
    const town = await correct(facts);
    expect(town.row.badge).toMatchObject({ rule: 'CN-32-48', dueAt: at('2026-11-21 16:20') });
    expect(town).toMatchObject({ categoryCode: 'fault.unrepaired', area: 'urban', lastSeq: made.lastSeq + 1 });
    expect(town.events[0]).toMatchObject({
      type: 'corrected',
      note: '回电核实',
      data: { before: { categoryCode: null, business: null, area: null }, after: facts },
    });
    // only what differs is told
    const country = await correct({ ...facts, area: 'rural' }, town.lastSeq);
    expect(country.row.badge).toMatchObject({ rule: 'CN-32-72', dueAt: at('2026-11-22 16:20') });
    expect(country.events[0]?.data).toEqual({ before: { area: 'urban' }, after: { area: 'rural' } });
    expect((await rebuildComplaints(backend.app.deps, new AbortController().signal)).changed).toBe(0);
    const log = await (await backend.as('admin')).system.changes({ entity: 'complaint' });
    expect(log.rows[0]).toMatchObject({ action: 'correct' });
  });

  it('are refused where nothing differs, where a category is none, once it is over, and to those who only handle', async () => {
    const { officer, made, correct } = await register();
    await expect(correct({})).rejects.toMatchObject({ code: 'COMPLAINT_CORRECT_SAME' });
    await expect(correct({ categoryCode: 'nowhere' })).rejects.toMatchObject({ code: 'COMPLAINT_CATEGORY_UNKNOWN' });
    const liaison = await backend.as('liaison', units.hall);
    const { complaintId } = made.row;
    const asked = { ...bare, area: 'urban' as const, complaintId, lastSeq: made.lastSeq, note: 'x' };
    await expect(liaison.complaint.correct(asked)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const over = await act(officer, complaintId, 'withdraw', { note: '撤诉' });
    expect(over.acts).not.toContain('correct');
    await expect(correct({ area: 'urban' })).rejects.toMatchObject({ code: 'COMPLAINT_CHANGED' });
    await expect(correct({ area: 'urban' }, over.lastSeq)).rejects.toMatchObject({ code: 'COMPLAINT_ACT_NOT_ALLOWED' });
    expect(await officer.complaint.get({ complaintId })).toMatchObject({ area: null, lastSeq: over.lastSeq });
  });

  it('move repeats with them where the business makes them', async () => {
    const { officer, correct, made } = await register();
    const supervisor = await backend.as('supervisor');
    const policy = await supervisor.complaint.policy({});
    await supervisor.complaint.setPolicy({ ...policy, repeat: { ...policy.repeat, key: ['number', 'business'] } });
    for (const { jobId } of await supervisor.system.jobs({})) await backend.app.deps.jobs.settled(jobId);
    await travel(backend, at('2026-11-20 10:00'));
    const again = await officer.complaint.register({ ...told, ...bare, business: 'mobile', unitId: units.hall });
    expect(again.row.repeatCount).toBe(0);
    await correct({ business: 'mobile' }, made.lastSeq);
    expect((await officer.complaint.get(again.row)).row.repeatCount).toBe(1);
  });
});
